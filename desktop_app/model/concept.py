"""The codebook: what claims are about, as a tree of concepts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether a concept may be coded: retired ones stay readable where they were."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Concept:
    """A demand or topic that claims are coded with, worded so that support is always for it.

    `code` is unique in the project (such as "101"), `support` says what being for it means. `replaced_by` is the uid of
    the concept to use instead of a retired one, or ''.
    """

    uid: str
    code: str
    label: str
    parent_uid: str = ""
    support: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    status: Status = Status.ACTIVE
    replaced_by: str = ""
    position: int = 0
