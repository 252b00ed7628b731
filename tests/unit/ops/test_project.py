"""An open project: who hears of what, who it belongs to, and what happens when opening or making it fails."""

from __future__ import annotations

import os
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.base import settings
from desktop_app.base.errors import AppError, InvalidValueError, ReadOnlyError, UsageError
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotator
from desktop_app.model.span import Span
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marking
from desktop_app.ops import annotators, backups, check, documents, tagset
from desktop_app.ops.project import Project
from desktop_app.store.lock import lock_path
from tests.builders import ANNA, BEN, a_document, a_project, places, reopened, tag_named

TEXT = "Reuters reported on Sunday."


class BrokenListenerError(Exception):
    pass


def _broken(_changes: Changes) -> None:
    raise BrokenListenerError


def test_what_a_listener_raises_undoes_nothing_and_keeps_nobody_from_hearing(project: Project) -> None:
    document = a_document(project, TEXT)
    heard: list[str] = []
    project.on_changed(lambda changes: heard.append(f"first {changes.label}"))
    end = project.on_changed(_broken)
    project.on_changed(lambda changes: heard.append(f"last {changes.label}"))
    with pytest.raises(BrokenListenerError):
        marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    assert heard == ["first Mark Actor", "last Mark Actor"]
    assert project.undo_label == "Mark Actor"
    assert len(marking.of_document(project, document.uid)) == 1
    end()
    end()
    project.undo()
    assert heard[2:] == ["first Mark Actor", "last Mark Actor"]
    with reopened(project) as again:
        assert marking.of_document(again, document.uid) == ()
        assert check.check(again.path).findings == ()


def test_a_listener_may_stop_listening_while_it_is_told(project: Project) -> None:
    heard: list[str] = []

    def once(changes: Changes) -> None:
        heard.append(changes.label)
        end()

    end = project.on_changed(once)
    project.on_changed(lambda changes: heard.append(changes.label))
    a_document(project, TEXT)
    a_document(project, "Other.")
    assert heard == ["Add document"] * 3


def test_half_a_character_is_refused_with_everything_as_it_was(project: Project) -> None:
    document = a_document(project, TEXT)
    mark = marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    for act in (
        lambda: marking.set_note(project, mark.uid, "half \ud83d"),
        lambda: documents.edit(project, document.uid, title="\udce9"),
        lambda: tagset.edit_tag(project, replace(project.tagset.tag(mark.tag_uid), guideline="half \ud83d")),
    ):
        with pytest.raises(AppError) as caught:
            act()
        assert caught.value.what
    assert project.undo_label == "Mark Actor"
    with project.step("half \ud83d") as step:
        step.put(replace(document, title="Whole"))
    assert check.check(project.path).findings == ()


def test_annotators_have_names_that_can_be_read(project: Project) -> None:
    for name in ("", " \t ", "an\u202ena", "an\x00na", "x" * 81):
        with pytest.raises(UsageError):
            annotators.rename(project, name)
    annotators.rename(project, "Anna Seghers")
    assert project.annotator.name == "Anna Seghers"
    project.undo()
    assert project.annotator == ANNA


def _damaged(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b'{"replicas": [1], "theme": "dark", ')


def _folder(path: Path) -> None:
    path.mkdir(parents=True)


def _no_folder(path: Path) -> None:
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_text("a file where the folder should be")


@pytest.mark.parametrize("happens", [_damaged, _folder, _no_folder])
def test_work_goes_on_when_the_settings_are_lost_and_cannot_be_written(
    happens: object, tmp_path: Path
) -> None:
    assert callable(happens)
    happens(places(tmp_path).settings)
    with a_project(tmp_path) as project:
        document = a_document(project, TEXT)
        marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
        assert project.undo_depth == 2
        with reopened(project) as again:
            marking.highlight(again, document.uid, [Span(0, 7)], tag_named(again, "Actor"))
            again.undo()
            assert len(marking.of_document(again, document.uid)) == 1
            assert check.check(again.path).findings == ()


def test_what_is_drawn_for_one_project_leaves_the_other_settings_alone(tmp_path: Path) -> None:
    chosen = settings.Settings(theme="dark", replicas={"x@/y": "z"})
    settings.save(places(tmp_path).settings, chosen)
    a_project(tmp_path).close()
    found = settings.load(places(tmp_path).settings)
    assert (found.theme, found.replicas["x@/y"], len(found.replicas)) == ("dark", "z", 2)


def test_an_opening_that_fails_late_leaves_the_project_free(tmp_path: Path) -> None:
    a_project(tmp_path).close()
    path = tmp_path / "news.rubric"
    half = Annotator(BEN.uid, "half \ud83d")
    with pytest.raises(InvalidValueError):
        Project.open(path, places=places(tmp_path), who=half)
    assert not lock_path(path).exists()
    Project.open(path, places=places(tmp_path), who=BEN).close()


@pytest.mark.parametrize(
    "tagset_name", ["none", "no/such/file.json", "", "x" * 5000, "nul\0inside", "folder"]
)
def test_a_tagset_that_is_none_makes_no_project(tagset_name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(AppError) as caught:
        Project.create(tmp_path / "new.rubric", places=places(tmp_path), who=ANNA, tagset=tagset_name)
    assert len(str(caught.value)) < 1000
    assert not (tmp_path / "new.rubric").exists()


def test_a_project_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with pytest.raises(InvalidValueError):
        Project.create(folder / "new.rubric", places=places(tmp_path), who=Annotator(ANNA.uid, "half \ud83d"))
    assert os.listdir(folder) == []
    with Project.create(folder / "new.rubric", places=places(tmp_path), who=ANNA) as project:
        assert len(project.tagset.tags) > 3
        assert project.undo_depth == 0
        assert annotators.everybody(project) == (ANNA,)


def test_reading_only_nothing_can_be_begun(project: Project) -> None:
    with Project.open(project.path, places=project.places, who=BEN, read_only=True) as beside:
        with pytest.raises(ReadOnlyError):
            beside.begin("Import")
        with pytest.raises(ReadOnlyError):
            tagset.add_tag(beside, Tag("", "Rumour"))
        with pytest.raises(UsageError):
            beside.undo()


def test_another_thread_is_kept_out(project: Project) -> None:
    errors: list[str] = []

    def work() -> None:
        try:
            documents.states(project)
        except sqlite3.ProgrammingError as error:
            errors.append(str(error))

    other = threading.Thread(target=work)
    other.start()
    other.join()
    assert [error[:22] for error in errors] == ["SQLite objects created"]


def test_a_clock_that_goes_back_spoils_neither_history_nor_backups(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = a_document(project, TEXT)
    folder = project.backup_folder
    moments = ["2031-01-01T00:00:00.000Z", "1999-01-01T00:00:00.000Z", "2015-11-02T09:30:00.000Z"]
    for moment in moments:
        monkeypatch.setattr("desktop_app.store.step.now", lambda moment=moment: moment)
        monkeypatch.setattr("desktop_app.ops.annotations.now", lambda moment=moment: moment)
        marking.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    for _step in range(3):
        project.undo()
    assert check.check(project.path).findings == ()
    backups.before(project)
    future = (datetime.now(UTC) + timedelta(days=900)).strftime("%Y%m%dT%H%M%S%fZ")
    (made,) = backups.list_backups(project)
    made.path.rename(folder / f"{future}.rubric")
    assert backups.is_due(project)
    newer = backups.before(project)
    assert newer.path.exists()
    assert not backups.is_due(project)
