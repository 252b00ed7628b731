from __future__ import annotations

from desktop_app.gui.reading.marks import Mark, Window


def test_a_window_can_be_narrowed_to_annotators_and_tags() -> None:
    marks = [
        Mark(0, 5, "t1", "ann", "1", False),
        Mark(1, 5, "t2", "bob", "2", True),
        Mark(2, 5, "t2", "ann", "3", False),
    ]
    window = Window.of(marks)
    assert list(window.where(annotators={"ann"})) == [marks[0], marks[2]]
    assert list(window.where(tags={"t2"}, annotators={"ann"})) == [marks[2]]
    assert list(window.where()) == marks
    assert len(Window.of([])) == 0
