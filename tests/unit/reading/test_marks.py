from __future__ import annotations

import numpy as np

from desktop_app.gui.reading.marks import Mark, Window
from desktop_app.model.identity import derived_uid

MARKS = [
    Mark(0, 5, "t1", "ann", derived_uid("1"), False),
    Mark(1, 5, "t2", "bob", derived_uid("2"), True),
    Mark(2, 5, "t2", "ann", derived_uid("3"), False),
]


def test_a_window_holds_marks_in_their_order() -> None:
    window = Window.of(MARKS)
    assert list(window) == MARKS
    assert len(window) == 3
    assert window.uid == [mark.uid for mark in MARKS]
    assert list(Window.of([])) == []


def test_spans_are_taken_out_by_tag_and_annotator() -> None:
    window = Window.of(MARKS)
    assert list(window.taken(window.tagged(frozenset({"t2"})))) == MARKS[1:]
    assert list(window.taken(window.made_by(frozenset({"bob", "nobody"})))) == [MARKS[1]]
    assert list(window.taken(np.array([2, 0]))) == [MARKS[2], MARKS[0]]
