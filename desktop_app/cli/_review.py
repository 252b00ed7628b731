"""Commands for reviewers: agree, adjudicate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop_app.agreement import DEFAULT_METRICS
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.cli._console import DONE
from desktop_app.cli._options import common, pass_session, project_argument
from desktop_app.cli._session import Session

if TYPE_CHECKING:
    from desktop_app.agreement.study import Measure
    from desktop_app.ops.agreement import Agreement


@click.command(help=_("Say how far annotators agree."))
@project_argument
@click.option(
    "--annotator",
    "people",
    multiple=True,
    metavar="NAME",
    help=_("Whom to compare; can be repeated; all if left out."),
)
@click.option(
    "--metric",
    "metrics",
    multiple=True,
    metavar="KEY",
    help=_("What to work out; can be repeated: {known}.").format(
        known=", ".join((*DEFAULT_METRICS, "gamma"))
    ),
)
@click.option(
    "--document", "documents", multiple=True, metavar="NAME", help=_("Only this document; can be repeated.")
)
@click.option("--unfinished", is_flag=True, help=_("Also documents that an annotator has not finished."))
@click.option(
    "--csv",
    "table",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Write every number to a CSV file."),
)
@common
@pass_session
def agree(
    session: Session, /, project: Path, unfinished: bool, table: Path | None, **names: tuple[str, ...]
) -> int:
    """Compare annotators."""
    from desktop_app.ops import agreement as comparing
    from desktop_app.ops import agreement_report

    with session.reading(project) as opened:
        found = comparing.agree(
            opened,
            people=names["people"],
            metrics=names["metrics"] or DEFAULT_METRICS,
            documents=names["documents"],
            unfinished=unfinished,
        )
    if table is not None:
        agreement_report.write(found, table, comma=True)
    session.console.result(agreement_report.as_data(found))
    for line in _lines(found):
        session.console.say(line)
    return DONE


def _lines(found: Agreement) -> list[str]:
    from desktop_app.agreement.metrics import METRICS

    names = {item.uid: shown(item.name, 60) for item in found.people}
    lines = [
        ngettext("{number} document", "{number} documents", found.documents).format(number=found.documents),
        *(
            _("{name} has finished {number}").format(name=name, number=found.finished[uid])
            for uid, name in names.items()
        ),
    ]
    for item in found.measures:
        who = " – ".join(names[uid] for uid in item.annotators) or _("all")
        title = _(METRICS[item.metric].TITLE)
        about = ", ".join(
            part for part in (who, item.detail, shown(item.label, 60), shown(item.attribute, 60)) if part
        )
        lines.append(f"{title}: {about}: {_number(item)}")
    return lines


def _number(item: Measure) -> str:
    value = item.coefficient
    if value.value is None:
        return _("undefined. {reason}").format(reason=value.reason)
    spread, between, unit = item.interval, "", _(value.unit)
    if spread is not None and spread.low is not None and spread.high is not None:
        between = f" [{spread.low:.3f}, {spread.high:.3f}]"
    return f"{value.value:.3f}{between} ({value.n} {unit})"


@click.command(help=_("Decide where enough annotators agree; count what is left."))
@project_argument
@click.option("--auto", is_flag=True, help=_("Take what enough annotators say alike, in one step."))
@click.option("--quorum", type=click.IntRange(2), metavar="N", help=_("So many are enough; all if left out."))
@click.option(
    "--document", "documents", multiple=True, metavar="NAME", help=_("Only this document; can be repeated.")
)
@click.option("--dry-run", is_flag=True, help=_("Only count what would be decided."))
@common
@pass_session
def adjudicate(
    session: Session,
    project: Path,
    *,
    auto: bool,
    quorum: int | None,
    documents: tuple[str, ...],
    dry_run: bool,
) -> int:
    """Make gold of what is agreed."""
    from desktop_app.agreement.clusters import Difference
    from desktop_app.ops import by_rule, cases
    from desktop_app.ops.case_records import Standing

    writing = auto and not dry_run
    with session.working(project) if writing else session.reading(project) as opened:
        uids = cases.named(opened, documents)
        report = by_rule.AutoReport(0, {})
        if auto:
            report = by_rule.decide_alike(opened, uids, by_rule.Policy(quorum or 0), dry_run=dry_run)
        standing, left = cases.counts(opened, uids)
    session.console.result(
        {
            "documents": len(uids),
            "taken": report.taken,
            "dry_run": dry_run,
            "standing": {item.value: standing[item] for item in Standing},
            "left": {item.value: left[item] for item in Difference if left[item]},
        }
    )
    if auto:
        words = _("{number} would be decided") if dry_run else _("{number} decided by the rule")
        session.console.say(words.format(number=report.taken))
    words = _("{decided} decided, {open} open, {stale} stale, {agreed} agreed")
    counted = {item.value: standing[item] for item in Standing}
    session.console.say(words.format(**counted))
    return DONE
