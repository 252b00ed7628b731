"""Packages: the part of a project that one annotator works on, as a file to send; merging takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX
from desktop_app.base.shown import shown
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator
from desktop_app.ops import annotators, documents
from desktop_app.ops.project import Project
from desktop_app.store import packing


@dataclass(frozen=True, slots=True)
class Package:
    """What is in a package: where it lies, whose it is, the names of its documents, the number of own marks."""

    path: Path
    annotator: Annotator
    documents: tuple[str, ...]
    marks: int


def package(project: Project, target: Path, annotator: str, names: Sequence[str] = ()) -> Package:
    """Write a package for an annotator (by name or uid; an unknown name is a new one) with these documents.

    Without names: those that the annotator is to do; all, if nobody said which. Raises UsageError for an unknown
    document, an ambiguous name or another ending, ConflictError when the file exists, and the errors of the disk.
    """
    if target.suffix != PROJECT_SUFFIX:
        raise UsageError(
            _("A package's name ends in {suffix}.").format(suffix=PROJECT_SUFFIX), where=str(target)
        )
    who = _called(project, annotator)
    database = project.file.database
    uids = [_document(project, name) for name in dict.fromkeys(names)]
    uids = uids or packing.assigned(database, who.uid) or packing.all_documents(database)
    marks = packing.pack(database, target, who, uids)
    return Package(target, who, tuple(documents.get(project, uid).name for uid in uids), marks)


def _called(project: Project, name: str) -> Annotator:
    everybody = annotators.everybody(project)
    found = [item for item in everybody if name in (item.name, item.uid)]
    if len(found) > 1:
        raise UsageError(
            _("Several annotators are called {name}.").format(name=shown(name, 80)),
            hint=_("Choose from: {known}.").format(known=", ".join(item.uid for item in found)),
        )
    if found:
        return found[0]
    fresh = annotators.newcomer(name)
    return replace(fresh, uid=derived_uid("annotator", project.uid, fresh.name))


def _document(project: Project, name: str) -> str:
    found = documents.by_name(project, name)
    if found is None:
        raise UsageError(
            _("There is no document {name}.").format(name=shown(name, 80)), hint=_("Check its name.")
        )
    return found.uid
