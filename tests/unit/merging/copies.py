"""Copies of one project, for tests that bring them together again."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop_app.model.query import Query
from desktop_app.model.records import Annotator
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marking
from desktop_app.ops import check, documents
from desktop_app.ops.conflicts import Conflict, decide_case, open_cases
from desktop_app.ops.project import Project
from desktop_app.store.rows import TABLES
from tests.builders import ANNA, a_document, a_project, places, tag_named

TEXT = "Ayman 😀 al-Zawahri\r\ncalled e\u0301 for שלום\u2028 a coalition, Reuters reported on Sunday."


def origin(folder: Path) -> Path:
    """A closed project with two documents and the starter tagset."""
    with a_project(folder) as project:
        a_document(project, TEXT, name="a.txt")
        a_document(project, TEXT + " Again.", name="b.txt")
        return project.path


def copied(path: Path, name: str) -> Path:
    """A copy beside the project."""
    return Path(shutil.copy(path, path.with_name(name)))


def at(path: Path, who: Annotator = ANNA) -> Project:
    """The copy, open for somebody. All share one home, as if on one computer."""
    return Project.open(path, places=places(path.parent), who=who)


def rows(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """All records as they lie."""
    database = project.file.database
    return {name: list(database.rows(f'SELECT * FROM "{name}" ORDER BY uid')) for name in TABLES}


def open_conflicts(project: Project) -> tuple[Conflict, ...]:
    """What nobody has decided yet, the oldest first."""
    return tuple(case.conflict for case in open_cases(project))


def resolve(project: Project, conflict_uid: str, *, take_lost: bool) -> None:
    """Decide one of them."""
    case = next(item for item in open_cases(project) if item.conflict.uid == conflict_uid)
    decide_case(project, case, take_lost=take_lost)


def conflicts(project: Project) -> list[str]:
    """The uids of the open conflicts."""
    return sorted(item.uid for item in open_conflicts(project))


def is_sound(project: Project) -> bool:
    """Whether the check finds nothing; it says what it finds."""
    findings = check.check(project.path).findings
    assert findings == ()
    return True


def first(project: Project) -> str:
    """The uid of the first document."""
    return documents.page(project, Query(), 0, 1)[0].document.uid


def mark(project: Project, start: int, tag: str = "Actor") -> str:
    """Mark five characters of it."""
    span = Span(start, start + 5)
    return marking.highlight(project, first(project), [span], tag_named(project, tag)).uid
