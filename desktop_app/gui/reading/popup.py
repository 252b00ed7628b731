"""The card itself: a small sheet beside the line, which takes neither the keyboard nor the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.reading.card import LIST_LIMIT, MARKS_LIMIT, Card
from desktop_app.gui.tagging.quote import is_right_to_left
from desktop_app.gui.tagging.words import moment_words, origin_words
from desktop_app.gui.theme import fonts
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_swatch, filled, outline

WIDTH = 340
QUOTE_LIMIT = 400
_EDGE, _LINE, _BETWEEN, _RULE = 12, 3, 9, 3
_QUOTE_LINES, _NOTE_LINES = 3, 4
_SHORT = 1
_SIGN, _INDENT = 14, 20
_FAR = 4


def origin_line(card: Card) -> str:
    """How, by whom and when it was made, how sure that is, and in how many parts."""
    parts = [
        origin_words(card.origin) if card.origin is not None else "",
        shown(card.who, 32),
        moment_words(card.created),
    ]
    if card.confidence is not None:
        parts.append(_("{number} % sure").format(number=round(card.confidence * 100)))
    if card.parts > 1:
        parts.append(ngettext("{number} part", "{number} parts", card.parts).format(number=card.parts))
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How a text is written: in which font and colour, on how many lines, how far from the edge, beside what.

    One that is written from the right (`rtl`) has the edge, and what is beside it, there.
    """

    font: QFont
    role: str = "ink"
    lines: int = 1
    left: int = 0
    swatch: str | None = None
    bar: QColor | None = None
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text that was laid out, with its style, and where it stands."""

    layout: QTextLayout
    style: _Style
    top: int
    height: int


class CardPopup(QWidget):
    """Shows what is known about the annotations at a place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cards: tuple[Card, ...] = ()
        self._more = 0
        self._listed = False
        self._pieces: list[_Piece] = []
        self._rules: list[int] = []
        self._words: list[str] = []
        self._top = _EDGE

    def words(self) -> str:
        """Everything that is written on it, line by line."""
        return "\n".join(self._words)

    def show_cards(self, cards: Sequence[Card], *, more: int = 0, listed: bool = False) -> None:
        """Write these cards, and how many `more` there are; `listed`: a line for each."""
        self._cards, self._more, self._listed = tuple(cards), more, listed
        self._write_cards(self._most())

    def _most(self) -> int:
        return min(len(self._cards), LIST_LIMIT if self._listed else MARKS_LIMIT)

    def _write_cards(self, count: int) -> None:
        """Write the first cards, in short if there are several, and how many more there are."""
        self._clear()
        for place, card in enumerate(self._cards[:count]):
            if self._listed:
                self._write_line(card)
                continue
            if place:
                self._top += _BETWEEN - _LINE
                self._rules.append(self._top)
                self._top += _BETWEEN
            self._write_card(card, short=len(self._cards) + self._more > 1)
        more = self._more + len(self._cards) - count
        if more:
            self._top += _LINE
            words = ngettext("and {number} more", "and {number} more", more).format(number=more)
            self._write(words, _Style(font=theme().font(step=-1), role="muted"))
        self._finish()

    def show_words(self, words: str) -> None:
        """Show these words in place of cards, at most a few lines of them."""
        self._cards, self._more = (), 0
        self._clear()
        self._write(words, _Style(font=theme().font(), lines=_NOTE_LINES))
        self._finish()

    def put_beside(self, line: QRect, x: int) -> None:
        """Show it below a line (a rectangle of the screen), or above where there is more room, near a place `x`.

        As many cards as have room stay on it, at least one.
        """
        screen = self.screen().availableGeometry()
        room = max(line.top() - screen.top(), screen.bottom() + 1 - line.bottom()) - _FAR
        count = self._most()
        while self.height() > room and count > 1:
            count -= 1
            self._write_cards(count)
        left = max(screen.left(), min(x - _EDGE, screen.right() + 1 - self.width()))
        top = line.bottom() + _FAR
        if top + self.height() > screen.bottom() + 1 and line.top() - screen.top() > screen.bottom() - top:
            top = line.top() - _FAR - self.height()
        self.move(QPoint(left, top))
        self.show()
        self.update()

    # Writing

    def _clear(self) -> None:
        self._pieces, self._rules, self._words = [], [], []
        self._top = _EDGE - 2

    def _finish(self) -> None:
        widest = max((piece.style.left + _width_of(piece) for piece in self._pieces), default=0)
        self.resize(min(WIDTH, round(widest) + 2 * _EDGE + 1), self._top - _LINE + _EDGE - 2)
        self.setAccessibleName(self.words())

    def _write_line(self, card: Card) -> None:
        quote = shown(" ".join(card.quote.split()), QUOTE_LIMIT)
        words = f"{shown(card.title, 80)} · {quote}"
        self._write(words, _Style(font=theme().font(), left=_INDENT, swatch=card.colour))

    def _write_card(self, card: Card, *, short: bool) -> None:
        look = theme()
        bold, small = look.font(weight=QFont.Weight.DemiBold), look.font(step=-1)
        self._write(shown(card.title, 80), _Style(font=bold, left=_INDENT, swatch=card.colour))
        quoted = _Style(
            font=fonts.reading_font(look.size + 1),
            lines=_SHORT if short else _QUOTE_LINES,
            left=_EDGE - 2,
            bar=look.tag(card.colour).line,
            rtl=is_right_to_left(card.quote),
        )
        self._write(shown(card.quote.strip(), QUOTE_LIMIT), quoted)
        for name, value in card.values:
            self._write(f"{shown(name, 40)}: {shown(value, 120)}", _Style(font=look.font()))
        if card.note:
            lines = _SHORT if short else _NOTE_LINES
            self._write(shown(card.note, QUOTE_LIMIT), _Style(font=look.font(), lines=lines))
        origin = origin_line(card)
        if origin:
            self._write(origin, _Style(font=small, role="muted"))

    def _write(self, words: str, style: _Style) -> None:
        if style.bar is None:
            # A quotation runs as its own script does, all else as the window.
            style = replace(style, rtl=self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        layout, height = _laid_out(words, style, WIDTH - 2 * _EDGE - style.left)
        self._pieces.append(_Piece(layout, style, self._top, height))
        self._words.append(words)
        self._top += height + _LINE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, box = QPainter(self), theme(), QRectF(self.rect())
        filled(painter, box, look.colour("page"))
        outline(painter, box, look.colour("field_line"))
        for top in self._rules:
            painter.fillRect(_EDGE, top, self.width() - 2 * _EDGE, 1, look.colour("line"))
        for piece in self._pieces:
            style = piece.style
            if style.swatch is not None:
                left = self.width() - _EDGE - _SIGN if style.rtl else _EDGE
                draw_swatch(painter, QRect(left, piece.top, _SIGN, piece.height), style.swatch, look)
            if style.bar is not None:
                left = self.width() - _EDGE - _RULE if style.rtl else _EDGE
                painter.fillRect(left, piece.top + 1, _RULE, piece.height - 2, style.bar)
            painter.setPen(look.colour(style.role))
            # What is written from the right was laid out up to the right end of the widest card.
            left = self.width() - WIDTH + _EDGE if style.rtl else _EDGE + style.left
            piece.layout.draw(painter, QPointF(left, piece.top))


def _laid_out(words: str, style: _Style, width: int) -> tuple[QTextLayout, int]:
    """The words on as many lines as they may have, the last one ending in '…' if more would follow; their height."""
    layout, height = _lines_of(words, style, width)
    if layout.lineCount() > style.lines:
        # Qt counts UTF-16 units.
        start, units = 2 * layout.lineAt(style.lines - 1).textStart(), words.encode("utf-16-le")
        rest = units[start:].decode("utf-16-le")
        rest = QFontMetrics(style.font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        layout, height = _lines_of(units[:start].decode("utf-16-le") + rest, style, width)
    return layout, height


def _lines_of(words: str, style: _Style, width: int) -> tuple[QTextLayout, int]:
    layout = QTextLayout(words, style.font)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if style.rtl else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    pitch = QFontMetrics(style.font).lineSpacing() + 1
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, count * pitch))
        count += 1
    layout.endLayout()
    return layout, max(1, count) * pitch


def _width_of(piece: _Piece) -> float:
    """How much of the width its lines need."""
    lines = [piece.layout.lineAt(row) for row in range(piece.layout.lineCount())]
    return max((line.naturalTextWidth() for line in lines), default=0.0)
