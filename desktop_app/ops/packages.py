"""Packages: the part of a project that one annotator works on, as a file to send; merging takes it back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX
from desktop_app.base.shown import shown
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator
from desktop_app.ops import annotators, documents
from desktop_app.ops.project import Project
from desktop_app.store import packing, people

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Package:
    """What is in a package: where it lies, whose it is, the names of its documents, the number of own marks."""

    path: Path
    annotator: Annotator
    documents: tuple[str, ...]
    marks: int


def package(
    project: Project, target: Path, annotator: str, names: Sequence[str] = (), *, work: bool = True
) -> Package:
    """Write a package for an annotator (by name or uid; an unknown name is a new one) with these documents.

    Without names: those that the annotator is to do; all, if nobody said which. `work`: what they did so far goes
    along. Raises UsageError for an unknown document, an ambiguous name or another ending, ConflictError when the file
    exists, and the errors of the disk.
    """
    who = _called(project, annotator)
    uids = [_document(project, name) for name in dict.fromkeys(names)]
    uids = uids or given(project, who.uid) or everything(project)
    return package_for(project, target, who, uids, work=work)


class Which(StrEnum):
    """Which documents go into a package: those that its annotator is to do, all, or some that are named."""

    GIVEN = "given"
    ALL = "all"
    NAMED = "named"


def documents_for(project: Project, who: Annotator, which: Which, named: Sequence[str] = ()) -> Sequence[str]:
    """The uids of these documents."""
    if which is Which.NAMED:
        return named
    return given(project, who.uid) if which is Which.GIVEN else everything(project)


def package_for(
    project: Project,
    target: Path,
    who: Annotator,
    uids: Sequence[str],
    *,
    work: bool = True,
    told: Callable[[int], object] = lambda _done: None,
) -> Package:
    """The same for documents by uid; `told` hears how many are in, and what it raises ends it without a file."""
    if target.suffix != PROJECT_SUFFIX:
        raise UsageError(
            _("A package's name ends in {suffix}.").format(suffix=PROJECT_SUFFIX), where=str(target)
        )
    if not uids:
        raise UsageError(_("There is no document for {name}.").format(name=shown(who.name, 60)))
    marks = packing.pack(project.file.database, target, who, uids, work=work, told=told)
    return Package(target, who, tuple(documents.get(project, uid).name for uid in uids), marks)


def given(project: Project, annotator_uid: str) -> list[str]:
    """The uids of the documents in use that somebody is to do, by name."""
    return packing.assigned(project.file.database, annotator_uid)


def given_to_all(project: Project) -> dict[str, int]:
    """How many documents everybody is to do, by uid."""
    return {uid: found for uid, (found, _done) in people.assigned_and_done(project.file.database).items()}


def everything(project: Project) -> list[str]:
    """The uids of all documents in use, by name."""
    return packing.all_documents(project.file.database)


def free_name(folder: Path, project: Project, who: Annotator) -> Path:
    """Where a package for somebody can go: the project's name and theirs in plain letters, and a number if need be."""
    stem = "-".join(_plain(part) for part in (project.path.stem, who.name) if _plain(part)) or "package"
    number, name = 1, f"{stem}{PROJECT_SUFFIX}"
    while (folder / name).exists():
        number += 1
        name = f"{stem}-{number}{PROJECT_SUFFIX}"
    return folder / name


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:_LONGEST]


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
