"""What every card of an annotation has besides its attributes: the note, the parts, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.reading.offsets import for_qt
from desktop_app.gui.tagging.citation import cite
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.value_line import Folding, ValueLine
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.widgets import Chip, ElidedLabel, FlowRow, IconButton, Keycap, push_button
from desktop_app.model.span import Span
from desktop_app.ops.project import Project


class NoteEditor(QWidget):
    """A note: a line that becomes a field. What is typed is kept whenever the keyboard leaves it.

    `given` brings the note, `entered` asks to go on, `left` to go back to the text.
    """

    given = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ""
        self.field = GrowingEdit(_("Note"), _("add a note"))
        self._line = ValueLine(_("add a note"), _("Note"), key="n")
        self._folding = Folding(self._line, self.field, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._folding)
        self._folding.left.connect(self.flush)
        self.field.entered.connect(lambda: self._end(self.entered))
        self.field.escaped.connect(lambda: self._end(self.left))

    def show_note(self, note: str) -> None:
        """Show the note that is kept."""
        if self.field.text() == self._kept or note != self._kept:
            self.field.set_text(note)
        self._kept = note
        self._line.show_value(note)
        self._folding.fold_if_idle()

    def text(self) -> str:
        """What is written, kept or not."""
        return self.field.text()

    def start(self) -> None:
        """Put the keyboard into the note."""
        self._folding.open()

    def flush(self) -> None:
        """Give what has been typed."""
        if self.field.text().strip() != self._kept.strip():
            self.given.emit(self.field.text().strip())

    def take_draft(self) -> str | None:
        """What has been typed and could not be kept, or None; it is no longer shown afterwards."""
        typed = self.field.text()
        self.field.set_text(self._kept)
        return typed if typed.strip() != self._kept.strip() else None

    def set_draft(self, text: str) -> None:
        """Put back what had been typed."""
        self.field.set_text(text)
        self._line.hide()
        self.field.show()

    def _end(self, signal: SignalInstance) -> None:
        self.flush()
        signal.emit()


class PartsRow(QWidget):
    """The parts of a discontinuous annotation; hidden as long as there is only one.

    `chosen` brings the span to go to, `removed` the number of the part to take away, from 0.
    """

    chosen = Signal(object)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[Span, ...], tuple[str, ...], str] = ((), (), "")
        self.chips = FlowRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FormRow(_("Parts"), self.chips, parent=self))
        self.hide()

    def show_parts(self, spans: Sequence[Span], quotes: Sequence[str], colour: str) -> None:
        """Show these parts."""
        parts = (tuple(spans), tuple(quotes), colour)
        if parts == self._parts:
            return
        self._parts = parts
        self.chips.clear()
        self.setVisible(len(spans) > 1)
        if len(spans) > 1:
            for number, (span, quote) in enumerate(zip(spans, quotes, strict=True)):
                self.chips.add(self._chip(number, span, quote_words([quote]), colour))

    def _chip(self, number: int, span: Span, words: str, colour: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        chip = Chip(words, colour, clickable=True)
        chip.setToolTip(_("Go there; Delete takes the part away"))
        chip.pressed.connect(lambda: self.chosen.emit(span))
        chip.removed.connect(lambda: self.removed.emit(number))
        row.addWidget(chip)
        words = _("Remove part {number}").format(number=number + 1)
        row.addWidget(IconButton("x", words, lambda: self.removed.emit(number)))
        return box


class ActionRow(QWidget):
    """What can be done with an annotation as a whole."""

    part = Signal()
    copy = Signal()
    delete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(2)
        row.addWidget(
            IconButton("plus", _("Add a part: mark a further passage for it"), self.part.emit, parent=self)
        )
        row.addWidget(
            IconButton("copy", _("Copy the passage with its citation"), self.copy.emit, parent=self)
        )
        # In a narrow pane its words are cut rather than the whole card.
        self._with = ElidedLabel("", look="muted", parent=self)
        self._with.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._with, 1)
        row.addSpacing(4)
        row.addWidget(Keycap("x", self))
        self._delete = IconButton("trash-2", _("Delete this mark"), self.delete.emit, parent=self)
        row.addWidget(self._delete)

    def show_links(self, number: int) -> None:
        """Say how many links would be deleted with the mark."""
        words = ngettext("with {number} link", "with {number} links", number).format(number=number)
        self._with.setText(words if number else "")
        self._delete.set_words(
            _("Delete this mark, {links}").format(links=words) if number else _("Delete this mark")
        )


class ForeignRow(QWidget):
    """The small print: whose mark it is that can only be read, with an offer to copy it, and what has changed since."""

    copy = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = WrappedText(lines=6, role="muted", step=-1, parent=self)
        self.button = push_button(_("Copy to my marks"), self.copy.emit, self)
        # In a narrow pane its words are cut rather than the whole card.
        self.button.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 4)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_maker(self, name: str, source: str = "", print_: str = "") -> None:
        """Say that the mark is that of somebody with this name, and what else the small print says; '' says nothing.

        `source`: where gold comes from.
        """
        plain = _("Made by {name}: to be read, not to be changed.").format(name=shown(name, 40))
        said = [(source or plain) if name else "", print_]
        self.setVisible(any(said))
        self.button.setVisible(bool(name))
        self._words.set_text(" ".join(part for part in said if part))


def copy_citation(project: Project, document_uid: str, spans: Sequence[Span]) -> None:
    """Put passages on the clipboard, with where they were found. Raises NotFoundError."""
    QGuiApplication.clipboard().setText(for_qt(cite(project, document_uid, spans)))
