"""What the paths that somebody opens mean: a project, or documents that belong into one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.paths import PROJECT_SUFFIX, Places

_FALLBACK = "documents"
_LONGEST = 100
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Target:
    """A project file, to be made if it is not there, and the files and folders to add to it."""

    project: Path
    documents: tuple[Path, ...] = ()


def target_of(paths: Sequence[Path], places: Places) -> Target | None:
    """The project that these paths ask for; None when there are no paths.

    A project file is opened; documents and folders go to a project named after their folder, in the user's documents
    folder. Raises UsageError when a path does not exist, or for a project among documents.
    """
    if not paths:
        return None
    for path in paths:
        if not path.exists():
            raise UsageError(
                _("There is no such file or folder."), where=str(path), hint=_("Check the path.")
            )
    projects = [path for path in paths if is_project(path)]
    if projects and len(paths) > 1:
        raise UsageError(
            _("One project can be opened at a time."),
            where=str(projects[0]),
            hint=_("Open the project first, then add documents to it."),
        )
    if projects:
        return Target(projects[0].absolute())
    found = tuple(path.resolve() for path in paths)
    folder = found[0] if found[0].is_dir() else found[0].parent
    return Target(places.documents / f"{fit_name(folder.name)}{PROJECT_SUFFIX}", found)


def is_project(path: Path) -> bool:
    """Whether a path is that of a project, by its name."""
    return path.suffix.lower() == PROJECT_SUFFIX and not path.is_dir()


def fit_name(name: str) -> str:
    """A name that every system takes for a file."""
    cleaned = _UNFIT.sub("-", name).strip(" .-")[:_LONGEST].rstrip(" .")
    return cleaned or _FALLBACK


def with_suffix(path: Path) -> Path:
    """The path with the ending of projects."""
    return path if path.suffix.lower() == PROJECT_SUFFIX else path.with_name(path.name + PROJECT_SUFFIX)
