"""The window says once which letters are shown as boxes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.shell.missing_letters import MissingLetters
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.theme import fonts
from desktop_app.gui.turns import Turns
from tests.gui.reading.bench import Bench

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")
LATIN = "A long text in English. " * 2000


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    over = QWidget()
    qtbot.addWidget(over)
    return Notices(over)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    font = fonts.reading_font()
    font.setFamilies([fonts.READING])
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    made.view.set_type(font)
    qtbot.addWidget(made.view)
    return made


def look(watch: MissingLetters, qtbot: QtBot) -> None:
    """One look, to its end."""
    watch.look()
    assert watch.looking
    qtbot.waitUntil(lambda: not watch.looking)


def test_a_script_without_a_font_is_named_once(bench: Bench, notices: Notices, qtbot: QtBot) -> None:
    watch = MissingLetters(bench.view, notices, bench.view)
    bench.open("北京")
    look(watch, qtbot)
    assert "Chinese characters" in notices.text()
    assert "install" in notices.text()
    notices.clear()
    look(watch, qtbot)
    assert notices.text() == ""
    bench.open("北京 ไทย")
    look(watch, qtbot)
    assert "Thai" in notices.text()
    assert "Chinese" not in notices.text()


def test_letters_at_the_end_of_a_long_text_are_seen_too(bench: Bench, notices: Notices, qtbot: QtBot) -> None:
    bench.open(LATIN + "ไทย")
    look(MissingLetters(bench.view, notices, bench.view), qtbot)
    assert "Thai" in notices.text()


@pytest.mark.parametrize("text", ["", LATIN, "Ελληνικά и русский"])
def test_nothing_is_said_of_a_text_that_can_be_read(
    text: str, bench: Bench, notices: Notices, qtbot: QtBot
) -> None:
    bench.open(text)
    look(MissingLetters(bench.view, notices, bench.view), qtbot)
    assert notices.text() == ""


def test_a_look_gives_the_window_its_turn_after_each_script(
    bench: Bench, notices: Notices, qtbot: QtBot
) -> None:
    watch = MissingLetters(bench.view, notices, bench.view)
    bench.open("北京 ไทย მთა")
    turns: list[str] = []
    others = Turns(bench.view, lambda: turns.append(notices.text()) if watch.looking else None)
    watch.look()
    others.start()
    qtbot.waitUntil(lambda: not watch.looking)
    others.stop()
    assert len(turns) >= 3
    assert set(turns) == {""}
    assert all(script in notices.text() for script in ("Chinese", "Thai", "Georgian"))


def test_the_look_comes_some_time_after_opening(bench: Bench, notices: Notices, qtbot: QtBot) -> None:
    bench.open("北京")
    MissingLetters(bench.view, notices, bench.view).look_soon()
    assert notices.text() == ""
    qtbot.waitUntil(lambda: "Chinese" in notices.text())
