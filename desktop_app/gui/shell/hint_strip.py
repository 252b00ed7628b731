"""The keys that work now, drawn in one go: they change with every selection, and must not cost a frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.gui.widgets.painting import draw_keycap, keycap_size

Hint = tuple[tuple[str, ...], str]
"""Keys, and what they do."""

_BETWEEN_KEYS, _BEFORE_WORDS, _BETWEEN_HINTS = 4, 6, 16


class HintStrip(QWidget):
    """Hints from the leading edge on; those that find no room are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hints: tuple[Hint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Write other hints."""
        if tuple(hints) != self.hints:
            self.hints = tuple(hints)
            spoken = (f"{' '.join(map(key_text, keys))}: {words}" for keys, words in self.hints)
            self.setAccessibleName(", ".join(spoken))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        direction = self.layoutDirection()
        x = 0
        for keys, words in self.hints:
            caps = [(key_text(key), keycap_size(look, key_text(key))) for key in keys]
            room = sum(size.width() for _text, size in caps) + _BETWEEN_KEYS * (len(caps) - 1)
            length = painter.fontMetrics().horizontalAdvance(words)
            if x + room + _BEFORE_WORDS + length > self.width():
                return
            for text, size in caps:
                box = QRect(x, (self.height() - size.height()) // 2, size.width(), size.height())
                draw_keycap(painter, QStyle.visualRect(direction, self.rect(), box), text, look)
                x += size.width() + _BETWEEN_KEYS
            x += _BEFORE_WORDS - _BETWEEN_KEYS
            box = QRect(x, 0, length + 1, self.height())
            painter.drawText(
                QStyle.visualRect(direction, self.rect(), box), Qt.AlignmentFlag.AlignCenter, words
            )
            x += length + _BETWEEN_HINTS
