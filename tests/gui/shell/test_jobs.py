"""Work in child processes: results, reports, refusals, and being told to stop."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.base.errors import AppError, ReadError
from desktop_app.base.i18n import choose_language, current_language
from desktop_app.gui import worker
from desktop_app.gui.jobs import Jobs
from desktop_app.gui.work import beginning
from desktop_app.gui.worker import Progress
from desktop_app.ops.adding import Source


def add(one: int, other: int) -> int:
    return one + other


def count_to(last: int, *, progress: Progress) -> int:
    for number in range(last):
        progress(number, last, f"step {number}")
    return last


def count_until_heard(last: int, heard: Path, *, progress: Progress) -> int:
    """Go on when the window has made a file: a result does not wait for what was reported before it."""
    count_to(last, progress=progress)
    pause = Event()
    while not heard.exists():
        pause.wait(0.01)
    return last


def fall(how: int) -> None:
    os.kill(os.getpid(), how)


def stumble() -> None:
    raise KeyError("nobody expected this")


def spoken() -> str:
    return current_language()


def where() -> int:
    return os.getpid()


class Basket:
    """Keeps what comes back."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[AppError] = []
        self.reports: list[tuple[int, int, str]] = []

    def report(self, done: int, total: int, doing: str) -> None:
        self.reports.append((done, total, doing))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()
    made.wait()


@pytest.fixture
def basket() -> Basket:
    return Basket()


def test_work_is_done_in_another_process(jobs: Jobs, basket: Basket, qtbot: QtBot) -> None:
    jobs.start(add, 2, 3, done=basket.results.append, failed=basket.errors.append)
    jobs.start(where, done=basket.results.append, failed=basket.errors.append)
    qtbot.waitUntil(lambda: len(basket.results) == 2)
    assert 5 in basket.results
    assert os.getpid() not in basket.results
    assert not jobs.busy


def test_work_reports_how_far_it_is(jobs: Jobs, basket: Basket, qtbot: QtBot, tmp_path: Path) -> None:
    jobs.start(
        count_until_heard,
        5,
        tmp_path / "heard",
        done=basket.results.append,
        failed=basket.errors.append,
        progress=basket.report,
    )
    qtbot.waitUntil(lambda: basket.reports == [(number, 5, f"step {number}") for number in range(5)])
    (tmp_path / "heard").touch()
    qtbot.waitUntil(lambda: basket.results == [5])


def test_an_error_for_people_comes_back_whole(
    jobs: Jobs, basket: Basket, qtbot: QtBot, tmp_path: Path
) -> None:
    source = Source(tmp_path / "nowhere.txt", "nowhere.txt")
    jobs.start(beginning, source, "utf-8", done=basket.results.append, failed=basket.errors.append)
    qtbot.waitUntil(lambda: len(basket.errors) == 1)
    (error,) = basket.errors
    assert isinstance(error, ReadError)
    assert error.what
    assert "nowhere.txt" in error.where
    assert error.hint


def test_a_bug_in_work_is_told_and_raised(jobs: Jobs, basket: Basket, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        jobs.start(stumble, done=basket.results.append, failed=basket.errors.append)
        qtbot.waitUntil(lambda: len(basket.errors) == 1)
    assert [kind for kind, _error, _trace in raised] == [KeyError]


def test_a_process_that_dies_is_told_and_the_next_work_is_done(
    jobs: Jobs, basket: Basket, qtbot: QtBot
) -> None:
    jobs.start(fall, signal.SIGKILL, done=basket.results.append, failed=basket.errors.append)
    qtbot.waitUntil(lambda: len(basket.errors) == 1)
    jobs.start(add, 1, 1, done=basket.results.append, failed=basket.errors.append)
    qtbot.waitUntil(lambda: basket.results == [2])


def test_a_process_that_died_while_it_had_nothing_to_do_does_not_stand_in_the_way(
    jobs: Jobs, basket: Basket, qtbot: QtBot
) -> None:
    found: list[int] = []
    jobs.start(where, done=found.append, failed=basket.errors.append)
    qtbot.waitUntil(lambda: len(found) == 1)
    os.kill(found[0], signal.SIGKILL)
    qtbot.waitUntil(lambda: active_children() == [])
    jobs.start(add, 1, 1, done=basket.results.append, failed=basket.errors.append)
    qtbot.waitUntil(lambda: basket.results == [2])
    assert basket.errors == []
    assert not jobs.busy


def test_work_that_nobody_wants_any_more_stops_and_is_not_told(
    jobs: Jobs, basket: Basket, qtbot: QtBot
) -> None:
    job = jobs.start(
        count_to,
        100_000_000,
        done=basket.results.append,
        failed=basket.errors.append,
        progress=basket.report,
    )
    qtbot.waitUntil(lambda: len(basket.reports) > 3)
    jobs.cancel(job)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert basket.results == []
    assert basket.errors == []


def test_work_speaks_the_language_that_is_in_use_when_it_starts(
    jobs: Jobs, basket: Basket, qtbot: QtBot
) -> None:
    said = ["en", "de", "en"]
    for language in said:
        choose_language(language)
        jobs.start(spoken, done=basket.results.append, failed=basket.errors.append)
        qtbot.waitUntil(lambda: not jobs.busy)
    assert basket.results == said


def test_work_stops_in_the_child_when_its_number_is_called_off() -> None:
    worker._Line.cancelled = [0] * worker.CANCELLED_SLOTS
    worker._Line.cancelled[7] = 7
    try:
        with pytest.raises(worker.CancelledJobError):
            worker.call(7, "en", add, (1, 2), False)
        assert worker.call(8, "en", add, (1, 2), False) == 3
    finally:
        worker._Line.cancelled = None
