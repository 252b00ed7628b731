"""Deciding between annotators: opening a document with its list, the next case, and a verdict.

`python -m benchmarks.reviewing` prints milliseconds of processor time, a line of JSON for each step.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.measure import timed
from benchmarks.review import BOTH, NEXT, OPEN, PEOPLE, PIECE, SPANS, VERDICT
from benchmarks.window import application
from desktop_app.base.paths import user_places
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.review.workspace import ReviewWorkspace
from desktop_app.gui.shell.notices import Notices
from desktop_app.model.identity import derived_uid, new_uid, now
from desktop_app.model.records import Annotation, Annotator, Document, Progress, State
from desktop_app.model.span import Span
from desktop_app.ops import adjudication
from desktop_app.ops.project import Project
from desktop_app.store import documents
from desktop_app.store.corpus import progress_uid

STEP, DOCUMENTS = 60, 4


def rows(people: int = PEOPLE, spans: int = SPANS) -> dict[str, float]:
    """What it takes with so many annotators and spans of each in a document."""
    with tempfile.TemporaryDirectory() as folder, _reviewing(Path(folder), people, spans) as space:
        uids = [item.document_uid for item in space.book.documents]
        pieces = [_opening(space, uid) for uid in uids]
        following = timed(_painted([partial(space.step, 1)] * 40))
        decided = timed(_verdicts(space, 40))
        both = timed(_painted(partial(space.deciding.accept, place) for place in [0, 1] * 20))
        longest = [max(found) for found in pieces]
        return {
            OPEN: statistics.median(map(sum, pieces)),
            PIECE: statistics.median(longest),
            NEXT: following.median,
            VERDICT: decided.median,
            BOTH: both.median,
        }


def _opening(space: ReviewWorkspace, uid: str) -> list[float]:
    """The milliseconds of every round of events until a document is shown that nothing was read of before."""
    space.reader.stop()
    found: list[float] = []
    space.open_document(uid)
    while space.here() != uid or not found:
        began = time.thread_time_ns()
        QApplication.processEvents()
        found.append((time.thread_time_ns() - began) / 1e6)
    space.reader.stop()
    began = time.thread_time_ns()
    QApplication.processEvents()
    return [*found, (time.thread_time_ns() - began) / 1e6]


def _verdicts(space: ReviewWorkspace, count: int) -> Iterator[Callable[[], object]]:
    """Verdicts on the last cases of the document, which everybody in the window hears of."""
    waiting = [item for item in space.book.cases_of(space.text.document_uid) if item.waits]
    for decision in waiting[-count:]:
        yield partial(adjudication.take, space.project, decision, [decision.case.items[0].uid])


def _painted(actions: Iterable[Callable[[], object]]) -> Iterator[Callable[[], object]]:
    """What was posted is laid out and painted, too; what waits for idle moments is not part of it."""
    for action in actions:
        yield partial(_all_of, action, QApplication.sendPostedEvents, QApplication.sendPostedEvents)


def _all_of(*actions: Callable[[], object]) -> None:
    for action in actions:
        action()


@contextmanager
def _reviewing(folder: Path, people: int, spans: int) -> Iterator[ReviewWorkspace]:
    """Review of a fresh project, with nothing read yet."""
    places = user_places(folder)
    with Project.create(folder / "news.rubric", places=places, who=Annotator(new_uid(), "judge")) as project:
        _fill(project, people, spans)
        window = QWidget()
        window.resize(1440, 900)
        space = ReviewWorkspace(project, Preferences(places), Notices(window), window)
        space.resize(1440, 900)
        window.show()
        yield space
        space.end()
        window.hide()


def _fill(project: Project, people: int, spans: int) -> None:
    """Everybody marks the same passages, one of ten otherwise than the first."""
    tags = [tag.uid for tag in project.tagset.tags[:4]]
    for number in range(DOCUMENTS):
        text = f"{number} " + ("word " * (STEP // 5) + "\n") * spans
        document = _document(project, text, number)
        chance = random.Random(number)
        for place in range(people):
            who = Annotator(derived_uid(f"annotator {place}"), f"annotator {place}")
            made = [_made(document, who, start, tags, chance, hasty=place > 0) for start in range(spans)]
            with project.step("Code") as step:
                step.put(who)
                step.put_all(made)
                uid = progress_uid(document.uid, who.uid)
                step.put(Progress(uid, document.uid, who.uid, State.DONE))


def _document(project: Project, text: str, number: int) -> Document:
    body = text.encode()
    sha256 = documents.hash_of(body)
    uid = derived_uid(project.uid, sha256)
    document = Document(uid, f"{number}.txt", sha256, len(text), original_sha256=sha256, added=now())
    with project.step("Add document") as step:
        documents.keep_content(project.file.database, body)
        step.put(document)
    return document


def _made(
    document: Document, who: Annotator, row: int, tags: list[str], chance: random.Random, *, hasty: bool
) -> Annotation:
    start, tag = 2 + row * (STEP + 1), tags[row % len(tags)]
    end = start + 14
    if hasty and chance.random() < 0.1:
        tag, end = chance.choice(tags), end + chance.choice((0, 5, 10))
    spans = (Span(start, end),)
    return Annotation(new_uid(), document.uid, who.uid, tag, spans, ("word word word",), created=now())


def main() -> int:
    """Print a line of JSON for each row."""
    app = application()
    for name, value in rows().items():
        sys.stdout.write(json.dumps({"name": name, "ms": round(value, 2)}) + "\n")
    app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
