"""A display in memory with a real mouse and keyboard, and a program on it."""

from __future__ import annotations

import os
import struct
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH, HEIGHT = 1400, 900
PATIENCE_S = 120.0
POLL_S = 0.05
# Of the header of a window dump: its own size, the bytes of a line, the number of colours behind it.
HEADER_SIZE, LINE_BYTES, COLOURS = 0, 12, 19
COLOUR_BYTES = 12

Point = tuple[int, int]


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait until something is so, looking every now and then. Raises AssertionError when it takes too long."""
    ends = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < ends, f"waited in vain until {what}"
        pause.wait(POLL_S)


@dataclass(frozen=True)
class Screen:
    """One X display. `picture` is the file that the server keeps its pixels in."""

    name: str
    picture: Path

    def environment(self) -> dict[str, str]:
        """The variables of a person who sits before this screen and reads English."""
        hidden = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE")
        ours = {key: value for key, value in os.environ.items() if key not in hidden}
        return {**ours, "DISPLAY": self.name, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}

    def do(self, *words: str) -> str:
        """Move the mouse, press keys, find windows: a command for xdotool, and what it answers."""
        command = ("xdotool", *words)
        done = subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, check=True, timeout=PATIENCE_S
        )
        return done.stdout.strip()

    def wait_for_window(self, title: str) -> None:
        """Wait until a window whose title has these words is on the screen."""
        self.do("search", "--sync", "--onlyvisible", "--name", title)

    def drag(self, start: Point, stop: Point) -> None:
        """Pull with the left button, by way of the middle, as a hand does."""
        middle = ((start[0] + stop[0]) // 2, (start[1] + stop[1]) // 2)
        self.do("mousemove", *map(str, start), "mousedown", "1")
        for point in (middle, stop):
            self.do("mousemove", *map(str, point))
        self.do("mouseup", "1")

    def click(self, point: Point) -> None:
        """Press and let go of the left button; without a window manager this is what gives a window the keyboard."""
        self.do("mousemove", *map(str, point), "click", "1")

    def pixels(self, corner: Point, size: Point) -> bytes:
        """The colours of a part of the screen, row by row."""
        dump = self.picture.read_bytes()
        header = struct.unpack(">25I", dump[:100])
        line = header[LINE_BYTES]
        first = header[HEADER_SIZE] + header[COLOURS] * COLOUR_BYTES + corner[0] * 4
        rows = range(corner[1], corner[1] + size[1])
        return b"".join(dump[first + row * line : first + row * line + size[0] * 4] for row in rows)

    def lines_of_ink(self, corner: Point, size: Point) -> int:
        """How many rows of pixels in a part of the screen have letters in them: many colours, where a blank has one."""
        seen, length = self.pixels(corner, size), size[0] * 4
        rows = (seen[place : place + length] for place in range(0, len(seen), length))
        return sum(len({row[place : place + 4] for place in range(0, length, 4)}) > 8 for row in rows)
