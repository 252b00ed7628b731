"""Annotations out of the window and into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from desktop_app.base.i18n import choose_language
from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.annotation_import import AnnotationImport
from desktop_app.gui.dialogs.export_dialog import ExportDialog
from desktop_app.gui.theme import style
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from tests.gui.shell.seat import CONTROL, Seat, articles, hands_app, shown

TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go. 😀 Done.\n"


def marked(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT, b="Untouched."))
    seat.mark("mayors", "a")
    seat.mark("Tuesday", "d")
    seat.mark("Done", "c")


def exported(seat: Seat, target: Path) -> list[dict[str, object]]:
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    dialog.target.setText(str(target))
    return finish(seat, dialog, target)


def finish(seat: Seat, dialog: ExportDialog, target: Path) -> list[dict[str, object]]:
    dialog.start()
    seat.wait(lambda: dialog.message.text() != "")
    said = dialog.message.text()
    dialog.close()
    assert "proven" in said
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def tick(found: QListWidget, words: str) -> None:
    for item in found.findItems(words, Qt.MatchFlag.MatchExactly):
        item.setCheckState(Qt.CheckState.Checked)


def test_the_exported_file_is_right_to_the_character(seat: Seat) -> None:
    marked(seat)
    (line,) = exported(seat, seat.home / "out.jsonl")
    spans = line["spans"]
    assert isinstance(spans, list)
    assert [TEXT[span["start"] : span["end"]] for span in spans] == ["mayors", "Tuesday", "Done"]
    assert [span["label"] for span in spans] == ["Actor", "Date", "Claim"]
    assert (seat.home / "out.jsonl.manifest.json").is_file()


def test_return_in_the_field_of_the_file_exports(seat: Seat) -> None:
    marked(seat)
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    dialog.target.setText(str(seat.home / "out.jsonl"))
    QTest.keyClick(dialog.target, Qt.Key.Key_Return)
    seat.wait(lambda: dialog.message.text() != "")
    dialog.close()
    assert (seat.home / "out.jsonl").is_file()


def test_only_what_is_ticked_is_exported(seat: Seat) -> None:
    marked(seat)
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    tick(dialog.tags, "Actor")
    dialog.target.setText(str(seat.home / "actors.jsonl"))
    (line,) = finish(seat, dialog, seat.home / "actors.jsonl")
    spans = line["spans"]
    assert isinstance(spans, list)
    assert [span["label"] for span in spans] == ["Actor"]


def test_documents_that_nobody_began_come_along_on_request(seat: Seat) -> None:
    marked(seat)
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    dialog.untouched.setChecked(True)
    dialog.target.setText(str(seat.home / "all.jsonl"))
    assert len(finish(seat, dialog, seat.home / "all.jsonl")) == 2


def test_what_the_format_cannot_hold_is_said_before_writing(seat: Seat) -> None:
    marked(seat)
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    seat.wait(lambda: dialog.losses.text() != "")
    assert "Not in the file: " in dialog.losses.text() or "Nothing is lost" in dialog.losses.text()
    assert not (seat.home / "documents").exists()
    dialog.close()


def test_a_target_that_cannot_be_written_is_refused_in_words(seat: Seat) -> None:
    marked(seat)
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    dialog.target.setText(str(seat.space.project.path))
    before = seat.space.project.path.read_bytes()
    dialog.start()
    seat.wait(lambda: dialog.message.text() != "")
    assert "must not take the place of a project" in dialog.message.text()
    assert seat.space.project.path.read_bytes() == before
    dialog.close()


def test_the_target_can_be_chosen_in_the_systems_dialog(seat: Seat) -> None:
    marked(seat)
    seat.answers.paths = [seat.home / "chosen.jsonl"]
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    dialog._choose()
    assert dialog.target.text() == str(seat.home / "chosen.jsonl")
    dialog.close()


def brought_in(seat: Seat, path: Path) -> AnnotationImport:
    seat.answers.paths = [path]
    seat.window.run("project.import")
    dialog = shown(AnnotationImport)
    seat.wait(lambda: "It would bring" in dialog.what.text() or dialog.message.text())
    return dialog


def test_an_export_comes_into_another_project_as_one_step(seat: Seat) -> None:
    marked(seat)
    known = seat.marks()
    exported(seat, seat.home / "out.jsonl")
    seat.answers.paths = [seat.home / "fresh"]
    seat.window.run("project.new")
    dialog = brought_in(seat, seat.home / "out.jsonl")
    assert "3 marks" in dialog.what.text()
    assert seat.space.project.undo_depth == 0
    dialog.start()
    seat.wait(lambda: "Imported" in dialog.message.text())
    dialog.close()
    seat.wait(lambda: len(seat.titles()) == 1)
    assert [(item.uid, item.spans) for item in seat.marks()] == [(item.uid, item.spans) for item in known]
    seat.wait(seat.space.view.hasFocus)
    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.wait(lambda: seat.titles() == [])


def test_a_second_import_of_the_same_file_brings_nothing(seat: Seat) -> None:
    marked(seat)
    exported(seat, seat.home / "out.jsonl")
    dialog = brought_in(seat, seat.home / "out.jsonl")
    assert "3 marks are there already" in dialog.what.text()
    assert not dialog.start_button.isEnabled()
    dialog.close()


def test_a_damaged_file_is_shown_line_by_line_before_anything_is_written(seat: Seat) -> None:
    marked(seat)
    exported(seat, seat.home / "out.jsonl")
    good = (seat.home / "out.jsonl").read_text(encoding="utf-8")
    bad = seat.home / "bad.jsonl"
    bad.write_text('{"text": 7}\n' + good + '{"text": "cut off', encoding="utf-8")
    dialog = brought_in(seat, bad)
    assert dialog.table.rowCount() == 2
    where = dialog.table.item(0, 0)
    assert where is not None
    assert "line 1" in where.text()
    dialog.close()
    assert len(seat.marks()) == 3


def test_a_file_that_is_not_there_is_refused_in_words(seat: Seat) -> None:
    marked(seat)
    dialog = brought_in(seat, seat.home / "nowhere.jsonl")
    assert dialog.message.text()
    assert not dialog.start_button.isEnabled()
    dialog.close()


def test_the_citation_of_a_mark_goes_to_the_clipboard(seat: Seat) -> None:
    from PySide6.QtGui import QGuiApplication

    marked(seat)
    document = seat.space.document
    assert document is not None
    assert marks.of_document(seat.space.project, document.uid)
    seat.space.controller.go_to(seat.marks()[0].uid)
    seat.window.run("mark.cite")
    assert "mayors" in QGuiApplication.clipboard().text()
    assert documents.get(seat.space.project, document.uid) == document


@pytest.mark.parametrize("height", [300, 760])
def test_the_states_can_be_read_in_large_letters(seat: Seat, height: int) -> None:
    seat.sit_down(articles(seat.home / "news", a="One."))
    seat.window.preferences.change(language="de", interface_size_px=20)
    offscreen_input.settle()
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    dialog.resize(dialog.minimumSizeHint().width(), height)
    offscreen_input.settle()
    beyond = dialog.states.horizontalScrollBar().maximum()
    dialog.close()
    choose_language("en")
    style.apply(hands_app(), style.Choice.LIGHT)
    assert beyond == 0
