"""Backups are proven, kept apart, thinned, and can be put back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.base.errors import ConflictError, StoreError
from desktop_app.model.span import Span
from desktop_app.ops import annotations, backups
from desktop_app.ops.project import Project
from desktop_app.store.backups import Backup, expired
from tests.builders import ANNA, a_document, a_project, places, tag_named


def test_thinning_keeps_two_days_whole_then_days_weeks_and_months() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    made = [now - timedelta(hours=hour) for hour in range(0, 24 * 400, 3)]
    everything = [Backup(Path(str(moment)), moment, 1) for moment in made]
    gone = set(expired(everything, now))
    kept = [backup.made for backup in everything if backup not in gone]
    ages = [now - moment for moment in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 17
    assert 4 <= sum(timedelta(days=2) < age <= timedelta(days=7) for age in ages) <= 6
    assert 2 <= sum(timedelta(days=7) < age <= timedelta(weeks=4) for age in ages) <= 4
    assert 4 <= sum(timedelta(weeks=4) < age for age in ages) <= 7
    assert max(ages) <= timedelta(days=186)


def test_a_backup_of_an_open_project_is_whole_and_lies_elsewhere(project: Project) -> None:
    document = a_document(project, "Reuters reported.")
    mark = annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    folder = project.backup_folder
    made = backups.make(project.path, folder)
    assert project.path.parent not in made.path.parents[:2]
    with Project.open(made.path, places=project.places, who=ANNA, read_only=True) as copy:
        assert annotations.of_document(copy, document.uid) == (mark,)
    assert not backups.is_due(project)


def test_restoring_keeps_what_was_there_and_draws_a_new_replica(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        document = a_document(project, "Reuters reported.")
        backup = backups.before(project)
        annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
        path = project.path
    backups.restore(backup.path, path, places(tmp_path))
    with Project.open(path, places=places(tmp_path), who=ANNA) as again:
        assert annotations.of_document(again, document.uid) == ()
        assert again.undo_depth == 0
    kept = path.with_name("news.rubric.before-restore")
    with Project.open(kept, places=places(tmp_path), who=ANNA, read_only=True) as before:
        assert len(annotations.of_document(before, document.uid)) == 1
    with pytest.raises(ConflictError):
        backups.restore(backup.path, path, places(tmp_path))


def test_a_project_that_is_open_is_not_restored_over(project: Project) -> None:
    backup = backups.before(project)
    with pytest.raises(StoreError):
        backups.restore(backup.path, project.path, project.places)


def test_a_damaged_backup_is_not_put_back(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        backup = backups.before(project)
        path = project.path
    whole = path.read_bytes()
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    with pytest.raises(StoreError):
        backups.restore(backup.path, path, places(tmp_path))
    assert path.read_bytes() == whole
