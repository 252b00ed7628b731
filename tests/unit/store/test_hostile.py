"""A project from a stranger: it is refused or shown, and it neither hangs, nor breaks out, nor breaks anything."""

from pathlib import Path

import pytest

from desktop_app.base.errors import AppError, DamagedError
from desktop_app.model.records import State
from desktop_app.ops import annotations, backups, check, documents
from desktop_app.ops.project import Project
from desktop_app.store import database
from tests.builders import ANNA, places, tag_named
from tests.unit.store.forging import Forge, endless, everything, filled, row, sql

NONSENSE: dict[str, Forge] = {
    "a mark past the end": row("annotation", start=10, end=10**6, parts=None, quote="x"),
    "a mark before the start": row("annotation", start=-5, end=3, parts=None, quote="x"),
    "a mark that ends before it starts": row("annotation", start=9, end=3, parts=None, quote="x"),
    "an empty mark": row("annotation", start=9, end=9, parts=None, quote="x"),
    "a mark at an offset beyond 32 bits": row("annotation", start=2**40, end=2**41, parts=None, quote="x"),
    "parts outside of the envelope": row("annotation", start=0, end=5, parts="[[0,2],[30,40]]", quote='["a","b"]'),
    "parts in no order": row("annotation", start=4, end=2, parts="[[4,6],[0,2]]", quote='["a","b"]'),
    "parts that overlap": row("annotation", start=0, end=6, parts="[[0,5],[3,6]]", quote='["a","b"]'),
    "no parts": row("annotation", parts="[]", quote="[]"),
    "parts that are no pairs": row("annotation", parts="[[1,2,3],[4]]"),
    "parts that are no JSON": row("annotation", parts="[[0,2]"),
    "values that are no JSON": row("annotation", values="{"),
    "values of another shape": row("annotation", values='{"a":{"b":[[[]]]}}'),
    "values that are null": row("annotation", values='{"a":null}'),
    "values that nest deeply": row("annotation", values="[" * 100_000),
    "an unknown origin": row("annotation", origin="heaven"),
    "bytes for a note": row("annotation", note=b"\xff\x00"),
    "bytes for a uid of a tag": row("annotation", tag_uid=b"\xff\x00"),
    "a number for a quote": row("annotation", quote=7.5),
    "a text for an offset": row("annotation", start="first", parts=None, quote="x"),
    "an unknown state": row("progress", state="asleep"),
    "an unknown role": row("annotator", role="god"),
    "fields that are no JSON": row("document", fields="]"),
    "fields that are numbers": row("document", fields='{"a":1}'),
    "a flag that is neither": row("document", bom=2),
    "a number for a name": row("document", name=1.5),
    "a length below zero": row("document", length=-1),
    "a text that is missing": row("document", sha256="0" * 64),
    "options that are no texts": row("attribute", options="[1]"),
    "examples that are no list": row("tag", examples='"x"'),
    "bytes for the name of a tag": row("tag", name=b"\xff"),
    "a tag below itself": sql("UPDATE tag SET parent_uid = uid"),
    "a text that is not what its hash says": sql("UPDATE content SET body = x'ff'"),
    "bytes that are no text": sql("UPDATE step SET label = CAST(x'ff00fe' AS TEXT)"),
    "a label in bytes": sql("UPDATE annotator SET name = CAST(x'ff00fe' AS TEXT)"),
}  # fmt: skip


@pytest.mark.parametrize("name", NONSENSE)
def test_rows_that_mean_nothing_are_told_as_damage_and_found_by_the_check(name: str, tmp_path: Path) -> None:
    path = filled(tmp_path)
    NONSENSE[name](path)
    with pytest.raises(AppError) as caught:
        _look_and_work(path)
    assert caught.value.what
    assert len(str(caught.value)) < 600
    assert check.check(path).findings != ()


def _look_and_work(path: Path) -> None:
    with Project.open(path, places=places(path.parent), who=ANNA) as project:
        everything(project)
        project.undo()
        project.redo()
        backups.before(project)


HUGE = "\u202e<b>" + "x" * 3_000_000

ODD: dict[str, Forge] = {
    "a very long name": row("document", name=HUGE),
    "a very long tag": row("tag", name=HUGE),
    "a very long note": row("annotation", note=HUGE),
    "a tag below one that is missing": row("tag", parent_uid="f" * 32),
    "an unknown kind of attribute": row("attribute", kind="evil"),
    "labels with control characters": sql("UPDATE step SET label = char(27, 0, 8238) || '<b>' || label"),
    "moments that are none": sql("UPDATE step SET made = 'yesterday'"),
    "a count beyond all bounds": sql('UPDATE tally SET "count" = 9223372036854775807'),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_only_odd_can_be_looked_at_and_is_found_by_the_check(name: str, tmp_path: Path) -> None:
    path = filled(tmp_path)
    ODD[name](path)
    with Project.open(path, places=places(tmp_path), who=ANNA) as project:
        everything(project)
        assert isinstance(backups.is_due(project), bool)
        assert documents.states(project)[State.IN_PROGRESS] == 1
    assert all(len(finding.what) < 600 for finding in check.check(path).findings)
    assert check.check(path).findings != ()


@pytest.mark.parametrize("column", ["lamport", "sequence"])
def test_a_number_of_a_step_at_the_end_of_all_numbers_is_damage(column: str, tmp_path: Path) -> None:
    path = filled(tmp_path)
    sql(f"UPDATE step SET {column} = {2**63 - 1} WHERE sequence = (SELECT max(sequence) FROM step)")(path)
    with (
        Project.open(path, places=places(tmp_path), who=ANNA) as project,
        pytest.raises(DamagedError, match="step"),
    ):
        project.undo()
    assert check.check(path).findings != ()


@pytest.mark.parametrize("table", ["tag", "annotation", "step", "annotator", "document"])
def test_a_table_without_an_end_is_refused_in_time(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    endless(table)(path)
    # It would go on until the test is stopped.
    monkeypatch.setattr(database, "PATIENCE_S", 0.2)
    with pytest.raises(DamagedError):
        _look_and_work(path)
    assert check.check(path).findings != ()


@pytest.mark.parametrize("uid", ["../../stolen", "/tmp/stolen", "", "a" * 31, "A" * 32, "x" * 5000])
def test_a_project_cannot_send_its_backups_into_another_folder(uid: str, tmp_path: Path) -> None:
    path = filled(tmp_path)
    sql("UPDATE project SET value = ? WHERE key = 'uid'", uid)(path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DamagedError):
        Project.open(path, places=places(tmp_path), who=ANNA)
    assert sorted(tmp_path.rglob("*")) == before


def test_damage_does_not_get_into_the_history_as_a_change(tmp_path: Path) -> None:
    path = filled(tmp_path)
    sql("UPDATE annotation SET note = 'forged'")(path)
    with Project.open(path, places=places(tmp_path), who=ANNA) as project:
        uid = documents.by_name(project, "nothing") or project.file.database.row("SELECT uid FROM annotation")
        assert isinstance(uid, tuple)
        with pytest.raises(DamagedError):
            annotations.retag(project, str(uid[0]), tag_named(project, "Claim"))
    assert "checksum" in {finding.rule for finding in check.check(path).findings}


def test_no_backup_is_made_of_damage_and_no_good_one_goes(tmp_path: Path) -> None:
    path = filled(tmp_path)
    folder = tmp_path / "copies"
    good = backups.make(path, folder)
    sql("UPDATE annotation SET note = 'forged'")(path)
    with pytest.raises(DamagedError, match="annotation"):
        backups.make(path, folder)
    assert [item.name for item in folder.iterdir()] == [good.path.name]
