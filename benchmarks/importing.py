"""Frames of the real window while a thousand documents come in: `python -m benchmarks.importing [DOCUMENTS]`.

The window has a document of 1 MB open that is read and marked meanwhile. Sixty times a second a picture is due; a frame
lasts from that moment to the end of painting, so that everything which holds up the event loop counts. Every picture
scrolls, every tenth one also marks a passage, from the commit to the picture.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.cells import Found
from benchmarks.documents import text
from benchmarks.measure import circumstances, p95
from benchmarks.pace import pace, worse
from benchmarks.processes import call, printed
from benchmarks.store import Line

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.workspace import Workspace

DOCUMENTS = 1_000
DOCUMENT_BYTES = 5_000
READ_BYTES = 1_000_000
VARIETIES = 50
FRAME_MS = 16
LONGEST_MS = 50
MARK_EVERY, MARK_LENGTH = 10, 15
SCROLL = 40


def measure(documents: int = DOCUMENTS) -> Found:
    """Measure in a fresh process. Raises RuntimeError with what it said."""
    return printed(call("benchmarks.importing", str(documents)))[-1]


def lines(found: Found) -> list[Line]:
    """What was found, against the budgets."""
    count = cast(int, found["documents"])
    name = f"frame while {count:,} documents come in"
    took, work = cast(float, found["seconds"]), cast(float, found["work_p95_ms"])
    return [
        Line(f"{name}, 95 of 100", cast(float, found["frame_p95_ms"]), FRAME_MS, "ms wall"),
        Line(f"{name}, longest", cast(float, found["frame_max_ms"]), LONGEST_MS, "ms wall"),
        Line(f"{name}, with a mark, 95 of 100", cast(float, found["mark_p95_ms"]), None, "ms wall"),
        Line("work of the window from one frame to the next, 95 of 100", work, None, "ms CPU"),
        Line(f"the {count:,} documents were in after", took, None, "s wall"),
    ]


def write_files(folder: Path, documents: int) -> tuple[Path, Path]:
    """The document that is read, and the folder of those that come in, no two alike."""
    folder.mkdir()
    read = folder / "read.txt"
    read.write_text(text("mixed", READ_BYTES), encoding="utf-8", newline="")
    coming = folder / "coming"
    coming.mkdir()
    contents = [text("mixed", DOCUMENT_BYTES, seed=number) for number in range(VARIETIES)]
    for number in range(documents):
        content = f"{number}\n{contents[number % VARIETIES]}"
        (coming / f"{number:06}.txt").write_text(content, encoding="utf-8", newline="")
    return read, coming


class Watch:
    """Paints pictures as they are due, and writes down how long after that they were there."""

    def __init__(self, space: Workspace, tag_uid: str) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._space = space
        self._tag = tag_uid
        self._due = self._worked = 0.0
        self._step = SCROLL
        self.frames: list[float] = []
        self.marked: list[float] = []
        self.work: list[float] = []
        self._timer = QTimer(space, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._paint)

    def start(self) -> None:
        """The first picture is due soon."""
        self._await()

    def stop(self) -> None:
        """No more pictures."""
        self._timer.stop()

    def as_dict(self) -> Found:
        """For a line of JSON."""
        return {
            "frames": len(self.frames),
            "frame_p95_ms": round(p95(self.frames), 2),
            "frame_max_ms": round(max(self.frames), 2),
            "late": sum(took > FRAME_MS for took in self.frames),
            "work_p95_ms": round(p95(self.work), 2),
            "work_max_ms": round(max(self.work), 2),
            "marks": len(self.marked),
            "mark_p95_ms": round(p95(self.marked), 2) if self.marked else 0.0,
        }

    def _await(self) -> None:
        self._due, self._worked = time.perf_counter() + FRAME_MS / 1000, time.thread_time()
        self._timer.start(FRAME_MS)

    def _paint(self) -> None:
        marks = len(self.frames) % MARK_EVERY == MARK_EVERY - 1
        if marks:
            self._mark()
        self._scroll()
        self._space.view.viewport().repaint()
        took = (time.perf_counter() - self._due) * 1000
        self.frames.append(took)
        self.work.append((time.thread_time() - self._worked) * 1000)
        if marks:
            self.marked.append(took)
        self._await()

    def _scroll(self) -> None:
        bar = self._space.view.verticalScrollBar()
        if bar.value() >= bar.maximum():
            self._step = -SCROLL
        elif bar.value() <= 0:
            self._step = SCROLL
        bar.setValue(bar.value() + self._step)

    def _mark(self) -> None:
        from desktop_app.model.span import Span

        start = self._space.view.top_offset
        if self._space.controller.highlight(self._tag, [Span(start, start + MARK_LENGTH)]) is None:
            raise RuntimeError("nothing was marked")


def read_while(folder: Path, documents: int) -> Found:
    """Open the window, start the import, read until it is over."""
    from PySide6.QtCore import qVersion

    from benchmarks.projects import places
    from benchmarks.window import lay_out
    from desktop_app.gui import app, offscreen_input
    from desktop_app.gui.preferences import Preferences

    read, coming = write_files(folder / "files", documents)
    app.application()
    preferences = Preferences(places(folder))
    preferences.change(language="en", annotator_name="Annotator")
    window = app.open_window(preferences)
    app.keep_what_is_there(window)
    window.resize(1200, 800)
    window.show()
    window.tasks.open_paths([read])
    offscreen_input.until("the document", lambda: window.was_painted and not window.tasks.adding)
    offscreen_input.settle()
    space = window.workspace
    if space is None or space.document is None:
        raise RuntimeError("no document is open")
    painted, before = space.view.counts.frames, pace(lay_out)
    watch, seconds = import_and_watch(window, space, coming)
    after = pace(lay_out)
    check(space, watch, documents, space.view.counts.frames - painted)
    window.close()
    window.jobs.wait()
    return {
        "measured": "importing",
        "documents": documents,
        "bytes": DOCUMENT_BYTES,
        "seconds": round(seconds, 2),
        **watch.as_dict(),
        "pace": worse(before, after),
        "qt": qVersion(),
        **circumstances(),
    }


def import_and_watch(window: MainWindow, space: Workspace, coming: Path) -> tuple[Watch, float]:
    """Add the folder as a person does, and watch until all is in: how long that took, in seconds."""
    from desktop_app.gui import offscreen_input

    watch = Watch(space, space.project.tagset.tags[0].uid)
    began = time.perf_counter()
    watch.start()
    window.tasks.add([coming])
    offscreen_input.until("the import", lambda: not window.tasks.adding, patience_s=600)
    seconds = time.perf_counter() - began
    watch.stop()
    return watch, seconds


def check(space: Workspace, watch: Watch, documents: int, painted: int) -> None:
    """What was not imported or painted was not measured. Raises RuntimeError."""
    from desktop_app.model.query import Query
    from desktop_app.ops import documents as listing

    there = listing.count(space.project, Query())
    if there != documents + 1:
        raise RuntimeError(f"{there} documents instead of {documents + 1}")
    if painted < len(watch.frames):
        raise RuntimeError(f"{painted} frames in {len(watch.frames)} steps")


def main(arguments: list[str]) -> int:
    """Print the line for so many documents."""
    with tempfile.TemporaryDirectory() as folder:
        found = read_while(Path(folder), int(arguments[0]) if arguments else DOCUMENTS)
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
