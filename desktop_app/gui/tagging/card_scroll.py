"""A scroll area for parts that grow and shrink while one types into them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_EDGE = 8


class CardScroll(QScrollArea):
    """Only scrolls up and down, shows the ground below it, and brings what gets the keyboard into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        # By itself Qt scrolls only while Tab goes from one part inside to another.
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            bring_into_view(now)


def tell_all_above(part: QWidget) -> None:
    """Let every layout around a part know at once that it wants another height.

    By itself the news rises one level each time round the event loop, and all that lies between is seen on the screen.
    """
    above: QWidget | None = part
    while above is not None and not above.isWindow():
        above.updateGeometry()
        above = above.parentWidget()


def discard(*parts: QWidget) -> None:
    """Take parts of a layout away for good."""
    for part in parts:
        part.hide()
        part.deleteLater()


def bring_into_view(part: QWidget) -> None:
    """Scroll the card so that a part of it is seen, as soon as it has its place."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, CardScroll):
        area = area.parentWidget()
    if area is not None:
        QTimer.singleShot(0, part, lambda: _scroll(area, part))


def _scroll(area: CardScroll, part: QWidget) -> None:
    inside = area.widget()
    if inside is None or not inside.isAncestorOf(part):
        return
    top = part.mapTo(inside, QPoint()).y()
    for place in (top + part.height(), top):
        area.ensureVisible(0, place, 0, _EDGE)
    # Of a field that is higher than the card, the line with the cursor.
    area.ensureWidgetVisible(part, 0, _EDGE)
