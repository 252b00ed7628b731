"""The check finds what is not as it was written, and nothing in a sound project."""

import random
import sqlite3
from pathlib import Path

import pytest

from desktop_app.base.errors import StoreError
from desktop_app.model.records import Annotation, State
from desktop_app.model.span import Span
from desktop_app.ops import annotations, documents
from desktop_app.ops.project import Project
from desktop_app.store import check
from desktop_app.store.database import Database
from desktop_app.store.past import Finding
from tests.builders import ANNA, a_document, a_project, an_annotation, places, tag_named
from tests.traps import TRAP_TEXTS

TEXT = "Ayman al-Zawahri called for 😀 a coalition, Reuters reported on Sunday.\r\n" * 5


def _filled(folder: Path) -> Path:
    with a_project(folder) as project:
        document = a_document(project, TEXT)
        for start in range(0, 200, 20):
            annotations.highlight(
                project, document.uid, [Span(start, start + 9)], tag_named(project, "Actor")
            )
        first = annotations.of_document(project, document.uid)[0]
        annotations.set_note(project, first.uid, "unsure")
        annotations.add_part(project, first.uid, Span(300, 310))
        documents.set_state(project, document.uid, State.DONE)
        project.undo()
        return project.path


def _found(path: Path) -> list[Finding]:
    database = Database(path, read_only=True)
    try:
        database.prepare_reading()
        return list(check.findings(database))
    finally:
        database.close()


def _rules(path: Path) -> set[str]:
    return {finding.rule for finding in _found(path)}


def test_a_sound_project_has_no_findings(tmp_path: Path) -> None:
    assert _found(_filled(tmp_path)) == []


CHANGES = {
    "a moved span": ('UPDATE annotation SET "start" = "start" + 1', {"checksum", "quote"}),
    "a changed note": ("UPDATE annotation SET note = 'forged'", {"checksum"}),
    "a deleted annotation": ("DELETE FROM annotation WHERE rowid = 3", {"replay", "tally"}),
    "a changed text": (
        "UPDATE content SET body = CAST(replace(body, 'coalition', 'federation') AS BLOB)",
        {"hash"},
    ),
    "a missing text": ("DELETE FROM content", {"content"}),
    "a renamed tag": ("UPDATE tag SET name = 'X' WHERE rowid = 1", {"checksum"}),
    "a missing tag": ("DELETE FROM tag", {"reference", "replay"}),
    "a missing document": ("DELETE FROM document", {"reference", "replay"}),
    "an altered history": ("UPDATE change SET \"after\" = replace(\"after\", 'unsure', 'sure')", {"history"}),
    "a missing step": ("DELETE FROM step WHERE sequence = 4", {"history"}),
    "a relabelled step": ("UPDATE step SET label = 'nothing' WHERE sequence = 4", {"history"}),
    "a wrong count": ('UPDATE tally SET "count" = 99', {"tally"}),
    "a wrong length": ("UPDATE document SET length = length + 1", {"checksum", "length"}),
    "a wrong size of a text": ("UPDATE content SET size = size + 1", {"hash"}),
    "an unfinished step": ("UPDATE step SET sequence = NULL WHERE sequence = 5", {"unfinished"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_behind_the_programs_back_is_found(name: str, tmp_path: Path) -> None:
    path = _filled(tmp_path)
    sql, expected = CHANGES[name]
    with sqlite3.connect(path) as connection:
        connection.execute(sql)
    connection.close()
    assert expected <= _rules(path)


def test_a_flipped_bit_that_changes_content_is_found(tmp_path: Path) -> None:
    path = _filled(tmp_path)
    sound = path.read_bytes()
    content = _content(path)
    choice = random.Random(7)
    used = [at for at in range(100, len(sound)) if sound[at]]
    changed = 0
    for at in choice.sample(used, 60):
        damaged = bytearray(sound)
        damaged[at] ^= 1 << choice.randrange(8)
        path.write_bytes(bytes(damaged))
        try:
            if _content(path) != content:
                changed += 1
                assert _is_refused_or_found(path), f"bit at {at}"
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            assert _is_refused_or_found(path), f"bit at {at}"
    assert changed > 20


def _is_refused_or_found(path: Path) -> bool:
    try:
        return bool(_found(path))
    except StoreError:
        return True


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    try:
        names = [
            row[0].decode()
            for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names
        }
    finally:
        connection.close()


def test_every_trap_text_comes_back_as_it_went_in_with_its_marks(tmp_path: Path) -> None:
    marks: dict[str, tuple[str, tuple[Annotation, ...]]] = {}
    with a_project(tmp_path) as project:
        for text in filter(None, TRAP_TEXTS):
            document = a_document(project, text)
            end = len(text)
            spans = [(0, end), (0, 1), (end - 1, end)]
            made = tuple(
                an_annotation(document, text, [span], tag_uid=tag_named(project, "Claim")) for span in spans
            )
            with project.step("Mark") as step:
                step.put_all(made)
            marks[document.uid] = text, made
    with Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA) as project:
        for uid, (text, made) in marks.items():
            assert documents.text(project, uid) == text
            assert set(map(repr, annotations.of_document(project, uid))) == set(map(repr, made))
    assert _found(tmp_path / "news.rubric") == []
    assert len(marks) > 10
