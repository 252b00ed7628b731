"""Deciding between annotators from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Said, Shell

TEXT = "Merkel met Hollande in Paris on Monday."


def line(annotator: str, *spans: tuple[int, int, str]) -> str:
    found = [{"start": start, "end": end, "label": label} for start, end, label in spans]
    return json.dumps(
        {"name": "talks.txt", "text": TEXT, "annotator": annotator, "state": "done", "spans": found}
    )


@pytest.fixture
def reviewed(shell: Shell) -> Path:
    """A project in which three annotators have finished a document: one case agreed, one two to one."""
    shell("new", "news")
    paris, monday = (23, 28, "Place"), (32, 38, "Date")
    for name, spans in (
        ("ada", (paris, monday)),
        ("bob", (paris, monday)),
        ("cy", (paris, (29, 38, "Date"))),
    ):
        file = shell.file(f"{name}.jsonl", line(name, *spans) + "\n")
        assert shell("import", "news.rubric", file).code == 0
    return shell.folder / "news.rubric"


def standing(said: Said) -> object:
    assert said.code == 0, said.err
    return said.json["standing"]


def test_without_a_rule_it_says_how_the_cases_stand(shell: Shell, reviewed: Path) -> None:
    said = shell("adjudicate", reviewed, "--json")
    assert standing(said) == {"agreed": 1, "open": 1, "decided": 0, "stale": 0}
    assert said.json["left"] == {"boundary": 1}
    assert "1 open" in shell("adjudicate", reviewed).out


def test_a_dry_run_counts_and_changes_nothing(shell: Shell, reviewed: Path) -> None:
    said = shell("adjudicate", reviewed, "--auto", "--quorum", "2", "--dry-run", "--json")
    assert (said.json["taken"], standing(said)) == (2, {"agreed": 1, "open": 1, "decided": 0, "stale": 0})


def test_what_all_or_enough_agree_on_is_decided_and_one_undo_takes_it_back(
    shell: Shell, reviewed: Path
) -> None:
    assert shell("adjudicate", reviewed, "--auto", "--json").json["taken"] == 1
    said = shell("adjudicate", reviewed, "--auto", "--quorum", "2", "--document", "talks.txt", "--json")
    assert (said.json["taken"], standing(said)) == (1, {"agreed": 0, "open": 0, "decided": 2, "stale": 0})
    assert shell("check", reviewed).code == 0
    shell("undo", reviewed)
    assert standing(shell("adjudicate", reviewed, "--json")) == {
        "agreed": 0,
        "open": 1,
        "decided": 1,
        "stale": 0,
    }


def test_a_document_that_cannot_be_compared_is_named(shell: Shell, reviewed: Path) -> None:
    said = shell("adjudicate", reviewed, "--auto", "--document", "other.txt")
    assert said.code == 2
    assert "other.txt" in said.err
