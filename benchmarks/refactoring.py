"""Changes of the tagset that go through to the marks: processor time, with history.

`python -m benchmarks.refactoring`
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.documents import TAGS, spans, text
from benchmarks.projects import records
from benchmarks.store import MARKS, TEXT_BYTES, Line, _document, _fresh, table
from desktop_app.model.records import Document
from desktop_app.model.tagset import Attribute, Tag
from desktop_app.ops import pieces, recasting, refactoring, tagset, undoing
from desktop_app.ops.project import Project
from desktop_app.store import documents as rows

DOCUMENTS = 1_000
BATCH = 20
SIDES = ("for", "against")


def measure(count: int = DOCUMENTS) -> list[Line]:
    """Everything, in a folder that is deleted afterwards: a project in which every tenth mark has another tag."""
    with tempfile.TemporaryDirectory() as name, _fresh(Path(name) / "one") as project:
        one, tenth, into = TAGS[0], TAGS[1], TAGS[2]
        side = tagset.add_attribute(project, Attribute("", one, "side", "choice", SIDES))
        for uid in (tenth, into):
            tagset.add_attribute(project, Attribute("", uid, "side", "choice", SIDES))
        _fill(project, count, (one, tenth), side)
        project.file.database.prove()
        return list(_lines(project, (one, tenth, into), side))


def _fill(project: Project, count: int, tags: tuple[str, str], side: Attribute) -> None:
    long = project.begin("Import")
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        texts = [text("mixed", TEXT_BYTES, seed=number % 50) + f"\n{number}" for number in batch]
        made: list[Document] = [_document(project, *pair) for pair in zip(batch, texts, strict=True)]
        with long.writing() as step:
            for content in texts:
                rows.keep_content(project.file.database, content.encode())
            step.put_all(made)
            for number, document, content in zip(batch, made, texts, strict=True):
                packed = spans(len(content), MARKS, seed=number)
                packed.annotator[:] = 0
                step.add_all(
                    msgspec.structs.replace(
                        item,
                        tag_uid=tags[place % 10 == 0],
                        values={} if place % 10 == 0 or place % 4 else {side.uid: SIDES[place % 8 // 4]},
                    )
                    for place, item in enumerate(records(document, content, packed))
                )
    project.finish(long)


def _lines(project: Project, tags: tuple[str, str, str], side: Attribute) -> Iterator[Line]:
    one, tenth, into = tags
    used = tagset.uses(project, one) + tagset.uses(project, tenth)
    renamed = replace(project.tagset.tag(one), name="Another name")
    yield _line(
        f"rename a tag of {tagset.uses(project, one):,} marks", lambda: tagset.edit_tag(project, renamed)
    )
    merge = refactoring.merge_tags(project, tenth, into)
    name = f"merge a tag: {tagset.uses(project, tenth):,} of {used:,} marks"
    yield _line(name, partial(recasting.carry_out, project, merge))
    fresh = Tag("", "Those against")
    split = refactoring.split_tag(project, one, fresh, value=(side.uid, SIDES[1]))
    found = recasting.survey(project, split).marks
    yield _line(f"split a tag: {found:,} of {used:,} marks", partial(recasting.carry_out, project, split))
    yield _line("undo it", partial(_turned_back, project))
    every = refactoring.merge_tags(project, one, into)
    marks = tagset.uses(project, one)
    look = partial(recasting.survey, project, every)
    yield _line(f"look at what merging {marks:,} marks does", look)
    yield _line(f"merge {marks:,} marks", partial(recasting.carry_out, project, every))
    yield _line("undo it all", partial(_turned_back, project), budget=2)
    off = refactoring.split_tag(project, one, Tag("", "All of them"))
    yield _line(f"split {marks:,} marks off", partial(recasting.carry_out, project, off))
    yield _line("undo that too", partial(_turned_back, project), budget=2)


def _turned_back(project: Project) -> None:
    pieces.at_once(undoing.undo_in_pieces(project))


def _line(name: str, action: Callable[[], object], *, budget: float | None = 1) -> Line:
    began = time.process_time()
    action()
    return Line(name, time.process_time() - began, budget, "s CPU")


if __name__ == "__main__":
    print(table(measure()))
