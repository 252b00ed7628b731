"""What child processes do to bring copies together. No Qt here. While one merges, the window has closed the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.gui.work import Place
from desktop_app.gui.worker import Progress
from desktop_app.model.records import Annotator
from desktop_app.ops import conflicts, joining, merging, packages, sight, withdrawing
from desktop_app.ops.conflicts import Case
from desktop_app.ops.joining import Joining
from desktop_app.ops.merging import MergeReport
from desktop_app.ops.packages import Package, Which
from desktop_app.ops.project import Project
from desktop_app.ops.withdrawing import Withdrawal


def preview(place: Place, source: Path) -> MergeReport:
    """What merging a copy would do; nothing is written. Raises as `merging.merge` does."""
    with place.open() as project:
        return merging.rehearse(project, [source])[0]


def carry_out(place: Place, source: Path) -> MergeReport:
    """Merge a copy into a project that nobody has open. Raises as `merging.merge` does."""
    with Project.open(place.path, places=place.places, who=place.who) as project:
        sight.keep(project)
        return merging.merge(project, source)


def pack(
    place: Place,
    target: Path,
    who: Annotator,
    chosen: tuple[Which, Sequence[str]],
    work: bool,
    *,
    progress: Progress,
) -> Package:
    """Write a package for somebody with these documents, and, with `work`, what they did so far."""
    with place.open() as project:
        uids = packages.documents_for(project, who, *chosen)
        return packages.package_for(
            project, target, who, uids, work=work, told=lambda done: progress(done, len(uids), "")
        )


def withdrawal(place: Place, annotator_uid: str) -> Withdrawal:
    """What withdrawing an annotator would take out. Raises UsageError."""
    with place.open() as project:
        return withdrawing.preview(project, annotator_uid)


def join_preview(place: Place, one_uid: str, into_uid: str) -> Joining:
    """What joining two annotators would do. Raises UsageError."""
    with place.open() as project:
        return joining.preview(project, one_uid, into_uid)


def open_cases(place: Place) -> tuple[Case, ...]:
    """The conflicts that are open, ready to be decided."""
    with place.open() as project:
        return conflicts.open_cases(project)


def turn(place: Place, redo: bool) -> None:
    """Undo the last action of a project that nobody has open, or do the last undone one again. Raises ConflictError."""
    with Project.open(place.path, places=place.places, who=place.who) as project:
        if redo:
            project.redo()
        else:
            project.undo()
