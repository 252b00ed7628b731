"""The binding keeps its hands off what it was lent: one release dropped a reference to None and True on each call."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

CALLS = 1_000
# What else happens in the process moves the counts a little; a leak or a loss moves them by one each call.
SLACK = CALLS // 10


class Bell(QObject):
    """Rings with the values that the binding hands across."""

    rung = Signal(bool, object)


def drift(of: object, call: Callable[[], object]) -> int:
    """By how much a thousand calls change the count of references to a value."""
    before = sys.getrefcount(of)
    for _ in range(CALLS):
        call()
    return abs(sys.getrefcount(of) - before)


def test_a_signal_gives_back_every_reference_to_true_false_and_none() -> None:
    bell = Bell()
    heard: set[object] = set()
    bell.rung.connect(lambda *values: heard.update(values))
    for value in (True, False):
        assert drift(value, partial(bell.rung.emit, value, None)) <= SLACK
    assert drift(None, lambda: bell.rung.emit(True, None)) <= SLACK
    assert heard == {True, False, None}


def test_a_call_gives_back_every_reference_to_true_and_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert drift(None, lambda: widget.setEnabled(True)) <= SLACK
    assert drift(True, lambda: widget.setEnabled(True)) <= SLACK
    assert drift(True, widget.isEnabled) <= SLACK
    assert drift(None, widget.parentWidget) <= SLACK
