"""Another Python process that is killed while it works."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Sequence


def killed_at_random(
    module: str, arguments: Sequence[str], *, seconds: tuple[float, float], seed: int
) -> list[str]:
    """Whole lines that a module printed after "ready", until it was killed some time between these seconds."""
    delay = random.Random(seed).uniform(*seconds)
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        killer = threading.Timer(delay, worker.kill)
        killer.start()
        lines = [line.strip() for line in worker.stdout if line.endswith("\n")]
        killer.join()
    return lines
