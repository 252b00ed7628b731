"""The register of who and what a project's annotations speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("person", "organisation", "group", "state", "other")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, in a language (BCP 47, '' for any). `exact`: capitals matter, as for "WHO"."""

    text: str
    language: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Affiliation:
    """That an entity belonged to another one, from `start` to `end` (ISO 8601 or EDTF; '' is open)."""

    entity_uid: str
    role: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, whatever the text calls it.

    `kind` is one of KINDS, `values` further facts by name (sector, party, country, ...), `colour` '#rrggbb' or ''.
    `merged_into` is the uid of the entity that took its place, '' while it stands for itself.
    """

    uid: str
    name: str
    kind: str = ""
    aliases: tuple[Alias, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    external_id: str = ""
    colour: str = ""
    note: str = ""
    affiliations: tuple[Affiliation, ...] = ()
    merged_into: str = ""
