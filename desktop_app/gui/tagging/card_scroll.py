"""A scroll area for parts that grow and shrink while one types into them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class CardScroll(QScrollArea):
    """Only scrolls up and down, and shows the ground below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)


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
    above = part.parentWidget()
    while above is not None and not isinstance(above, CardScroll):
        above = above.parentWidget()
    if above is not None:
        area = above
        QTimer.singleShot(0, part, lambda: area.ensureWidgetVisible(part, 0, 8))
