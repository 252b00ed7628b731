"""Talking in a terminal: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown

DONE, IN_PART, NOTHING = 0, 1, 2
"""Exit codes: all done; done in part, or findings, which are listed; wrong usage or nothing done."""
_WIDTH = 60
_CLEAR = "\r\x1b[K"


class Console:
    """`as_json`: one object on standard output instead of sentences."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, text: str) -> None:
        """A line of the result for people; nothing with `--json`."""
        if not self.as_json:
            print(text)

    def tell(self, text: str) -> None:
        """A line about what happens, on standard error."""
        print(text, file=sys.stderr)

    def result(self, content: Mapping[str, object]) -> None:
        """The one object that `--json` asks for; nothing without it."""
        if self.as_json:
            print(json.dumps(content, ensure_ascii=True, allow_nan=False))

    def fail(self, error: AppError) -> int:
        """Say why nothing was done. Returns the exit code for it."""
        self.result({"error": described(error)})
        self.tell(in_words(error))
        return NOTHING


def described(error: AppError) -> dict[str, str]:
    """An error as plain data."""
    return {"what": error.what, "where": error.where, "hint": error.hint}


def in_words(error: AppError) -> str:
    """An error on one line, whatever names it holds."""
    return shown(str(error), 1000)


@contextmanager
def progress(stream: TextIO | None = None) -> Iterator[Callable[[int, str], None]]:
    """A function that shows how far something is, on a terminal only; the line is gone afterwards."""
    out = stream or sys.stderr
    lively = out.isatty()

    def show(number: int, name: str) -> None:
        if lively:
            out.write(f"{_CLEAR}{number}  {shown(name, _WIDTH)}")
            out.flush()

    try:
        yield show
    finally:
        if lively:
            out.write(_CLEAR)
            out.flush()


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """A function that says whether Ctrl+C was pressed: the first press asks for a stop in order, the second insists."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return

    def press(number: int, frame: FrameType | None) -> None:
        if pressed.is_set():
            signal.default_int_handler(number, frame)
        pressed.set()
        print(_("Stopping; press Ctrl+C again to stop at once."), file=sys.stderr)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
