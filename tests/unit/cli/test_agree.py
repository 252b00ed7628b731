"""`agree`: what scripts are given."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Shell

TEXT = "Weber said on Tuesday that the toll must go."


def coded(shell: Shell, name: str, spans: list[tuple[int, int, str]]) -> None:
    """An annotator who has finished the document."""
    line = {
        "text": TEXT,
        "state": "done",
        "spans": [{"start": start, "end": end, "label": label} for start, end, label in spans],
    }
    source = shell.file(f"{name}.jsonl", json.dumps(line))
    assert shell("import", "news.rubric", source, "--annotator", name).code == 0


@pytest.fixture
def shared(shell: Shell) -> Shell:
    """A project in which two annotators coded a document."""
    shell("new", "news")
    shell.file("a.txt", TEXT)
    shell("add", "news.rubric", "a.txt")
    coded(shell, "Ada", [(0, 5, "Actor"), (14, 21, "Date")])
    coded(shell, "Bob", [(0, 5, "Actor"), (11, 21, "Date")])
    return shell


def agree(shell: Shell, *words: str) -> dict:
    said = shell("agree", "news.rubric", "--json", *words)
    assert said.code == 0, said.err
    return said.json


def test_each_pair_has_its_counts_under_every_scheme_and_for_every_tag(shared: Shell) -> None:
    (pair,) = agree(shared)["pairs"]
    assert {pair["one"], pair["other"]} == {"Ada", "Bob"}
    assert set(pair["schemes"]) == {"strict", "exact", "partial", "type"}
    strict = pair["schemes"]["strict"]
    assert {key: strict[key] for key in ("cor", "inc", "par", "mis", "spu")} == {
        "cor": 1,
        "inc": 1,
        "par": 0,
        "mis": 0,
        "spu": 0,
    }
    assert (strict["precision"], strict["recall"], strict["f1"]) == (0.5, 0.5, 0.5)
    assert strict["tags"]["Actor"]["f1"] == 1.0
    assert strict["tags"]["Date"]["f1"] == 0.0


def test_every_coefficient_has_its_unit_its_number_and_a_value_or_a_reason(shared: Shell) -> None:
    found = agree(shared)["coefficients"]
    assert {item["metric"] for item in found} >= {"alpha", "u-alpha", "cohen-kappa", "documents"}
    for item in found:
        assert item["unit"]
        assert item["n"] >= 0
        assert (item["value"] is None) == bool(item["reason"])


def test_annotators_metrics_and_documents_are_chosen_by_name(shared: Shell) -> None:
    found = agree(
        shared, "--annotator", "Bob", "--annotator", "Ada", "--metric", "alpha", "--document", "a.txt"
    )
    assert [item["name"] for item in found["annotators"]] == ["Bob", "Ada"]
    assert {item["metric"] for item in found["coefficients"]} == {"alpha"}
    assert shared("agree", "news.rubric", "--document", "b.txt").code == 2


def test_the_table_has_a_line_for_each_number_and_is_the_same_every_time(shared: Shell) -> None:
    agree(shared, "--csv", "one.csv")
    agree(shared, "--csv", "two.csv")
    table = (shared.folder / "one.csv").read_bytes()
    assert table == (shared.folder / "two.csv").read_bytes()
    rows = [*csv.DictReader(table.decode().splitlines())]
    strict = next(row for row in rows if row["detail"] == "strict" and not row["tag"])
    assert (strict["metric"], strict["n"], strict["value"], strict["cor"]) == ("span-f1", "4", "0.5", "1")
    kinds = {row["detail"]: row["n"] for row in rows if row["metric"] == "kinds"}
    assert (kinds["same"], kinds["boundary"]) == ("1", "1")
    met = {(row["tag"], row["detail"]): row["n"] for row in rows if row["metric"] == "confusion"}
    assert met == {("Actor", "Actor"): "1", ("Date", "Date"): "1"}


def test_a_name_that_looks_like_a_formula_is_kept_from_being_one(shared: Shell) -> None:
    coded(shared, "=1+1", [(0, 5, "Actor")])
    agree(shared, "--csv", "out.csv")
    rows = [*csv.DictReader((shared.folder / "out.csv").read_text("utf-8").splitlines())]
    assert "'=1+1" in {row["one"] for row in rows}


def test_a_table_that_cannot_be_written_is_an_error(shared: Shell) -> None:
    said = shared("agree", "news.rubric", "--csv", Path("nowhere") / "out.csv")
    assert (said.code, said.out) == (2, "")
