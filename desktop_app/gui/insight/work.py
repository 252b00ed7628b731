"""What child processes do for Insight. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.agreement.intervals import Interval
from desktop_app.agreement.metrics.span_f1 import Scheme
from desktop_app.agreement.tallies import Choice, Tallies
from desktop_app.gui.work import Place
from desktop_app.gui.worker import Progress
from desktop_app.ops import agreement, agreement_live
from desktop_app.ops.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be worked out: by which metrics (keys), for whom (uids), over which documents (uids, all if empty)."""

    metrics: tuple[str, ...]
    people: tuple[str, ...]
    documents: tuple[str, ...] = ()
    unfinished: bool = False


def count(place: Place, *, progress: Progress) -> Tallies:
    """Count all documents of a project."""
    with place.open() as project:
        return agreement_live.count_all(project, lambda done, total: progress(done, total, ""))


def compare(place: Place, question: Question, *, progress: Progress) -> Agreement:
    """Work out measures; how many there are is reported."""
    with place.open() as project:
        return agreement.agree(
            project,
            people=question.people,
            metrics=question.metrics,
            documents=question.documents,
            unfinished=question.unfinished,
            watch=lambda done: progress(done, 0, ""),
        )


def intervals(tallies: Tallies, choice: Choice, scheme: Scheme) -> dict[str, Interval]:
    """Intervals of the mean F1, over all tags and for each."""
    return agreement_live.intervals(tallies, choice, scheme)
