"""The links of the chosen annotation are drawn, as far as they are seen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from desktop_app.gui.reading.arcs import Arc, Tie, arcs
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.linked import MOST_TIES
from desktop_app.model.records import Annotation
from tests.gui.reading.bench import Bench, annotation

HEAD = "Okafor wants the toll to go. Nobody else did.\n\n"
TEXT = HEAD + "A line that says nothing at all.\n\n" * 60 + "The end.\n"
pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")


@dataclass
class Seen:
    """A view with a claim that is chosen, an actor on its line, and one at the end of the text."""

    bench: Bench
    claim: Annotation
    near: Annotation
    far: Annotation

    def arcs(self) -> list[Arc]:
        view = self.bench.view
        self.bench.settle()
        marks = view.index.spans_of
        ties = [(marks(tie.uid), tie.words) for tie in view.ties]
        height = view.viewport().height()
        return arcs(
            view.flow.visible(), view.metrics, marks(self.claim.uid), ties, x=view.column_x, height=height
        )


def over(number: int, words: str, tag: str) -> Annotation:
    start = TEXT.index(words)
    return annotation(number, (start, start + len(words)), tag=tag)


@pytest.fixture
def seen(bench: Bench) -> Seen:
    """The annotations, and the claim's links to both actors."""
    claim, near, far = over(1, "the toll", "Claim"), over(2, "Okafor", "Actor"), over(3, "The end", "Actor")
    view = bench.open(TEXT, [claim, near, far])
    view.select(claim.uid)
    view.show_ties([Tie(near.uid, "claimant"), Tie(far.uid, "addressee")])
    return Seen(bench, claim, near, far)


def test_a_line_runs_to_the_mark_that_is_seen_and_an_arrow_to_the_one_that_is_not(seen: Seen) -> None:
    near, far = seen.arcs()
    assert (near.words, near.beyond, near.level) == ("claimant", 0, True)
    assert (far.words, far.beyond) == ("addressee", 1)
    assert far.end.y() > seen.bench.view.viewport().height() - 20


def test_from_the_other_end_the_line_comes_from_where_the_chosen_mark_is(seen: Seen) -> None:
    seen.bench.view.reveal(seen.far.start)
    (line,) = seen.arcs()
    assert (line.words, line.beyond) == ("addressee", 0)
    assert line.start.y() < line.end.y()
    assert line.start.y() < 20


def test_between_ends_that_are_both_out_of_sight_there_is_no_line(seen: Seen) -> None:
    view = seen.bench.view
    view.show_ties([Tie(seen.near.uid, "claimant")])
    view.reveal(seen.far.start)
    assert seen.arcs() == []


def test_what_lies_beyond_the_window_shares_one_arrow(seen: Seen) -> None:
    far = [annotation(20 + place, (len(TEXT) - 9, len(TEXT) - 5 - place)) for place in range(3)]
    for item in far:
        seen.bench.add(item)
    seen.bench.view.show_ties([Tie(item.uid, "addressee") for item in far])
    (arrow,) = seen.arcs()
    assert arrow.words == "addressee +2"


def test_lines_are_painted_and_go_with_the_choice(seen: Seen) -> None:
    view = seen.bench.view
    with_lines = seen.bench.picture()
    assert view.counts.arcs >= 2
    painted = view.counts.arcs
    view.show_ties([])
    assert seen.bench.picture() != with_lines
    assert view.counts.arcs == painted


def test_no_line_leads_to_a_mark_that_is_not_shown(seen: Seen) -> None:
    view = seen.bench.view
    view.set_filter(Filter(tags=frozenset({seen.near.tag_uid})))
    seen.bench.picture()
    painted = view.counts.arcs
    seen.bench.picture()
    assert view.counts.arcs == painted
    view.set_filter(Filter())
    seen.bench.picture()
    assert view.counts.arcs > painted


def test_however_many_links_there_are_only_so_many_are_drawn(seen: Seen) -> None:
    view = seen.bench.view
    view.show_ties([Tie(seen.near.uid, "claimant")] * (MOST_TIES + 500))
    assert len(view.ties) == MOST_TIES


def test_scrolling_and_moving_the_caret_leave_no_lines_behind(seen: Seen) -> None:
    bench = seen.bench
    bench.picture()
    for _turn in range(3):
        bench.key(Qt.Key.Key_Down)
        bench.view.scroll_pixels(17)
        assert bench.on_screen() == bench.painted_anew()


def test_a_mark_that_moves_takes_its_line_along(seen: Seen) -> None:
    bench = seen.bench
    bench.picture()
    start = TEXT.index("Nobody")
    bench.change(seen.near, (start, start + 6))
    assert bench.on_screen() == bench.painted_anew()
    near, _far = seen.arcs()
    assert near.end.x() > near.start.x()
