"""The small buttons under the heading: annotators with their lanes, tags with their colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.theme.style import Theme, theme
from desktop_app.gui.widgets.painting import draw_swatch, drawing, filled, outline
from desktop_app.ops.annotators import Layer

NAME_LIMIT = 32
_SIGN, _GAP, _PAD = 16, 5, 3
_LANE_STEP, _LANE_HEIGHT, _MOST_LANES = 3, 2, 4


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag in the legend: its name, colour ('#rrggbb'), number of marks, and whether they are hidden."""

    uid: str
    name: str
    colour: str
    count: int
    hidden: bool = False


class QuietButton(QAbstractButton):
    """A sign, a name and a count, on one quiet line."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = shown(words, NAME_LIMIT)
        self._count = ""
        self.sign_px = _SIGN

    def show_count(self, count: int) -> str:
        """Show how many marks there are; returns how that is said."""
        if number(count) != self._count:
            self._count = number(count)
            self.updateGeometry()
            self.update()
        spoken = ngettext("{name}, {number} mark", "{name}, {number} marks", count)
        return spoken.format(name=self._words, number=self._count)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font())
        words = metrics.horizontalAdvance(self._words) + metrics.horizontalAdvance(self._count)
        return QSize(self.sign_px + words + 2 * _GAP + 2 * _PAD, max(24, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def is_off(self) -> bool:
        """Whether the name is struck out."""
        return False

    def ink_role(self) -> str:
        """The role of the colour of the name."""
        return "muted" if self.is_off() else "ink"

    def draw_sign(self, painter: QPainter, box: QRect, look: Theme) -> None:
        """Paint what stands before the name."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, box = QPainter(self), theme(), self.rect()
        if self.underMouse():
            filled(painter, QRectF(box), look.colour("hover"), radius=4)
        if self.hasFocus():
            outline(painter, QRectF(box), look.colour("focus"), width=2, radius=4)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        sign = QRect(_PAD, 0, self.sign_px, box.height())
        font = look.font()
        font.setStrikeOut(self.is_off())
        metrics = QFontMetrics(font)
        count = QRect(0, 0, metrics.horizontalAdvance(self._count), box.height())
        room = box.width() - self.sign_px - count.width() - 2 * _GAP - 2 * _PAD
        line = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, room + 1)
        words = QRect(sign.right() + 1 + _GAP, 0, metrics.horizontalAdvance(line) + 1, box.height())
        count.moveLeft(words.right() + _GAP)
        if mirrored:
            for part in (sign, words, count):
                part.moveLeft(box.width() - part.right() - 1)
        self.draw_sign(painter, sign, look)
        painter.setFont(font)
        painter.setPen(look.colour(self.ink_role()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, line)
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        painter.drawText(count, Qt.AlignmentFlag.AlignCenter, self._count)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.updateGeometry()
        super().changeEvent(event)


class LinkButton(QuietButton):
    """Words that do something, in the same line."""

    def __init__(self, words: str, pressed: Callable[[], object], parent: QWidget) -> None:
        super().__init__(words, parent)
        self.sign_px = 0
        self.setAccessibleName(words)
        self.clicked.connect(lambda _on=False: pressed())

    def ink_role(self) -> str:
        return "focus"


class LayerButton(QuietButton):
    """An annotator whose marks are shown, or not. In lanes of their own the sign says which lanes."""

    def __init__(self, layer: Layer, parent: QWidget) -> None:
        super().__init__(layer.annotator.name, parent)
        self.uid = layer.annotator.uid
        self._lane: tuple[int, int] | None = None
        self.setCheckable(True)

    def show_state(self, count: int, *, on: bool, lane: tuple[int, int] | None) -> None:
        """Show the annotator as shown or not; `lane` is the place of their lanes, and how many groups there are."""
        self.setChecked(on)
        self._lane = lane
        state = _("shown") if on else _("hidden")
        self.setAccessibleName(f"{self.show_count(count)}, {state}")
        self.setToolTip(_("Hide these marks") if on else _("Show these marks"))
        self.update()

    def lane(self) -> int | None:
        """The place of the lanes, 0 next to the text; None while all share theirs."""
        return self._lane[0] if self._lane is not None else None

    def is_off(self) -> bool:
        return not self.isChecked()

    def draw_sign(self, painter: QPainter, box: QRect, look: Theme) -> None:
        if self._lane is not None:
            _draw_lanes(painter, box, self._lane, look)
            return
        spot = QRectF(0, 0, 8, 8)
        spot.moveCenter(QRectF(box).center())
        if self.isChecked():
            filled(painter, spot, look.colour("ink"), radius=4)
        else:
            outline(painter, spot, look.colour("muted"), width=1.5, radius=4)


def _draw_lanes(painter: QPainter, box: QRect, lane: tuple[int, int], look: Theme) -> None:
    """A line of text with the lanes of all groups below it, one of them strong."""
    place, count = lane[0], min(lane[1], _MOST_LANES)
    top = box.center().y() - (5 + count * _LANE_STEP) // 2
    with drawing(painter):
        painter.fillRect(QRect(box.left(), top, _SIGN, 4), look.colour("field_line"))
        for group in range(count):
            role = "ink" if group == min(place, count - 1) else "line"
            y = top + 5 + group * _LANE_STEP
            painter.fillRect(QRect(box.left(), y, _SIGN, _LANE_HEIGHT), look.colour(role))


class TagButton(QuietButton):
    """A tag with its colour, as the text shows it."""

    def __init__(self, tag: TagLine, parent: QWidget) -> None:
        super().__init__(tag.name, parent)
        self.uid = tag.uid
        self._tag = tag
        self.setAccessibleName(self.show_count(tag.count))
        self.setToolTip(_("Show these marks") if tag.hidden else _("Only these in colour"))

    def is_off(self) -> bool:
        return self._tag.hidden

    def draw_sign(self, painter: QPainter, box: QRect, look: Theme) -> None:
        draw_swatch(painter, box, "" if self._tag.hidden else self._tag.colour, look)
