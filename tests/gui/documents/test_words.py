"""What stands on the lines of the list and in the heading."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.base.i18n import choose_language
from desktop_app.gui.documents.dates import clock, long_month, short_date
from desktop_app.gui.documents.delegate import broken
from desktop_app.gui.documents.heading import Heading
from desktop_app.gui.documents.lines import GroupLine, aside, group_label, spoken
from desktop_app.gui.theme.style import Choice, apply, theme
from desktop_app.model.query import DocumentRow, GroupKey
from desktop_app.model.records import Document, State


def row(marks: int = 0, *, title: str = "", published: str = "", outlet: str = "") -> DocumentRow:
    known = Document("u", "wire/a.txt", "", 10, title=title, published=published, outlet=outlet)
    return DocumentRow(known, State.IN_PROGRESS, marks)


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2015-11-02", "2 Nov 2015"),
        ("2015-11", "Nov 2015"),
        ("2015", "2015"),
        ("", ""),
        ("2015-13-40", "2015-13-40"),
        ("2015~", "2015~"),
    ],
)
def test_a_date_is_written_as_people_write_it(published: str, written: str) -> None:
    choose_language("en")
    assert short_date(published) == written


def test_dates_follow_the_language_in_use() -> None:
    choose_language("de")
    try:
        assert long_month("2015-03") == "März 2015"
        assert short_date("2015-11-02") == "2. Nov. 2015"
    finally:
        choose_language("en")


def test_a_heading_whose_facts_need_two_lines_has_room_for_the_whole_title(qtbot: QtBot) -> None:
    heading = Heading()
    qtbot.addWidget(heading)
    known = Document(
        "u", "a.txt", "", 10, title="Some long words " * 8, published="2015-11-02", outlet="wire " * 8
    )
    heading.show_document(known, State.NEW)
    width = 300
    assert heading.title.heightForWidth(width) > heading.title.fontMetrics().height()
    place = QWidget()
    qtbot.addWidget(place)
    column = QVBoxLayout(place)
    column.addWidget(heading)
    column.addStretch(1)
    place.resize(width, 600)
    place.show()
    assert heading.facts.height() >= heading.facts.heightForWidth(heading.facts.width())
    assert heading.title.height() == heading.title.heightForWidth(heading.title.width())


def test_a_moment_that_is_none_is_written_as_nothing() -> None:
    assert clock("") == ""
    assert clock("soon") == ""
    assert len(clock("2015-11-02T09:30:00.000Z")) == len("09:30:00")


def test_a_line_says_what_is_known_and_no_more() -> None:
    assert aside(row(14, published="2015-11-02", outlet="The Moscow Times")) == (
        "2 Nov 2015 · The Moscow Times",
        " · 14",
    )
    assert aside(row()) == ("", "–")


def test_a_screen_reader_hears_state_and_marks() -> None:
    heard = spoken(row(1, title="Strike", published="2015-09-03"))
    assert heard == "Strike, In progress, 3 Sep 2015, 1 mark"


def test_other_peoples_words_cannot_hide_or_turn() -> None:
    assert "\u202e" not in spoken(row(title="a\u202eb"))
    assert group_label(GroupLine(GroupKey.OUTLET, "x\u202ey", 2)) == "x⟨U+202E⟩y · 2"


def test_groups_without_a_value_say_so() -> None:
    assert group_label(GroupLine(GroupKey.MONTH, "", 3)) == "No date · 3"
    assert group_label(GroupLine(GroupKey.STATE, "done", 3)) == "Done · 3"


def test_a_long_title_takes_two_lines_and_no_more(qapp: QApplication, tmp_path: Path) -> None:
    apply(qapp, Choice.LIGHT)
    lines = broken("Many words make a long title " * 6, theme().font(), 200)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert broken("Short", theme().font(), 200) == ("Short",)
    assert broken("😀" * 60, theme().font(), 100)[0].startswith("😀")


def test_a_title_without_blanks_is_broken_anywhere_and_ends_in_an_ellipsis(qapp: QApplication) -> None:
    apply(qapp, Choice.LIGHT)
    lines = broken("AFileNameWithoutBlanks" * 6, theme().font(), 180)
    measure = QFontMetrics(theme().font())
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert max(measure.horizontalAdvance(line) for line in lines) <= 180
