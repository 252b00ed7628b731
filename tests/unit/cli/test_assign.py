"""Dealing documents out from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Said, Shell


@pytest.fixture
def team(shell: Shell) -> Path:
    """A project with ten documents and nobody to do them."""
    for place in range(10):
        shell.file(f"{place}.txt", f"{place} " * (place + 1))
    shell("new", "news")
    names = [f"{place}.txt" for place in range(10)]
    assert shell("add", "news.rubric", *names).code == 0
    return shell.folder / "news.rubric"


def loads(said: Said) -> dict[str, tuple[int, int]]:
    assert said.code == 0, said.err
    found = said.json["annotators"]
    assert isinstance(found, list)
    return {item["name"]: (item["documents"], item["shared"]) for item in found}


PEOPLE = ("--annotator", "ida", "--annotator", "lise", "--create")


def test_a_dry_run_says_who_would_get_what(shell: Shell, team: Path) -> None:
    said = shell("assign", team, *PEOPLE, "--overlap", "0.2", "--seed", "7", "--dry-run", "--json")
    found = loads(said)
    assert [shared for _documents, shared in found.values()] == [2, 2]
    assert sum(documents for documents, _shared in found.values()) == 12
    assert (said.json["seed"], said.json["documents"], said.json["several"], said.json["left"]) == (
        7,
        10,
        2,
        0,
    )
    assert "ida" not in str(shell("assign", team, "--annotator", "ida", "--dry-run").out)
    again = shell("assign", team, *PEOPLE, "--overlap", "0.2", "--seed", "7", "--json")
    assert loads(again) == found


def test_what_is_dealt_out_is_one_step(shell: Shell, team: Path) -> None:
    said = shell("assign", team, *PEOPLE, "--number", "3", "--seed", "1", "--json")
    assert loads(said) == {"ida": (3, 0), "lise": (3, 0)}
    assert said.json["left"] == 4
    rest = shell("assign", team, "--annotator", "ida", "--json")
    assert rest.json["documents"] == 4
    assert isinstance(rest.json["seed"], int)
    assert shell("undo", team).code == shell("undo", team).code == 0
    assert shell("assign", team, "--annotator", "ida").code == 2
    assert shell("check", team).code == 0


def test_documents_can_be_named(shell: Shell, team: Path) -> None:
    said = shell("assign", team, *PEOPLE, "--document", "3.txt", "--overlap", "1", "--json")
    assert said.json["assignments"] == [{"document": "3.txt", "annotators": ["ida", "lise"]}] or said.json[
        "assignments"
    ] == [{"document": "3.txt", "annotators": ["lise", "ida"]}]
    assert shell("assign", team, "--annotator", "ida", "--document", "no.txt").code == 2


def test_what_cannot_be_is_refused_and_nothing_is_written(shell: Shell, team: Path) -> None:
    assert shell("assign", team).code == 2
    assert shell("assign", team, *PEOPLE, "--overlap", "2").code == 2
    assert shell("assign", team, *PEOPLE, "--overlap", "1", "--raters", "3").code == 2
    assert "ida" in shell("assign", team, "--annotator", "ida", "--dry-run").err


def test_an_annotator_is_withdrawn_after_a_dry_run_and_brought_back(shell: Shell, copied: Path) -> None:
    for options in ((), ("--dry-run",)):
        assert shell("withdraw", copied, "--annotator", "nobody", *options).code == 2
    said = shell("withdraw", copied, "--annotator", "Mira", "--dry-run", "--json")
    assert said.code == 0
    counts = {
        key: said.json[key] for key in ("dry_run", "annotations", "links", "states", "comments", "remarks")
    }
    assert counts == {
        "dry_run": True,
        "annotations": 1,
        "links": 0,
        "states": 1,
        "comments": 0,
        "remarks": 0,
    }
    before = shell("stats", copied, "--json").json["annotations"]
    assert "1 marks" in shell("withdraw", copied, "--annotator", "Mira").out
    assert shell("stats", copied, "--json").json["annotations"] != before
    assert shell("withdraw", copied, "--annotator", "Mira").code == 2
    assert shell("undo", copied).code == 0
    assert shell("stats", copied, "--json").json["annotations"] == before
    assert shell("check", copied).code == 0
