"""What an action changed, as announced to everyone who shows data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
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

    def in_document(self, document_uid: str) -> Sequence[Change]:
        """Those of one document, before and after."""


class InDocument:
    """What an action did to the annotations of one document. They are only read when `pairs` is asked for."""

    def __init__(self, document_uid: str, items: Sequence[Change | Bulk]) -> None:
        self._document_uid = document_uid
        self._items = items

    @property
    def count(self) -> int:
        """How many annotations changed."""
        return sum(_number_in(item, self._document_uid) for item in self._items)

    @cached_property
    def numbers(self) -> tuple[int, int, int]:
        """How many annotations came, went, and changed otherwise."""
        single = [item for item in self._items if isinstance(item, Change)]
        came = sum(item.before is None for item in single)
        went = sum(item.after is None for item in single)
        many = sum(
            _number_in(item, self._document_uid) for item in self._items if not isinstance(item, Change)
        )
        return came, went, len(single) - came - went + many

    @cached_property
    def pairs(self) -> Sequence[tuple[Annotation | None, Annotation | None]]:
        """(before, after) of each, in order."""
        singly = (
            (item,) if isinstance(item, Change) else item.in_document(self._document_uid)
            for item in self._items
        )
        return list(_pairs(chain.from_iterable(singly), Annotation))


@dataclass(frozen=True)
class Changes:
    """A step's changes in the order in which they were made. `label` is the step's name in words."""

    label: str
    items: tuple[Change | Bulk, ...] = ()

    @cached_property
    def count(self) -> int:
        """How many records changed."""
        return _count(self.items)

    @cached_property
    def layers(self) -> AbstractSet[tuple[str, str]]:
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

    @cached_property
    def documents(self) -> AbstractSet[str]:
        """The documents whose annotations changed."""
        return {document_uid for document_uid, _annotator_uid in self.layers}

    def in_document(self, document_uid: str) -> InDocument:
        """What became of the annotations of one document, whatever became of those of all others."""
        found = self._in_documents.get(document_uid)
        if found is None:
            items = self._by_kind.get(Annotation, ()) if document_uid in self.documents else ()
            found = InDocument(document_uid, [item for item in items if _number_in(item, document_uid)])
            self._in_documents[document_uid] = found
        return found

    def each(self) -> Iterator[Change]:
        """All of them, one by one."""
        return _singly(self.items)

    def of(self, kind: type[R]) -> Iterator[tuple[R | None, R | None]]:
        """(before, after) of the records of one kind. Ask for annotations `in_document` where that is enough."""
        return _pairs(_singly(self._by_kind.get(kind, ())), kind)

    def added(self, kind: type[R]) -> Iterator[R]:
        """The records of one kind that are new."""
        return (after for before, after in self._single(kind) if before is None and after is not None)

    def removed(self, kind: type[R]) -> Iterator[R]:
        """The records of one kind that are gone."""
        return (before for before, after in self._single(kind) if after is None and before is not None)

    def _single(self, kind: type[R]) -> Iterator[tuple[R | None, R | None]]:
        """The same as `of`, without those that only became others."""
        return _pairs((item for item in self._by_kind.get(kind, ()) if isinstance(item, Change)), kind)

    def count_of(self, kind: type[R]) -> int:
        """How many records of one kind changed."""
        return _count(self._by_kind.get(kind, ()))

    def touches(self, kind: type[R]) -> bool:
        """Whether a record of this kind changed."""
        return kind in self._by_kind

    def touches_beside(self, kind: type[R]) -> bool:
        """Whether a record of any other kind changed."""
        return any(other is not kind for other in self._by_kind)

    @cached_property
    def _by_kind(self) -> Mapping[type, Sequence[Change | Bulk]]:
        """Sorted out once: everybody in the window asks, and an import has many."""
        found: dict[type, list[Change | Bulk]] = {}
        for item in self.items:
            kind = type(item.after or item.before) if isinstance(item, Change) else Annotation
            found.setdefault(kind, []).append(item)
        return found

    @cached_property
    def _in_documents(self) -> dict[str, InDocument]:
        return {}


def _count(items: Iterable[Change | Bulk]) -> int:
    return sum(1 if isinstance(item, Change) else item.count for item in items)


def _number_in(item: Change | Bulk, document_uid: str) -> int:
    """How many annotations of a document it tells of."""
    if not isinstance(item, Change):
        return sum(number for (uid, _annotator_uid), number in item.layers.items() if uid == document_uid)
    record = item.after or item.before
    return isinstance(record, Annotation) and record.document_uid == document_uid


def _pairs(items: Iterable[Change], kind: type[R]) -> Iterator[tuple[R | None, R | None]]:
    for item in items:
        before, after = item.before, item.after
        if isinstance(after, kind):
            yield (before if isinstance(before, kind) else None), after
        elif isinstance(before, kind):
            yield before, None


def _singly(items: Iterable[Change | Bulk]) -> Iterator[Change]:
    for item in items:
        if isinstance(item, Change):
            yield item
        else:
            yield from item.changes
