"""Annotations coming in while the window stays in use: counted, since time depends on the machine."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop_app.gui.dialogs.annotation_import import AnnotationImport
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.ops import backups, exchange
from desktop_app.store import registers
from tests.gui.shell.seat import Seat, articles, shown

TEXT = "The mayors asked the state to pay."
MANY = 1200


def many_marks(folder: Path) -> Path:
    spans = [{"start": 4, "end": 10, "label": "Actor", "text": "mayors"}] * MANY
    path = folder / "many.jsonl"
    path.write_text(json.dumps({"text": TEXT, "spans": spans}) + "\n", encoding="utf-8")
    return path


def test_many_marks_come_in_piece_by_piece_after_a_backup(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    project = seat.space.project
    seat.wait_for_the_backup()
    before = {item.path for item in backups.list_backups(project)}
    seat.answers.paths = [many_marks(seat.home)]
    seat.window.run("project.import")
    dialog = shown(AnnotationImport)
    seat.wait(lambda: "It would bring" in dialog.what.text())
    written: list[str] = []
    project.file.database.connection.set_trace_callback(
        lambda line: written.append(line) if line == "COMMIT" else None
    )
    by_turn: list[int] = [0]
    turns = QTimer(dialog, interval=0)
    turns.timeout.connect(lambda: by_turn.append(len(written)))
    turns.start()
    dialog.start()
    seat.wait(lambda: "Imported" in dialog.message.text())
    turns.stop()
    by_turn.append(len(written))
    assert max(after - before for before, after in pairwise(by_turn)) <= 2
    assert len(written) >= 6
    assert project.undo_label == f"Import {MANY} marks from many.jsonl"
    assert len([item for item in backups.list_backups(project) if item.path not in before]) == 1
    dialog.close()


def test_missing_tags_are_one_line_each_and_can_be_made_by_a_tick(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    spans = [{"start": 4, "end": 10, "label": label} for label in ("Storm", "Storm", "Flood", "actor")]
    path = seat.home / "foreign.jsonl"
    path.write_text(json.dumps({"text": TEXT, "spans": spans}) + "\n", encoding="utf-8")
    seat.answers.paths = [path]
    seat.window.run("project.import")
    dialog = shown(AnnotationImport)
    seat.wait(lambda: "It would bring" in dialog.what.text())
    assert "3 parts cannot be taken" in dialog.what.text()
    lines = dialog.table.model()
    assert [lines.index(row, 0).data() for row in range(lines.rowCount())] == [
        "2 times, first at line 1, spans[0]",
        "line 1, spans[2]",
        "",
    ]
    assert lines.index(2, 1).data() == "actor: taken as Actor, 1 mark"
    assert dialog.make_tags.isVisible()
    dialog.make_tags.click()
    seat.wait(lambda: "cannot be taken" not in dialog.what.text())
    assert dialog.make_tags.isVisible()
    seat.wait(dialog.start_button.isEnabled)
    dialog.start()
    seat.wait(lambda: "Imported" in dialog.message.text())
    tagset = seat.space.project.tagset
    assert tagset.by_path("Storm") is not None
    assert tagset.by_path("actor") is None
    dialog.close()


def test_what_nothing_codes_comes_only_by_a_tick(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    project = seat.space.project
    with project.step("Codebook") as step:
        step.put(Concept("4c" * 16, "2", "Rail"), Entity("4e" * 16, "Nobody"))
    path = seat.home / "out.jsonl"
    assert exchange.export(project, path) is not None
    project.undo()
    seat.answers.paths = [path]
    seat.window.run("project.import")
    dialog = shown(AnnotationImport)
    seat.wait(lambda: "It would bring" in dialog.what.text())
    assert dialog.make_tags.isVisible()
    assert not dialog.start_button.isEnabled()
    dialog.make_tags.click()
    seat.wait(dialog.start_button.isEnabled)
    assert dialog.what.text().endswith("Along with them: 1 entity, 1 concept.")
    dialog.start()
    seat.wait(lambda: "Imported" in dialog.message.text())
    assert [item.name for item in registers.entities(project.file.database)] == ["Nobody"]
    dialog.close()
