"""Rounds of reviewing: every verdict carries the number of the round in which it was given.

A round goes by the guideline that was in force when it began.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.base.i18n import _
from desktop_app.model.review import Setting
from desktop_app.ops import guidelines
from desktop_app.ops.project import Project
from desktop_app.store import verdicts
from desktop_app.store.corpus import setting_uid

_KEY = "round"


@dataclass(frozen=True, slots=True)
class Round:
    """A round by its number, the number of the newest decision about the guideline when it began (0: none so far), and
    how many verdicts were given in it.
    """

    number: int
    guideline: int
    verdicts: int


def current(project: Project) -> int:
    """The number of the round that is on, from 1."""
    found = project.settings.get(_KEY, "")
    return int(found) if found.isdecimal() else 1


def begin(project: Project) -> int:
    """Begin another round by the guideline as it is now, as one step. Returns its number."""
    number = current(project) + 1
    by = _guideline_key(number)
    with project.step(_("Begin round {number}").format(number=number)) as step:
        step.put(
            Setting(setting_uid(_KEY), _KEY, str(number)),
            Setting(setting_uid(by), by, str(project.guideline)),
        )
    return number


def guideline_of(project: Project, number: int) -> int:
    """The number of the decision about the guideline by which a round goes, 0 before any.

    Nobody begins the first round: it goes by what was decided before its first verdict.
    """
    found = project.settings.get(_guideline_key(number), "")
    if found.isdecimal() or not project.guideline:
        return int(found or 0)
    begun = verdicts.begun(project.file.database, number)
    if not begun:
        return project.guideline
    known = guidelines.decided(project)
    return max((item.number for item in known if item.made <= begun), default=0)


def overview(project: Project) -> tuple[Round, ...]:
    """The rounds so far; none where nobody has decided anything and the first is still on."""
    counts = verdicts.by_round(project.file.database)
    newest = max([current(project), *counts])
    if newest == 1 and not counts:
        return ()
    return tuple(
        Round(number, guideline_of(project, number), counts.get(number, 0)) for number in range(1, newest + 1)
    )


def _guideline_key(number: int) -> str:
    return f"{_KEY} {number} guideline"
