"""The state of the document as signs in a row: one look says how far it is, one key moves it on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_line, draw_state, filled, keycap_font, outline
from desktop_app.model.records import State

STATES = (State.NEW, State.IN_PROGRESS, State.DONE, State.NEEDS_ANOTHER_LOOK)
_CELL, _HEIGHT, _GAP = 36, 28, 2
_LEAD = 6
_SIGNS_PX = len(STATES) * (_CELL + _GAP)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_CENTRE = Qt.AlignmentFlag.AlignCenter


class StateRow(QWidget):
    """The states that an annotator can give, each with its sign; the present one also in words, below them where
    the row is too narrow.

    `chosen` is emitted with the State that a click, its digit or the arrow keys ask for. A reviewed document
    shows so, and can be taken up again. The digits are written while the keyboard is here: only then they work.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State.NEW
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_state(State.NEW)

    def state(self) -> State:
        """The state that is shown."""
        return self._state

    def show_state(self, state: State) -> None:
        """Show another state without announcing it."""
        self._state = state
        self.setAccessibleName(_("State of the document: {state}").format(state=state.words()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIGNS_PX + 60, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_SIGNS_PX, self._height())

    def heightForWidth(self, width: int) -> int:
        line = self.fontMetrics().height() + _GAP
        return self._height() + (0 if self._fits_beside(width) else line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = Qt.Key(event.key()), event.text()
        if digit.isdecimal() and 1 <= int(digit) <= len(STATES):
            self._choose(int(digit) - 1)
        elif key in _STEPS:
            step = -_STEPS[key] if self._mirrored() else _STEPS[key]
            now = STATES.index(self._state) if self._state in STATES else len(STATES)
            self._choose(max(0, min(now + step, len(STATES) - 1)))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event)
        if self._hovered >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), STATES[self._hovered].words(), self)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._at(event) >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._choose(self._at(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        for number, state in enumerate(STATES):
            box = self._box(number)
            if state is self._state:
                filled(painter, QRectF(box), look.colour("chosen"))
            elif number == self._hovered and self.underMouse():
                filled(painter, QRectF(box), look.colour("hover"))
            if self.hasFocus():
                self._paint_numbered(painter, box, number)
            else:
                draw_state(painter, box, state, look)
        painter.setFont(self.font())
        painter.setPen(look.colour("ink"))
        room = self.room_for_words()
        draw_line(painter, room, self._state.words(), right=self._mirrored())

    def _paint_numbered(self, painter: QPainter, box: QRect, number: int) -> None:
        look, state = theme(), STATES[number]
        half = box.width() // 2
        first, second = box.adjusted(0, 0, -half + 2, 0), box.adjusted(half - 4, 0, 0, 0)
        if self._mirrored():
            first, second = second, first
        draw_state(painter, first, state, look)
        painter.setFont(keycap_font(look))
        painter.setPen(look.colour("muted"))
        painter.drawText(second, _CENTRE, str(number + 1))
        if state is self._state:
            outline(painter, QRectF(box), look.colour("focus"), width=2)

    def _choose(self, number: int) -> None:
        if STATES[number] is not self._state:
            self.chosen.emit(STATES[number])

    def _fits_beside(self, width: int) -> bool:
        # The longest of all, so that the card does not jump with the state.
        longest = max(map(self.fontMetrics().horizontalAdvance, (state.words() for state in State)))
        return longest <= width - _SIGNS_PX - _LEAD

    def room_for_words(self) -> QRect:
        """Where the present state is written out."""
        if not self._fits_beside(self.width()):
            return QRect(0, self._height(), self.width(), self.height() - self._height()).adjusted(
                _LEAD, 0, -_LEAD, 0
            )
        left = _SIGNS_PX + _LEAD
        return QRect(0 if self._mirrored() else left, 0, self.width() - left, self._height())

    def _height(self) -> int:
        return max(_HEIGHT, self.fontMetrics().height() + 10)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _box(self, number: int) -> QRect:
        left = number * (_CELL + _GAP)
        return QRect(self.width() - left - _CELL if self._mirrored() else left, 0, _CELL, self._height())

    def _at(self, event: QMouseEvent) -> int:
        spot = event.position().toPoint()
        return next((number for number in range(len(STATES)) if self._box(number).contains(spot)), -1)
