"""The guideline of a tag, in view while marking: what to mark, and examples with the passages in the tag's
colours.
"""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSpacerItem,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import Theme, theme
from desktop_app.gui.widgets import IconButton, TagSwatch
from desktop_app.model.tagset import Tag

_MARKED = re.compile(r"\[([^\[\]]+)\]")
_LONGEST = 20_000
_INSET = 9
"""Pixels between the edge of a flat button and the words on it."""
_PITCH = 115
"""Per cent of the font's own line height."""


class GuidelineText(QTextEdit):
    """A tag's guideline as text that can be read, selected and scrolled, not changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag: Tag | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Guideline"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._write()
        self.setStyleSheet("QTextEdit { background: transparent; border: none; padding: 0; }")
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme().changed.connect(self._write)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 48)

    def sizeHint(self) -> QSize:
        return QSize(240, 132)

    def show_tag(self, tag: Tag | None) -> None:
        """Write the guideline of another tag."""
        if tag != self._tag:
            self._tag = tag
            self._write()
            self._end_at_a_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_at_a_line()

    def _end_at_a_line(self) -> None:
        """Show whole lines only, as long as nobody scrolls."""
        unused = self.height() - self.whole_lines(self.height())
        if self.viewportMargins().bottom() != unused:
            self.setViewportMargins(0, 0, 0, unused)

    def whole_lines(self, height: int) -> int:
        """How much of a height the lines take that fit it; all of it when they all do, or none does."""
        layout = self.document().documentLayout()
        block, bottom = self.document().begin(), 0
        while block.isValid():
            top, lines = layout.blockBoundingRect(block).top(), block.layout()
            for number in range(lines.lineCount()):
                line = lines.lineAt(number)
                end = math.ceil(top + line.y() + line.height())
                if end > height:
                    return bottom or height
                bottom = end
            block = block.next()
        return height

    def _write(self) -> None:
        self.clear()
        tag, look = self._tag, theme()
        cursor = self.textCursor()
        if tag is None:
            _paragraph(cursor, look, _("Point at a tag to read what to mark with it."), faded=True)
            return
        cursor.beginEditBlock()
        for paragraph in tag.guideline.splitlines() or [_("This tag has no guideline yet.")]:
            _paragraph(cursor, look, paragraph, faded=not tag.guideline)
        self._examples(cursor, _("Examples"), tag.examples)
        self._examples(cursor, _("Not like this"), tag.counter_examples)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _examples(self, cursor: QTextCursor, heading: str, examples: tuple[str, ...]) -> None:
        look = theme()
        if examples and self._tag is not None:
            _paragraph(cursor, look, heading, bold=True, faded=True)
            for example in examples:
                _paragraph(cursor, look, example, colour=self._tag.colour)


def _paragraph(
    cursor: QTextCursor,
    look: Theme,
    text: str,
    *,
    bold: bool = False,
    faded: bool = False,
    colour: str | None = None,
) -> None:
    """One paragraph at the end; with the `colour` of a tag, what stands in square brackets looks marked with it."""
    block = QTextBlockFormat()
    block.setLineHeight(_PITCH, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setTopMargin((8 if bold else 3) if cursor.position() else 0)
    if cursor.position():
        cursor.insertBlock(block)
    else:
        cursor.setBlockFormat(block)
    plain = QTextCharFormat()
    plain.setForeground(look.colour("muted" if faded else "ink"))
    plain.setFont(
        look.font(step=-1 if bold else 0, weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    )
    marked = QTextCharFormat(plain)
    if colour is not None:
        marked.setBackground(look.tag(colour).tint)
        marked.setUnderlineColor(look.tag(colour).line)
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    for place, piece in enumerate(_MARKED.split(shown(text, _LONGEST)) if colour is not None else [text]):
        cursor.insertText(piece, marked if place % 2 else plain)


class GuidelinePanel(QWidget):
    """A line with the tag's name, and the guideline below it unless it is folded away.

    `folded` is emitted with whether it is now.
    """

    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag: Tag | None = None
        self._swatch = TagSwatch("", parent=self)
        self._name = QToolButton(self)
        self._name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name.clicked.connect(lambda _checked=False: self._turn())
        self._fold = IconButton("chevron-down", _("Fold the guideline away"), self._turn, parent=self)
        self._fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = GuidelineText(self)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._row = row
        self._lead = QSpacerItem(_INSET, 0)
        row.addSpacerItem(self._lead)
        row.addWidget(self._swatch)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._fold)
        column = QVBoxLayout(self)
        self._below = below = QHBoxLayout()
        below.setSpacing(0)
        below.addSpacing(_INSET)
        below.addWidget(self.text, 1)
        column.setContentsMargins(16 - _INSET, 2, 10, 8)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(below, 1)
        self.show_tag(None)

    @property
    def is_folded(self) -> bool:
        """Whether only the line with the name is shown."""
        return self.text.isHidden()

    def set_folded(self, *, folded: bool) -> None:
        """Fold the guideline away, or open it."""
        if folded == self.is_folded:
            return
        self.text.setHidden(folded)
        self._below.invalidate()
        self._fold.set_icon("chevron-up" if folded else "chevron-down")
        self._fold.set_words(_("Open the guideline") if folded else _("Fold the guideline away"))
        self.updateGeometry()
        self.folded.emit(folded)

    def _turn(self) -> None:
        self.set_folded(folded=not self.is_folded)

    def show_tag(self, tag: Tag | None) -> None:
        """Show the guideline of another tag; None shows how to get one."""
        self._tag = tag
        self._swatch.setVisible(tag is not None)
        # Without a swatch the words begin where the text below them does.
        self._lead.changeSize(_INSET if tag is not None else 0, 0)
        self._row.invalidate()
        self._swatch.set_colour(tag.colour if tag is not None else "")
        name = shown(tag.name, 40) if tag is not None else ""
        self._name.setText(_("Guideline: {tag}").format(tag=name) if tag is not None else _("Guideline"))
        self.text.show_tag(tag)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
