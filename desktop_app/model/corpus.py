"""A project's content document by document: all that formats ever see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Annotator, Document, Link, Progress
from desktop_app.model.tagset import Tagset


@dataclass(frozen=True, slots=True)
class Entry:
    """One document with its text and everything that is coded on it, in the chosen layers.

    `annotations` are sorted by annotator, start, end (longest first) and uid. `progress` holds a record for each
    annotator who began the document, `links` those that lead away from these annotations, sorted by source, slot,
    position and uid; what they lead to may not be chosen.
    """

    document: Document
    text: str
    annotations: tuple[Annotation, ...]
    progress: tuple[Progress, ...]
    links: tuple[Link, ...] = ()


class Entries(Protocol):
    """Can be walked again and again, each time from the start, one document in memory at a time."""

    def __iter__(self) -> Iterator[Entry]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take from a project. Empty means all. Tags are meant with everything below them."""

    tag_uids: frozenset[str] = frozenset()
    annotator_uids: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    document_uids: frozenset[str] = frozenset()
    untouched: bool = False

    def describe(self, tagset: Tagset, annotators: Iterable[Annotator]) -> dict[str, list[str]]:
        """The filters in names, sorted, for a manifest; filters that are not set are left out."""
        names = {item.uid: item.name for item in annotators}
        found = {
            "tags": sorted(tagset.path(uid) for uid in self.tag_uids),
            "annotators": sorted(names.get(uid, uid) for uid in self.annotator_uids),
            "states": sorted(self.states),
            "documents": sorted(self.document_uids),
            "untouched": ["included"] if self.untouched else [],
        }
        return {key: value for key, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with their layers. `project_uid` names where it came from; `selection` what was asked for.

    `entities` and `concepts` are the whole register and codebook.
    """

    project_uid: str
    tagset: Tagset
    annotators: tuple[Annotator, ...]
    entries: Entries
    selection: Selection = field(default_factory=Selection)
    entities: tuple[Entity, ...] = ()
    concepts: tuple[Concept, ...] = ()
