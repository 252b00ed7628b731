"""Hands for playing a session in a window that nobody sees: real mouse and key events, and patience."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.reading.view import DocumentView

PATIENCE_S = 120.0
LOOK_MS = 10
NONE = Qt.KeyboardModifier.NoModifier


class TooLongError(AppError):
    """What was waited for did not come about."""


def settle() -> None:
    """Let everything happen that is due now."""
    for _turn in range(5):
        QApplication.processEvents()


def until(what: str, come: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Wait until something has come about. Raises TooLongError, which names it."""
    loop, ending = QEventLoop(), monotonic() + patience_s
    timer = QTimer(interval=LOOK_MS)
    timer.timeout.connect(lambda: loop.quit() if come() or monotonic() > ending else None)
    if not come():
        timer.start()
        loop.exec()
        timer.stop()
    if not come():
        raise TooLongError(_("This took too long: {what}.").format(what=what))


def point_of(view: DocumentView, offset: int, *, end: bool = False) -> QPoint:
    """The point of the viewport on the character at an offset (`end`: on the one before it), which is scrolled to."""
    view.reveal(offset)
    settle()
    at = offset - 1 if end else offset
    placed = view.flow.placed(view.flow.buffer.segment_at(at))
    if placed is None:
        raise TooLongError(_("The passage cannot be brought into the window."))
    paragraph = placed.paragraph
    first, last = (paragraph.before(offset), offset) if end else (offset, paragraph.after(offset))
    box = paragraph.boxes(first, last)[-1 if end else 0]
    x = box.right - 2 if end else box.left + 2
    y = placed.top + paragraph.line_top(box.line) + view.metrics.tint_bottom // 2
    return QPoint(view.column_x + x, y)


def drag(view: DocumentView, start: int, end: int) -> None:
    """Pull the mouse over the text from one offset to another."""
    left, place = Qt.MouseButton.LeftButton, view.viewport()
    last = point_of(view, end, end=True)
    first = point_of(view, start)
    QTest.mousePress(place, left, NONE, first)
    QTest.mouseMove(place, QPoint((first.x() + last.x()) // 2, (first.y() + last.y()) // 2))
    QTest.mouseMove(place, last)
    QTest.mouseRelease(place, left, NONE, last)
    settle()


def double_click(view: DocumentView, offset: int) -> None:
    """Click twice on the character at an offset."""
    left, place, spot = Qt.MouseButton.LeftButton, view.viewport(), point_of(view, offset)
    QTest.mouseClick(place, left, NONE, spot)
    QTest.mouseDClick(place, left, NONE, spot)
    settle()


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or widget, key, modifiers)
    settle()
