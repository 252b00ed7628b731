"""The main job with real mouse and keys in the real window: mark, undo, come back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from desktop_app.model.records import State
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from tests.builders import ANNA
from tests.gui.shell.seat import CONTROL, SHIFT, Seat, articles

TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n\nNobody else said a word.\n"


def open_article(seat: Seat, text: str = TEXT) -> None:
    seat.sit_down(articles(seat.home / "news", toll=text))


def test_dragging_over_words_and_pressing_a_marks_an_actor(seat: Seat) -> None:
    open_article(seat)
    made = seat.mark("mayors", "a")
    start = TEXT.index("mayors")
    assert made.spans == (Span(start, start + 6),)
    assert made.quotes == ("mayors",)
    assert seat.space.project.tagset.path(made.tag_uid) == "Actor"


def test_a_mark_is_in_the_file_painted_and_counted(seat: Seat) -> None:
    open_article(seat)
    before = seat.space.view.viewport().grab().toImage()
    made = seat.mark("Okafor", "a")
    after = seat.space.view.viewport().grab().toImage()
    assert before != after
    assert [mark.uid for mark in seat.space.view.index.spans_of(made.uid)] == [made.uid]
    row = seat.space.documents.model.row_at(seat.space.documents.model.index(0))
    assert row is not None
    assert (row.marks, row.state) == (1, State.IN_PROGRESS)
    with Project.open(seat.space.project.path, places=seat.places, who=ANNA, read_only=True) as elsewhere:
        assert marks.get(elsewhere, made.uid) == made


def test_undo_and_redo_work_by_keys_and_across_a_restart(seat: Seat) -> None:
    open_article(seat)
    first = seat.mark("mayors", "a")
    second = seat.mark("Tuesday", "d")
    path = seat.space.project.path
    seat.get_up()
    seat.sit_down(path)
    assert seat.marks() == [first, second]
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert seat.marks() == [first]
    assert "Mark Date" in seat.said()
    seat.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert seat.marks() == [first, second]
    seat.press(Qt.Key.Key_Z, CONTROL)
    seat.press(Qt.Key.Key_Y, CONTROL)
    assert seat.marks() == [first, second]


def test_arming_a_tag_marks_every_selection_until_esc(seat: Seat) -> None:
    open_article(seat)
    seat.press("a")
    seat.drag("mayors")
    seat.drag("state")
    assert [item.quotes[0] for item in seat.marks()] == ["mayors", "state"]
    while seat.space.controller.armed is not None:
        seat.press(Qt.Key.Key_Escape)
    seat.drag("Okafor")
    assert len(seat.marks()) == 2


def test_letters_do_nothing_while_something_is_typed(seat: Seat) -> None:
    open_article(seat)
    seat.drag("mayors")
    seat.press(Qt.Key.Key_L, CONTROL)
    for letter in "acd":
        seat.press(letter)
    assert seat.space.documents.filters.field.text() == "acd"
    assert seat.marks() == []


def test_escape_leads_back_to_the_text_from_everywhere(seat: Seat) -> None:
    open_article(seat)
    seat.press(Qt.Key.Key_L, CONTROL)
    seat.press(Qt.Key.Key_Escape)
    seat.press(Qt.Key.Key_Escape)
    assert seat.space.view.hasFocus()
    seat.press(Qt.Key.Key_F, CONTROL)
    assert seat.space.page.find_bar.field.hasFocus()
    seat.press(Qt.Key.Key_Escape)
    assert seat.space.view.hasFocus()


def test_f6_moves_between_the_panes(seat: Seat) -> None:
    open_article(seat)
    visited = []
    for _turn in range(3):
        seat.press(Qt.Key.Key_F6)
        visited.append(seat.space.panes.with_focus())
    assert sorted(place for place in visited if place is not None) == [0, 1, 2]


def test_done_and_next_goes_to_the_next_unfinished_document(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="First article. " * 3, b="Second article. " * 3))
    first = seat.space.document
    seat.press(Qt.Key.Key_Return, CONTROL)
    second = seat.space.document
    assert first is not None
    assert second is not None
    assert first.uid != second.uid
    assert documents.progress(seat.space.project, first.uid).state is State.DONE
    seat.press(Qt.Key.Key_Return, CONTROL)
    assert "No other document is unfinished" in seat.said()
    assert documents.states(seat.space.project)[State.DONE] == 2


def test_a_selection_made_with_the_keyboard_is_marked_too(seat: Seat) -> None:
    open_article(seat)
    seat.press(Qt.Key.Key_Right, CONTROL)
    seat.press(Qt.Key.Key_Right, CONTROL | SHIFT)
    seat.press("a")
    assert len(seat.marks()) == 1
    assert seat.marks()[0].quotes[0].strip() == "mayors"


def test_the_footer_shows_the_keys_of_the_present_state(seat: Seat) -> None:
    open_article(seat)
    words = [words for _keys, words in seat.window.central.status.hints()]
    assert "find" in words
    seat.mark("mayors", "a")
    words = [words for _keys, words in seat.window.central.status.hints()]
    assert "remove" in words
    assert seat.window.central.status.undo.text() == f"undo {seat.space.project.undo_depth}"


def test_deleting_the_chosen_mark_and_taking_it_back(seat: Seat, tmp_path: Path) -> None:
    open_article(seat)
    made = seat.mark("mayors", "a")
    seat.press(Qt.Key.Key_Delete)
    assert seat.marks() == []
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert seat.marks() == [made]
