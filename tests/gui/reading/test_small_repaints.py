"""How few pixels an edit paints again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from tests.gui.reading.bench import Bench, annotation

PARAGRAPH = "A paragraph of many lines, each of which has other words for what is said in it. " * 6


class Areas(QObject):
    """Remembers what a widget was asked to paint."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.seen.append(QRect(event.rect()))
        return False


def test_an_edit_repaints_the_pixels_of_its_mark_and_of_the_outline_alone(bench: Bench) -> None:
    view = bench.open(PARAGRAPH, [annotation(0, (0, 4))])
    bench.settle()
    areas = Areas(view.viewport())
    made = annotation(1, (200, 210))
    edits: list[Callable[[], object]] = [
        lambda: bench.add(made),
        lambda: view.select(made.uid),
        lambda: view.select(""),
        lambda: view.apply(made, None),
    ]
    box = view.flow.visible()[0].paragraph.boxes(200, 210)[0]
    for edit in edits:
        areas.seen.clear()
        edit()
        bench.settle()
        assert len(areas.seen) == 1
        assert areas.seen[0].height() <= view.metrics.pitch + 4
        assert areas.seen[0].width() <= box.right - box.left + 24
        assert bench.on_screen() == bench.painted_anew()


def test_a_frame_of_one_line_draws_no_other_line(bench: Bench) -> None:
    view = bench.open(PARAGRAPH)
    metrics, drawn = view.metrics, view.flow.visible()[0].paragraph.lines_between
    top = 2 * metrics.pitch
    assert drawn(top, top + metrics.tint_bottom) == range(2, 3)
    assert drawn(top, top + metrics.pitch + metrics.tint_bottom) == range(2, 4)
    assert drawn(-50, 9 * metrics.pitch) == range(view.flow.visible()[0].paragraph.line_count)
