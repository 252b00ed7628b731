"""What an action changed, as announced to everyone who shows data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import msgspec

from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Annotator, Document, Link, Progress
from desktop_app.model.review import Assignment, Comment, Setting, Verdict
from desktop_app.model.tagset import Attribute, Decision, Slot, Tag

Record = (
    Document
    | Annotation
    | Annotator
    | Progress
    | Link
    | Tag
    | Attribute
    | Slot
    | Decision
    | Entity
    | Concept
    | Verdict
    | Comment
    | Assignment
    | Setting
)
R = TypeVar(
    "R",
    Document,
    Annotation,
    Annotator,
    Progress,
    Link,
    Tag,
    Attribute,
    Slot,
    Decision,
    Entity,
    Concept,
    Verdict,
    Comment,
    Assignment,
    Setting,
)


class Change(msgspec.Struct, frozen=True, gc=False):
    """One record before and after; None where it did not or no longer exist."""

    before: Record | None
    after: Record | None


@dataclass(frozen=True)
class Changes:
    """A step's changes in the order in which they were made. `label` is the step's name in words."""

    label: str
    items: tuple[Change, ...] = ()

    def of(self, kind: type[R]) -> Iterator[tuple[R | None, R | None]]:
        """(before, after) of the records of one kind."""
        for item in self._by_kind.get(kind, ()):
            before, after = item.before, item.after
            if isinstance(after, kind):
                yield (before if isinstance(before, kind) else None), after
            elif isinstance(before, kind):
                yield before, None

    def touches(self, kind: type[R]) -> bool:
        """Whether a record of this kind changed."""
        return kind in self._by_kind

    @cached_property
    def _by_kind(self) -> Mapping[type, Sequence[Change]]:
        """Sorted out once: everybody in the window asks, and an import has many."""
        found = defaultdict[type, list[Change]](list)
        for item in self.items:
            found[type(item.after or item.before)].append(item)
        return dict(found)
