"""Who has a layer in the project, and the name of the one who works."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Annotator
from desktop_app.model.tagset_rules import NAME_LIMIT
from desktop_app.ops.project import Project
from desktop_app.store import corpus


def everybody(project: Project) -> tuple[Annotator, ...]:
    """All annotators of the project, by name."""
    return corpus.annotators(project.file.database)


def rename(project: Project, name: str) -> Annotator:
    """Give the annotator who works here another name; their uid, and so their layer, stays. Raises UsageError."""
    name = " ".join(name.split())
    if not name:
        raise UsageError(_("An annotator needs a name."))
    if shown(name, NAME_LIMIT) != name:
        raise UsageError(
            _("The name is too long, or holds an invisible character."), hint=_("Type another name.")
        )
    renamed = replace(project.annotator, name=name)
    with project.step(_("Change name to {name}").format(name=name)) as step:
        step.put(renamed)
    return renamed
