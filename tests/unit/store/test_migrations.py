"""Projects of earlier versions are brought up to date, with a backup before, whole or not at all."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop_app.base.errors import DamagedError, NewerProjectError, ReadOnlyError
from desktop_app.model.query import Query
from desktop_app.model.span import Span
from desktop_app.ops import annotations, backups, check, documents
from desktop_app.ops.project import Project
from desktop_app.store import schema
from desktop_app.store.lock import lock_path
from tests.builders import ANNA, places, tag_named
from tests.projects.make import DOCUMENT, TEXT

VERSION_1 = Path(__file__).parents[2] / "projects" / "version-1.rubric"
SECOND = """
CREATE TABLE "omen" ("uid" TEXT PRIMARY KEY, "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "change_record" ON "change" ("record_uid");
"""
BROKEN = """
CREATE TABLE "omen" ("uid" TEXT PRIMARY KEY) STRICT;
DELETE FROM annotation;
CREATE TABLE "tag" ("twice" TEXT) STRICT;
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A project that was made with the first version of the schema."""
    return Path(shutil.copy(VERSION_1, tmp_path / "old.rubric"))


def _is_what_was_made(project: Project) -> None:
    document = documents.by_name(project, DOCUMENT)
    assert document is not None
    assert documents.text(project, document.uid) == TEXT
    marks = annotations.of_document(project, document.uid)
    assert [mark.quotes for mark in marks] == [("Ayman", "😀"), ("Reuters",)]
    assert marks[0].note == "unsure"


def test_a_project_of_the_first_version_opens_and_can_be_worked_on(old: Path) -> None:
    with Project.open(old, places=places(old.parent), who=ANNA) as project:
        _is_what_was_made(project)
        document = documents.by_name(project, DOCUMENT)
        assert document is not None
        annotations.highlight(project, document.uid, [Span(0, 5)], tag_named(project, "Date"))
        project.undo()
    assert check.check(old).findings == ()


def test_the_first_version_is_never_edited(old: Path) -> None:
    with sqlite3.connect(old) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert schema.contents(connection) == schema.allowed(1)
    connection.close()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with one migration more than this one has."""
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, SECOND))


@pytest.mark.usefixtures("later")
def test_a_migration_keeps_everything_and_makes_a_backup_before(old: Path) -> None:
    with Project.open(old, places=places(old.parent), who=ANNA) as project:
        connection = project.file.database.connection
        assert schema.contents(connection) == schema.allowed(schema.newest())
        assert project.file.database.number("PRAGMA user_version") == schema.newest()
        _is_what_was_made(project)
        (backup,) = backups.list_backups(project)
        documents.edit(project, documents.page(project, Query(), 0, 1)[0].document.uid, title="New")
        project.undo()
    assert check.check(old).findings == ()
    backups.restore(backup.path, old.with_name("again.rubric"), places(old.parent))
    with Project.open(old.with_name("again.rubric"), places=places(old.parent), who=ANNA) as again:
        _is_what_was_made(again)


@pytest.mark.usefixtures("later")
def test_a_fresh_project_and_a_migrated_one_have_the_same_schema(old: Path) -> None:
    Project.open(old, places=places(old.parent), who=ANNA).close()
    with Project.create(old.with_name("new.rubric"), places=places(old.parent), who=ANNA) as fresh:
        found = schema.contents(fresh.file.database.connection)
    with Project.open(old, places=places(old.parent), who=ANNA, read_only=True) as migrated:
        assert schema.contents(migrated.file.database.connection) == found


@pytest.mark.usefixtures("later")
def test_an_old_project_is_not_read_as_if_it_were_new_and_can_still_be_backed_up(old: Path) -> None:
    for look in (
        lambda: Project.open(old, places=places(old.parent), who=ANNA, read_only=True),
        lambda: check.check(old),
    ):
        with pytest.raises(ReadOnlyError, match="earlier"):
            look()
    backups.make(old, old.parent / "copies")
    assert old.read_bytes() == VERSION_1.read_bytes()


@pytest.mark.usefixtures("later")
def test_a_project_of_a_later_version_is_left_alone_by_this_one(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.open(old, places=places(old.parent), who=ANNA).close()
    monkeypatch.undo()
    before = old.read_bytes()
    with pytest.raises(NewerProjectError, match="newer"):
        Project.open(old, places=places(old.parent), who=ANNA)
    assert old.read_bytes() == before


def test_a_migration_that_fails_leaves_the_project_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, BROKEN))
        for _attempt in range(2):
            with pytest.raises(sqlite3.OperationalError, match="tag"):
                Project.open(old, places=places(old.parent), who=ANNA)
            assert old.read_bytes() == before
            assert not lock_path(old).exists()
    with Project.open(old, places=places(old.parent), who=ANNA) as project:
        _is_what_was_made(project)


@pytest.mark.usefixtures("later")
def test_a_migration_that_another_process_made_meanwhile_is_not_made_twice(old: Path) -> None:
    from desktop_app.store.database import Database

    early = Database(old, read_only=False)
    early.prepare_reading()
    assert early.outdated
    Project.open(old, places=places(old.parent), who=ANNA).close()
    early.prepare_writing()
    assert not early.outdated
    early.close()
    assert check.check(old).findings == ()


@pytest.mark.usefixtures("later")
def test_a_damaged_project_is_not_migrated(old: Path) -> None:
    data = bytearray(old.read_bytes())
    with sqlite3.connect(old) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'annotation'"
        ).fetchone()
    connection.close()
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    old.write_bytes(bytes(data))
    with pytest.raises(DamagedError):
        Project.open(old, places=places(old.parent), who=ANNA)
    assert old.read_bytes() == bytes(data)
