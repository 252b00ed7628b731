"""A part of a project as a file of its own: what one annotator needs, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.model.changes import Record
from desktop_app.model.identity import new_uid, now
from desktop_app.model.records import Annotation, Annotator
from desktop_app.model.review import Assignment, Comment
from desktop_app.model.tagset import Decision
from desktop_app.store import annotations as annotation_rows
from desktop_app.store import corpus, documents, links, registers
from desktop_app.store.database import Database
from desktop_app.store.file import found, make, uid_of
from desktop_app.store.knowledge import Knowledge
from desktop_app.store.rows import ASSIGNMENTS, COMMENTS
from desktop_app.store.step import PACKAGE, Step
from desktop_app.store.table import Table


def pack(
    database: Database,
    target: Path,
    who: Annotator,
    document_uids: Sequence[str],
    *,
    work: bool = True,
    told: Callable[[int], object] = lambda _done: None,
) -> int:
    """Write the package and return how many marks are in it.

    It holds the tagset, the registers, these documents, and (with `work`) the annotator's own layer of them as one
    picture, which knows of all that the project held; the history of how it came to be stays behind. `told` hears how
    many documents are in; what it raises ends it, and leaves no file. Raises as `make` does.
    """
    known = Knowledge(database)
    facts = {"uid": uid_of(database), "created": now(), "package": new_uid(), "annotator": who.uid}
    marks = 0

    def fill(fresh: Database) -> None:
        nonlocal marks
        found(fresh, facts)
        step = Step(fresh, "", replica=new_uid(), annotator_uid=who.uid, kind=PACKAGE)
        step.follows = max((line.lamport for line in known.lines.values()), default=0)
        step.note(known.heads())
        step.put_all([who, *_rules(database, who)])
        for number, uid in enumerate(document_uids):
            told(number)
            document = documents.get(database, uid)
            for sha256 in dict.fromkeys((document.sha256, document.original_sha256)):
                documents.keep_content(fresh, documents.content(database, sha256), sha256)
            step.put_all([document, *_of(ASSIGNMENTS, database, uid, who)])
            layer = list(_work(database, uid, who)) if work else []
            step.put_all(layer)
            marks += sum(isinstance(item, Annotation) for item in layer)
        told(len(document_uids))
        step.close()

    make(target, fill)
    return marks


def _rules(database: Database, who: Annotator) -> Iterator[Record]:
    """What holds for everybody: the tagset, the registers, and what was decided about the guideline."""
    tagset = corpus.tagset(database)
    for some in (tagset.tags, tagset.attributes, tagset.slots):
        yield from some
    yield from registers.entities(database)
    yield from registers.concepts(database)
    yield from (_unsigned(item, who) for item in registers.decisions(database))


def _unsigned(item: Decision, who: Annotator) -> Decision:
    """A decision without who made it, if that was somebody else."""
    return item if item.annotator_uid == who.uid else replace(item, annotator_uid="")


def _work(database: Database, document_uid: str, who: Annotator) -> Iterator[Record]:
    """What the annotator has done with a document."""
    yield from annotation_rows.of_document(database, document_uid, annotator_uid=who.uid)
    yield from links.of_document(database, document_uid, annotator_uid=who.uid)
    yield from documents.progress(database, document_uid, annotator_uid=who.uid)
    yield from _of(COMMENTS, database, document_uid, who)


def _of(
    table: Table[Comment] | Table[Assignment], database: Database, document_uid: str, who: Annotator
) -> Iterator[Record]:
    yield from table.records(
        database.rows(
            f'SELECT {table.column_list} FROM "{table.name}" WHERE document_uid = ? AND annotator_uid = ? ORDER BY uid',
            (document_uid, who.uid),
        )
    )


def assigned(database: Database, annotator_uid: str) -> list[str]:
    """The uids of the documents in use that the annotator is to do, by name."""
    rows = database.rows(
        "SELECT d.uid FROM assignment a JOIN document d ON d.uid = a.document_uid "
        "WHERE a.annotator_uid = ? AND d.binned = '' ORDER BY d.name",
        (annotator_uid,),
    )
    return [str(uid) for (uid,) in rows]


def all_documents(database: Database) -> list[str]:
    """The uids of the documents in use, by name."""
    rows = database.rows("SELECT uid FROM document WHERE binned = '' ORDER BY name", patient=True)
    return [str(uid) for (uid,) in rows]
