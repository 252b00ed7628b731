"""The heading above the text: title, outlet, published date, language, length. A click opens the details."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.theme import fonts
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import ClampedLabel, FlowRow, IconButton, StateDot, plain_label
from desktop_app.model.records import Document, State

DOT = "·"
TITLE_PX = 20


class Heading(QWidget):
    """What is known about the open document. `edit_wanted` when the person wants to change it."""

    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ClampedLabel(lines=2, parent=self)
        self.facts = FlowRow(gap=4, parent=self)
        self.edit = IconButton("pencil", _("Edit details"), self.edit_wanted.emit, parent=self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lay_out()
        self._use_fonts()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.title, 1)
        first.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.facts)

    def _use_fonts(self) -> None:
        size = TITLE_PX + theme().size - fonts.INTERFACE_PX
        self.title.setFont(fonts.reading_font(size, weight=QFont.Weight.Bold))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._use_fonts()
        super().changeEvent(event)

    def show_document(self, document: Document, state: State) -> None:
        """Show what is known about a document, and the annotator's state with it."""
        self.title.set_text(document.title or document.name)
        self.facts.clear()
        self.facts.add(StateDot(state, self.facts))
        for place, (words, strong) in enumerate(_facts(document)):
            if place:
                self.facts.add(plain_label(DOT, look="muted", parent=self.facts))
            weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
            self.facts.add(
                plain_label(words, look="" if strong else "muted", weight=weight, parent=self.facts)
            )
        spoken = ", ".join(words for words, _strong in _facts(document))
        self.setAccessibleName(f"{self.title.text()}, {spoken}")

    def words(self) -> str:
        """All that is shown, for screen readers."""
        return self.accessibleName()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)


def _facts(document: Document) -> list[tuple[str, bool]]:
    """(words, whether they stand out), in the order in which they are shown."""
    found: list[tuple[str, bool]] = []
    if document.binned:
        found.append((_("In the bin"), True))
    if document.outlet:
        found.append((shown(document.outlet, 60), False))
    if document.author:
        found.append((shown(document.author, 60), False))
    if document.published:
        found.append((_("published {date}").format(date=shown(document.published, 40)), True))
    else:
        found.append((_("no date"), False))
    if document.language:
        found.append((shown(document.language, 20), False))
    length = ngettext("{number} character", "{number} characters", document.length)
    found.append((length.format(number=number(document.length)), False))
    return found
