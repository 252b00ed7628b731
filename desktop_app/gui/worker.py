"""What runs in the child process of `jobs`. No Qt here, so that a child starts quickly.

Work is a function that a module names, with arguments that can be pickled. Work that reports progress takes a keyword
argument `progress` and calls it with (done, total, doing).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from desktop_app.base.i18n import choose_language

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
Report = tuple[int, int, int, str]
"""The job's number, and what its work said: done, total, doing."""

CANCELLED_SLOTS = 64
NICENESS = 10
"""The window comes first where processors are few; Windows has no such number."""


class CancelledJobError(Exception):
    """Raised inside of work, by its `progress`, when nobody wants the result any more."""


class _Line:
    """The child's end of the line to the window; filled in by `begin`."""

    reports: Queue[Report] | None = None
    cancelled: list[int] | None = None


def begin(reports: Queue[Report], cancelled: list[int]) -> None:
    """Make the child ready, once: `cancelled` is shared and holds the numbers of unwanted jobs."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    _Line.reports = reports
    _Line.cancelled = cancelled
    Thread(target=_end_with_the_window, daemon=True).start()


def _end_with_the_window() -> None:
    # A window that was killed tells nobody to stop, and each child holds the line open that the other one listens to.
    from multiprocessing import parent_process

    window = parent_process()
    if window is not None:
        window.join()
        os._exit(1)


def call(
    number: int, language: str, work: Callable[..., T], arguments: tuple[object, ...], reporting: bool
) -> T:
    """Do the work of job `number`, and speak of it in this language.

    Raises CancelledJobError when nobody wants it any more, and what the work raises.
    """
    _stop_if_cancelled(number)
    choose_language(language)
    if not reporting:
        return work(*arguments)

    def progress(done: int, total: int, doing: str = "") -> None:
        _stop_if_cancelled(number)
        if _Line.reports is not None:
            _Line.reports.put((number, done, total, doing))

    return work(*arguments, progress=progress)


def _stop_if_cancelled(number: int) -> None:
    if _Line.cancelled is not None and _Line.cancelled[number % CANCELLED_SLOTS] == number:
        raise CancelledJobError
