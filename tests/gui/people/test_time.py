"""The time that documents take: noted while something happens in the window, shown to oneself, off with a tick."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_app.gui.people.dialog import PeopleDialog
from desktop_app.gui.people.time_row import duration
from desktop_app.ops import timing
from tests.gui.shell.seat import Seat, articles, shown


class Hours:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def hours(tasks: Seat) -> Hours:
    made = tasks.window.clock.now_s = Hours()
    return made


@pytest.fixture
def tasks(seat: Seat, tmp_path: Path) -> Seat:
    seat.sit_down(articles(tmp_path / "texts", one="Oslo waits.", two="Bergen waits."))
    seat.window.activateWindow()
    seat.wait(seat.window.isActiveWindow)
    return seat


def work(seat: Seat, hours: Hours, *steps_s: float) -> None:
    """Something happens in the window, after so many seconds each time."""
    for step in (0.0, *steps_s):
        hours.now_s += step
        QTest.keyClick(seat.window.windowHandle(), Qt.Key.Key_Right)


def spent(seat: Seat) -> float:
    seat.window.clock.write()
    return timing.seconds(seat.space.project, seat.space.controller.document_uid)


def test_only_time_in_which_something_happens_counts(tasks: Seat, hours: Hours) -> None:
    work(tasks, hours, 10, 20, 300, 5)
    assert spent(tasks) == 35
    hours.now_s += 1
    QTest.mouseMove(tasks.window.windowHandle(), QPoint(300, 300))
    QTest.mouseMove(tasks.window.windowHandle(), QPoint(310, 300))
    assert spent(tasks) == 36


def test_each_document_has_its_own_time(tasks: Seat, hours: Hours) -> None:
    first = tasks.space.controller.document_uid
    work(tasks, hours, 30)
    tasks.space.neighbour(1)
    assert tasks.space.controller.document_uid != first
    hours.now_s += 20
    work(tasks, hours, 4)
    assert spent(tasks) == 4
    assert timing.seconds(tasks.space.project, first) == 30
    assert timing.total_seconds(tasks.space.project) == 34


def test_the_time_of_a_session_is_kept_and_nothing_of_it_is_in_the_project(tasks: Seat, hours: Hours) -> None:
    path, before = tasks.space.project.path, tasks.space.project.path.read_bytes()
    work(tasks, hours, 50)
    tasks.get_up()
    assert path.read_bytes() == before
    assert "50" in tasks.places.times.read_text("utf-8")


def test_it_is_shown_and_can_be_switched_off_and_forgotten(tasks: Seat, hours: Hours) -> None:
    work(tasks, hours, 59, 59, 59)
    tasks.window.run("people.show")
    dialog = shown(PeopleDialog)
    assert dialog.time.words.text().startswith("Your time: 2 min in this document, 2 min in all.")
    dialog.time.pause.setValue(5)
    assert tasks.window.preferences.settings.pause_s == 300
    dialog.time.forget.click()
    assert timing.total_seconds(tasks.space.project) == 0
    dialog.time.keep.click()
    dialog.close()
    tasks.window.activateWindow()
    work(tasks, hours, 30, 30)
    assert spent(tasks) == 0


def test_stretches_of_time_are_said_shortly() -> None:
    assert [duration(value) for value in (0, 59, 60, 3599, 12_000)] == [
        "0 min",
        "0 min",
        "1 min",
        "59 min",
        "3 h 20 min",
    ]
