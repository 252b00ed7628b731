"""A text in which the links of the chosen annotation are drawn, and new ones pulled from mark to mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.reading.arcs import ArcPainter, Tie, arcs
from desktop_app.gui.reading.choosing import Chooser
from desktop_app.gui.reading.colours import ReadingColours
from desktop_app.gui.reading.paint import Scene
from desktop_app.model.records import Annotation

MOST_TIES = 200
"""How many links are drawn at most."""
_PULL_WIDTH, _KNOB = 2, 4


class Linked(Chooser):
    """`annotation_clicked` follows `annotation_picked` when the mouse chose it. `link_drawn` (uid, uid, global
    position) is a wish: the mouse was pulled with Ctrl from one annotation to another, where `may_link` is set.
    """

    annotation_clicked = Signal(str)
    link_drawn = Signal(str, str, object)

    def __init__(self, colours: ReadingColours, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(colours, font, parent)
        self.may_link = False
        self._pull: tuple[QPoint, QPoint] | None = None
        self._ties: tuple[Tie, ...] = ()

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The links that are drawn."""
        return self._ties

    def show_ties(self, ties: Sequence[Tie]) -> None:
        """Draw these links of the chosen annotation, and no others."""
        some = tuple(ties[:MOST_TIES])
        if some != self._ties:
            self._ties = some
            self.viewport().update()

    def select(self, uid: str, *, reveal: bool = False, digging: bool = False) -> None:
        before = self._focus
        super().select(uid, reveal=reveal, digging=digging)
        if self._ties and self._focus != before:
            # Links with the same words to the same annotations begin elsewhere now.
            self.viewport().update()

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        super().apply(before, after)
        ends = {self.chosen, *(tie.uid for tie in self._ties)} if self._ties else set()
        if ends & {item.uid for item in (before, after) if item is not None}:
            self.viewport().update()

    def show_pull(self, start: QPoint | None, end: QPoint | None) -> None:
        """Draw the line that the mouse pulls, in pixels of the viewport; None ends it."""
        self._pull = (start, end) if start is not None and end is not None else None
        self.viewport().update()

    def paint_page(self, painter: QPainter, clip: QRect, scene: Scene) -> None:
        super().paint_page(painter, clip, scene)
        if self._ties and self._focus:
            self._paint_ties(painter)
        if self._pull is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.look.colours.focus, _PULL_WIDTH))
            painter.setBrush(self.look.colours.focus)
            painter.drawLine(*self._pull)
            for point in self._pull:
                painter.drawEllipse(point, _KNOB, _KNOB)
            painter.restore()

    def _paint_ties(self, painter: QPainter) -> None:
        ends = [(self._pieces_of(tie.uid), tie.words) for tie in self._ties]
        shown = [(marks, words) for marks, words in ends if marks and not self.shown.hides(marks[0])]
        found = arcs(
            self.flow.visible(),
            self.metrics,
            self._focus,
            shown,
            x=self.column_x,
            height=self.viewport().height(),
        )
        self.counts.arcs += len(found)
        ArcPainter(painter, self.look, width=self.viewport().width()).paint(found)

    def _moved(self, distance: int | None) -> None:
        super()._moved(distance)
        if distance and self._ties:
            # Lines that leave the window end elsewhere now.
            self.viewport().update()
