"""A project as a corpus: document by document, each read in one short transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from desktop_app.base.i18n import _
from desktop_app.model.corpus import Entry, Selection
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation, Annotator, Link, Progress, Role, State
from desktop_app.model.tagset import Tagset
from desktop_app.store import annotations as annotation_rows
from desktop_app.store import documents, links
from desktop_app.store.database import Database
from desktop_app.store.rows import ANNOTATORS, ATTRIBUTES, SETTINGS, SLOTS, TAGS
from desktop_app.store.table import damaged_row

_ANNOTATOR = attrgetter("annotator_uid")
"""The rest of the order of an entry's annotations is that in which the rows are read."""


def tagset(database: Database) -> Tagset:
    """All tags, attributes and slots in display order.

    Raises DamagedError when they are not as the program writes them.
    """
    tags = database.rows(f"SELECT {TAGS.column_list} FROM tag ORDER BY position, name, uid")
    attributes = database.rows(f"SELECT {ATTRIBUTES.column_list} FROM attribute ORDER BY position, name, uid")
    slots = database.rows(f"SELECT {SLOTS.column_list} FROM slot ORDER BY position, name, uid")
    found = Tagset(TAGS.records(tags), ATTRIBUTES.records(attributes), SLOTS.records(slots))
    _refuse_circle(found)
    return found


def _refuse_circle(tagset: Tagset) -> None:
    above = {tag.uid: tag.parent_uid for tag in tagset.tags}
    for tag in tagset.tags:
        seen, uid = set[str](), tag.uid
        while uid and uid not in seen:
            seen.add(uid)
            uid = above.get(uid, "")
        if uid:
            raise damaged_row(f"tag {tag.uid}", ValueError(_("It lies below itself.")))


def annotators(database: Database) -> tuple[Annotator, ...]:
    """Everybody who has a layer in the project, by name."""
    rows = database.rows(f"SELECT {ANNOTATORS.column_list} FROM annotator ORDER BY name, uid")
    return ANNOTATORS.records(rows)


def settings(database: Database) -> dict[str, str]:
    """What holds for the project as a whole, by key."""
    found = SETTINGS.records(database.rows(f"SELECT {SETTINGS.column_list} FROM setting"))
    return {item.key: item.value for item in found}


def setting_uid(key: str) -> str:
    """The uid of a setting: the same wherever it is made, so that copies of a project agree on it."""
    return derived_uid("setting", key)


def assignment_uid(document_uid: str, annotator_uid: str) -> str:
    """The uid of an assignment: the same wherever it is made."""
    return derived_uid("assignment", document_uid, annotator_uid)


def progress_uid(document_uid: str, annotator_uid: str) -> str:
    """The uid of an annotator's progress with a document: the same wherever it is made."""
    return derived_uid("progress", document_uid, annotator_uid)


class StoredEntries:
    """The documents of a project that are not in the bin, by name and uid, with the layers of a selection."""

    def __init__(self, database: Database, selection: Selection) -> None:
        self._database = database
        self._selection = selection

    def __iter__(self) -> Iterator[Entry]:
        self._tags = self._with_children(tagset(self._database))
        self._linked = links.any_link(self._database)
        people = tuple(item.uid for item in annotators(self._database) if item.role is Role.PERSON)
        rows = self._database.rows("SELECT uid FROM document WHERE binned = '' ORDER BY name, uid")
        wanted = self._selection.document_uids
        for (uid,) in rows:
            if not wanted or uid in wanted:
                entry = self._entry(str(uid), people)
                if entry.progress:
                    yield entry

    def _with_children(self, tags: Tagset) -> frozenset[str]:
        wanted = set(self._selection.tag_uids)
        size = -1
        while len(wanted) != size:
            size = len(wanted)
            wanted.update(tag.uid for tag in tags.tags if tag.parent_uid in wanted)
        return frozenset(wanted)

    def _entry(self, uid: str, people: tuple[str, ...]) -> Entry:
        document = documents.get(self._database, uid)
        progress = self._progress(uid, people)
        layers = {item.annotator_uid for item in progress}
        text = documents.content(self._database, document.sha256).decode() if layers else ""
        found = annotation_rows.of_document(self._database, uid) if layers else ()
        chosen = tuple(sorted(self._chosen(found, layers), key=_ANNOTATOR))
        return Entry(document, text, chosen, progress, self._links(uid, chosen))

    def _links(self, uid: str, chosen: tuple[Annotation, ...]) -> tuple[Link, ...]:
        """The links that lead away from what is chosen."""
        found = links.of_document(self._database, uid) if chosen and self._linked else ()
        uids = {item.uid for item in chosen} if found else ()
        return tuple(item for item in found if item.source_uid in uids)

    def _progress(self, uid: str, people: tuple[str, ...]) -> tuple[Progress, ...]:
        selection = self._selection
        begun = {item.annotator_uid: item for item in documents.progress(self._database, uid)}
        if selection.untouched:
            for annotator_uid in selection.annotator_uids or people:
                fresh = Progress(progress_uid(uid, annotator_uid), uid, annotator_uid)
                begun.setdefault(annotator_uid, fresh)
        return tuple(
            item
            for _uid, item in sorted(begun.items())
            if (not selection.annotator_uids or item.annotator_uid in selection.annotator_uids)
            and (not selection.states or item.state in selection.states)
            and (selection.untouched or item.state is not State.NEW or item.values)
        )

    def _chosen(self, found: tuple[Annotation, ...], layers: set[str]) -> Sequence[Annotation]:
        if not self._tags and layers.issuperset(map(_ANNOTATOR, found)):
            return found
        return [
            item
            for item in found
            if item.annotator_uid in layers and (not self._tags or item.tag_uid in self._tags)
        ]
