"""What is shown of the annotations, under the heading: whose, in which lanes and colours, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.theme.style import Theme, theme
from desktop_app.gui.widgets import Chip, FlowRow, IconButton, Keycap, plain_label
from desktop_app.gui.widgets.painting import draw_swatch, drawing, filled, outline
from desktop_app.ops.annotators import Layer

MOST_TAGS = 14
_SIGN, _GAP, _PAD = 16, 5, 3
_NAME = 32
_LANE_STEP, _LANE_HEIGHT, _MOST_LANES = 3, 2, 4


class _Button(QAbstractButton):
    """A sign, a name and a count, on one quiet line."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = shown(words, _NAME)
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


class _Link(_Button):
    """Words that do something, in the same line."""

    def __init__(self, words: str, pressed: Callable[[], object], parent: QWidget) -> None:
        super().__init__(words, parent)
        self.sign_px = 0
        self.setAccessibleName(words)
        self.clicked.connect(lambda _on=False: pressed())

    def ink_role(self) -> str:
        return "focus"


class LayerButton(_Button):
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
        self.setAccessibleName(f"{self.show_count(count)}, {_('shown') if on else _('hidden')}")
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


class TagButton(_Button):
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


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag in the legend: its name, colour ('#rrggbb'), number of marks, and whether they are hidden."""

    uid: str
    name: str
    colour: str
    count: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What the row under the heading says. `lanes` are the places of annotators' lanes, by uid, if they have own ones.

    `focus` is the name and colour of the tag that is not muted; `hidden` the number of tags that are left out.
    """

    layers: tuple[Layer, ...] = ()
    off: frozenset[str] = frozenset()
    lanes: Mapping[str, int] | None = None
    focus: tuple[str, str] | None = None
    hidden: int = 0

    def parts(self) -> tuple[object, ...]:
        """What has a part of its own in the row; all else changes within the parts."""
        people = tuple(layer.annotator for layer in self.layers)
        return people, self.focus, self.hidden, self.lanes is None


class ShownRow(FlowRow):
    """Whose marks are shown, and what is left out; there only when that is not plain.

    `switched` brings an annotator's uid when their marks are to be shown, or not; `sides_switched` asks for lanes of
    their own, or shared ones; `focus_left` and `filter_left` ask for all colours, and for all tags.
    """

    switched = Signal(str)
    sides_switched = Signal()
    focus_left = Signal()
    filter_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=4, parent=parent)
        self._now = Shown()
        self.layers: dict[str, LayerButton] = {}
        self.hide()

    def show_state(self, now: Shown) -> None:
        """Show this; a row with nothing to say hides."""
        if now == self._now:
            return
        before, self._now = self._now, now
        several = now.layers if len(now.layers) > 1 else ()
        if before.parts() != now.parts():
            self._fill(several)
        lanes = now.lanes or {}
        for layer in several:
            uid = layer.annotator.uid
            place = (lanes[uid], len(lanes)) if uid in lanes else None
            self.layers[uid].show_state(layer.count, on=uid not in now.off, lane=place)
        self.setVisible(bool(several or now.focus or now.hidden))

    def _fill(self, several: Sequence[Layer]) -> None:
        focused = self.focusWidget()
        kept = focused.uid if isinstance(focused, LayerButton) and focused.hasFocus() else ""
        self.clear()
        self.layers = {}
        for layer in several:
            button = self.layers[layer.annotator.uid] = LayerButton(layer, self)
            button.clicked.connect(lambda _on=False, uid=button.uid: self.switched.emit(uid))
            self.add(button)
        if several:
            words = _("share the lanes") if self._now.lanes is not None else _("side by side")
            self.add(_Link(words, self.sides_switched.emit, self))
        if self._now.focus is not None:
            name, colour = self._now.focus
            chip = Chip(
                _("Only {tag} in colour").format(tag=shown(name, _NAME)), colour, clickable=True, parent=self
            )
            chip.setToolTip(_("All tags in colour again"))
            chip.pressed.connect(self.focus_left)
            self.add(chip)
            self.add(Keycap("Esc", self))
        if self._now.hidden:
            words = ngettext("{number} tag hidden", "{number} tags hidden", self._now.hidden)
            self.add(plain_label(words.format(number=number(self._now.hidden)), look="muted", parent=self))
            self.add(_Link(_("show all"), self.filter_left.emit, self))
        if kept in self.layers:
            self.layers[kept].setFocus(Qt.FocusReason.OtherFocusReason)


class TagLegend(FlowRow):
    """Which colour is which tag. `picked` brings the tag that was clicked, `closed` asks to put it away."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=2, parent=parent)
        self._lines: tuple[TagLine, ...] | None = None
        self.setAccessibleName(_("Colours of the tags"))
        self.hide()

    def lines(self) -> tuple[TagLine, ...]:
        """What is listed, the tags with most marks first if there are too many."""
        return self._lines or ()

    def show_tags(self, lines: Sequence[TagLine]) -> None:
        """List these tags."""
        if self._lines == tuple(lines):
            return
        self._lines = tuple(lines)
        self.clear()
        seen = sorted(lines, key=lambda line: -line.count)[:MOST_TAGS]
        for line in (line for line in lines if line in seen):
            button = TagButton(line, self)
            button.clicked.connect(lambda _on=False, uid=line.uid: self.picked.emit(uid))
            self.add(button)
        if len(lines) > len(seen):
            more = _("and {number} more").format(number=number(len(lines) - len(seen)))
            self.add(plain_label(more, look="muted", parent=self))
        if not lines:
            self.add(plain_label(_("No marks are shown here."), look="muted", parent=self))
        self.add(IconButton("x", _("Close the legend"), self.closed.emit, parent=self))
