"""The left pane in the real window: filter, order, groups, bin, states."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop_app.gui import offscreen_input
from desktop_app.gui.shell.document_commands import fill_menu
from desktop_app.model.query import GroupKey, SortKey
from desktop_app.model.records import State
from desktop_app.ops import documents
from tests.gui.shell.seat import CONTROL, Seat, articles


def news(seat: Seat) -> None:
    seat.sit_down(
        articles(
            seat.home / "news",
            a="## Strike closes ports\n\nSeptember 3, 2015\n\nText one.\n",
            b="## Ministers meet\n\nJuly 20, 2015\n\nText two.\n",
            c="## Airline data\n\nApril 17, 2015\n\nText three.\n",
        )
    )


def shows(seat: Seat) -> str:
    document = seat.space.document
    assert document is not None
    return document.title


def click(seat: Seat, row: int) -> None:
    pane = seat.space.documents
    spot = pane.list.visualRect(pane.model.index(row)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, offscreen_input.NONE, spot)
    offscreen_input.settle()


def menu_of(seat: Seat, uids: list[str]) -> list[str]:
    menu = QMenu(seat.window)
    fill_menu(seat.window, uids, menu)
    return [action.text() for action in menu.actions()]


def test_a_click_opens_a_document_and_the_keyboard_goes_to_its_text(seat: Seat) -> None:
    news(seat)
    click(seat, 2)
    assert shows(seat) == "Airline data"
    assert seat.space.view.hasFocus()


def test_arrows_and_return_open_a_document(seat: Seat) -> None:
    news(seat)
    seat.space.documents.focus_list()
    seat.press(Qt.Key.Key_Home)
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Return)
    assert shows(seat) == "Ministers meet"


def test_typing_into_the_filter_narrows_the_list_after_a_moment(seat: Seat) -> None:
    news(seat)
    seat.press(Qt.Key.Key_L, CONTROL)
    for letter in "minist":
        seat.press(letter)
    seat.wait(lambda: seat.titles() == ["Ministers meet"])
    seat.press(Qt.Key.Key_Escape)
    assert len(seat.titles()) == 3
    for letter in "zz":
        seat.press(letter)
    seat.wait(lambda: seat.titles() == [])
    assert not seat.space.documents.empty.isHidden()


def test_the_list_can_be_sorted_and_grouped(seat: Seat) -> None:
    news(seat)
    seat.space.documents.filters.set(sort=SortKey.PUBLISHED)
    assert seat.titles() == ["Airline data", "Ministers meet", "Strike closes ports"]
    seat.space.documents.filters.set(descending=True)
    assert seat.titles()[0] == "Strike closes ports"
    seat.space.documents.filters.set(group=GroupKey.MONTH, descending=False)
    assert seat.titles()[:2] == ["April 2015 · 1", "Airline data"]


def test_the_state_filter_follows_what_becomes_of_a_document(seat: Seat) -> None:
    news(seat)
    seat.space.documents.filters.set(state=State.NEW)
    assert len(seat.titles()) == 3
    seat.mark("Text", "a")
    seat.wait(lambda: len(seat.titles()) == 2)


def test_documents_go_to_the_bin_and_come_back(seat: Seat) -> None:
    news(seat)
    click(seat, 1)
    seat.press(Qt.Key.Key_Delete, CONTROL)
    seat.wait(lambda: seat.titles() == ["Strike closes ports", "Airline data"])
    assert shows(seat) == "Strike closes ports"
    assert "Moved to the bin" in seat.said()
    seat.space.documents.filters.set(binned=True)
    assert seat.titles() == ["Ministers meet"]
    uid = seat.space.documents.model.row_at(seat.space.documents.model.index(0))
    assert uid is not None
    assert set(menu_of(seat, [uid.document.uid])) >= {"Open", "Bring back"}
    documents.restore(seat.space.project, [uid.document.uid])
    seat.wait(lambda: seat.titles() == [])
    seat.space.documents.leave_bin()
    assert len(seat.titles()) == 3


def test_the_bin_can_be_undone_from_the_message(seat: Seat) -> None:
    news(seat)
    seat.press(Qt.Key.Key_Delete, CONTROL)
    seat.wait(lambda: len(seat.titles()) == 2)
    seat.window.notices.message._act()
    seat.wait(lambda: len(seat.titles()) == 3)


def test_the_menu_of_a_document_says_how_it_was_read(seat: Seat) -> None:
    news(seat)
    click(seat, 0)
    lines = menu_of(seat, seat.space.documents.selected())
    assert set(lines) >= {"Open", "Edit details", "State", "Move to the bin", "a.txt"}
    assert any(line.startswith("Encoding: ") for line in lines)


def test_the_number_of_finished_documents_stands_above_the_list(seat: Seat) -> None:
    news(seat)
    seat.press(Qt.Key.Key_Return, CONTROL)
    assert seat.space.documents.remark == "1 of 3 done"


def test_f4_goes_to_the_next_unfinished_document_round_the_end(seat: Seat) -> None:
    news(seat)
    click(seat, 2)
    seat.press(Qt.Key.Key_F4)
    assert shows(seat) == "Strike closes ports"


def test_details_are_edited_in_place_and_undone(seat: Seat) -> None:
    news(seat)
    seat.press(Qt.Key.Key_F2)
    editor = seat.space.page.editor
    assert editor.isVisible()
    editor.fields["outlet"].setText("Wikinews")
    editor.fields["published"].setText("2015-09-04")
    seat.press(Qt.Key.Key_Return)
    document = seat.space.document
    assert document is not None
    assert (document.outlet, document.published) == ("Wikinews", "2015-09-04")
    assert "Wikinews" in seat.space.page.heading.words()
    assert not editor.isVisible()
    seat.press(Qt.Key.Key_Z, CONTROL)
    assert "Wikinews" not in seat.space.page.heading.words()


def test_a_date_that_is_none_is_refused_and_the_form_stays(seat: Seat) -> None:
    news(seat)
    seat.press(Qt.Key.Key_F2)
    editor = seat.space.page.editor
    editor.fields["published"].setText("next week")
    seat.press(Qt.Key.Key_Return)
    assert editor.isVisible()
    assert seat.said()
    document = seat.space.document
    assert document is not None
    assert document.published == "2015-09-03"


def test_a_field_of_ones_own_can_be_added(seat: Seat) -> None:
    news(seat)
    seat.press(Qt.Key.Key_F2)
    editor = seat.space.page.editor
    editor._new_name.setText("desk")
    editor._new_value.setText("foreign")
    editor.save()
    document = seat.space.document
    assert document is not None
    assert dict(document.fields)["desk"] == "foreign"
