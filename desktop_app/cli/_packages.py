"""Commands for teams without a server: package, merge."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.cli._console import DONE, IN_PART, Console, described, in_words
from desktop_app.cli._options import ANY_PATH, common, pass_session, project_argument
from desktop_app.cli._session import Session
from desktop_app.ops import merging
from desktop_app.ops import packages as packing
from desktop_app.ops.conflicts import Conflict
from desktop_app.ops.merging import Count, MergeReport


@click.command(help=_("Write a part of a project as a file for one annotator."))
@project_argument
@click.argument("target", type=ANY_PATH)
@click.option("--annotator", required=True, metavar="NAME", help=_("Whom it is for."))
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="NAME",
    help=_("Only this document; can be repeated; if left out, those that the annotator is to do, else all."),
)
@click.option("--empty", is_flag=True, help=_("Leave out what they marked so far."))
@common
@pass_session
def package(
    session: Session, project: Path, target: Path, *, annotator: str, documents: tuple[str, ...], empty: bool
) -> int:
    """Make a package."""
    with session.reading(project) as opened:
        made = packing.package(opened, target, annotator, documents, work=not empty)
    session.console.result(
        {
            "package": str(made.path),
            "annotator": {"uid": made.annotator.uid, "name": made.annotator.name},
            "documents": list(made.documents),
            "annotations": made.marks,
        }
    )
    number = len(made.documents)
    text = ngettext(
        "{path} is ready for {name}, with {number} document.",
        "{path} is ready for {name}, with {number} documents.",
        number,
    )
    session.console.say(
        text.format(path=shown(str(made.path), 1000), name=shown(made.annotator.name), number=number)
    )
    return DONE


@click.command(help=_("Take in what copies or packages of a project have."))
@project_argument
@click.argument("files", type=ANY_PATH, nargs=-1, required=True, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help=_("Only say what would change."))
@common
@pass_session
def merge(session: Session, project: Path, files: tuple[Path, ...], *, dry_run: bool) -> int:
    """Merge copies one after the other; the first that is refused ends it."""
    reports: list[MergeReport] = []
    refused: AppError | None = None
    with session.reading(project) if dry_run else session.working(project) as opened:
        try:
            if dry_run:
                reports += merging.rehearse(opened, files)
            else:
                for file in files:
                    reports.append(merging.merge(opened, file))
        except AppError as error:
            if not reports:
                raise
            refused = error
    conflicts = reports[-1].conflicts
    session.console.result(
        {
            "dry_run": dry_run,
            "files": [_described(file, report) for file, report in zip(files, reports, strict=False)],
            "conflicts": [asdict(item) for item in conflicts],
            **({} if refused is None else {"error": described(refused)}),
        }
    )
    for file, report in zip(files, reports, strict=False):
        _tell(session.console, file, report)
    for item in conflicts:
        session.console.say(_in_words(item))
    if refused is not None:
        session.console.tell(in_words(refused))
    return IN_PART if conflicts or refused else DONE


def _described(file: Path, report: MergeReport) -> dict[str, object]:
    return {
        "file": str(file),
        "actions": report.steps,
        "annotations": [
            {"document": document, "annotator": annotator, **asdict(count)}
            for (document, annotator), count in report.marks.items()
        ],
        "others": {name: asdict(count) for name, count in report.others.items()},
        "mended": list(report.mended),
    }


def _tell(console: Console, file: Path, report: MergeReport) -> None:
    name = shown(file.name, 80)
    if not (report.marks or report.others or report.mended):
        console.say(_("{name}: nothing new.").format(name=name))
        return
    for (document, annotator), count in report.marks.items():
        console.say(f"{name}: {document}, {annotator}: {_counted(count)}")
    for kind, count in report.others.items():
        console.say(": ".join([name, _(kind), _counted(count)]))
    for mended in report.mended:
        console.say(
            _("{name}: renamed or kept, so that all fits together: {what}").format(name=name, what=mended)
        )


def _counted(count: Count) -> str:
    return _("{added} added, {changed} changed, {removed} removed").format(
        added=count.added, changed=count.changed, removed=count.removed
    )


def _in_words(item: Conflict) -> str:
    place = ", ".join(part for part in (item.document, item.annotator, item.kind, item.what) if part)
    return _("Conflict: {place}: {field}: {won} ({winner}) instead of {lost} ({loser})").format(
        place=place,
        field=item.field,
        won=item.won.value,
        winner=item.won.annotator,
        lost=item.lost.value,
        loser=item.lost.annotator,
    )
