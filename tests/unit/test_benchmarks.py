from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import refactoring
from benchmarks.documents import KINDS, Mix, slices, spans, text
from benchmarks.measure import Stopwatch, timed, within
from benchmarks.processes import Limits, printed
from benchmarks.startup import Import, costliest
from benchmarks.store import Line, table
from benchmarks.ways import CHUNK, code_point, merged, units
from desktop_app.gui.reading.spans import SpanIndex


@pytest.mark.parametrize("kind", KINDS)
def test_a_made_up_text_is_the_same_every_time(kind: str) -> None:
    made = text(kind, 30_000)
    assert made == text(kind, 30_000)
    assert made != text(kind, 30_000, seed=2)
    assert 29_900 <= len(made.encode()) <= 30_000


def test_one_line_is_one_line_and_a_log_has_many() -> None:
    assert "\n" not in text("oneline", 100_000)
    assert text("log", 100_000).count("\n") > 900


def test_made_up_spans_lie_in_the_text_and_have_the_lengths_that_budgets_were_set_for() -> None:
    made = spans(1_000_000, 20_000)
    lengths = made.end - made.start
    assert made.start.min() >= 0
    assert made.end.max() <= 1_000_000
    assert 95 < lengths.mean() < 115
    assert 0.83 < float(np.mean(lengths <= 60)) < 0.87
    assert np.array_equal(spans(1_000_000, 20_000).uid, made.uid)


def test_spans_can_lie_deep_and_one_can_cover_all() -> None:
    deep = spans(10_000, 1_000, mix=Mix(depth=50))
    assert int((deep.end - deep.start).sum()) == pytest.approx(500_000, rel=0.01)
    whole = spans(10_000, 100, mix=Mix(whole=True))
    assert (int(whole.start[0]), int(whole.end[0])) == (0, 10_000)


def test_slices_make_up_the_whole() -> None:
    made = spans(100_000, 1_234)
    index = SpanIndex()
    for part in slices(made, rows=500):
        assert not index.loaded
        index.extend(part)
    assert index.loaded
    assert len(index) == 1_234


def test_a_timing_counts_its_repetitions() -> None:
    timing = timed([lambda: sum(range(10_000))] * 20)
    assert timing.count == 20
    assert 0 < timing.median <= timing.p95 <= timing.most


def test_what_is_over_its_budget_is_marked() -> None:
    written = table(
        [
            Line("good", 1, 2, "s"),
            Line("slow", 3, 2, "s"),
            Line("lame", 5, 2, "s"),
            Line("free", 9, None, "s"),
        ]
    )
    assert [line.split()[-1] for line in written.splitlines()] == ["s", "!", "!!", "s"]


def test_the_costliest_imports_come_first() -> None:
    report = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:       200 |       1200 |   small.part\n"
        "a line of something else\n"
        "import time:      1500 |       1700 | large\n"
    )
    assert costliest(report) == [Import("large", 1.5), Import("small.part", 0.2)]


def test_changes_of_the_tagset_are_measured_on_a_project_of_marks() -> None:
    lines = refactoring.measure(2)
    assert [line.name for line in lines][:3] == [
        "rename a tag of 180 marks",
        "merge a tag: 20 of 200 marks",
        "split a tag: 20 of 200 marks",
    ]
    assert all(line.value >= 0 for line in lines)


# Processes


def test_steps_that_were_printed_before_a_limit_are_kept() -> None:
    said = "".join(
        json.dumps(line) + "\n"
        for line in (
            {"python": "3.11.7", "memory_mib": 0.0},
            {"step": "open", "timing": {"cpu_ms": 1.0}, "frames": 1, "memory_mib": 5.0},
            {"step": "open", "timing": {"cpu_ms": 2.0}, "frames": 2, "memory_mib": 6.0},
        )
    )
    found = merged(printed(said + '{"step": "app'))
    assert found["steps"] == {"open": {"cpu_ms": 2.0}}
    assert (found["memory_mib"], found["python"]) == (6.0, "3.11.7")
    assert merged([])["steps"] == {}


def test_a_process_that_works_for_too_long_gives_up() -> None:
    limits = Limits(seconds=1, gib=4)
    program = "from benchmarks.processes import Limits\nLimits(1, 4).set()\nwhile True: pass"
    command = [sys.executable, "-c", program]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    assert limits.reached(done) == "gave up after 1 s"


def test_a_process_that_takes_too_much_memory_gives_up() -> None:
    limits = Limits(seconds=60, gib=1)
    program = "from benchmarks.processes import Limits\nLimits(60, 1).set()\nbytearray(1 << 31)"
    command = [sys.executable, "-c", program]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    assert limits.reached(done) == "gave up at 1 GiB"


def test_any_other_end_is_an_error_with_what_was_said() -> None:
    limits = Limits(seconds=1, gib=1)
    assert limits.reached(subprocess.CompletedProcess([], 0, "", "a warning")) == ""
    with pytest.raises(RuntimeError, match="no such project"):
        limits.reached(subprocess.CompletedProcess([], 1, "", "no such project"))
    assert limits.reached(subprocess.CompletedProcess([], -11, "", "")) == "crashed (SIGSEGV)"


def test_repetitions_end_when_their_time_is_over() -> None:
    watch = Stopwatch()
    for number in within(range(1000), 0.02):
        watch.time(lambda: sum(range(200_000)))
        assert number < 1000
    assert 1 <= watch.timing().count < 1000
    assert list(within(range(5), 60)) == [0, 1, 2, 3, 4]


@given(st.text(max_size=40), st.integers(0, 3))
def test_code_points_and_units_are_the_same_places(content: str, repeat: int) -> None:
    whole = content + "x😀" * (CHUNK // 2 * repeat) + content
    places = np.arange(len(content) + 1, dtype=np.int32) + (len(whole) - len(content))
    counted = units(whole, places)
    assert counted == [len(whole[:place].encode("utf-16-le")) // 2 for place in places]
    assert [code_point(whole, unit) for unit in counted] == list(places)
