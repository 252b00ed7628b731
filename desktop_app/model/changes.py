"""What an action changed, as announced to everyone who shows data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from desktop_app.model.records import Annotation, Annotator, Document, Progress
from desktop_app.model.tagset import Attribute, Tag

Record = Document | Annotation | Annotator | Progress | Tag | Attribute
R = TypeVar("R", Document, Annotation, Annotator, Progress, Tag, Attribute)


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None where it did not or no longer exist."""

    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Changes:
    """A step's changes in the order in which they were made. `label` is the step's name in words."""

    label: str
    items: tuple[Change, ...] = ()

    def of(self, kind: type[R]) -> Iterator[tuple[R | None, R | None]]:
        """(before, after) of the records of one kind."""
        for item in self.items:
            before, after = item.before, item.after
            if isinstance(after, kind):
                yield (before if isinstance(before, kind) else None), after
            elif isinstance(before, kind):
                yield before, None

    def touches(self, kind: type[R]) -> bool:
        """Whether a record of this kind changed."""
        return any(True for _pair in self.of(kind))
