"""Blind mode in the window: others' marks are nowhere, until one is done with the document oneself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.export_dialog import ExportDialog
from desktop_app.gui.people.dialog import PeopleDialog
from desktop_app.gui.printing import gathering
from desktop_app.gui.shell.layer_commands import layer_items
from desktop_app.gui.tagging.mark_rows import Column
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotation, Progress, State
from desktop_app.ops import documents, sight
from desktop_app.store.corpus import progress_uid
from tests.builders import BEN, an_annotation, tag_named
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles, shown

TEXT = "Mayors of Oslo and Bergen said on Sunday that the port would close, and nobody minded.\n" * 3


def foreign(seat: Seat, words: str, tag: str = "Claim") -> Annotation:
    """A mark of ben's, as an import brings it."""
    space = seat.space
    assert space.document is not None
    start, uid = TEXT.index(words), space.document.uid
    made = an_annotation(
        space.document,
        TEXT,
        [(start, start + len(words))],
        tag_uid=tag_named(space.project, tag),
        annotator_uid=BEN.uid,
    )
    with space.project.step("Import") as step:
        step.put(BEN, made, Progress(progress_uid(uid, BEN.uid), uid, BEN.uid, State.DONE))
    return made


@pytest.fixture
def bens(seat: Seat, tmp_path: Path) -> Annotation:
    """A window on a text with one mark of one's own and one of ben's; blind mode is on."""
    seat.sit_down(articles(tmp_path / "texts", one=TEXT, two="Nothing."))
    seat.mark("Oslo", "a")
    seat.space.view.select("")
    made = foreign(seat, "Bergen said")
    assert "ben" in seen(seat, tmp_path)
    seat.window.run("people.blind")
    offscreen_input.settle()
    return made


def _in_view(seat: Seat) -> set[str]:
    view = seat.space.view
    return {mark.annotator for mark in view.index.window(0, len(TEXT))}


def _hovered(seat: Seat) -> set[str]:
    """Who is behind the cards that come up where both have marked."""
    space, found = seat.space, set()
    for words in ("Oslo", "Bergen said"):
        spot = offscreen_input.point_of(space.view, TEXT.index(words) + 1)
        found |= {mark.annotator for mark in space.view.hover.marks_at(spot)}
    return found


def _in_list(seat: Seat) -> set[str]:
    seat.space.right.show_list()
    model = seat.space.right.marks.table
    seat.wait(lambda: not model.busy)
    lines = range(model.rowCount())
    return {str(model.index(row, Column.ANNOTATOR).data()) for row in lines}


def _printed(seat: Seat) -> set[str]:
    space = seat.space
    assert space.document is not None
    found = gathering.begin(space.project, space.document.uid, space.view.shown)
    for _done in gathering.gather(space.project, found, with_notes=True):
        pass
    return {*found.by_annotator}


def _exported(seat: Seat, folder: Path) -> bool:
    """Whether ben is in a file that the export dialog writes."""
    seat.window.run("project.export")
    dialog = shown(ExportDialog)
    target = folder / f"{new_uid()}.jsonl"
    dialog.target.setText(str(target))
    dialog.start()
    seat.wait(lambda: target.exists() and dialog.start_button.isEnabled())
    dialog.close()
    offscreen_input.settle()
    return BEN.uid in target.read_text("utf-8")


def _counted(seat: Seat) -> str:
    seat.window.run("people.show")
    dialog = shown(PeopleDialog)
    rows = {item.annotator.name: item.marks for item in dialog.table.people}
    dialog.close()
    offscreen_input.settle()
    return str(rows.get("ben", 0))


def seen(seat: Seat, folder: Path) -> set[str]:
    """Whose marks are to be had in the window; every place says the same."""
    names = {seat.space.project.annotator.uid: "anna", BEN.uid: "ben"}
    seat.wait(lambda: not seat.space.controller.loading)
    offscreen_input.settle()
    places = {
        "view": {names[uid] for uid in _in_view(seat)},
        "hover": {names[uid] for uid in _hovered(seat)},
        "print": {names[uid] for uid in _printed(seat)},
        "list": _in_list(seat),
        "layers": {item.annotator.name for item in seat.space.layering.layers},
        "export": {"anna"} | ({"ben"} if _exported(seat, folder) else set()),
        "people": {"anna"} | ({"ben"} if _counted(seat) != "0" else set()),
    }
    wanted = places["view"]
    assert all(found == wanted for found in places.values()), places
    strip = seat.space.view.strip
    seat.wait(lambda: any(tick.others for tick in strip.ticks()) is ("ben" in wanted))
    assert seat.space.right.index.total() == len(seat.space.view.index.window(0, len(TEXT)))
    return wanted


def words_of_row(seat: Seat) -> str:
    row = seat.space.page.shown
    return " ".join({label.text() for label in row.findChildren(QLabel) if label.isVisibleTo(seat.window)})


def test_others_marks_go_at_once_and_come_when_one_is_done(
    seat: Seat, bens: Annotation, tmp_path: Path
) -> None:
    assert sight.is_blind(seat.space.project)
    assert "done with it" in seat.said()
    assert seen(seat, tmp_path) == {"anna"}
    assert words_of_row(seat) == "Blind mode: others' marks show once you are done here."
    seat.window.run("document.state.done")
    assert seen(seat, tmp_path) == {"anna", "ben"}
    assert "Blind" not in words_of_row(seat)
    # An edit after done: it needs another look, and others' marks go again.
    seat.mark("Sunday", "d")
    assert seen(seat, tmp_path) == {"anna"}
    seat.window.run("edit.undo")
    assert seen(seat, tmp_path) == {"anna", "ben"}


def test_the_marks_of_another_document_stay_hidden_while_this_one_is_done(
    seat: Seat, bens: Annotation, tmp_path: Path
) -> None:
    seat.window.run("document.done_next")
    assert seat.text == "Nothing."
    offscreen_input.settle()
    assert words_of_row(seat) == "Blind mode: others' marks show once you are done here."
    seat.window.run("document.previous")
    assert seen(seat, tmp_path) == {"anna", "ben"}


def test_no_key_and_no_command_gets_round_it(seat: Seat, bens: Annotation) -> None:
    space = seat.space
    seat.press("m", CONTROL | SHIFT)
    assert "Others' marks show once you are done" in seat.said()
    assert not seat.window.commands["view.side_by_side"].enabled()
    assert layer_items(space.layering) == []
    space.controller.go_to(bens.uid)
    assert space.view.chosen == ""
    assert space.controller.annotation is None
    for _turn in range(4):
        seat.press(Qt.Key.Key_Tab)
        assert space.view.chosen != bens.uid
    space.view.select(bens.uid)
    assert space.view.chosen != bens.uid


def test_what_an_import_brings_meanwhile_is_not_shown(seat: Seat, bens: Annotation, tmp_path: Path) -> None:
    foreign(seat, "nobody minded")
    assert seen(seat, tmp_path) == {"anna"}
    seat.window.run("document.state.done")
    offscreen_input.settle()
    assert len(_in_view(seat)) == 2
    assert len(seat.space.view.index.window(0, len(TEXT))) == 3


def test_one_undo_switches_it_off_again_and_reviewers_are_free(
    seat: Seat, bens: Annotation, tmp_path: Path
) -> None:
    seat.window.run("edit.undo")
    assert seen(seat, tmp_path) == {"anna", "ben"}
    seat.window.run("edit.redo")
    assert seen(seat, tmp_path) == {"anna"}
    sight.set_reviewer(seat.space.project, seat.space.project.annotator.uid, on=True)
    assert seen(seat, tmp_path) == {"anna", "ben"}


def test_it_is_switched_in_the_list_of_people_and_kept_with_the_project(
    seat: Seat, bens: Annotation, tmp_path: Path
) -> None:
    path = seat.space.project.path
    seat.get_up()
    seat.sit_down(path)
    assert seen(seat, tmp_path) == {"anna"}
    seat.window.run("people.show")
    dialog = shown(PeopleDialog)
    assert dialog.blind.isChecked()
    assert "only in documents that you are done with" in dialog.hint.text()
    QTest.keyClick(dialog.blind, Qt.Key.Key_Space)
    dialog.close()
    assert seen(seat, tmp_path) == {"anna", "ben"}


def test_the_caret_stays_where_it_was_when_marks_come(seat: Seat, bens: Annotation) -> None:
    view = seat.space.view
    view.set_caret(TEXT.index("port"))
    view.setFocus()
    documents.set_state(seat.space.project, seat.space.controller.document_uid, State.DONE)
    offscreen_input.settle()
    assert view.caret == TEXT.index("port")
    assert view.hasFocus()
