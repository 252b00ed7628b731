"""The sheet of all keys, made from the keys as they are now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.keys_overview import KeysOverview, Section, columns, fitting, sections
from desktop_app.gui.reading.caret import Move
from desktop_app.gui.reading.keys import MOVES
from desktop_app.gui.widgets import Keycap
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.ops import tagset
from tests.gui.shell.seat import Seat, articles, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def listed(seat: Seat) -> dict[str, tuple[str, ...]]:
    return {what: keys for _title, lines in sections(seat.window) for what, keys in lines}


def test_every_command_is_listed_with_or_without_a_key(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    found = listed(seat)
    for command in seat.window.commands:
        assert bool(found[command.title]) == bool(seat.window.keymap.keys_of(command.key)), command.key
    assert found["Next mark of the same tag"] == ("Ctrl+Tab",)
    assert found["Previous mark"] == ("Shift+Tab",)
    assert found["Light or dark"] == ()


def test_every_move_of_the_caret_is_listed(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    keys = {key for _what, keys in sections(seat.window)[0][1] for key in keys}
    assert set(MOVES) <= keys
    assert set(MOVES.values()) == set(Move)


def test_every_tag_in_use_is_listed_with_its_key_as_it_is_now(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    project = seat.space.project
    actor = project.tagset.by_path("Actor")
    assert actor is not None
    assert dict(dict(sections(seat.window))["Tags"])["Actor"] == ("a",)
    tagset.edit_tag(project, replace(actor, shortcut="z"))
    lines = dict(dict(sections(seat.window))["Tags"])
    assert lines["Actor"] == ("z",)
    assert set(lines) == {project.tagset.path(tag.uid) for tag in project.tagset.tags if tag.active}


def test_changed_keys_are_shown_and_keys_that_were_taken_away_are_not(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    seat.window.preferences.change(keys={"mark.next_same": "F12", "mark.next_unmarked": ""})
    found = listed(seat)
    assert found["Next mark of the same tag"] == ("F12",)
    assert found["Next paragraph without a mark of mine"] == ()
    lines = dict(sections(seat.window))["Go"]
    assert lines[-1] == ("Next paragraph without a mark of mine", ())


def test_the_sheet_is_opened_by_a_key_and_narrowed_by_words_or_keys(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    assert seat.window.keymap.keys_of("help.keys") == ("F1", "?")
    seat.press(Qt.Key.Key_F1)
    sheet = shown(KeysOverview)
    everything = caps(sheet)
    assert {"Ctrl Tab", "Alt PgUp", "Ctrl G", "F7"} <= set(everything)
    sheet.filter.setText("ctrl g")
    offscreen_input.settle()
    assert caps(sheet) == ["Ctrl G"]
    sheet.filter.setText("unmark nothing")
    offscreen_input.settle()
    assert caps(sheet) == []
    sheet.filter.setText("light or")
    offscreen_input.settle()
    assert "no key" in [label.text() for label in sheet.findChildren(QLabel)]
    sheet.close()


def caps(sheet: KeysOverview) -> list[str]:
    return [cap.text() for cap in sheet.findChildren(Keycap)]


def test_a_heading_that_fits_keeps_all_its_lines() -> None:
    found: list[Section] = [("Go", [("Next", ("Tab",)), ("Back", ())]), ("Edit", [("Undo", ("Ctrl+Z",))])]
    assert fitting(found, "go") == found[:1]
    assert fitting(found, "") == found
    assert fitting(found, "z") == found[1:]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_columns_keep_the_order_and_lose_nothing(number: int) -> None:
    found: list[Section] = [(str(place), [("line", ())] * place) for place in range(1, 9)]
    parts = columns(found, number)
    assert len(parts) == number
    assert [section for part in parts for section in part] == found
    assert all(parts)


def test_a_plus_that_is_a_key_is_written_on_its_cap() -> None:
    assert key_text("Ctrl++") == "Ctrl +"
    assert key_text("Ctrl+Shift+Tab") == "Ctrl Shift Tab"


def test_the_keys_of_slots_are_listed_with_their_tags(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    found = listed(seat)
    assert found["Claim: claimant"] == ("a",)
    assert found["Link two marks: pull the mouse from one to the other"] == ("Ctrl",)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [13, 20, 28])
def test_no_key_is_cut_however_large_the_text(seat: Seat, size: int, language: str) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    seat.window.preferences.change(language=language, interface_size_px=size)
    offscreen_input.settle()
    seat.window.run("help.keys")
    offscreen_input.settle()
    (area,) = shown(KeysOverview).findChildren(QScrollArea)
    sheet = area.widget()
    assert sheet is not None
    assert sheet.width() <= area.viewport().width()
