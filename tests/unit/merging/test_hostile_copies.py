"""A copy from a stranger: it is refused and nothing of it is written, or what it says is taken for what it is."""

import json
from pathlib import Path

import pytest

from desktop_app.base.errors import AppError
from desktop_app.model.query import Query
from desktop_app.model.span import Span
from desktop_app.ops import annotations, documents
from desktop_app.ops.merging import merge, rehearse
from desktop_app.store.knowledge import Knowledge
from tests.builders import BEN, tag_named
from tests.unit.merging.copies import at, copied, is_sound, origin, rows
from tests.unit.merging.forging import Forge, both, come_and_gone, forged, sql, step
from tests.unit.store.test_hostile import NONSENSE, ODD

HUGE = json.dumps({"uid": "9" * 32, "name": "x" * 17_000_000, "role": "person"})
NOTE = json.dumps({"record": "annotation", "fields": {}})
FORGED: dict[str, Forge] = {
    "a Lamport number at the end of all numbers": step(lamport=2**62),
    "a Lamport number below one": step(lamport=0),
    "a Lamport number that does not grow": both(step(lamport=50), step(sequence=2, lamport=50)),
    "a sequence that does not begin": step(sequence=7),
    "an unknown kind": step(kind="evil"),
    "an undo of nothing": step(kind="undo", target="f" * 32),
    "an undo of itself": both(step(kind="undo"), sql("UPDATE step SET target_uid = uid WHERE kind = 'undo'")),
    "an undo of another's step": both(
        step(kind="redo"),
        sql("UPDATE step SET target_uid = (SELECT uid FROM step WHERE lamport = 1) WHERE kind = 'redo'"),
    ),
    "knowledge of what comes later": both(step(("seen", "d" * 32, None, "1")), step(replica="d" * 32, lamport=60)),
    "knowledge that is no number": step(("seen", "d" * 32, None, "many")),
    "a change of a table that is none": step(("sqlite_schema", "9" * 32, None, "{}")),
    "a note that is no JSON": step(("kept", "9" * 32, None, "{")),
    "a note about a table that is none": step(("kept", "9" * 32, None, json.dumps({"record": "evil", "fields": {}}))),
    "an image that is no JSON": step(("tag", "9" * 32, None, "{"), ("tag", "9" * 32, "{", None)),
    "an image that nests deeply": step(("tag", "9" * 32, None, "[" * 100_000), ("tag", "9" * 32, "[" * 100_000, None)),
    "an image without an end": step(("annotator", "9" * 32, None, HUGE), ("annotator", "9" * 32, HUGE, None)),
    "an image of another record": lambda connection: come_and_gone(connection, uid="8" * 32),
    "an image with a mark before the start": lambda connection: come_and_gone(connection, start=-5),
    "an image with an unknown origin": lambda connection: come_and_gone(connection, origin="heaven"),
    "an image with values that nest": lambda connection: come_and_gone(connection, values="[" * 100_000),
    "an image with a column more": lambda connection: come_and_gone(connection, evil=1),
    "an image with bytes for a note": lambda connection: come_and_gone(connection, note=5),
    "more copies than there can be": both(*(step(replica=f"{number:032x}") for number in range(2100))),
    "a row that no step made": sql("INSERT INTO annotator VALUES ('7', 'seven', 'person', 0)"),
    "a step that no digest covers": sql("UPDATE change SET \"after\" = NULL WHERE position = 0"),
    "a mend that nobody needs": sql(f"INSERT INTO mend VALUES ('{'9' * 32}', 'tag', '{{}}')"),
    "a withdrawn step whose marks are there": sql(
        "INSERT INTO withdrawn SELECT step_uid FROM change WHERE record = 'annotation'"
    ),
    "a table more": sql("CREATE TABLE evil (x)"),
    "a trigger": sql("CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM annotation; END"),
    "a newer format": sql("PRAGMA user_version = 99"),
    "another application": sql("PRAGMA application_id = 7"),
}  # fmt: skip


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A project and a copy in which Ben has marked."""
    start = origin(tmp_path)
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        uid = documents.page(project, Query(), 0, 1)[0].document.uid
        mark = annotations.highlight(project, uid, [Span(0, 5)], tag_named(project, "Actor"))
        annotations.set_note(project, mark.uid, "from Ben")
    return start, theirs


def _is_refused(start: Path, theirs: Path) -> None:
    with at(start) as project:
        before = rows(project), Knowledge(project.file.database).lines
        with pytest.raises(AppError) as caught:
            merge(project, theirs)
        assert caught.value.what
        assert len(str(caught.value)) < 900
        assert (rows(project), Knowledge(project.file.database).lines) == before
        assert is_sound(project)
        with pytest.raises(AppError):
            rehearse(project, [theirs])


@pytest.mark.parametrize("name", FORGED)
def test_a_copy_with_a_forged_history_is_refused(name: str, pair: tuple[Path, Path]) -> None:
    start, theirs = pair
    forged(theirs, FORGED[name])
    _is_refused(start, theirs)


TWICE = {"a number for a name", "a very long name"}  # two documents cannot have it
ROWS = {
    name: forge for name, forge in {**NONSENSE, **ODD}.items() if "moments" not in name and name not in TWICE
}


@pytest.mark.parametrize("name", ROWS)
def test_a_copy_with_rows_that_mean_nothing_is_refused(name: str, pair: tuple[Path, Path]) -> None:
    start, theirs = pair
    ROWS[name](theirs)
    _is_refused(start, theirs)


def test_so_many_bad_copies_were_tried() -> None:
    assert len(FORGED) + len(ROWS) >= 70


@pytest.mark.parametrize("worked", [False, True])
def test_steps_that_pretend_to_be_made_here_are_refused(pair: tuple[Path, Path], worked: bool) -> None:
    start, theirs = pair
    with at(start) as project:
        mine = project.replica
        last = max(
            line.sequence for line in Knowledge(project.file.database).lines.values() if line.replica == mine
        )
        if worked:
            uid = documents.page(project, Query(), 0, 1)[0].document.uid
            annotations.highlight(project, uid, [Span(0, 5)], tag_named(project, "Actor"))
    forged(theirs, step(replica=mine, sequence=last + 1))
    _is_refused(start, theirs)


def test_what_was_made_and_deleted_again_past_the_text_changes_nothing(pair: tuple[Path, Path]) -> None:
    start, theirs = pair
    forged(theirs, lambda connection: come_and_gone(connection, start=10**6, end=10**6 + 5))
    with at(start) as project:
        report = merge(project, theirs)
        assert {place: count.added for place, count in report.marks.items()} == {("a.txt", "ben"): 1}
        assert is_sound(project)


def test_a_note_about_a_record_here_that_does_not_fit_is_refused(pair: tuple[Path, Path]) -> None:
    start, theirs = pair
    with at(start) as project:
        document = documents.page(project, Query(), 0, 1)[0].document
        mine = annotations.highlight(project, document.uid, [Span(0, 5)], tag_named(project, "Actor"))
    for cells in ('["x"]', '[0, 999999, null, "x"]', '[3, 4, null, "x"]', "{"):
        fields = json.dumps({"record": "annotation", "fields": {"start": cells}})
        copy = copied(theirs, f"{len(cells)}.rubric")
        forged(copy, step(("kept", mine.uid, None, fields)))
        _is_refused(start, copy)


def test_copies_that_went_on_under_one_name_are_told_so(pair: tuple[Path, Path]) -> None:
    start, theirs = pair
    older = copied(theirs, "older.rubric")
    with at(start) as project:
        merge(project, theirs)
    forged(older, sql("UPDATE step SET label = 'another' WHERE lamport = (SELECT max(lamport) FROM step)"))
    with at(start) as project, pytest.raises(AppError, match="under the same name"):
        merge(project, older)
