"""Commands that bring documents and annotations in and out: add, import, export, formats, readers."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.cli._console import DONE, IN_PART, NOTHING, Console, described, in_words, progress, stopping
from desktop_app.cli._options import (
    ANY_PATH,
    annotator_option,
    common,
    format_option,
    pass_session,
    project_argument,
)
from desktop_app.cli._session import Session
from desktop_app.formats import FORMATS, Loss
from desktop_app.ops import adding, exchange
from desktop_app.readers import READERS


@click.command(help=_("Bring documents in; folders with everything in them."))
@project_argument
@click.argument("paths", type=ANY_PATH, nargs=-1, required=True, metavar="PATH...")
@click.option("--encoding", default=None, metavar="NAME", help=_("Read all files in this encoding."))
@annotator_option(_("Who adds them; you if it is left out."))
@common
@pass_session
def add(
    session: Session, project: Path, paths: tuple[Path, ...], encoding: str | None, annotator: str | None
) -> int:
    """Add documents."""
    console = session.console
    with session.working(project, annotator) as opened, progress() as show, stopping() as stopped:
        report = adding.add(opened, paths, encoding=encoding, progress=show, cancelled=stopped)
    console.result(
        {
            "added": [{"uid": item.uid, "name": item.name, "title": item.title} for item in report.added],
            "duplicates": [{"file": file, "document": name} for file, name in report.duplicates],
            "failed": [{"file": item.name, "error": described(item.error)} for item in report.failed],
            "cancelled": report.cancelled,
        }
    )
    for item in report.failed:
        console.tell(
            in_words(item.error) if item.error.where else f"{shown(item.name)}: {in_words(item.error)}"
        )
    for file, name in report.duplicates:
        console.tell(
            _("{file} is in the project already, as {name}.").format(file=shown(file), name=shown(name))
        )
    number = len(report.added)
    console.say(
        ngettext("{number} document added.", "{number} documents added.", number).format(number=number)
    )
    if not report.failed and not report.cancelled:
        return DONE
    return IN_PART if report.added or report.duplicates else NOTHING


@click.command("import", help=_("Bring annotations in from a file. What is there is never overwritten."))
@project_argument
@click.argument("file", type=ANY_PATH)
@format_option
@annotator_option(_("Whose annotations they are, where the file does not say it by uid."))
@click.option(
    "--create-tags",
    is_flag=True,
    help=_("Make missing tags, attributes and slots; take in the manifest's tagset, register and codebook."),
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
@common
@pass_session
def import_(
    session: Session, /, project: Path, file: Path, key: str, annotator: str | None, **more: bool
) -> int:
    """Import annotations."""
    chosen = exchange.format_of(key)
    create_tags, dry_run = more["create_tags"], more["dry_run"]
    opening = session.reading(project) if dry_run else session.working(project)
    with opening as opened, progress() as show, stopping() as stopped:
        importer = exchange.Importer(
            opened, file, annotator=annotator, create_tags=create_tags, dry_run=dry_run
        )
        report = importer.run(chosen, progress=show, cancelled=stopped)
    return _told(session.console, report)


def _plain(report: exchange.ImportReport) -> dict[str, object]:
    return {
        "documents": list(report.documents),
        "annotators": list(report.annotators),
        "tags": list(report.tags),
        "entities": list(report.entities),
        "concepts": list(report.concepts),
        "annotations": report.annotations,
        "relations": report.links,
        "equal": report.equal,
        "states": report.states,
        "differences": [
            {"line": item.line, "where": item.where, "what": item.what} for item in report.differences
        ],
        "problems": [
            {
                "line": item.first.line,
                "refused": item.first.refused,
                "count": item.count,
                **described(item.first.error),
            }
            for item in report.findings
        ],
        "refused": len(report.refused),
        "taken": [{"label": item.label, "tag": item.tag, "count": item.count} for item in report.taken],
        "dry_run": report.dry_run,
        "cancelled": report.cancelled,
    }


def _told(console: Console, report: exchange.ImportReport) -> int:
    """Say what came of an import. Returns the exit code."""
    console.result(_plain(report))
    for finding in report.findings:
        console.tell(in_words(finding.error))
    if report.lacking:
        console.tell(
            _("With --create-tags the import also brings the tags, attributes and slots that are missing.")
        )
    for taken in report.taken:
        console.tell(str(taken))
    for item in report.differences:
        where = shown(item.where)
        console.tell(
            _("line {line}: {where} differs and was left as it is: {what}").format(
                line=item.line, where=where, what=item.what
            )
        )
    if report.cancelled:
        console.tell(_("Stopped; nothing was imported."))
        return NOTHING
    console.say(_imported_words(report))
    along = exchange.came_along(report)
    if along:
        console.say(along)
    refused = len(report.refused)
    if refused:
        words = ngettext("Left out: {number} part.", "Left out: {number} parts.", refused)
        console.say(words.format(number=refused))
    if not report.refused and not report.differences:
        return DONE
    something = report.annotations or report.equal or report.documents or report.states or report.differences
    return IN_PART if something else NOTHING


@click.command(help=_("Write annotations to a file with a manifest, and prove it."))
@project_argument
@click.argument("target", type=ANY_PATH)
@format_option
@click.option(
    "--annotator",
    "annotators",
    multiple=True,
    metavar="NAME",
    help=_("Only this annotator; can be repeated."),
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    metavar="LABEL",
    help=_("Only this tag and those below it; can be repeated."),
)
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    help=_("Only documents in this state; can be repeated."),
)
@click.option("--untouched", is_flag=True, help=_("Documents that nobody has begun, too."))
@common
@pass_session
def export(
    session: Session, /, project: Path, target: Path, key: str, untouched: bool, **names: tuple[str, ...]
) -> int:
    """Export annotations."""
    console = session.console
    with session.reading(project) as opened, progress() as show, stopping() as stopped:
        selection = exchange.select(opened, untouched=untouched, **names)
        losses = exchange.losses(opened, key=key, selection=selection)
        _tell_losses(console, losses)
        report = exchange.export(
            opened, target, key=key, selection=selection, progress=show, cancelled=stopped
        )
    if report is None:
        console.result({"cancelled": True})
        console.tell(_("Stopped; nothing was written."))
        return NOTHING
    _tell_written(console, report, losses)
    return DONE


def _tell_written(console: Console, report: exchange.ExportReport, losses: tuple[Loss, ...]) -> None:
    written, proof = report.written, report.proof
    console.result(
        {
            "target": str(report.target),
            "manifest": str(report.manifest),
            "lines": written.lines,
            "documents": written.documents,
            "annotations": written.annotations,
            "passages": written.passages,
            "relations": written.relations,
            "size": written.size,
            "sha256": written.sha256,
            "tags": dict(written.tags),
            "states": dict(written.states),
            "losses": [{"what": loss.what, "count": loss.count} for loss in losses],
            "proof": {
                "lines": proof.lines,
                "annotations": proof.annotations,
                "passages": proof.passages,
                "relations": proof.relations,
            },
            "cancelled": False,
        }
    )
    console.say(
        _("Written to {path}, read back and found equal: {lines}, {marks}.").format(
            lines=ngettext("{number} line", "{number} lines", written.lines).format(number=written.lines),
            marks=_marks(written.annotations),
            path=shown(str(report.target), 1000),
        )
    )


def _imported_words(report: exchange.ImportReport) -> str:
    text = _("Would be imported: {marks}, {documents}. Already there: {equal}.")
    if not report.dry_run:
        text = _("Imported: {marks}, {documents}. Already there: {equal}.")
    documents = ngettext("{number} document", "{number} documents", len(report.documents))
    return text.format(
        marks=_marks(report.annotations),
        documents=documents.format(number=len(report.documents)),
        equal=_marks(report.equal),
    )


def _marks(number: int) -> str:
    return ngettext("{number} mark", "{number} marks", number).format(number=number)


def _tell_losses(console: Console, losses: tuple[Loss, ...]) -> None:
    for loss in losses:
        console.tell(_("Left out: {what} ({count}).").format(what=_(loss.what), count=loss.count))
    if not losses:
        console.tell(_("The format holds everything that was chosen."))


@click.command(help=_("List the formats that annotations travel in."))
@common
@pass_session
def formats(session: Session) -> int:
    """List formats."""
    session.console.result(
        {
            "formats": [
                {"key": item.KEY, "title": item.TITLE, "suffix": item.SUFFIX, "loses": list(item.LOSES)}
                for item in FORMATS.values()
            ]
        }
    )
    for item in FORMATS.values():
        lost = ", ".join(_(words) for words in item.LOSES)
        title = _(item.TITLE)
        session.console.say(f"{item.KEY}  {item.SUFFIX}  {title}")
        session.console.say(_("    leaves out: {what}").format(what=lost or _("nothing")))
    return DONE


@click.command(help=_("List the kinds of files that documents are read from."))
@common
@pass_session
def readers(session: Session) -> int:
    """List readers."""
    session.console.result(
        {
            "readers": [
                {"key": item.KEY, "title": item.TITLE, "suffixes": list(item.SUFFIXES)}
                for item in READERS.values()
            ]
        }
    )
    for item in READERS.values():
        session.console.say("  ".join([item.KEY, _(item.TITLE), " ".join(item.SUFFIXES)]))
    return DONE
