from __future__ import annotations

from desktop_app.gui.reading.marks import Mark, Window

MARKS = [
    Mark(0, 5, "t1", "ann", "1", False),
    Mark(1, 5, "t2", "bob", "2", True),
    Mark(2, 5, "t2", "ann", "3", False),
]


def test_a_window_holds_marks_in_their_order() -> None:
    window = Window.of(MARKS)
    assert list(window) == MARKS
    assert len(window) == 3
    assert window.tag == ["t1", "t2", "t2"]
    assert list(Window.of([])) == []
