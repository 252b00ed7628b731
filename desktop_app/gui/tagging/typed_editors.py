"""Editors that one types into: text, numbers, dates, and one of many options."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.gui.tagging.editors import Editor
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.value_line import Folding, ValueLine
from desktop_app.gui.tagging.words import date_words, value_words
from desktop_app.gui.widgets import leaves_undo
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value


class OneLine(QLineEdit):
    """A line to type in, with Return and Esc as signals. Undo and redo of what was not typed are left to the window."""

    entered = Signal()
    escaped = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def set_text(self, text: str) -> None:
        """Put another text into the field."""
        if text != self.text():
            self.setText(text)

    def select_all(self) -> None:
        """Select what is typed, so that typing replaces it."""
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        return super().event(event) if not leaves_undo(self, event) else False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class PickBox(QComboBox):
    """Many options: type a part of one and take it from those that fit, or open the list."""

    entered = Signal()
    escaped = Signal()

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItems(list(attribute.options))
        self.setAccessibleName(attribute.name)
        completer = QCompleter(list(attribute.options), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        completer.activated.connect(lambda _text: self.entered.emit(), Qt.ConnectionType.QueuedConnection)
        self.textActivated.connect(lambda _text: self.entered.emit())
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("type or pick …"))
            line.installEventFilter(self)
        self.set_text("")

    def text(self) -> str:
        """What is typed."""
        return self.currentText()

    def set_text(self, text: str) -> None:
        """Put another text into the field."""
        if text != self.currentText() or not text:
            self.setCurrentIndex(self.findText(text))
            self.setEditText(text)

    def select_all(self) -> None:
        """Select what is typed, so that typing replaces it."""
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A value must not change because one scrolls past it.
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_the_only_one()
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.escaped.emit()
                return True
        return super().eventFilter(watched, event)

    def _take_the_only_one(self) -> None:
        completer, typed = self.completer(), self.currentText().strip()
        if completer is not None and typed and self.findText(typed) < 0:
            completer.setCompletionPrefix(typed)
            if completer.completionCount() == 1:
                self.set_text(completer.currentCompletion())


Field = OneLine | GrowingEdit | PickBox


class TypedEditor(Editor):
    """A value that is typed. It is kept when the keyboard leaves it; Esc takes back what was typed."""

    def __init__(
        self, attribute: Attribute, field: Field | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(attribute, parent)
        self.field: Field = field or OneLine(attribute.name, self._invitation())
        self._kept = ""
        self._line = ValueLine(self._invitation(), attribute.name)
        self._folding = Folding(self._line, self.field)
        self._folding.left.connect(self.flush)
        self.field.entered.connect(self._enter)
        self.field.escaped.connect(self._escape)
        self.column.addWidget(self._folding)

    def _invitation(self) -> str:
        words = {"date": _("type a date …"), "number": _("type a number …"), "choice": _("type or pick …")}
        return words.get(self.attribute.kind, _("type …"))

    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        text = value_words(value, self.attribute) if value is not None else ""
        untouched = self.field.text() == self._kept
        changed = text != self._kept
        self._kept = text
        if untouched or changed:
            self.field.set_text(text)
            self._settle()
            self._folding.fold_if_idle()
        said = date_words(text) if self.attribute.kind == "date" else ""
        self._line.show_value(f"{text} · {said}" if said else text, missing=missing)

    def start(self) -> None:
        self._folding.open()
        if not isinstance(self.field, GrowingEdit):
            self.field.select_all()

    def flush(self) -> bool:
        typed = self.field.text()
        if typed == self._kept:
            self._settle()
        elif not typed.strip():
            self._settle()
            self.given.emit(None)
        else:
            try:
                value = ATTRIBUTES[self.attribute.kind].parse(typed, self.attribute)
            except InvalidValueError as error:
                self._folding.held = True
                self.refused.emit(error)
                return False
            self._settle()
            if value_words(value, self.attribute) == self._kept:
                self.field.set_text(self._kept)
            else:
                self.given.emit(value)
        return True

    def draft(self) -> str | None:
        typed = self.field.text()
        return typed if typed != self._kept else None

    def reset(self) -> None:
        self.field.set_text(self._kept)
        self._settle()
        self._folding.fold_if_idle()

    def set_draft(self, text: str) -> None:
        self.field.set_text(text)
        self._folding.line.hide()
        self.field.show()
        self.flush()

    def _settle(self) -> None:
        if self._folding.held:
            self._folding.held = False
            self.refused.emit(None)

    def _enter(self) -> None:
        if self.flush():
            self.entered.emit()

    def _escape(self) -> None:
        self.reset()
        self.left.emit()


class PickEditor(TypedEditor):
    """One of many options, found by typing a part of its name."""

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(attribute, PickBox(attribute), parent)


class ProseEditor(TypedEditor):
    """Text of one line or more. What is typed is kept, also when it is left by Esc."""

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(attribute, GrowingEdit(attribute.name, _("type …")), parent)

    def _escape(self) -> None:
        if self.flush():
            self.left.emit()
