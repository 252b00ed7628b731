"""An import that a child process reads and a window takes piece by piece."""

from __future__ import annotations

import pickle
from pathlib import Path

from desktop_app.ops import exchange
from desktop_app.ops.project import Project
from tests.unit.ops.incoming import file, line


def test_what_a_child_process_read_is_taken_in_small_pieces(project: Project, tmp_path: Path) -> None:
    many = [{"start": 0, "end": 5, "label": "Actor", "text": "Weber"}] * 1201
    path = file(tmp_path, line(spans=many, state="done"), "no JSON", line(text="More text."))
    items = pickle.loads(pickle.dumps(exchange.read_file(path)))
    importer = exchange.Importer(project, path)
    for item in items:
        importer.take(item)
    report = importer.finish()
    assert len(items) == 9
    assert (report.annotations, report.lines, report.states, len(report.refused)) == (1202, 2, 2, 1)
    assert report.differences == ()
    assert str(report.refused[0].error).startswith("line 2: ")
    assert project.undo_label == "Import 1202 marks from in.jsonl"


def test_pieces_that_are_given_up_leave_nothing(project: Project, tmp_path: Path) -> None:
    many = [{"start": 0, "end": 5, "label": "Actor"}] * 1201
    path = file(tmp_path, line(spans=many))
    importer = exchange.Importer(project, path)
    for item in exchange.read_file(path)[:2]:
        importer.take(item)
    importer.abandon()
    assert project.undo_label is None
    assert project.file.database.number("SELECT count(*) FROM annotation") == 0
