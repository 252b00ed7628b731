"""Deciding by a rule: what enough annotators say alike is gold without anybody looking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass

from desktop_app.agreement.clusters import Difference, Item
from desktop_app.base.i18n import _
from desktop_app.ops.adjudication import take_many
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.cases import decisions, reading
from desktop_app.ops.project import Project


@dataclass(frozen=True, slots=True)
class Policy:
    """Which cases decide themselves: those in which so many annotators say the very same (0: all who take part)."""

    quorum: int = 0


@dataclass(frozen=True, slots=True)
class AutoReport:
    """How many cases were, or would be, decided by a policy, and how many of which kind are left."""

    taken: int
    left: Mapping[Difference, int]


def decide_alike(
    project: Project, document_uids: Iterable[str], policy: Policy, *, dry_run: bool = False
) -> AutoReport:
    """Decide what decides itself, in one step; with `dry_run`, only count."""
    taken, left = 0, Counter[Difference]()
    uids = tuple(dict.fromkeys(document_uids))
    for uid in uids:
        for item in decisions(project, uid):
            if item.standing is not Standing.DECIDED:
                uids_taken = agreed(item, policy)
                taken += bool(uids_taken)
                left[item.case.difference] += not uids_taken
    if not dry_run:
        for _count in deciding_alike(project, uids, policy):
            pass
    return AutoReport(taken, {kind: count for kind, count in left.items() if count})


def deciding_alike(
    project: Project, document_uids: Iterable[str], policy: Policy
) -> Generator[int, None, None]:
    """The same in pieces, for whoever has other things to do in between.

    Tells after each how many were decided. Closed before its end, it takes all of it back.
    """
    batches = (
        [
            (item, set(uids))
            for item in some
            if item.standing is not Standing.DECIDED and (uids := agreed(item, policy))
        ]
        for uid in document_uids
        for some in reading(project, uid)
    )
    yield from take_many(project, _("Decide what is agreed"), batches, reason="", automatic=True)


def agreed(decision: Decision, policy: Policy) -> tuple[str, ...]:
    """The marks that enough annotators agree on, () if there are none or two opinions have as many."""
    case = decision.case
    people = len({item.annotator for item in case.items}) + len(case.missing)
    ranked = opinions(case.items)
    alone = len(ranked) == 1 or len(ranked[0]) > len(ranked[1])
    enough = len(ranked[0]) >= max(policy.quorum or people, 2)
    return tuple(item.uid for item in ranked[0]) if alone and enough else ()


def opinions(items: Iterable[Item]) -> list[list[Item]]:
    """The marks that say the very same, the most frequent first."""
    votes: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        votes.setdefault((item.ranges, item.label, item.values), []).append(item)
    return sorted(votes.values(), key=len, reverse=True)
