"""Three panes side by side: the outer two can be folded away, and all widths are remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from desktop_app.gui.documents.pane import WIDTH as LEFT_WIDTH

RIGHT_WIDTH = 344
CENTRE_LEAST = 320
LEFT, CENTRE, RIGHT = 0, 1, 2


class Panes(QSplitter):
    """Documents, text and tags. The lines between them are the panes' own edges."""

    def __init__(self, left: QWidget, centre: QWidget, right: QWidget, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        for part in (left, centre, right):
            self.addWidget(part)
        centre.setMinimumWidth(CENTRE_LEAST)
        self.setHandleWidth(0)
        self.setStretchFactor(CENTRE, 1)
        self.setCollapsible(CENTRE, False)

    def restore(self, kept: str) -> None:
        """Take on widths as `widths` wrote them; the usual ones when there are none."""
        try:
            sizes = [int(part) for part in kept.split(",")]
        except ValueError:
            sizes = []
        if len(sizes) != self.count() or sizes[CENTRE] <= 0:
            sizes = [LEFT_WIDTH, max(CENTRE_LEAST, self.width() - LEFT_WIDTH - RIGHT_WIDTH), RIGHT_WIDTH]
        self.setSizes(sizes)

    def widths(self) -> str:
        """The widths, for `restore`."""
        return ",".join(str(size) for size in self.sizes())

    def is_open(self, place: int) -> bool:
        """Whether a pane is not folded away."""
        return self.sizes()[place] > 0

    def toggle(self, place: int) -> None:
        """Fold an outer pane away, or show it again."""
        sizes = self.sizes()
        wanted = 0 if sizes[place] else (LEFT_WIDTH if place == LEFT else RIGHT_WIDTH)
        sizes[CENTRE] += sizes[place] - wanted
        sizes[place] = wanted
        self.setSizes(sizes)

    def with_focus(self) -> int | None:
        """The pane that the keyboard is in."""
        focus = QApplication.focusWidget()
        for place in range(self.count()):
            pane = self.widget(place)
            if focus is not None and pane is not None and (pane is focus or pane.isAncestorOf(focus)):
                return place
        return None

    def following(self, step: int) -> int:
        """The open pane after the one with the keyboard, or before it, round the end."""
        places = [place for place in range(self.count()) if self.is_open(place)]
        now = self.with_focus()
        return places[(places.index(now) + step) % len(places)] if now in places else CENTRE
