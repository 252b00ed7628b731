"""Projects to measure with: a document and its spans, by way of the program's own actions.

`python -m benchmarks.projects FOLDER KIND BYTES SPANS [DEPTH [WHOLE]]` makes one, so that what measures it starts with
clean memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.documents import ANNOTATORS, TAGS, Mix, spans, text
from desktop_app.base.paths import Places, user_places
from desktop_app.model.identity import now
from desktop_app.model.packed import PackedSpans
from desktop_app.model.query import Query
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Annotator, Document, Origin
from desktop_app.model.span import Span
from desktop_app.model.tagset import Tag
from desktop_app.ops import adding, documents
from desktop_app.ops.project import Project

PEOPLE = tuple(Annotator(uid, f"Annotator {number}") for number, uid in enumerate(ANNOTATORS, 1))
BATCH = 2000
OTHER_BYTES = 5_000


def places(folder: Path) -> Places:
    """Settings and backups beside the project, not the user's own."""
    return user_places(folder / "user")


def open_project(folder: Path) -> Project:
    """The project that was made in this folder."""
    return Project.open(folder / "bench.rubric", places=places(folder), who=PEOPLE[0])


def document_of(project: Project) -> Document:
    """The document with the spans."""
    return documents.page(project, Query(), 0, 1)[0].document


def other_of(project: Project) -> Document:
    """A short document, to be read in between."""
    return documents.page(project, Query(), 1, 1)[0].document


def make(folder: Path, kind: str, size: int, count: int, mix: Mix | None = None) -> None:
    """A project with a document of about `size` bytes and `count` annotations, each a row and a line of history."""
    content = text(kind, size)
    source = folder / "document.txt"
    source.write_bytes(content.encode())
    path = folder / "bench.rubric"
    with Project.create(path, places=places(folder), who=PEOPLE[0], tagset="blank") as project:
        other = folder / "other.txt"
        other.write_text(text(kind, min(size, OTHER_BYTES), seed=3), encoding="utf-8")
        document = adding.add(project, [source, other]).added[0]
        with project.step("Set up") as step:
            step.put_all(PEOPLE[1:])
            step.put_all(Tag(uid, f"Tag {number}", position=number) for number, uid in enumerate(TAGS, 1))
        annotate(project, document, content, spans(len(content), count, mix=mix))


def annotate(project: Project, document: Document, content: str, packed: PackedSpans) -> None:
    """Write the spans as annotations, as an import does: in short transactions, one step in all."""
    long = project.begin("Import")
    rows = records(document, content, packed)
    while batch := list(islice(rows, BATCH)):
        with long.writing() as step:
            step.put_all(batch)
    project.finish(long)


def records(document: Document, content: str, packed: PackedSpans) -> Iterator[Annotation]:
    """The spans as records."""
    moment = now()
    for row in range(len(packed)):
        start, end = int(packed.start[row]), int(packed.end[row])
        yield Annotation(
            packed.uid[row].tobytes().hex(),
            document.uid,
            packed.annotators[packed.annotator[row]],
            packed.tags[packed.tag[row]],
            (Span(start, end),),
            (content[start : min(end, start + QUOTE_LIMIT)],),
            origin=Origin.IMPORTED,
            created=moment,
            changed=moment,
        )


if __name__ == "__main__":
    place, of_kind, *numbers = sys.argv[1:]
    size_, count_, depth_, whole_ = [*map(int, numbers), 0, 0][:4]
    make(Path(place), of_kind, size_, count_, Mix(depth_, bool(whole_)))
