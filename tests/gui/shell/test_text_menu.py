"""The menu in the text, the part of a mark, the tagset window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop_app.gui.dialogs.tagset_window import TagsetWindow
from desktop_app.gui.reading.picker import MarkPicker
from desktop_app.gui.shell.text_menu import text_menu
from tests.gui.shell.seat import CONTROL, Seat, articles, shown

TEXT = "The mayors asked the state to pay. Okafor said on Tuesday that the toll must go.\n"


def lines(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def menu_at(seat: Seat, words: str = "The") -> QMenu:
    """The menu for the first place with these words."""
    view = seat.space.view
    placed = view.flow.visible()[0]
    start = TEXT.index(words)
    box = placed.paragraph.boxes(start, start + 1)[0]
    spot = QPoint(view.column_x + box.left + 2, placed.top + view.metrics.tint_bottom // 2)
    return text_menu(seat.window, view.viewport().mapToGlobal(spot))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_all_marks_under_the_mouse_can_be_listed(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    outer, inner = seat.mark("The mayors asked", "c"), seat.mark("mayors", "a")
    assert "Marks here: 1" not in lines(menu_at(seat, "toll"))
    menu = menu_at(seat, "mayors")
    assert lines(menu)[0] == "Marks here: 2"
    menu.actions()[0].trigger()
    picker = seat.space.view.findChild(MarkPicker)
    assert picker is not None
    assert picker.list.listed() == [inner.uid, outer.uid]
    QTest.keyClick(picker.list, Qt.Key.Key_2)
    assert seat.space.view.chosen == outer.uid


def test_the_menu_offers_tags_for_what_is_selected(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    assert "Mark as" not in lines(menu_at(seat))
    seat.drag("mayors")
    menu = menu_at(seat)
    assert lines(menu)[0] == "Mark as"
    (below,) = [child for child in menu.children() if isinstance(child, QMenu)]
    below.actions()[0].trigger()
    assert [made.quotes for made in seat.marks()] == [("mayors",)]


def test_a_chosen_mark_can_get_another_tag_from_the_menu(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.mark("Tuesday", "a")
    menu = menu_at(seat)
    assert "Change the tag to" in lines(menu)
    (below,) = [child for child in menu.children() if isinstance(child, QMenu)]
    next(line for line in below.actions() if line.text().startswith("Date")).trigger()
    (made,) = seat.marks()
    assert seat.space.project.tagset.path(made.tag_uid) == "Date"


def test_a_part_that_was_asked_for_joins_the_mark(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    made = seat.mark("mayors", "c")
    seat.space.right.part_requested.emit(made.uid)
    assert seat.space.wiring.part_of == made.uid
    seat.drag("state")
    (whole,) = seat.marks()
    assert whole.quotes == ("mayors", "state")
    assert seat.space.wiring.part_of == ""


def test_the_tagset_is_edited_beside_the_text(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    seat.press(Qt.Key.Key_T, CONTROL)
    window = shown(TagsetWindow)
    seat.space.windows.show_tagset()
    assert shown(TagsetWindow) is window
    window.close()
    path = seat.space.project.path
    seat.get_up()
    seat.sit_down(path)
    assert seat.space.view.isVisible()


def test_hidden_tags_are_not_painted(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    made = seat.mark("mayors", "a")
    seat.press(Qt.Key.Key_Escape)
    painted = seat.space.view.viewport().grab().toImage()
    seat.space.right.palette_.set_hidden(frozenset({made.tag_uid}))
    assert seat.space.view.viewport().grab().toImage() != painted


def test_tags_used_last_are_remembered_for_the_project(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a=TEXT))
    made = seat.mark("mayors", "c")
    path = seat.space.project.path
    seat.get_up()
    seat.sit_down(path)
    assert seat.space.right.palette_.recent[0] == made.tag_uid
