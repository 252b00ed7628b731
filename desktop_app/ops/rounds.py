"""Rounds of reviewing: every verdict carries the number of the round in which it was given."""

from __future__ import annotations

from desktop_app.base.i18n import _
from desktop_app.model.review import Setting
from desktop_app.ops.project import Project
from desktop_app.store.corpus import setting_uid

_KEY = "round"


def current(project: Project) -> int:
    """The number of the round that is on, from 1."""
    found = project.settings.get(_KEY, "")
    return int(found) if found.isdecimal() else 1


def begin(project: Project) -> int:
    """Begin another round, as one step. Returns its number."""
    number = current(project) + 1
    with project.step(_("Begin round {number}").format(number=number)) as step:
        step.put(Setting(setting_uid(_KEY), _KEY, str(number)))
    return number
