"""When the program itself is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from desktop_app.base.errors import DiskFullError
from desktop_app.gui.app import watch_for_bugs
from desktop_app.gui.dialogs.about import AboutDialog
from desktop_app.gui.dialogs.crash import CrashDialog, report_of
from desktop_app.gui.theme import style
from tests.gui.shell.seat import Seat, articles, hands_app, shown


@pytest.fixture
def own_hook() -> Iterator[None]:
    """Whatever a test puts into the place of the hook goes with it."""
    before = sys.excepthook
    yield
    sys.excepthook = before


def raised(error: Exception) -> None:
    try:
        raise error
    except type(error) as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_a_bug_opens_a_report_that_can_be_copied(
    seat: Seat, own_hook: None, capsys: pytest.CaptureFixture[str]
) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    watch_for_bugs(seat.window)
    raised(ZeroDivisionError("nobody thought of this"))
    dialog = shown(CrashDialog)
    dialog.copy()
    assert "nobody thought of this" in QGuiApplication.clipboard().text()
    assert "Rubricator" in QGuiApplication.clipboard().text()
    assert "nobody thought of this" in capsys.readouterr().err
    dialog.close()
    assert seat.mark("mayors").quotes == ("mayors",)


def test_an_error_for_people_is_said_in_the_window(seat: Seat, own_hook: None) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    watch_for_bugs(seat.window)
    raised(DiskFullError("The disk is full.", hint="Free some room."))
    assert "The disk is full." in seat.said()


def test_a_passing_error_can_be_tried_again(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="Text."))
    tries = []

    def work() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise DiskFullError("The disk is full.")
        return "done"

    assert seat.window.notices.attempt(work) is None
    seat.window.notices.message._act()
    assert len(tries) == 2
    assert seat.said() == ""


def test_a_report_names_no_document(seat: Seat) -> None:
    error = ValueError("x")
    assert "Python" in report_of(ValueError, error, None)
    seat.sit_down(articles(seat.home / "secret-file", a="Secret text."))
    assert "secret" not in report_of(ValueError, error, None)


def test_about_names_version_licence_and_libraries(seat: Seat) -> None:
    seat.sit_down()
    seat.window.run("help.about")
    dialog = shown(AboutDialog)
    assert "PySide6" in dialog.libraries.toPlainText()
    assert "numpy 2" in dialog.libraries.toPlainText()
    dialog.close()


def test_the_report_is_as_large_as_the_other_words(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", a="The mayors asked the state to pay."))
    seat.window.preferences.change(interface_size_px=20)
    dialog = CrashDialog("What happened", seat.window)
    dialog.show()
    assert dialog.text.font().pixelSize() == 20
    dialog.close()
    style.apply(hands_app(), style.Choice.LIGHT)
