"""What an action changed, as announced to everyone who shows data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

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


class Bulk(Protocol):
    """Annotations that got another tag or other values, and changed in nothing else: read only when asked for."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def layers(self) -> Mapping[tuple[str, str], int]:
        """How many there are of each (document, annotator)."""

    @property
    def changes(self) -> Sequence[Change]:
        """Each of them before and after."""


@dataclass(frozen=True)
class Changes:
    """A step's changes in the order in which they were made. `label` is the step's name in words."""

    label: str
    items: tuple[Change | Bulk, ...] = ()

    @cached_property
    def count(self) -> int:
        """How many records changed."""
        return sum(1 if isinstance(item, Change) else item.count for item in self.items)

    @property
    def layers(self) -> set[tuple[str, str]]:
        """The (document, annotator) whose annotations changed."""
        found: set[tuple[str, str]] = set()
        for item in self._by_kind.get(Annotation, ()):
            if not isinstance(item, Change):
                found |= item.layers.keys()
                continue
            for record in (item.before, item.after):
                if isinstance(record, Annotation):
                    found.add((record.document_uid, record.annotator_uid))
        return found

    def each(self) -> Iterator[Change]:
        """All of them, one by one."""
        return _singly(self.items)

    def of(self, kind: type[R]) -> Iterator[tuple[R | None, R | None]]:
        """(before, after) of the records of one kind."""
        for item in _singly(self._by_kind.get(kind, ())):
            before, after = item.before, item.after
            if isinstance(after, kind):
                yield (before if isinstance(before, kind) else None), after
            elif isinstance(before, kind):
                yield before, None

    def touches(self, kind: type[R]) -> bool:
        """Whether a record of this kind changed."""
        return kind in self._by_kind

    def touches_beside(self, kind: type[R]) -> bool:
        """Whether a record of any other kind changed."""
        return any(other is not kind for other in self._by_kind)

    @cached_property
    def _by_kind(self) -> Mapping[type, Sequence[Change | Bulk]]:
        """Sorted out once: everybody in the window asks, and an import has many."""
        found = defaultdict[type, list[Change | Bulk]](list)
        for item in self.items:
            kind = type(item.after or item.before) if isinstance(item, Change) else Annotation
            found[kind].append(item)
        return dict(found)


def _singly(items: Iterable[Change | Bulk]) -> Iterator[Change]:
    for item in items:
        if isinstance(item, Change):
            yield item
        else:
            yield from item.changes
