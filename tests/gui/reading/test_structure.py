"""What stands left and right of what, and above what: the picture without its pixels, which are the font's affair."""

from __future__ import annotations

from itertools import groupby

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.reading.paragraph import Paragraph
from tests.gui.reading.bench import Bench, annotation, reading_font
from tests.traps import TRAPS

pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")

WIDE = 1400
SEEN = {
    'He said "قال 12 (NATO) نعم" twice': 'He said "12 لاق (NATO) معن" twice',
    "ראש הממשלה אמר ש-EU תחתום על 3 הסכמים": "םימכסה 3 לע םותחת EU-ש רמא הלשממה שאר",
    "قال الرئيس إن NATO ستوقع 2 في 2015": "2015 يف 2 عقوتس NATO نإ سيئرلا لاق",
    "1. ראשון (א) 2. שני": "ינש .2 (א) ןושאר .1",
    "abc אבג def דהו.": "abc גבא def והד.",
    "\u202babc אבג def\u202c": "def גבא abc",
    "x \u202eabc\u202c y": "x cba y",
    "a \u2067ב c ד\u2069 e": "a ד c ב e",
    "a \u2067ב \u2066c ד\u2069 ה\u2069 e": "a ה c ד ב e",
    "سعر 1,234.56 (١٢٣) 50%": "%50 (١٢٣) 1,234.56 رعس",
}


@pytest.fixture(scope="module")
def metrics(qapp: QApplication) -> Metrics:
    return Metrics.of(reading_font())


def visual(paragraph: Paragraph) -> list[str]:
    """Each line as it is seen, from the left, without what leaves no ink; brackets as they are drawn."""
    found, offset = [], paragraph.start
    while offset < paragraph.end:
        after = paragraph.after(offset)
        cluster = paragraph.text[offset - paragraph.start : after - paragraph.start]
        if paragraph.runs_leftwards(offset):
            cluster = cluster.translate(str.maketrans("()[]", ")(]["))
        found += [(box.line, box.left, cluster) for box in paragraph.boxes(offset, after)]
        offset = after
    lines = groupby(sorted(found), key=lambda item: item[0])
    return ["".join(cluster for _line, _left, cluster in line) for _number, line in lines]


@pytest.mark.parametrize(("text", "expected"), SEEN.items())
def test_letters_stand_in_the_order_in_which_they_are_read(
    text: str, expected: str, metrics: Metrics
) -> None:
    paragraph = Paragraph(0, 0, text, is_cut=False, metrics=metrics, width=WIDE)
    assert visual(paragraph) == [expected]


def lanes_seen(bench: Bench, index: int = 0) -> dict[int, list[str]]:
    """The passages in each lane of a paragraph, from the left."""
    placed = bench.view.flow.visible()[index]
    runs = sorted(bench.view.layers_of([placed])[0].runs, key=lambda run: (run.lane, run.line, run.left))
    lanes: dict[int, list[str]] = {}
    for run in runs:
        words = bench.text[run.mark.start : run.mark.end]
        if lanes.setdefault(run.lane, [])[-1:] != [words]:
            lanes[run.lane].append(words)
    return lanes


def passages(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(part), text.index(part) + len(part)) for part in words]


def test_passages_that_overlap_lie_in_lanes_below_each_other(bench: Bench) -> None:
    text = "one two three four five six"
    places = passages(text, "one two three", "two", "three four five", "four", "six", "two three four")
    bench.open(text, [annotation(number, place) for number, place in enumerate(places)])
    assert lanes_seen(bench) == {
        0: ["one two three", "four", "six"],
        1: ["two three four"],
        2: ["two", "three four five"],
    }


@pytest.mark.parametrize("name", ["Hebrew", "Arabic"])
def test_what_is_read_first_lies_further_right_where_one_reads_from_the_right(
    name: str, bench: Bench
) -> None:
    text = TRAPS[name]
    words = text.split(" ")
    first, second, both = words[0], words[1], " ".join(words[:2])
    bench.open(text, [annotation(part, passages(text, part)[0]) for part in (first, second, both)])
    assert lanes_seen(bench) == {0: [both], 1: [second, first]}


def test_a_passage_over_both_directions_lies_on_both_sides_of_what_is_not_in_it(bench: Bench) -> None:
    text = 'He said "קול 12 (NATO) נעם" twice'
    start, end = text.index("said"), text.index("קול") + 3
    bench.open(text, [annotation("mixed", (start, end)), annotation("number", passages(text, "12")[0])])
    placed = bench.view.flow.visible()[0]
    runs = sorted(bench.view.layers_of([placed])[0].runs, key=lambda run: run.left)
    seen = [bench.text[run.mark.start : run.mark.end] for run in runs]
    assert seen == [text[start:end], "12", text[start:end]]
    assert runs[0].right <= runs[1].left < runs[1].right <= runs[2].left


def test_lanes_lie_below_the_letters_and_above_the_next_line(bench: Bench) -> None:
    bench.open("nested words " * 12, [annotation(depth, (0, 150 - depth)) for depth in range(4)])
    metrics = bench.view.metrics
    tops = [metrics.lane_top(lane) for lane in range(4)]
    assert tops == sorted(set(tops))
    assert metrics.baseline < tops[0]
    assert tops[-1] + metrics.lane_height <= metrics.pitch
    assert sorted(lanes_seen(bench)) == [0, 1, 2, 3]
