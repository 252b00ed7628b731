"""Three panes side by side: the outer two can be folded away, and all widths are remembered."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from desktop_app.gui.documents.pane import LEAST as LEFT_LEAST
from desktop_app.gui.documents.pane import WIDTH as LEFT_WIDTH
from desktop_app.gui.theme.style import theme

RIGHT_WIDTH = 344
CENTRE_LEAST, CENTRE_SQUEEZED, RIGHT_LEAST = 320, 160, 244
CENTRE_WANTED, RIGHT_EASY = 520, 268
"""The centre gets this much, as far as the outer panes can do with less than they would like: the tags go down to what
does not cut their captions, then the documents, then the tags once more. All widths are for text of the normal size:
the outer panes grow half as much as the text does.
"""
LEFT, CENTRE, RIGHT = 0, 1, 2


class Panes(QSplitter):
    """Documents, text and tags. The lines between them are the panes' own edges.

    Where the window is too narrow for an outer pane it folds away by itself, the documents first, and comes back with
    the room. One that is asked for there takes what it needs from the text. `focus_lost` says that the pane with the
    keyboard was folded away.
    """

    focus_lost = Signal()

    def __init__(self, left: QWidget, centre: QWidget, right: QWidget, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        for part in (left, centre, right):
            self.addWidget(part)
        centre.setMinimumWidth(CENTRE_SQUEEZED)
        self._growth = theme().sign_px(100) / 100
        self._least = {LEFT: self._grown(LEFT_LEAST), RIGHT: self._grown(RIGHT_LEAST)}
        self._liked = {LEFT: LEFT_WIDTH, RIGHT: RIGHT_WIDTH}
        self._wanted = {LEFT, RIGHT}
        self._asked: int | None = None
        self.setHandleWidth(0)
        self.setStretchFactor(CENTRE, 1)
        self.setCollapsible(CENTRE, False)
        self.splitterMoved.connect(self._moved)

    def _grown(self, px: int) -> int:
        return round(px * self._growth)

    def minimumSizeHint(self) -> QSize:
        return QSize(CENTRE_SQUEEZED, super().minimumSizeHint().height())

    def restore(self, kept: str) -> None:
        """Take on widths as `widths` wrote them; the usual ones when there are none."""
        try:
            sizes = [int(part) for part in kept.split(",")]
        except ValueError:
            sizes = []
        if len(sizes) != self.count() or sizes[CENTRE] <= 0:
            sizes = [LEFT_WIDTH, CENTRE_WANTED, RIGHT_WIDTH]
        for place in (LEFT, RIGHT):
            self._liked[place] = sizes[place] or self._liked[place]
        self._wanted = {place for place in (LEFT, RIGHT) if sizes[place]}
        self._share()

    def widths(self) -> str:
        """The widths, for `restore`."""
        left, right = (self._liked[place] if place in self._wanted else 0 for place in (LEFT, RIGHT))
        return f"{left},{self.sizes()[CENTRE]},{right}"

    def is_open(self, place: int) -> bool:
        """Whether a pane is not folded away."""
        return self.sizes()[place] > 0

    def toggle(self, place: int) -> None:
        """Fold an outer pane away, or show it again."""
        if self.is_open(place):
            self._wanted.discard(place)
            self._asked = None
        else:
            self._wanted.add(place)
            self._asked = place
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        had = self.with_focus()
        self._share()
        if had is not None and not self.is_open(had):
            self.focus_lost.emit()

    def _moved(self) -> None:
        for place in (LEFT, RIGHT):
            if self.is_open(place):
                self._liked[place] = round(self.sizes()[place] / self._growth)
                self._wanted.add(place)
            elif place in self._fitting():
                self._wanted.discard(place)

    def _fitting(self) -> set[int]:
        """The panes that are wanted, as far as there is room: one that was asked for in any case."""
        fitting: set[int] = set()
        left_over = self.width() - CENTRE_LEAST
        for place in sorted(self._wanted, key=lambda place: (place != self._asked, place != RIGHT)):
            if left_over >= self._least[place] or place == self._asked:
                fitting.add(place)
                left_over -= self._least[place]
        return fitting

    def _share(self) -> None:
        """Give the outer panes the width that they had, or less where the text needs it."""
        fitting = self._fitting()
        left = self._grown(self._liked[LEFT]) if LEFT in fitting else 0
        right = self._grown(self._liked[RIGHT]) if RIGHT in fitting else 0
        lacking = max(0, CENTRE_WANTED + left + right - self.width())
        taken = min(lacking, max(0, right - self._grown(RIGHT_EASY)))
        folded = min(lacking - taken, max(0, left - self._least[LEFT]))
        left -= folded
        right -= min(lacking - folded, max(0, right - self._least[RIGHT]))
        self.setSizes([left, max(CENTRE_SQUEEZED, self.width() - left - right), right])

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
