"""The passage that an annotation marks, as a quotation with a rule in the tag's colour."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.theme.style import theme

_RULE_PX, _INDENT = 3, 12
_LINES, _FEW_LINES = 7, 3


class QuoteBlock(QWidget):
    """The words in the font of documents; the rule stands where the text begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ""
        self._rtl = False
        self._words = WrappedText(lines=_LINES, reading=True, step=2, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INDENT, 0, 0, 0)
        row.addWidget(self._words)

    def text(self) -> str:
        """The words that are shown."""
        return self._words.text()

    def show_quote(self, text: str, colour: str) -> None:
        """Show these words and the colour of their tag."""
        self._colour = colour
        self._rtl = is_right_to_left(text)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*((0, 0, _INDENT, 0) if self._rtl else (_INDENT, 0, 0, 0)))
        self._words.set_text(text)
        self.update()

    def set_low(self, *, low: bool) -> None:
        """Take few lines where there is little height: what is to be filled in is more than what stands in the text."""
        self._words.set_lines(_FEW_LINES if low else _LINES)

    def paintEvent(self, event: QPaintEvent) -> None:
        left = self.width() - _RULE_PX if self._rtl else 0
        QPainter(self).fillRect(left, 0, _RULE_PX, self.height(), theme().tag(self._colour).line)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is one of a script that is written from the right."""
    for character in text[:200]:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
