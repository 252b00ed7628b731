"""Other people's text on a few lines, in its own direction, breaking even where it has no blanks."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.base.shown import shown
from desktop_app.gui.theme import fonts
from desktop_app.gui.theme.style import theme

_LONGEST = 4000
_LINE_END = "\u2028"


class WrappedText(QWidget):
    """At most `lines` lines, the last one ending in '…' when more would follow; then the whole is the tool tip.

    `reading` takes the font of documents, `step` makes the text larger or smaller by pixels, `breaks` keeps its
    lines.
    """

    def __init__(
        self,
        *,
        lines: int = 2,
        role: str = "ink",
        reading: bool = False,
        step: int = 0,
        breaks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._role = role
        self._reading = reading
        self._step = step
        self._breaks = breaks
        self._weight = QFont.Weight.Normal
        self._whole_words = False
        self._text = ""
        self._about = ""
        self._laid: tuple[int, QTextLayout] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._choose_font()

    def text(self) -> str:
        """The whole text, as it is shown."""
        return self._text.replace(_LINE_END, "\n")

    def set_text(self, text: str) -> None:
        """Show another text, whatever is in it."""
        lines = text[:_LONGEST].splitlines() if self._breaks else [text]
        written = _LINE_END.join(shown(line, _LONGEST) for line in lines)
        if written != self._text:
            self._text = written
            self.setAccessibleName(written.replace(_LINE_END, "\n"))
            self._renew()

    def set_lines(self, lines: int) -> None:
        """Take at most another number of lines."""
        if lines != self._lines:
            self._lines = lines
            self._renew()

    def keep_words_whole(self) -> None:
        """Break no word from now on: one that is wider than there is room ends in '…', and the tool tip has it all."""
        if not self._whole_words:
            self._whole_words = True
            self._renew()

    def longest_word(self) -> int:
        """The width in pixels of what cannot be broken between words."""
        return max((ceil(width) for _words, width in self._words()), default=0)

    def set_about(self, words: str) -> None:
        """Say more in the tool tip."""
        self._about = words
        self._renew()

    def set_look(self, role: str, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        """Write it in the colour of another role, and perhaps bolder."""
        if (role, weight) != (self._role, self._weight):
            self._role, self._weight = role, weight
            self._choose_font()

    @property
    def role(self) -> str:
        """The role of the colour that it is written in."""
        return self._role

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._pitch() * max(1, self._layout(width).lineCount())

    def sizeHint(self) -> QSize:
        width = min(280, self.fontMetrics().horizontalAdvance(self._text[:200]) + 2)
        return QSize(width, self.heightForWidth(max(1, width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._pitch())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._choose_font()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            self._renew()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme().colour(self._role))
        self._layout(self.width()).draw(painter, QPointF(0, 0))

    def _choose_font(self) -> None:
        look = theme()
        size = max(9, look.size + self._step)
        if self._reading:
            self.setFont(fonts.reading_font(size, weight=self._weight))
        else:
            self.setFont(look.font(step=self._step, weight=self._weight))
        self._renew()

    def _renew(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()

    def _pitch(self) -> int:
        return round(self.fontMetrics().height() * (1.0 if self._reading else 1.12))

    def _layout(self, width: int) -> QTextLayout:
        if self._laid is None or self._laid[0] != width:
            text = self._fitting(width) if self._whole_words else self._text
            layout = self._broken(text, width)
            short = text != self._text
            cut = layout.lineCount() > self._lines
            if cut:
                start = layout.lineAt(self._lines - 1).textStart()
                head, tail = _split(text, start)
                end = self.fontMetrics().elidedText(tail, Qt.TextElideMode.ElideRight, width)
                layout = self._broken(f"{head.rstrip()}{_LINE_END}{end}" if head else end, width)
            self._laid = width, layout
            self.setToolTip(
                "\n\n".join(part for part in (self.text() if cut or short else "", self._about) if part)
            )
        return self._laid[1]

    def _words(self) -> list[tuple[str, float]]:
        """The text cut where a line may end, with the width of each piece."""
        layout = QTextLayout(self._text, self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        found, rest, line = list[tuple[str, float]](), self._text, layout.createLine()
        while line.isValid():
            line.setLineWidth(1)
            word, rest = _split(rest, line.textLength())
            found.append((word, line.naturalTextWidth()))
            line = layout.createLine()
        layout.endLayout()
        return found

    def _fitting(self, width: int) -> str:
        elided, end = self.fontMetrics().elidedText, Qt.TextElideMode.ElideRight
        return "".join(
            word if needed <= width else elided(word.rstrip(), end, width) + " " * word.endswith(" ")
            for word, needed in self._words()
        )

    def _broken(self, text: str, width: int) -> QTextLayout:
        layout = QTextLayout(text, self.font())
        side = Qt.AlignmentFlag.AlignLeft
        if not self._reading and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            # A name in Latin letters begins where all lines of such a window do; passages lie as their document does.
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        option = QTextOption(side)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top, line = 0, layout.createLine()
        while line.isValid() and layout.lineCount() <= self._lines + 1:
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += self._pitch()
            line = layout.createLine()
        layout.endLayout()
        return layout


def _split(text: str, units: int) -> tuple[str, str]:
    """The text cut at one of Qt's positions, which count characters beyond U+FFFF twice."""
    if text.isascii():
        return text[:units], text[units:]
    packed = text.encode("utf-16-le", "surrogatepass")
    return packed[: units * 2].decode("utf-16-le", "replace"), packed[units * 2 :].decode(
        "utf-16-le", "replace"
    )
