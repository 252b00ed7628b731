"""The rows of the verdict card: who says what, with the key that accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from desktop_app.gui.review.words import Piece
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, filled, keycap_size, runs_leftwards
from desktop_app.gui.widgets.pressable import Pressable

HEIGHT, WIDEST_TAG, NAME = 32, 96, 18
_GAP, _CHIP = 8, 6


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one annotator says: what they are called, the words in pieces (none: nothing), a tag with its colour.

    `remark` is what they coded, if that is what differs; `taken` says that the verdict found them right.
    """

    name: str
    key: str
    pieces: tuple[Piece, ...] = ()
    tag: str = ""
    colour: str = ""
    remark: str = ""
    taken: bool = False
    nothing: str = ""

    def spoken(self) -> str:
        """What a screen reader says of it: who, which words, which tag, what is remarked."""
        words = "".join(piece.text for piece in self.pieces) or self.nothing
        return ", ".join(part for part in (self.name, words, self.tag, self.remark) if part)


class OpinionRow(Pressable):
    """One opinion, drawn in one go. `clicked` to take it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opinion = Opinion("", "")
        self.name_width = NAME
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_opinion(self, opinion: Opinion, name_width: int) -> None:
        """Show what somebody says; names of all rows take `name_width` pixels."""
        self.opinion, self.name_width = opinion, name_width
        self.setAccessibleName(opinion.spoken())
        self.setToolTip(opinion.spoken())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(HEIGHT, self.fontMetrics().height() + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, opinion = QPainter(self), theme(), self.opinion
        if self.underMouse():
            filled(painter, QRectF(self.rect()), look.colour("hover"), radius=4)
        box = self.rect()
        cap = keycap_size(look, opinion.key)
        middle = (box.height() - cap.height()) // 2
        if opinion.key:
            draw_keycap(painter, self._turned(QRect(0, middle, cap.width(), cap.height())), opinion.key, look)
        left = cap.width() + _GAP
        painter.setFont(look.font(weight=QFont.Weight.DemiBold if opinion.taken else QFont.Weight.Normal))
        painter.setPen(look.colour("done" if opinion.taken else "muted"))
        self._write(painter, QRect(left, 0, self.name_width, box.height()), opinion.name)
        left += self.name_width + _GAP
        right = box.width() - self._paint_tag(painter, opinion)
        painter.setFont(look.font())
        self._paint_words(painter, left, right, opinion)

    def _paint_tag(self, painter: QPainter, opinion: Opinion) -> int:
        """The tag at the far end. Returns the room that it takes."""
        if not opinion.tag:
            return 0
        look = theme()
        painter.setFont(look.font(step=-2))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(opinion.tag, Qt.TextElideMode.ElideRight, WIDEST_TAG)
        width, height = metrics.horizontalAdvance(words) + 2 * _CHIP, metrics.height() + 2
        box = QRect(self.width() - width, (self.height() - height) // 2, width, height)
        filled(painter, QRectF(self._turned(box)), look.tag(opinion.colour).tint, radius=4)
        painter.setPen(look.colour("ink"))
        painter.drawText(self._turned(box), Qt.AlignmentFlag.AlignCenter, words)
        return width + _GAP

    def _paint_words(self, painter: QPainter, left: int, right: int, opinion: Opinion) -> None:
        pieces = _cut(opinion, painter.fontMetrics(), right - left)
        room = self._turned(QRect(left, 0, right - left, self.height()))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = room.right() + 1 - sum(piece.width for piece in pieces) if mirrored else room.left()
        # Side by side in the direction of the text, whatever that of the window is.
        leftwards = runs_leftwards("".join(piece.text for piece in pieces))
        for piece in reversed(pieces) if leftwards else pieces:
            painter.setPen(theme().colour(piece.role))
            draw_line(painter, QRect(x, 0, piece.width + 1, self.height()), piece.text)
            x += piece.width

    def _write(self, painter: QPainter, box: QRect, words: str) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        draw_line(painter, self._turned(box), words, right=mirrored)

    def _turned(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)


class _Shown(NamedTuple):
    text: str
    role: str
    width: int


def _cut(opinion: Opinion, metrics: QFontMetrics, room: int) -> list[_Shown]:
    """What there is room for of the words of an opinion, in the order in which they are read."""
    parts: Sequence[tuple[str, str]] = [
        (piece.text, "ink" if piece.differs or len(opinion.pieces) == 1 else "muted")
        for piece in opinion.pieces
    ]
    if opinion.remark:
        parts = [(opinion.remark, "ink")]
    found: list[_Shown] = []
    for text, role in parts or [(opinion.nothing, "muted")]:
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        # The last piece is what matters where one is cut: the middle of a long one may go.
        if words != text and len(parts) == 1:
            words = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        found.append(_Shown(words, role, metrics.horizontalAdvance(words)))
        room -= found[-1].width
        if room <= 0:
            break
    return found
