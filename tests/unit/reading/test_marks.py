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


def test_a_mark_can_be_put_in_front_of_another() -> None:
    window = Window.of(MARKS[:1] + MARKS[2:])
    window.insert(1, MARKS[1])
    assert list(window) == MARKS
    window.insert(3, MARKS[0])
    assert window.mark(3) == MARKS[0]
