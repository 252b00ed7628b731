"""What copies of a project say differently of the same thing, and deciding it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import N_, _
from desktop_app.base.shown import shown
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Document, Link, Progress
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.ops import sight
from desktop_app.ops.project import Project
from desktop_app.store import corpus, documents, merging
from desktop_app.store.database import Database
from desktop_app.store.folding import EXISTENCE, VALUE, Dispute, fields_of, image_of
from desktop_app.store.knowledge import Knowledge, Line
from desktop_app.store.planner import Planner
from desktop_app.store.rows import table_called
from desktop_app.store.step import current_images

Sees = Callable[[str, str], bool]
"""Tells of a document and an annotator (by uid) whether their layer may be seen."""
_LONGEST = 200
_NAMES: Mapping[str, str] = {
    "annotation": N_("mark"),
    "document": N_("document"),
    "progress": N_("state of the document"),
    "tag": N_("tag"),
    "attribute": N_("attribute"),
    "annotator": N_("annotator"),
    "verdict": N_("verdict"),
    "comment": N_("comment"),
    "assignment": N_("assignment"),
    "setting": N_("setting"),
    "slot": N_("slot"),
    "link": N_("link"),
    "entity": N_("entity"),
    "concept": N_("concept"),
    "decision": N_("decision"),
}
_FIELDS: Mapping[str, str] = {
    EXISTENCE: N_("whether it stays"),
    "start": N_("passage"),
    "document_uid": N_("annotator"),
    "tag_uid": N_("tag"),
    "note": N_("note"),
    "origin": N_("origin"),
    "state": N_("state"),
    "name": N_("name"),
    "parent_uid": N_("tag above"),
    "colour": N_("colour"),
    "shortcut": N_("key"),
    "guideline": N_("guideline"),
    "kind": N_("kind and options"),
    "title": N_("title"),
    "binned": N_("bin"),
    "source_uid": N_("what is linked to what"),
    "least": N_("how many"),
    "key": N_("key"),
    "tag_uids": N_("tags that may fill it"),
    "aliases": N_("aliases"),
    "values": N_("facts"),
    "affiliations": N_("affiliations"),
    "external_id": N_("identifier elsewhere"),
    "merged_into": N_("merged into"),
    "code": N_("code"),
    "label": N_("label"),
    "support": N_("what support means"),
    "definition": N_("definition"),
    "include": N_("what belongs to it"),
    "exclude": N_("what does not"),
    "examples": N_("examples"),
    "status": N_("status"),
    "replaced_by": N_("replaced by"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two values: in words, who gave it and when (ISO 8601, UTC)."""

    value: str
    annotator: str
    made: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two copies changed the same without knowing of each other. `won` is what is shown until somebody decides.

    `kind` is the kind of record, `field` what of it, both in words; `document` its name, '' for the tagset; `what`
    the passage, or the name of a tag; `annotator` whose layer it is in, '' for none.
    """

    uid: str
    kind: str
    field: str
    document: str
    annotator: str
    what: str
    lost: Side
    won: Side


@dataclass(frozen=True, slots=True)
class Case:
    """A conflict with what is needed to decide it: the dispute, and the record's image when it was found."""

    conflict: Conflict
    dispute: Dispute
    image: str | None


def open_cases(project: Project) -> tuple[Case, ...]:
    """The conflicts that nobody has decided, the oldest first; in blind mode not those of layers that are hidden.

    Goes through the whole history: for a child process.
    """
    database = project.file.database
    found = seen(database, disputes(database), sight.sees(project))
    return tuple(
        Case(conflict, dispute, _image(database, dispute))
        for conflict, dispute in zip(described(database, found), found, strict=True)
    )


def _image(database: Database, item: Dispute) -> str | None:
    return current_images(database, table_called(item.record), [item.record_uid]).get(item.record_uid)


def seen(database: Database, found: Iterable[Dispute], may_see: Sees) -> tuple[Dispute, ...]:
    """Those that are not about a layer which may not be seen."""
    return tuple(item for item in found if may_see_record(database, item.record, item.record_uid, may_see))


def may_see_record(database: Database, name: str, uid: str, may_see: Sees) -> bool:
    """Whether a record is of no layer, or of one that may be seen."""
    table = table_called(name)
    image = current_images(database, table, [uid]).get(uid)
    record = None if image is None else table.record_of(image)
    if not isinstance(record, Annotation | Progress | Link):
        return True
    return may_see(record.document_uid, record.annotator_uid)


def disputes(database: Database) -> tuple[Dispute, ...]:
    """The same as the store has them."""
    if database.row("SELECT 1 FROM disputed LIMIT 1") is None:
        return ()
    return tuple(Planner(database, Knowledge(database)).plan(()).disputes)


def decide_case(project: Project, case: Case, *, take_lost: bool = False) -> None:
    """Decide a conflict that was found before: what won stays, or the other takes its place.

    One step, which undo takes back. Raises NotFoundError when it changed since.
    """
    found, table = case.dispute, table_called(case.dispute.record)
    image = _image(project.file.database, found)
    if image is None or image != case.image:
        raise NotFoundError(_("This conflict is decided already, or gone."))
    with project.step(_("Decide conflict")) as step:
        record = table.record_of(image)
        if found.field == EXISTENCE:
            if take_lost:
                step.remove(record)
            else:
                step.note([merging.kept(found.record, found.record_uid, {})])
            return
        chosen = {found.field: found.lost if take_lost else found.won}
        step.note([merging.kept(found.record, found.record_uid, chosen)])
        step.put(table.record_of(image_of(table, found.record_uid, fields_of(table, image) | chosen)))


class _Words:
    """Names of what conflicts are about."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tagset = corpus.tagset(database)
        self._people = {item.uid: item.name for item in corpus.annotators(database)}

    def conflict(self, item: Dispute) -> Conflict:
        table = table_called(item.record)
        image = current_images(self._database, table, [item.record_uid]).get(item.record_uid)
        record = None if image is None else table.record_of(image)
        document, annotator, what = (
            getattr(record, "document_uid", ""),
            getattr(record, "annotator_uid", ""),
            "",
        )
        if isinstance(record, Annotation):
            what = record.quotes[0]
        elif isinstance(record, Tag | Attribute | Document | Slot | Entity):
            what = record.name
        elif isinstance(record, Concept):
            what = f"{record.code} {record.label}"
        elif isinstance(record, Link):
            what = self._slot(record.slot_uid)
        return Conflict(
            uid=item.uid,
            kind=_(_NAMES[item.record]),
            field=self._field(item.field),
            document=self._document(document) if document else "",
            annotator=shown(self._people.get(annotator, ""), 80),
            what=shown(what, _LONGEST),
            lost=self._side(item, item.lost, item.lost_step, _("removed")),
            won=self._side(item, item.won, item.won_step, _("kept")),
        )

    def _slot(self, uid: str) -> str:
        return next((item.name for item in self._tagset.slots if item.uid == uid), _("link"))

    def _end(self, uid: str) -> str:
        """What a uid means at an end of a link, or in a register: the words of a mark, or a name."""
        for table, column in (("annotation", "quote"), ("entity", "name"), ("concept", "code")):
            found = self._database.row(f'SELECT "{column}" FROM "{table}" WHERE uid = ?', (uid,))
            if found is not None:
                return str(found[0])
        return _("none")

    def _field(self, field: str) -> str:
        if field.startswith(VALUE):
            found = {item.uid: item.name for item in self._tagset.attributes}
            return shown(found.get(field.removeprefix(VALUE), field), 80)
        return _(_FIELDS[field]) if field in _FIELDS else field

    def _document(self, uid: str) -> str:
        return shown(documents.get(self._database, uid).name, 80)

    def _side(self, item: Dispute, value: str | None, line: Line, existence: str) -> Side:
        made = self._database.row("SELECT made FROM step WHERE uid = ?", (line.uid,))
        who = shown(self._people.get(line.annotator_uid, ""), 80)
        words = existence if item.field == EXISTENCE else self._value(item.field, value)
        return Side(shown(words, _LONGEST), who, "" if made is None else str(made[0]))

    def _value(self, field: str, value: str | None) -> str:
        if value is None:
            return _("not coded")
        found = msgspec.json.decode(value)
        if field == "start":
            start, end, _parts, quote = found
            return f"{start}–{end} {quote}"
        if field == "source_uid":
            return f"{self._slot(found[1])}: {self._end(found[0])} → {self._end(found[3])}"
        if field in ("merged_into", "replaced_by"):
            return self._end(found[0])
        if field in ("tag_uid", "parent_uid"):
            return self._tagset.path(found[0]) if self._tagset.find(found[0]) else self._end(found[0])
        if field == "tag_uids":
            known = (
                self._tagset.path(uid) for uid in msgspec.json.decode(found[0]) if self._tagset.find(uid)
            )
            return ", ".join(known) or _("any")
        if isinstance(found, list):
            return ", ".join(str(part) for part in found if part not in (None, ""))
        return str(found)


def described(database: Database, found: tuple[Dispute, ...]) -> tuple[Conflict, ...]:
    """These disputes in the words that people decide by, in the same order."""
    words = _Words(database) if found else None
    return tuple(words.conflict(item) for item in found) if words else ()
