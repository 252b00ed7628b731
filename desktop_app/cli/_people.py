"""Commands about who works on what: assign, withdraw."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.cli._console import DONE
from desktop_app.cli._options import common, pass_session, project_argument
from desktop_app.cli._session import Session
from desktop_app.model.dealing import Plan
from desktop_app.model.records import Annotator
from desktop_app.ops import annotators, assignments, documents, withdrawing
from desktop_app.ops.annotators import PEOPLE
from desktop_app.ops.assignments import Deal
from desktop_app.ops.project import Project

_SEEDS = 1_000_000


@click.command(
    help=_(
        "Deal documents out to annotators by chance, as one step. Nobody gets much longer ones than the others."
    )
)
@project_argument
@click.option(
    "--annotator",
    "names",
    multiple=True,
    required=True,
    metavar="NAME",
    help=_("Who gets documents; can be repeated."),
)
@click.option(
    "--overlap", type=float, default=0.0, metavar="SHARE", help=_("This share goes to several people: 0.2.")
)
@click.option("--raters", type=int, default=2, metavar="N", help=_("To how many people; 2 if left out."))
@click.option("--number", type=click.IntRange(1), metavar="N", help=_("At most so many documents for each."))
@click.option("--seed", type=int, metavar="N", help=_("Deals the same again; drawn by chance if left out."))
@click.option(
    "--document",
    "only",
    multiple=True,
    metavar="NAME",
    help=_("This one; can be repeated; all that nobody has if left out."),
)
@click.option("--create", is_flag=True, help=_("Add annotators whom the project does not know."))
@click.option("--dry-run", is_flag=True, help=_("Only say who would get what."))
@common
@pass_session
def assign(
    session: Session,
    /,
    project: Path,
    *,
    names: tuple[str, ...],
    only: tuple[str, ...],
    dry_run: bool,
    **wishes: float | None,
) -> int:
    """Deal documents out."""
    with session.reading(project) if dry_run else session.working(project) as opened:
        people, newcomers = _people(opened, names, create=bool(wishes["create"]))
        plan = _plan(people, wishes)
        chosen = assignments.named(opened, only) if only else assignments.waiting(opened)
        found = assignments.plan_deal(chosen, plan)
        if not dry_run:
            assignments.deal_out(opened, found, newcomers=newcomers)
        session.console.result(_result(opened, found, people, dry_run=dry_run))
    for line in _lines(found, people):
        session.console.say(line)
    return DONE


@click.command(help=_("Take out all marks, states and comments of an annotator."))
@project_argument
@click.option("--annotator", "name", required=True, metavar="NAME", help=_("Whose work goes."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would go."))
@common
@pass_session
def withdraw(session: Session, project: Path, *, name: str, dry_run: bool) -> int:
    """Withdraw an annotator."""
    with session.reading(project) if dry_run else session.working(project) as opened:
        uid = annotators.called(opened, name).uid
        act = withdrawing.preview if dry_run else withdrawing.withdraw
        found = act(opened, uid)
    counts = {
        "annotations": found.marks,
        "links": found.links,
        "documents": found.documents,
        "states": found.states,
        "comments": found.comments,
        "remarks": found.remarks,
    }
    who = {"uid": found.annotator.uid, "name": found.annotator.name}
    session.console.result({"dry_run": dry_run, "annotator": who, **counts})
    words = _("{name}: {marks} marks, {links} links, {states} states and {comments} comments would go.")
    if not dry_run:
        words = _("{name}: {marks} marks, {links} links, {states} states and {comments} comments are out.")
    session.console.say(
        words.format(
            name=shown(found.annotator.name, 60),
            marks=found.marks,
            links=found.links,
            states=found.states,
            comments=found.comments,
        )
    )
    if found.remarks:
        words = ngettext(
            "{number} comment of others on these marks stays.",
            "{number} comments of others on these marks stay.",
            found.remarks,
        )
        session.console.say(words.format(number=found.remarks))
    return DONE


def _plan(people: Sequence[Annotator], wishes: Mapping[str, float | None]) -> Plan:
    uids = tuple(item.uid for item in people)
    number, seed = wishes["number"], wishes["seed"]
    return Plan(
        uids,
        overlap=float(wishes["overlap"] or 0),
        raters=int(wishes["raters"] or 0),
        seed=random.randrange(_SEEDS) if seed is None else int(seed),
        numbers=dict.fromkeys(uids, int(number)) if number is not None else {},
    )


def _people(
    project: Project, names: Sequence[str], *, create: bool
) -> tuple[tuple[Annotator, ...], tuple[Annotator, ...]]:
    """Those who are meant, and those of them whom the project does not know yet."""
    known = [item for item in annotators.everybody(project) if item.role in PEOPLE]
    found, fresh = list[Annotator](), list[Annotator]()
    for name in dict.fromkeys(names):
        fitting = [item for item in known if name in (item.name, item.uid)]
        if not fitting and create:
            fitting = [annotators.newcomer(name)]
            fresh += fitting
        if len(fitting) != 1:
            what = (
                _("Several annotators are called {name}.") if fitting else _("There is no annotator {name}.")
            )
            listed = ", ".join(f"{item.name} ({item.uid})" for item in fitting or known)
            raise UsageError(
                what.format(name=shown(name, 80)),
                hint=_("Choose from: {known}.").format(known=shown(listed, 400)),
            )
        found += fitting
    # By name, so that whoever is new is dealt the same in a dry run and in earnest.
    people = sorted(dict.fromkeys(found), key=lambda item: (item.name, item.uid))
    return tuple(people), tuple(fresh)


def _result(
    project: Project, found: Deal, people: Sequence[Annotator], *, dry_run: bool
) -> dict[str, object]:
    names = {item.uid: item.name for item in people}
    return {
        "dry_run": dry_run,
        "seed": found.plan.seed,
        "overlap": found.plan.overlap,
        "raters": found.plan.raters,
        "documents": len(found.people),
        "several": found.several,
        "left": found.left,
        "annotators": [
            {
                "uid": item.annotator_uid,
                "name": names[item.annotator_uid],
                "documents": item.documents,
                "shared": item.shared,
                "characters": item.characters,
            }
            for item in found.loads
        ],
        "assignments": [
            {"document": documents.get(project, uid).name, "annotators": [names[who] for who in given]}
            for uid, given in found.people.items()
        ],
    }


def _lines(found: Deal, people: Sequence[Annotator]) -> list[str]:
    names = {item.uid: shown(item.name, 60) for item in people}
    lines = []
    for item in found.loads:
        words = ngettext(
            "{name}: {number} document, {shared} of them with others, {characters} characters",
            "{name}: {number} documents, {shared} of them with others, {characters} characters",
            item.documents,
        )
        lines.append(
            words.format(
                name=names[item.annotator_uid],
                number=item.documents,
                shared=item.shared,
                characters=item.characters,
            )
        )
    if found.left:
        words = ngettext("{number} document is left over", "{number} documents are left over", found.left)
        lines.append(words.format(number=found.left))
    return [*lines, _("Seed: {seed}").format(seed=found.plan.seed)]
