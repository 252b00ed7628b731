"""The details of a document as a small form in place of its heading. No dialog: the text stays in view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.widgets import plain_label, primary_button, quiet_button
from desktop_app.model.records import METADATA, Document

MOST_FURTHER = 40


def field_label(name: str) -> str:
    """The name of a metadata field in words; a field of the project's own keeps its name."""
    words = {
        "title": _("Title"),
        "author": _("Author"),
        "outlet": _("Outlet"),
        "published": _("Published"),
        "url": _("Address"),
        "language": _("Language"),
    }
    return words.get(name, shown(name, 40))


class MetadataEditor(QWidget):
    """One line a field. `saved` carries what changed, by field; `left` when it is closed. Return saves, Esc leaves."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit] = {}
        self._before: dict[str, str] = {}
        self._new_name = QLineEdit(self)
        self._new_value = QLineEdit(self)
        self._form = QFormLayout()
        self._origin = plain_label("", look="muted", parent=self)
        self._origin.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._new_name.setPlaceholderText(_("Another field"))
        self._new_name.setAccessibleName(_("Name of another field"))
        self._new_value.setPlaceholderText(_("Value"))
        self._new_value.setAccessibleName(_("Value of the other field"))
        further = QGridLayout()
        further.addWidget(self._new_name, 0, 0)
        further.addWidget(self._new_value, 0, 1)
        further.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._origin, 1)
        buttons.addWidget(quiet_button(_("Cancel"), self.left.emit, self))
        buttons.addWidget(primary_button(_("Save"), self.save, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._form)
        column.addLayout(further)
        column.addLayout(buttons)

    def edit(self, document: Document) -> None:
        """Fill the form with what is known about a document, and put the keyboard into it."""
        while self._form.rowCount():
            self._form.removeRow(0)
        known = {name: str(getattr(document, name)) for name in METADATA}
        further = dict(sorted(document.fields.items())[:MOST_FURTHER])
        self._before = {**known, **further}
        self.fields = {name: self._field(name, value) for name, value in self._before.items()}
        self.fields["published"].setPlaceholderText(_("Year-month-day, as 2015-11-02"))
        self._new_name.clear()
        self._new_value.clear()
        self._origin.setText(_origin(document))
        self.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, name: str, value: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(2000)
        line.setText(value)
        line.setCursorPosition(0)
        line.setAccessibleName(field_label(name))
        self._form.addRow(plain_label(field_label(name), look="muted", parent=self), line)
        return line

    def changed(self) -> Mapping[str, str]:
        """The fields whose value differs from the document's."""
        found = {
            name: line.text().strip()
            for name, line in self.fields.items()
            if line.text().strip() != self._before[name].strip()
        }
        fresh = self._new_name.text().strip()
        if fresh and self._new_value.text().strip():
            found[fresh] = self._new_value.text().strip()
        return found

    def save(self) -> None:
        """Hand over what changed; nothing changed means: leave."""
        found = self.changed()
        if found:
            self.saved.emit(found)
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _origin(document: Document) -> str:
    """Where the text came from: file name, encoding and size of the original. None of it can change."""
    encoding = document.encoding + (_(" with byte-order mark") if document.bom else "")
    parts = [document.name, encoding, _("{size} bytes").format(size=number(document.original_size))]
    return " · ".join(shown(part, 80) for part in parts if part)
