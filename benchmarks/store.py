"""The project file: how long imports, exports, commits and questions take, on the wall clock and a real disk.

`python -m benchmarks.store [--full]`; without `--full` a hundred thousand annotations stand for a million and a half,
and budgets that are meant for more are cut in proportion.
"""

from __future__ import annotations

import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.documents import ANNOTATORS, TAGS, spans, text
from benchmarks.projects import PEOPLE, places, records
from desktop_app.model.identity import derived_uid, now
from desktop_app.model.packed import PackedSpans
from desktop_app.model.query import Query
from desktop_app.model.records import Annotation, Document, Progress, State
from desktop_app.model.span import Span
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marking
from desktop_app.ops import documents, exchange
from desktop_app.ops.project import Project
from desktop_app.store import documents as rows
from desktop_app.store.corpus import progress_uid

TEXT_BYTES = 2_000
MARKS = 100
"""To each document."""
BATCH = 100
MILLION = 1_000_000


class Line(NamedTuple):
    """One measurement; `budget` is None where there is none."""

    name: str
    value: float
    budget: float | None
    unit: str


def measure(*, full: bool) -> Iterator[Line]:
    """Everything, line by line as it is measured, in a folder that is deleted afterwards."""
    count = 15_000 if full else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = [text("mixed", TEXT_BYTES, seed=number % 50) + f"\n{number}" for number in range(count)]
        with _fresh(folder / "first") as project:
            made = [_document(project, number, content) for number, content in enumerate(texts)]
            marks = count * MARKS
            layers = _layers(made, texts)
            wrote = _seconds(partial(_fill, project, made, texts, layers))
            yield Line(f"write {marks:,} annotations with history", wrote, 3 * marks / 100_000, "s")
            yield from _questions(project, made[count // 2], marks)
            yield from _exchange(project, folder, marks)
        yield from _document_list(folder / "list", 100_000 if full else 10_000)


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _median_ms(action: Callable[[], object], times: int) -> float:
    return statistics.median(_seconds(action) for _time in range(times)) * 1000


def _fresh(folder: Path) -> Project:
    folder.mkdir()
    project = Project.create(folder / "bench.rubric", places=places(folder), who=PEOPLE[0], tagset="blank")
    with project.step("Set up") as step:
        step.put_all(PEOPLE[1:])
        step.put_all(Tag(uid, f"Tag {number}", position=number) for number, uid in enumerate(TAGS, 1))
    return project


def _document(project: Project, number: int, content: str) -> Document:
    sha256 = rows.hash_of(content.encode())
    return Document(
        derived_uid(project.uid, sha256), f"{number:06}.txt", sha256, len(content), original_sha256=sha256
    )


def _one_annotator(packed: PackedSpans, number: int) -> PackedSpans:
    """The spans as those of one person, with uids of their own."""
    packed.annotator[:] = number % len(ANNOTATORS)
    return packed


def _layers(made: list[Document], texts: list[str]) -> list[list[Annotation]]:
    """What is marked in each document: made up beforehand, so that writing alone is timed."""
    packed = (
        _one_annotator(spans(len(content), MARKS, seed=number), number)
        for number, content in enumerate(texts)
    )
    return [list(records(*item)) for item in zip(made, texts, packed, strict=True)]


def _fill(project: Project, made: list[Document], texts: list[str], layers: list[list[Annotation]]) -> None:
    """Documents, states and annotations, in short transactions and one step, as an import writes them."""
    long = project.begin("Import")
    numbers = iter(range(len(made)))
    while batch := list(islice(numbers, BATCH)):
        with long.writing() as step:
            for number in batch:
                rows.keep_content(project.file.database, texts[number].encode())
            step.put_all(made[number] for number in batch)
            for number in batch:
                document, who = made[number], layers[number][0].annotator_uid
                uid = progress_uid(document.uid, who)
                step.put(Progress(uid, document.uid, who, State.DONE, changed=now()))
                step.add_all(layers[number])
    project.finish(long)


def _questions(project: Project, document: Document, marks: int) -> Iterator[Line]:
    project.file.database.prove()
    name = f"one document's spans out of {marks:,}"
    yield Line(name, _median_ms(partial(marking.packed, project, document.uid), 50), 1, "ms")
    marked: list[float] = []
    for number in range(30):
        mark = partial(marking.highlight, project, document.uid, [Span(number, number + 5)], TAGS[0])
        marked.append(_seconds(mark) * 1000)
    yield Line("mark a passage, to the disk", statistics.median(marked), None, "ms")
    yield Line("undo, to the disk", _median_ms(project.undo, 30), None, "ms")


def _exchange(project: Project, folder: Path, marks: int) -> Iterator[Line]:
    target = folder / "out.jsonl"
    exported = _seconds(partial(exchange.export, project, target))
    name = f"write {marks:,} annotations as JSONL and prove them"
    yield Line(name, exported, 10 * marks / MILLION, "s")
    with _fresh(folder / "second") as other:
        imported = _seconds(partial(exchange.import_, other, target, create_tags=True))
    yield Line(f"import {marks:,} annotations from JSONL", imported, 3 * marks / 100_000, "s")


def _document_list(folder: Path, count: int) -> Iterator[Line]:
    with _fresh(folder) as project:
        long = project.begin("Add")
        numbers = iter(range(count))
        while batch := list(islice(numbers, 5_000)):
            with long.writing() as step:
                step.put_all(_document(project, number, f"text {number}") for number in batch)
        project.finish(long)
        page = partial(documents.page, project, Query(), count // 2, 100)
        yield Line(f"a page of a list of {count:,} documents", _median_ms(page, 20), 50, "ms")
        yield Line("count them", _median_ms(partial(documents.count, project, Query()), 20), 50, "ms")


def table(lines: list[Line]) -> str:
    """The measurements, measured / budget."""
    width = max(len(line.name) for line in lines)
    written: list[str] = []
    for line in lines:
        against = "" if line.budget is None else f" / {line.budget:g}"
        over = line.budget is not None and line.value > line.budget
        sign = " !!" if line.budget is not None and line.value > 2 * line.budget else " !" if over else ""
        value = "–" if math.isnan(line.value) else f"{line.value:.2f}"
        written.append(f"{line.name.ljust(width)}  {value}{against} {line.unit}{sign}")
    return "\n".join(written)


if __name__ == "__main__":
    print(table(list(measure(full="--full" in sys.argv))))
