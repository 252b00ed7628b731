"""Fresh processes: each measurement starts with clean memory, and none outlives its limits."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import cast

from benchmarks.cells import Found

ROOT = Path(__file__).resolve().parent.parent
OUT_OF_MEMORY = ("MemoryError", "bad_alloc", "failed to map segment", "Cannot allocate memory")


class Limits:
    """How much processor time, in seconds, and how much memory, in GiB of addresses, a process may take."""

    def __init__(self, seconds: int, gib: float) -> None:
        self.seconds = seconds
        self.gib = gib

    def arguments(self) -> list[str]:
        """For the command line of the process that sets them for itself."""
        return [str(self.seconds), str(self.gib)]

    def set(self) -> None:
        """Limit the process that calls this."""
        most = int(self.gib * (1 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    def reached(self, done: subprocess.CompletedProcess[str]) -> str:
        """How a process gave up; '' if it came to its end. Raises RuntimeError when it failed for another reason."""
        if done.returncode == 0:
            return ""
        if done.returncode == -signal.SIGXCPU:
            return f"gave up after {self.seconds} s"
        if any(word in done.stderr for word in OUT_OF_MEMORY):
            return f"gave up at {self.gib:g} GiB"
        if done.returncode < 0:
            return f"crashed ({signal.Signals(-done.returncode).name})"
        raise RuntimeError(done.stderr)


def started(module: str, *arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Run a module of ours off the screen and wait for its end, whatever that is."""
    command = [python, "-m", module, *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, env=environment)


def call(module: str, *arguments: str) -> str:
    """What a module of ours prints. Raises RuntimeError with what it said when it failed."""
    done = started(module, *arguments)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def printed(said: str) -> list[Found]:
    """The lines of JSON in what was printed; a last one that was cut off is left out."""
    whole = [line for line in said.splitlines(keepends=True) if line.startswith("{") and line.endswith("\n")]
    return [cast(Found, json.loads(line)) for line in whole]
