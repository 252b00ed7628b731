"""The colours that a tag or an entity can have: sixteen that stay apart for all eyes, or one's own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.theme.oklch import distance
from desktop_app.gui.theme.palette import LIGHT, WHEEL, tag_colours
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import Chip, quiet_button
from desktop_app.gui.widgets.painting import filled, outline

_SAME = 0.012
"""Below this distance (OKLab) two lines look alike."""
_CELL, _GAP, _COLUMNS = 26, 4, 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_COLUMNS,
    Qt.Key.Key_Down: _COLUMNS,
}


class ColourWheel(QWidget):
    """Sixteen swatches in two rows. `chosen` brings the colour that a click or the arrow keys ask for."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ""
        self._place = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_colour("")

    def show_colour(self, colour: str) -> None:
        """Show which colour is in use."""
        self._colour = colour
        self._place = place_on_wheel(colour)
        number = self._place + 1
        words = _("Colour {number} of {total}").format(number=number, total=len(WHEEL))
        other = _("A colour of one's own") if colour else _("No colour")
        self.setAccessibleName(words if number else other)
        self.update()

    def sizeHint(self) -> QSize:
        rows = -(-len(WHEEL) // _COLUMNS)
        return QSize(_COLUMNS * (_CELL + _GAP) - _GAP, rows * (_CELL + _GAP) - _GAP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        for number, colour in enumerate(WHEEL):
            if self._box(number).contains(spot):
                self._choose(colour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            now = self._place
            self._choose(WHEEL[max(0, min(now + _STEPS[key], len(WHEEL) - 1)) if now >= 0 else 0])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        for number, colour in enumerate(WHEEL):
            box, paint = QRectF(self._box(number)), look.tag(colour)
            inner = box.adjusted(3, 3, -3, -3)
            filled(painter, inner, paint.tint, radius=4)
            outline(painter, inner, paint.line, width=2, radius=4)
            if number == self._place:
                filled(painter, box.adjusted(9, 9, -9, -9), paint.line, radius=4)
                ring = "focus" if self.hasFocus() else "muted"
                outline(painter, box, look.colour(ring), width=2 if self.hasFocus() else 1)

    def _box(self, number: int) -> QRect:
        row, column = divmod(number, _COLUMNS)
        left = column * (_CELL + _GAP)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - _CELL
        return QRect(left, row * (_CELL + _GAP), _CELL, _CELL)

    def _choose(self, colour: str) -> None:
        if colour != self._colour:
            self.show_colour(colour)
            self.chosen.emit(colour)


def place_on_wheel(colour: str) -> int:
    """Which of the sixteen looks like this colour of a tag, from 0; -1 for none."""
    line = tag_colours(colour, LIGHT).line
    place = min(range(len(WHEEL)), key=lambda number: distance(WHEEL[number], line))
    return place if distance(WHEEL[place], line) < _SAME else -1


class ColourField(QWidget):
    """The wheel, what a mark looks like, and the way to a colour of one's own; if it is `optional`, to none as well."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, optional: bool = False) -> None:
        super().__init__(parent)
        self._optional = optional
        self._colour = ""
        self.wheel = ColourWheel(self)
        self.wheel.chosen.connect(self.chosen)
        self.sample = Chip("", parent=self)
        self.own = quiet_button(_("Own colour"), self.choose_own, self)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.sample)
        line.addWidget(self.own)
        self.none = quiet_button(_("No colour"), lambda: self.chosen.emit(""), self)
        line.addWidget(self.none)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.wheel)
        column.addLayout(line)

    def show_colour(self, colour: str, name: str) -> None:
        """Show the colour of what has this name."""
        self._colour = colour
        self.wheel.show_colour(colour)
        self.none.setVisible(self._optional and bool(colour))
        self.sample.set_colour(colour)
        self.sample.set_text(name)

    def choose_own(self) -> QColorDialog:
        """Open the choice of all colours beside the window; only the hue of what is chosen counts."""
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(False)
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name()))
        dialog.show()
        return dialog
