"""Work between two frames lets whatever is due go first."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from desktop_app.gui.turns import Turns

FRAME_MS, LONG_S = 2, 0.006


def work_for(seconds: float) -> None:
    until = monotonic() + seconds
    while monotonic() < until:
        pass


def test_what_became_due_during_a_turn_goes_before_the_next_one(qtbot: QtBot) -> None:
    room = QObject()
    happened: list[str] = []
    frame = QTimer(room, singleShot=True, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
    frame.timeout.connect(lambda: happened.append("frame"))

    def take() -> None:
        happened.append("turn")
        if not frame.isActive():
            frame.start()
        work_for(LONG_S)

    turns = Turns(room, take)
    turns.start()
    qtbot.waitUntil(lambda: len(happened) >= 12)
    turns.stop()
    assert happened[:12] == ["turn", "frame"] * 6


def test_no_turn_comes_after_the_stop_and_a_second_start_begins_again(qtbot: QtBot) -> None:
    taken: list[int] = []
    room = QObject()

    def take() -> None:
        taken.append(len(taken))
        if len(taken) % 3 == 0:
            turns.stop()

    turns = Turns(room, take)
    assert not turns.running
    for ended in (3, 6):
        turns.start()
        turns.start()
        qtbot.waitUntil(lambda: not turns.running)
        qtbot.wait(1)
        assert len(taken) == ended


def test_a_turn_that_fails_is_not_the_last(qtbot: QtBot) -> None:
    room = QObject()
    taken: list[int] = []

    def take() -> None:
        taken.append(1)
        if len(taken) == 1:
            raise ValueError("the first one fails")
        turns.stop()

    turns = Turns(room, take)
    with qtbot.captureExceptions() as caught:
        turns.start()
        qtbot.waitUntil(lambda: not turns.running)
    assert [kind for kind, _error, _trace in caught] == [ValueError]
    assert len(taken) == 2
