"""An action that changes many marks of the text: painted once, not for each of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui.reading.bench import Bench, annotation

LINES = "\n".join(f"Line {number} of a text that has many lines." for number in range(800))
CLAIM = annotation(0, (0, 1), tag="Claim").tag_uid


@pytest.mark.parametrize("number", [3, 60])
def test_many_edits_at_once_look_as_if_the_text_had_been_opened_with_them(number: int, bench: Bench) -> None:
    before = [annotation(place, (7 * place, 7 * place + 20)) for place in range(number)]
    view = bench.open(LINES, before)
    view.select(before[1].uid)
    gone, moved, left = before[::3], before[1::3], before[2::3]
    after = [replace(item, tag_uid=CLAIM) for item in moved]
    fresh = [annotation(f"fresh{place}", (5 * place, 5 * place + 9)) for place in range(number)]
    changes = [*zip(moved, after, strict=True), *((None, item) for item in fresh)]
    view.apply_all([*((item, None) for item in gone), *changes])
    assert view.chosen == before[1].uid
    page = bench.on_screen()
    view = bench.open(LINES, [*left, *after, *fresh])
    view.select(before[1].uid)
    assert page == bench.painted_anew()


def test_many_edits_at_once_lay_nothing_out_and_make_the_page_once(bench: Bench) -> None:
    view = bench.open(LINES)
    bench.settle()
    laid_out, made = view.flow.laid_out, view.counts.layers
    view.apply_all([(None, annotation(place, (place, place + 9))) for place in range(200)])
    bench.settle()
    assert view.flow.laid_out == laid_out
    assert view.counts.layers - made <= 3 * len(view.flow.visible())
    assert len(view.index) == 200


def test_a_chosen_mark_that_goes_with_many_others_is_chosen_no_more(bench: Bench) -> None:
    marks = [annotation(place, (7 * place, 7 * place + 5)) for place in range(40)]
    view = bench.open(LINES, marks)
    view.select(marks[4].uid)
    picked: list[str] = []
    view.annotation_picked.connect(picked.append)
    view.apply_all([(item, None) for item in marks])
    assert view.chosen == ""
    assert picked == [""]
