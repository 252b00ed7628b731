"""How a line of the palette is drawn: swatch, name, count, signs, key."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.palette_model import RECENT, TagModel
from desktop_app.gui.tagging.palette_rows import TagRow
from desktop_app.gui.tagging.signs import cap_size, paint_keycap, paint_swatch
from desktop_app.gui.theme.style import Theme, theme
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_row_ground, filled, outline

_EDGE, _GAP, _INDENT, _DEEPEST = 8, 8, 16, 5
_SIGN = 12
_FEW = 6
"""Up to so many tags are seen at a glance: which were used last need not be marked."""
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading


class _Line:
    """Hands out room from both ends of a line, in the direction of reading."""

    def __init__(self, rect: QRect, direction: Qt.LayoutDirection) -> None:
        self._rect = rect
        self._direction = direction
        self._first, self._last = rect.left() + _EDGE, rect.right() + 1 - _EDGE

    @property
    def left_over(self) -> int:
        """Pixels between what both ends have given away."""
        return max(0, self._last - self._first)

    def lead(self, width: int, gap: int = _GAP) -> QRect:
        """The next `width` pixels at the leading end."""
        width = min(width, self.left_over)
        box = QRect(self._first, self._rect.top(), width, self._rect.height())
        self._first += width + gap
        return QStyle.visualRect(self._direction, self._rect, box)

    def trail(self, size: QSize, gap: int = _GAP) -> QRect:
        """Room of this size at the trailing end, centred upright."""
        top = self._rect.top() + (self._rect.height() - size.height()) // 2
        box = QRect(self._last - size.width(), top, size.width(), size.height())
        self._last -= size.width() + gap
        return QStyle.visualRect(self._direction, self._rect, box)


class TagDelegate(QStyledItemDelegate):
    """Draws tags. The model says what is armed, recent and hidden."""

    def __init__(self, model: TagModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(160, row_height(theme()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._model.row_at(index.row())
        if row is None:
            return
        look = theme()
        box = option.rect.adjusted(0, 1, 0, -1)
        armed = row.uid == self._model.armed
        self._ground(painter, box, option, row if armed else None)
        line = _Line(box, option.direction)
        line.lead(min(row.depth, _DEEPEST) * _INDENT, gap=0)
        paint_swatch(painter, line.lead(14), "" if row.uid in self._model.hidden else row.colour)
        self._trailing(painter, line, row, look)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if armed else QFont.Weight.Normal)
        self._words(painter, line, row, font)

    def _ground(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, armed: TagRow | None
    ) -> None:
        look = theme()
        if armed is not None:
            filled(painter, QRectF(box), look.tag(armed.colour).tint)
            outline(painter, QRectF(box), look.tag(armed.colour).line, width=2)
        else:
            draw_row_ground(painter, box, option.state, look)

    def _trailing(self, painter: QPainter, line: _Line, row: TagRow, look: Theme) -> None:
        armed = row.uid == self._model.armed
        key = key_text("Esc" if armed else row.shortcut)
        if key:
            paint_keycap(painter, line.trail(cap_size(key)), key)
        for icon in self._signs(row):
            look.icon(icon, size=_SIGN).paint(painter, line.trail(QSize(_SIGN, _SIGN), gap=4))
        word = _("armed") if armed else _("hidden") if row.uid in self._model.hidden else ""
        if word:
            font = look.font(step=-1)
            width = QFontMetrics(font).horizontalAdvance(word) + 1
            box = line.trail(QSize(width, QFontMetrics(font).height()))
            _write(painter, box, word, font, "ink" if armed else "muted")

    def _signs(self, row: TagRow) -> list[str]:
        signs = ["pin"] if row.pinned else []
        many = len(self._model.rows) > _FEW
        return [*signs, "history"] if many and row.uid in self._model.recent[:RECENT] else signs

    def _words(self, painter: QPainter, line: _Line, row: TagRow, font: QFont) -> None:
        armed = row.uid == self._model.armed
        metrics = QFontMetrics(font)
        number = self._model.counts.get(row.uid, 0)
        count = QLocale().toString(number) if number else ""
        counted = metrics.horizontalAdvance(count) + _GAP if count else 0
        room = max(0, line.left_over - counted)
        name = metrics.elidedText(shown(row.name), Qt.TextElideMode.ElideRight, room)
        role = "muted" if row.uid in self._model.hidden else "ink"
        _write(painter, line.lead(metrics.horizontalAdvance(name) + 1), name, font, role)
        if count:
            _write(
                painter,
                line.lead(metrics.horizontalAdvance(count) + 1),
                count,
                font,
                "ink" if armed else "muted",
            )
        if row.within and line.left_over > 40:
            small = theme().font(step=-1)
            within = shown(row.within.replace("/", " / "))
            room = line.left_over
            short = QFontMetrics(small).elidedText(within, Qt.TextElideMode.ElideLeft, room)
            _write(painter, line.lead(room), short, small, "muted")


def row_height(look: Theme) -> int:
    """The height of a line of the palette."""
    return max(28, QFontMetrics(look.font()).height() + 12)


def _write(painter: QPainter, box: QRect, text: str, font: QFont, role: str) -> None:
    painter.setFont(font)
    painter.setPen(theme().colour(role))
    painter.drawText(box, _LEADING, text)
