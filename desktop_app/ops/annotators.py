"""Who has a layer in the project, and the name of the one who works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.records import Annotator
from desktop_app.model.tagset_rules import NAME_LIMIT
from desktop_app.ops.project import Project
from desktop_app.store import corpus, tally


def everybody(project: Project) -> tuple[Annotator, ...]:
    """All annotators of the project, by name."""
    return corpus.annotators(project.file.database)


@dataclass(frozen=True, slots=True)
class Layer:
    """An annotator's annotations in one document: how many there are of each tag (by its uid)."""

    annotator: Annotator
    tags: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many there are of all tags."""
        return sum(self.tags.values())


def layers(project: Project, document_uid: str) -> tuple[Layer, ...]:
    """Who has annotations in a document: the one who works here first, then the others by name."""
    counts = tally.by_annotator(project.file.database, document_uid)
    me = project.annotator.uid
    people = sorted(everybody(project), key=lambda item: (item.uid != me, item.name.casefold(), item.uid))
    return tuple(Layer(item, counts[item.uid]) for item in people if item.uid in counts)


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
