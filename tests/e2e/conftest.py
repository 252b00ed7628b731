"""The whole program, as a person starts it, on a display of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.screen import HEIGHT, WIDTH, Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A display in memory is a thing of Linux; elsewhere the same jobs are tested without one, in tests/gui.
ON_A_DISPLAY = [
    "test_adjudication.py",
    "test_keyboard_only.py",
    "test_real_window.py",
    "test_screen_reader.py",
]
collect_ignore = [] if sys.platform.startswith("linux") else ON_A_DISPLAY


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A display of its own, with no other window and no window manager."""
    size = f"{WIDTH}x{HEIGHT}x24"
    # Who comes and goes first must not take the display away from who comes next.
    # A key that is let go of late, on a busy machine, is pressed once all the same.
    options = ["-screen", "0", size, "-noreset", "-r", "-nolisten", "tcp", "-fbdir", str(tmp_path)]
    command = ["Xvfb", "-displayfd", "1", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        yield Screen(f":{number}", tmp_path / "Xvfb_screen0")
        server.terminate()
