"""Commands about a project as a whole: new, check, stats, undo, backups."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.cli._console import DONE, IN_PART
from desktop_app.cli._options import ANY_PATH, annotator_option, common, pass_session, project_argument
from desktop_app.cli._session import Session, project_path
from desktop_app.ops import backups as copies
from desktop_app.ops import check as proving
from desktop_app.ops import stats as counting
from desktop_app.ops import tagset_files
from desktop_app.ops.project import Project


@click.command(help=_("Make a new, empty project."))
@project_argument
@click.option(
    "--tagset",
    default="claims-in-the-news",
    metavar="KEY|FILE",
    help=_("A tagset that comes with the program, or a tagset file."),
)
@annotator_option(_("Your name in this project; the one in the settings if it is left out."))
@common
@pass_session
def new(session: Session, project: Path, tagset: str, annotator: str | None) -> int:
    """Make a project."""
    path = project_path(project)
    with Project.create(path, places=session.places, who=session.me(annotator), tagset=tagset) as made:
        tags = [made.tagset.path(tag.uid) for tag in made.tagset.tags]
        session.console.result({"project": str(made.path), "uid": made.uid, "tags": tags})
        session.console.say(
            ngettext(
                "{path} is ready, with {number} tag.", "{path} is ready, with {number} tags.", len(tags)
            ).format(path=shown(str(made.path), 1000), number=len(tags))
        )
    return DONE


@click.command(help=_("Show a project's tagset, save it as a file, or add to it."))
@project_argument
@click.option("--save", type=ANY_PATH, metavar="FILE", help=_("Write the tagset to this file."))
@click.option(
    "--add",
    metavar="KEY|FILE",
    help=_("Add tags, attributes and slots of a tagset that comes with the program, or of a file."),
)
@annotator_option(_("Who adds; you if it is left out."))
@common
@pass_session
def tagset(session: Session, project: Path, save: Path | None, add: str | None, annotator: str | None) -> int:
    """Show, save or extend a tagset."""
    console, added = session.console, 0
    if add is not None:
        data = tagset_files.named(add)
        with session.working(project, annotator) as opened:
            added = tagset_files.add(opened, data)
    with session.reading(project) as opened:
        known = opened.tagset
        if save is not None:
            tagset_files.save(opened, save)
    labels = [known.path(tag.uid) for tag in known.tags]
    console.result({"tags": labels, "added": added, "saved": str(save) if save is not None else None})
    if add is not None:
        words = ngettext("{number} tag was added.", "{number} tags were added.", added)
        console.say(words.format(number=added))
    for tag, label in zip(known.tags, labels, strict=True):
        parts = [item.name for item in known.attributes_of(tag.uid)]
        parts += [item.name for item in known.slots_of(tag.uid)]
        console.say(shown(f"{label}: {', '.join(parts)}" if parts else label, 1000))
    if save is not None:
        console.say(_("The tagset is saved as {name}.").format(name=shown(str(save), 1000)))
    return DONE


@click.command(help=_("Prove a project: SQLite, hashes, every passage, the history."))
@project_argument
@common
@pass_session
def check(session: Session, project: Path) -> int:
    """Look for anything that is not as it should be."""
    report = proving.check(project)
    found = [{"rule": item.rule, "where": item.where, "what": item.what} for item in report.findings]
    session.console.result({"findings": found, "counted": report.counted})
    for item in report.findings:
        session.console.say(shown(f"{item.rule}: {item.where}: {item.what}", 1000))
    counted = ", ".join(f"{name} {number}" for name, number in report.counted.items())
    session.console.say(_("Looked at: {counted}.").format(counted=counted))
    if not found:
        session.console.say(_("Everything is as it should be."))
    return IN_PART if found else DONE


@click.command(help=_("Count what is in a project."))
@project_argument
@common
@pass_session
def stats(session: Session, project: Path) -> int:
    """Count documents, states and annotations."""
    with session.reading(project) as opened:
        found = counting.stats(opened)
        labels = [opened.tagset.path(tag.uid) for tag in opened.tagset.tags]
    console = session.console
    console.result(
        {
            "documents": found.documents,
            "binned": found.binned,
            "characters": found.characters,
            "states": {state.value: number for state, number in found.states.items()},
            "annotations": found.annotations,
            "tags": labels,
            "steps": found.steps,
        }
    )
    console.say(
        _("Documents: {number}, in the bin: {binned}").format(number=found.documents, binned=found.binned)
    )
    console.say(_("Characters: {number}").format(number=found.characters))
    for state, number in found.states.items():
        console.say(f"  {state.words()}: {number}")
    for name, by_tag in found.annotations.items():
        console.say(_("Marks by {name}: {number}").format(name=shown(name), number=sum(by_tag.values())))
        for label, number in by_tag.items():
            console.say(f"  {shown(label)}: {number}")
    console.say(_("Actions in the history: {number}").format(number=found.steps))
    return DONE


@click.command(help=_("Take back the last action, or do it again."))
@project_argument
@click.option("--redo", is_flag=True, help=_("Do again what was undone last."))
@annotator_option(_("Whose last action; yours if it is left out."))
@common
@pass_session
def undo(session: Session, project: Path, redo: bool, annotator: str | None) -> int:
    """Undo or redo one action."""
    with session.working(project, annotator) as opened:
        changes = opened.redo() if redo else opened.undo()
        session.console.result(
            {
                "action": "redo" if redo else "undo",
                "label": changes.label,
                "changes": changes.count,
                "undo_depth": opened.undo_depth,
            }
        )
        text = _("Redone: {label}") if redo else _("Undone: {label}")
        session.console.say(text.format(label=shown(changes.label)))
    return DONE


@click.command(help=_("List the backups of a project, make one, or put one back."))
@project_argument
@click.option("--make", is_flag=True, help=_("Make a backup now."))
@click.option(
    "--restore",
    type=ANY_PATH,
    metavar="FILE",
    help=_("Put this backup in the project's place; the project is kept beside it."),
)
@common
@pass_session
def backups(session: Session, project: Path, make: bool, restore: Path | None) -> int:
    """List, make or restore backups."""
    console = session.console
    if restore is not None:
        copies.restore(restore, project, session.places)
        console.say(_("The backup is in the project's place; what was there is beside it."))
    with session.reading(project) as opened:
        folder = opened.backup_folder
        if make:
            copies.make(project, folder)
        found = copies.list_backups(opened)
    listed = [{"path": str(item.path), "made": item.made.isoformat(), "size": item.size} for item in found]
    console.result({"folder": str(folder), "backups": listed})
    for item in found:
        console.say(
            f"{item.made.astimezone():%Y-%m-%d %H:%M:%S}  {item.size:>12}  {shown(str(item.path), 1000)}"
        )
    if not found:
        console.say(_("There are no backups yet."))
    return DONE
