from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import compare
from benchmarks.cells import CELLS, MAIN, OURS, PAGE, ROWS, Found, best, sign, steps_of
from benchmarks.documents import Mix, text
from benchmarks.pace import LAYOUT, PYTHON, Judge, pace, worse
from benchmarks.processes import printed
from benchmarks.report import Report
from benchmarks.run import kept, main, repeated, until_quick
from benchmarks.ways import WAYS

# Cells and budgets


def cell_line(cell: str, program: str, *, ms: float = 1.0, mib: float = 10.0, ended: str = "") -> Found:
    """A line as a process prints it in which every step took so long."""
    ours = (
        "open",
        "load the rest",
        "page down, cold",
        "jump",
        "add",
        "remove",
        "undo",
        "resize",
        "wheel",
        "hover",
    )
    theirs = ("open", "apply", "lay out the rest", "page down", "jump", "add", "resize")
    names = (
        (*ours, "page down, laid out ahead", "page down, just opened")
        if program == OURS
        else ()
        if ended
        else theirs
    )
    return {
        "measured": "cell",
        "cell": cell,
        "program": program,
        "steps": {name: {"cpu_ms": ms, "process_ms": ms, "n": 1} for name in names},
        "memory_mib": mib + 1,
        "memory_after": {"open": mib - 1, "resize": mib},
        "ended": ended,
        "python": "3.11.7",
        "qt": "6.11.3",
        "load": 0.5,
        "when": "2026-11-22 12:00",
    }


def all_cells(*, ms: float, peers_ms: float) -> list[Found]:
    return [
        cell_line(
            cell.name,
            program,
            ms=ms if program == OURS else peers_ms,
            mib=ms if program == OURS else peers_ms,
        )
        for cell in CELLS
        for program in (OURS, *WAYS)
    ]


def test_every_size_script_and_worst_case_is_a_cell_with_budgets() -> None:
    assert [(cell.size, cell.spans) for cell in CELLS[:4]] == [
        (10_000, 1_000), (1_000_000, 10_000), (10_000_000, 100_000), (50_000_000, 500_000),
    ]  # fmt: skip
    assert {cell.kind for cell in CELLS} == {"mixed", "log", "oneline", "rtl", "cjk", "emoji"}
    assert {cell.mix for cell in CELLS} == {Mix(), Mix(depth=50), Mix(whole=True)}
    assert len({cell.name for cell in CELLS}) == len(CELLS)
    unlimited = [row for row in ROWS if any(row.budget(cell) is None for cell in CELLS)]
    assert [row.name for row in unlimited] == ["page down, just opened"]


def test_a_log_of_its_size_has_half_a_million_lines() -> None:
    log = next(cell for cell in CELLS if cell.kind == "log")
    sample = text("log", 1_000_000)
    assert 500_000 <= sample.count("\n") * (log.size // 1_000_000) < 600_000


def test_the_worst_cases_have_budgets_of_their_own() -> None:
    page = next(row for row in ROWS if row.name == PAGE)
    budgets = {cell.name: page.budget(cell) for cell in CELLS}
    assert budgets["1 MB 50 deep / 500k"] == 15
    assert {budgets[cell.name] for cell in CELLS if cell.kind in ("rtl", "cjk", "emoji")} == {6}
    assert budgets["1 MB line / 10k"] == budgets["1 MB / 10k"]


def test_of_several_runs_the_best_medians_are_taken() -> None:
    runs = [cell_line("a", OURS, ms=3, mib=5), cell_line("a", OURS, ms=2, mib=6)]
    both = compare.by_cell(runs)["a"][OURS]
    assert (ROWS[0].value(both), both["memory_mib"]) == (2, 6)
    assert best(runs[:1])["steps"] == runs[0]["steps"]


@pytest.mark.parametrize(("value", "mark"), [(1.0, ""), (2.0, ""), (2.1, "!"), (4.0, "!"), (4.1, "!!")])
def test_a_number_is_marked_by_how_far_it_is_over(value: float, mark: str) -> None:
    assert sign(value, 2.0) == mark


# The pace of the processor


def at_pace(ms: float, *, cell: str = "10 KB / 1k", took: float = 1.0) -> Found:
    """A line of ours whose steps were all measured at this pace."""
    line = cell_line(cell, OURS, ms=took)
    steps = {name: {**step, "pace": {PYTHON: ms, LAYOUT: ms}} for name, step in steps_of(line).items()}
    return {**line, "steps": steps}


def test_fixed_work_is_timed_and_the_slower_of_two_paces_counts() -> None:
    assert pace()[PYTHON] > 0
    assert set(pace(lambda: None)) == {PYTHON, LAYOUT}
    assert worse({PYTHON: 1, LAYOUT: 4}, {PYTHON: 2, LAYOUT: 3}) == {PYTHON: 2, LAYOUT: 4}


def test_quick_is_what_comes_near_to_the_least_that_was_seen() -> None:
    judge = Judge([at_pace(10)])
    assert judge.is_quick({PYTHON: 12.0})
    assert not judge.is_quick({PYTHON: 12.1})
    assert not judge.is_quick({PYTHON: 10, LAYOUT: 13})
    assert judge.is_quick(None)
    assert judge.text() == "laying out 10.00 to 10.00 ms, counting 10.00 to 10.00 ms"


def test_a_cell_is_measured_until_the_processor_was_quick_in_each_step() -> None:
    found = iter([at_pace(20), at_pace(11), at_pace(10)])
    assert len(list(until_quick(lambda: next(found), 1, 5, Judge([at_pace(10)])))) == 2
    found = iter([at_pace(20)] * 3)
    assert len(list(until_quick(lambda: next(found), 1, 3, Judge([at_pace(10)])))) == 3
    found = iter([at_pace(10)] * 2)
    assert len(list(until_quick(lambda: next(found), 2, 5, Judge([at_pace(10)])))) == 2


def test_a_line_is_measured_until_the_processor_was_quick_and_the_best_is_shown() -> None:
    def line(value: float, ms: float) -> Found:
        named = {"measured": "line", "name": "start", "value": value, "budget": 2.0, "unit": "ms"}
        return {**named, "pace": {PYTHON: ms}}

    tries = iter([[line(3, 20)], [line(1, 10)], [line(2, 10)]])
    found = list(repeated(lambda: next(tries), Judge([line(0, 10)])))
    assert [one["value"] for one in found] == [3, 1]
    assert Report.of(found).text().startswith("start  1.00 / 2 ms\n")
    assert "start  1.00 / 2 ms ~" in Report.of([line(1, 13), at_pace(10)]).text()


def test_what_was_only_measured_while_the_processor_was_slow_is_marked() -> None:
    said = Report.of([at_pace(20, cell="1 MB / 10k"), at_pace(10)]).text()
    opening = said.splitlines()[1]
    assert opening.endswith("1.00 / 20 ~")
    assert opening.count("~") == 1


# Comparing


def verdicts(found: list[Found]) -> tuple[bool | None, bool | None]:
    times, slower = compare.verdicts(compare.by_cell(found))
    return times.holds, slower.holds


def test_both_claims_hold_when_the_others_are_slow_everywhere() -> None:
    assert verdicts(all_cells(ms=1, peers_ms=10)) == (True, True)


def test_five_times_faster_is_not_four_times_faster() -> None:
    # One more step in the others' way to the picture: twice 2.6 is more than five times 1, twice 2.4 is not.
    assert verdicts(all_cells(ms=1, peers_ms=4)) == (True, True)
    assert verdicts(all_cells(ms=1, peers_ms=2.4)) == (False, True)


def test_to_be_slower_once_is_to_be_slower() -> None:
    found = all_cells(ms=1, peers_ms=10)
    found.append(cell_line("1 MB CJK / 10k", "formats", ms=0.9, mib=-0.1))
    _times, slower = compare.verdicts(compare.by_cell(found))
    assert slower.holds is False
    assert {reason.split(":")[0] for reason in slower.why} == {
        f"{row} at 1 MB CJK / 10k" for row in compare.NEVER_SLOWER
    }


def test_who_gave_up_was_not_faster() -> None:
    found = [
        cell_line("10 MB / 100k", OURS),
        *(cell_line("10 MB / 100k", way, ended="gave up") for way in WAYS),
    ]
    times, slower = compare.verdicts(compare.by_cell(found))
    assert (times.holds, slower.holds) == (True, True)
    assert "more than 60000.0 times" in times.why[0]
    assert Report.of(found).text().count("gave up") == len(compare.ROWS) * len(WAYS)


def test_what_was_not_measured_is_not_claimed() -> None:
    assert verdicts([cell_line("10 MB / 100k", OURS)]) == (None, None)
    assert verdicts([]) == (None, None)


def test_the_table_puts_ours_beside_both_ways_and_marks_where_it_is_slower() -> None:
    found = [
        cell_line("1 MB / 10k", OURS, ms=2),
        *(cell_line("1 MB / 10k", way, ms=1, mib=20) for way in WAYS),
    ]
    rows = compare.table(compare.by_cell(found))
    assert rows[0] == [compare.OPENING, OURS, *WAYS.values()]
    assert rows[1] == ["  1 MB / 10k", "2.00 <", "1.00", "1.00"]
    assert rows[3] == ["  1 MB / 10k", "2.00", "2.00", "2.00"]
    assert rows[-1] == ["  1 MB / 10k", "10.00", "21.00", "21.00"]


# Lines and pages


def lines_of(folder: Path, found: list[Found]) -> Path:
    file = folder / "lines.jsonl"
    assert list(kept(iter(found), file)) == found
    assert printed(file.read_text(encoding="utf-8")) == found
    return file


def test_kept_lines_print_the_same_tables_and_the_exit_code_says_whether_all_is_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--from", str(lines_of(tmp_path, all_cells(ms=0.01, peers_ms=1)))]) == 0
    said = capsys.readouterr().out
    assert all(cell.name in said for cell in CELLS)
    assert all(title in said for title in WAYS.values())
    budgets = len(CELLS) * sum(row.budgets is not None for row in ROWS)
    assert f"at or under the budget: {budgets} of {budgets}" in said
    assert main(["--from", str(lines_of(tmp_path, all_cells(ms=1, peers_ms=0.9)))]) == 1
    assert main(["--from", str(lines_of(tmp_path, all_cells(ms=1000, peers_ms=10_000)))]) == 1
    assert "!!" in capsys.readouterr().out


def test_a_line_is_kept_before_the_next_is_measured(tmp_path: Path) -> None:
    def measuring() -> Iterator[Found]:
        yield {"measured": "line"}
        assert printed(target.read_text(encoding="utf-8")) == [{"measured": "line"}]
        yield {"measured": "imports"}

    target = tmp_path / "lines.jsonl"
    assert len(list(kept(measuring(), target))) == 2


def test_the_page_is_made_of_the_lines_and_names_their_circumstances() -> None:
    found = [
        *all_cells(ms=1, peers_ms=10),
        {"measured": "line", "name": "start", "value": 3.0, "budget": 2.0, "unit": "ms", "load": 2.25},
        {"measured": "imports", "imports": [{"name": "numpy", "ms": 9.5}]},
    ]
    page = Report.of(found).markdown()
    assert page == Report.of(list(reversed(found))).markdown()
    assert "Python 3.11.7, Qt 6.11.3, load 0.5 to 2.25." in page
    assert "start  3.00 / 2 ms !" in page
    assert "9.5 ms  numpy" in page
    assert "NO" not in page
    assert page.count("```") % 2 == 0
    assert max(map(len, page.splitlines())) <= 140


def test_frames_while_documents_come_in_have_budgets() -> None:
    found: Found = {
        "measured": "importing", "documents": 1000, "seconds": 9.0, "frames": 500, "marks": 50,
        "frame_p95_ms": 17.0, "frame_max_ms": 20.0, "mark_p95_ms": 18.0, "work_p95_ms": 6.0,
    }  # fmt: skip
    said = Report.of([found]).text()
    assert "17.00 / 16 ms wall !" in said
    assert "20.00 / 50 ms wall\n" in said


def test_the_quick_form_leaves_out_what_takes_minutes() -> None:
    assert not any(cell.huge for cell in MAIN)
    assert sum(cell.huge for cell in CELLS) == 3
