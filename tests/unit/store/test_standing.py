"""A part of a long action is written when it can stand by itself, and waits for the next when it cannot."""

from __future__ import annotations

import pytest

from desktop_app.base.errors import ConflictError
from desktop_app.ops.project import Project
from desktop_app.store.unfinished import stands
from tests.builders import a_document


def test_what_lacks_a_row_at_the_end_does_not_stand_and_is_not_written(project: Project) -> None:
    database = project.file.database
    uid = a_document(project, "Norway").uid
    orphan = "INSERT INTO progress VALUES ('of nobody', ?, 'nobody', 'new', '{}', '', 0)"
    assert not stands(database.writing(), lambda run: run.execute(orphan, (uid,)))
    assert database.row("SELECT count(*) FROM progress WHERE annotator_uid = 'nobody'") == (0,)
    assert stands(database.writing(), lambda _run: None)


def test_what_the_work_itself_runs_into_is_told_at_once(project: Project) -> None:
    def run_into(_run: object) -> None:
        raise ConflictError("Somebody changed this.")

    with pytest.raises(ConflictError, match="Somebody changed this"):
        stands(project.file.database.writing(), run_into)
