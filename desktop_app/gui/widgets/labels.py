"""Words on the window. All text is plain text; names and other people's text go through `shown` first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_line

Look = Literal["", "muted", "missing", "danger", "brand"]
_LONGEST = 4000


class PlainLabel(QLabel):
    """A label of plain text that keeps its step in size and its weight when the user changes the interface font.

    A font of one's own (`setFont`) stays as it is. It begins where the lines of its window begin, in whatever script it
    is: Qt would put an English name into the far corner of an Arabic window.
    """

    def __init__(
        self, text: str, look: Look, step: int, weight: QFont.Weight, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._weight = weight
        self._follows = True
        self._wanted = self.alignment()
        self.setAlignment(self._wanted)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("look", look)
        super().setFont(theme().font(step=step, weight=weight))

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        self._follows = False
        super().setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        if self._follows and event.type() is QEvent.Type.StyleChange:
            super().setFont(theme().font(step=self._step, weight=self._weight))
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._wanted)
        super().changeEvent(event)

    def setAlignment(self, wanted: Qt.AlignmentFlag) -> None:
        self._wanted = wanted
        side = QStyle.visualAlignment(self.layoutDirection(), wanted)
        super().setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)

    def set_look(self, look: Look) -> None:
        """Colour it by another look."""
        self.setProperty("look", look)
        self.style().polish(self)


def plain_label(
    text: str,
    *,
    look: Look = "",
    step: int = 0,
    weight: QFont.Weight = QFont.Weight.Normal,
    parent: QWidget | None = None,
) -> PlainLabel:
    """A label of plain text, coloured by `look`; `step` makes it larger or smaller by that many pixels."""
    return PlainLabel(text, look, step, weight, parent)


class ElidedLabel(QLabel):
    """One line that ends in '…' when there is no room, with the whole text as tool tip then."""

    def __init__(
        self,
        text: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        look: Look = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("look", look)
        self._mode = mode
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text, whatever is in it."""
        super().setText(shown(text, _LONGEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        # Less than that would tell nobody what it says.
        if room.width() < self.fontMetrics().horizontalAdvance(f"{self.text()[:2]}…"):
            self.setToolTip(self.text())
            return
        whole = draw_line(painter, room, self.text(), mode=self._mode, right=self._right())
        self.setToolTip("" if whole else self.text())

    def _right(self) -> bool:
        trailing = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        return trailing is not (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)


class ClampedLabel(QWidget):
    """Text on at most `lines` lines, the last one ending in '…' when more would follow. Its height follows its width.

    Give it a font with `setFont` (say `theme.fonts.reading_font(15)`).
    """

    def __init__(self, text: str = "", *, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._lines = lines
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def text(self) -> str:
        """The whole text, as it is shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text, whatever is in it."""
        self._text = shown(text, _LONGEST)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.fontMetrics().lineSpacing() * max(1, len(self._broken(width)))

    def sizeHint(self) -> QSize:
        width = min(320, self.fontMetrics().horizontalAdvance(self._text) + 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme().colour("ink"))
        pitch = self.fontMetrics().lineSpacing()
        lines = self._broken(self.width())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setToolTip(
            self._text if lines and lines[-1].endswith("…") and not self._text.endswith("…") else ""
        )
        for number, line in enumerate(lines):
            draw_line(painter, QRect(0, number * pitch, self.width(), pitch), line, right=mirrored)

    def _broken(self, width: int) -> list[str]:
        layout = QTextLayout(self._text, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        found: list[str] = []
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(1, width))
            if len(found) == self._lines - 1:
                rest = _units(self._text, line.textStart(), len(self._text) * 2)
                found.append(self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width))
                break
            found.append(_units(self._text, line.textStart(), line.textLength()).rstrip())
            line = layout.createLine()
        layout.endLayout()
        return found


def _units(text: str, start: int, length: int) -> str:
    """A slice of `text` by Qt's positions, which count characters beyond U+FFFF twice."""
    if text.isascii():
        return text[start : start + length]
    packed = text.encode("utf-16-le", "surrogatepass")
    return packed[start * 2 : (start + length) * 2].decode("utf-16-le", "replace")


class SectionHeader(QWidget):
    """The small caption above a list, with a muted remark at the other end: Documents ... 2 of 5 done."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        self._caption = ElidedLabel(caption, look="muted", parent=self)
        self._caption.setFont(theme().font(step=-2, weight=QFont.Weight.Bold))
        self._remark = plain_label("", look="muted", step=-2, weight=QFont.Weight.Medium, parent=self)
        row.addWidget(self._caption, 1)
        row.addWidget(self._remark)
        self.setAccessibleName(caption)

    def set_remark(self, remark: str) -> None:
        """Show another remark."""
        self._remark.setText(shown(remark))

    def add(self, widget: QWidget) -> None:
        """Put a widget, say an IconButton, at the far end."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)


class EmptyHint(QWidget):
    """What an empty place says: one line about what to do next, and perhaps the button (or keycap) that does it."""

    def __init__(self, words: str, action: QPushButton | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 24, 12, 24)
        column.setSpacing(12)
        self._label = plain_label(words, look="muted", parent=self)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._label)
        if action is not None:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(words)

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._label.setText(words)
        self.setAccessibleName(words)
