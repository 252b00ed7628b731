from __future__ import annotations

import numpy as np
import pytest

from benchmarks.documents import KINDS, Mix, slices, spans, text
from benchmarks.measure import timed
from benchmarks.startup import Import, costliest
from benchmarks.store import Line, table
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
