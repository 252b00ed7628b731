"""Tiny cells that really run, each in processes of its own as in `make bench`."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from benchmarks import compare, importing, review, reviewing, view, ways
from benchmarks.cells import ROWS, Cell, Found, steps_of
from benchmarks.documents import Mix
from benchmarks.processes import Limits
from benchmarks.report import Report
from benchmarks.run import main, of_cell

TINY = Cell("10 MB / 100k", "emoji", 4_000, 60, 0, Mix(depth=3))


@pytest.fixture(scope="module")
def found() -> list[Found]:
    """Ours and both ways on one tiny project."""
    return list(of_cell(TINY, 1, beside=True))


def test_ours_and_both_ways_do_every_step_and_paint_in_each(found: list[Found]) -> None:
    assert [line["program"] for line in found] == ["ours", *ways.WAYS]
    assert all(cast(int, line["shown"]) >= TINY.spans for line in found if line["program"] in ways.WAYS)
    cell = compare.by_cell(found)[TINY.name]
    assert all(row.value(cell["ours"]) > 0 for row in ROWS)
    for program, line in cell.items():
        assert all(compare.value(row, program, line) is not None for row in compare.ROWS)
        frames, steps = cast(dict[str, int], line["painted"]), steps_of(line)
        unpainted = {*view.UNPAINTED, "lay out the rest"}
        assert all(frames[name] >= steps[name]["n"] for name in steps if name not in unpainted)


def test_each_line_says_under_which_circumstances_it_was_made(found: list[Found]) -> None:
    wanted = {"when", "python", "pyside6", "qt", "numpy", "sqlite", "system", "processor", "cores", "load"}
    assert all(wanted <= set(line) for line in found)
    assert "Qt 6." in Report.of(found).circumstances()


def test_a_way_gives_up_at_its_limits_and_keeps_what_it_had(tmp_path: Path) -> None:
    view.make(tmp_path, TINY.arguments())
    line = ways.measure(ways.SELECTIONS, tmp_path, Limits(seconds=60, gib=0.2))
    # Qt itself ends the process where it was the one who asked for more.
    assert str(line["ended"]) in ("gave up at 0.2 GiB", "crashed (SIGABRT)")
    assert compare.by_cell([{**line, "cell": "a"}])["a"][ways.SELECTIONS]["ended"] == line["ended"]


def test_frames_are_measured_while_documents_come_in() -> None:
    line = importing.measure(12)
    assert line["documents"] == 12
    assert cast(int, line["frames"]) >= 1
    assert [budget for _name, _value, budget, _unit in importing.lines(line)] == [16, 50, None, None, None]


@pytest.mark.usefixtures("qtbot")
def test_every_step_of_a_review_is_measured() -> None:
    found = reviewing.rows(people=2, spans=60)
    assert found.keys() == review.BUDGETS.keys()
    assert all(value > 0 for value in found.values())
    assert found[review.PIECE] <= found[review.OPEN]


def test_a_word_that_no_cell_has_measures_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "no such cell"]) == 0
    assert "not measured" in capsys.readouterr().out
