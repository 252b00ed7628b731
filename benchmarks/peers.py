"""The two ways in which other programs show a coded text, to compare with: all of Qt's own making.

`formats`: a QTextEdit, where each span merges a character format into the text, all inside of one edit block.
`selections`: a QPlainTextEdit that is given every span as an extra selection.

Both read the text and the spans from the same project, by the same actions as our view, in the same window, font and
colours, and commit a new mark to the project before they show it. The text runs over the whole width of the window and
at single line pitch, as it does in those programs, and only tints are painted, one over the other.

`python -m benchmarks.peers WAY FOLDER SECONDS GIB` prints a line of JSON after each step, so that what was measured
before a limit is not lost.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import qVersion

from benchmarks.documents import text
from benchmarks.editors import PEERS, Peer
from benchmarks.measure import Stopwatch, Timing, circumstances, peak_mib, resident_mib, timed, within
from benchmarks.pace import pace, worse
from benchmarks.processes import Limits
from benchmarks.projects import open_project
from benchmarks.view import WARMING_BYTES, check_painted
from benchmarks.window import application, lay_out

ROUNDS, OPENING_SECONDS, STEP_SECONDS = 6, 4.0, 2.5
UNPAINTED = ("lay out the rest",)


@dataclass(slots=True)
class Log:
    """Prints a line of JSON for each step, with the memory so far."""

    peer: Peer
    empty_mib: float
    frames: int = 0
    first_mib: float = 0.0
    pace: dict[str, float] = field(default_factory=lambda: pace(lay_out))

    def forget_repetition(self) -> None:
        """What opening again has added to the memory is not held against the way."""
        self.first_mib = self.first_mib or peak_mib()
        self.empty_mib += peak_mib() - self.first_mib
        self.first_mib = peak_mib()

    def say(self, name: str, timing: Timing) -> None:
        """What a step took. Raises RuntimeError when it painted less often than it should have."""
        painted, self.frames = self.peer.edit.frames - self.frames, self.peer.edit.frames
        if name not in UNPAINTED:
            check_painted(name, painted, timing.count)
        self.step(name, timing, painted)

    def step(self, name: str, timing: Timing, frames: int) -> None:
        """Print what a step took, and the pace of the processor meanwhile."""
        before, self.pace = self.pace, pace(lay_out)
        self.put(step=name, timing={**timing.as_dict(), "pace": worse(before, self.pace)}, frames=frames)

    def put(self, **line: object) -> None:
        """Print anything."""
        peak = peak_mib()
        whole = {**line, "memory_mib": round(peak - self.empty_mib, 1), "peak_mib": round(peak, 1)}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def run(peer: Peer, log: Log) -> None:
    """Do what a reader does."""
    opened, applied = Stopwatch(), Stopwatch()
    for _round in within(range(ROUNDS), OPENING_SECONDS):
        peer.put_away()
        log.frames = peer.edit.frames
        opened.time(peer.open)
        log.step("open", opened.timing(), opened.timing().count)
        applied.time(peer.apply)
        check_painted("apply", peer.edit.frames - log.frames, 2)
        log.step("apply", applied.timing(), applied.timing().count)
        log.put(shown=peer.spans_shown)
        log.forget_repetition()
    log.say("lay out the rest", timed([peer.lay_out]))
    log.frames = peer.edit.frames
    log.say("page down", timed(within(peer.pages(40), STEP_SECONDS)))
    chance = random.Random(1)
    places = [0.5, *(chance.random() for _ in range(20))]
    log.say("jump", timed(within((partial(peer.jump, place) for place in places), STEP_SECONDS)))
    log.say("add", timed(within(peer.additions(20), STEP_SECONDS)))
    log.say("resize", timed(within(peer.resizing(), STEP_SECONDS)))


def main(arguments: list[str]) -> int:
    """Measure the way on the project in the folder, within the limits."""
    way, folder, seconds, gib = arguments
    Limits(int(seconds), float(gib)).set()
    app = application()
    peer = PEERS[way]()
    peer.warm(text("mixed", WARMING_BYTES, seed=2))
    empty = resident_mib()
    log = Log(peer, empty)
    log.put(empty_mib=round(empty, 1), qt=qVersion(), **circumstances())
    with open_project(Path(folder)) as project:
        peer.take(project)
        run(peer, log)
    peer.window.close()
    app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
