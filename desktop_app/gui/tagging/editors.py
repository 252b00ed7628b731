"""An editor for each kind of attribute. Nothing is preset, and every value can be taken back to not coded."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.attributes import ATTRIBUTES, kind_of
from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.gui.tagging.check_chips import CheckChips
from desktop_app.gui.tagging.value_line import Folding, ValueLine
from desktop_app.gui.tagging.words import value_words
from desktop_app.gui.widgets import Segmented, plain_label
from desktop_app.model.records import Annotation, Document
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value
from desktop_app.ops.project import Project

Subject = Annotation | Document | None
MOST_BUTTONS = 9
"""From more options than these one is picked by typing."""


class Editor(QWidget):
    """Shows and takes the value of one attribute.

    `given` brings what the user chose or typed, None to make it not coded; `refused` an AppError when what is
    typed cannot be a value, None when that is settled; `entered` asks to go on to what is missing next; `left`
    to go back to the text.
    """

    given = Signal(object)
    refused = Signal(object)
    entered = Signal()
    left = Signal()

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)

    @abstractmethod
    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        """Show a value, None for not coded; `missing` says that one is required."""

    @abstractmethod
    def start(self) -> None:
        """Put the keyboard into it."""

    def set_subject(self, subject: Subject) -> None:
        """Say what the value is about: an annotation, or a document as a whole."""

    def press_digit(self, number: int) -> bool:
        """Choose the option with this number, from 1. Returns whether there is one."""
        return False

    def flush(self) -> bool:
        """Give what has been typed. Returns False when it cannot be a value."""
        return True

    def draft(self) -> str | None:
        """What has been typed and could not be kept, or None."""
        return None

    def set_draft(self, text: str) -> None:
        """Put back what had been typed."""

    def reset(self) -> None:
        """Forget what has been typed and could not be kept."""

    def wide(self) -> int:
        """The width in pixels that it would like to have."""
        return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ButtonsEditor(Editor):
    """A choice, or yes and no, as joined buttons; folded into a line while the keyboard is elsewhere, if wanted."""

    def __init__(self, attribute: Attribute, *, folded: bool, parent: QWidget | None = None) -> None:
        super().__init__(attribute, parent)
        self._is_boolean = attribute.kind == "boolean"
        options = (_("yes"), _("no")) if self._is_boolean else attribute.options
        self.buttons = Segmented(options, name=attribute.name)
        self.buttons.chosen.connect(self._choose)
        self._folding: Folding | None = None
        if folded:
            line = ValueLine(_("pick …"), attribute.name)
            self._folding = Folding(line, self.buttons)
        self.column.addWidget(self._folding or self.buttons)

    def _choose(self, option: str | None) -> None:
        self.given.emit(option == _("yes") if self._is_boolean and option is not None else option)

    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        shown_as = value_words(value, self.attribute) if value is not None else None
        self.buttons.set_value(shown_as)
        if self._folding is not None:
            self._folding.line.show_value(shown_as or "", missing=missing)

    def start(self) -> None:
        if self._folding is not None:
            self._folding.open()
        else:
            self.buttons.setFocus(Qt.FocusReason.OtherFocusReason)

    def press_digit(self, number: int) -> bool:
        options = (True, False) if self._is_boolean else self.attribute.options
        if not 1 <= number <= len(options):
            return False
        self.given.emit(options[number - 1])
        return True

    def wide(self) -> int:
        return self.buttons.sizeHint().width() if self._folding is None or self._folding.is_open else 0


class ChoicesEditor(Editor):
    """Several choices as chips, folded into the chosen ones while the keyboard is elsewhere."""

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(attribute, parent)
        self.chips = CheckChips(attribute.options, name=attribute.name)
        self.chips.chosen.connect(lambda value: self.given.emit(value or None))
        self._folding = Folding(ValueLine(_("pick some …"), attribute.name), self.chips)
        self.column.addWidget(self._folding)

    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        self.chips.set_value(value if isinstance(value, tuple) else ())
        words = value_words(value, self.attribute) if value is not None else ""
        self._folding.line.show_value(words, missing=missing)

    def start(self) -> None:
        self._folding.open()


class UnknownEditor(Editor):
    """A value of a kind that this program does not know: shown, and left as it is."""

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(attribute, parent)
        self._label = plain_label("", look="muted")
        self._label.setWordWrap(True)
        self.column.addWidget(self._label)

    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        try:
            kind_of(self.attribute)
        except InvalidValueError as error:
            words = value_words(value, self.attribute) if value is not None else ""
            self._label.setText(f"{words} {error.what}".strip())

    def start(self) -> None:
        self.left.emit()


def editor_for(attribute: Attribute, *, folded: bool, project: Project | None = None) -> Editor:
    """The editor for an attribute; `folded` if its buttons are to be seen only while one is there.

    Entities and concepts can be chosen, and dates be worked out, where there is a `project` to do so from.
    """
    from desktop_app.gui.tagging.typed_editors import PickEditor, ProseEditor, TypedEditor

    if attribute.kind not in ATTRIBUTES:
        return UnknownEditor(attribute)
    if project is not None and attribute.kind in ("entity", "concept", "timex"):
        return _of_project(attribute, project)
    if attribute.kind == "boolean":
        return ButtonsEditor(attribute, folded=False)
    if attribute.kind == "choice":
        few = len(attribute.options) <= MOST_BUTTONS
        return ButtonsEditor(attribute, folded=folded) if few else PickEditor(attribute)
    if attribute.kind == "choices":
        return ChoicesEditor(attribute)
    return ProseEditor(attribute) if attribute.kind == "text" else TypedEditor(attribute)


def _of_project(attribute: Attribute, project: Project) -> Editor:
    # Each with what it needs alone: to read dates takes many patterns, which no other mark has to wait for.
    if attribute.kind == "timex":
        from desktop_app.gui.tagging.timex_editor import TimexEditor

        return TimexEditor(attribute, project)
    if attribute.kind == "entity":
        from desktop_app.gui.tagging.entity_editor import EntityEditor

        return EntityEditor(attribute, project)
    from desktop_app.gui.tagging.concept_editor import ConceptEditor

    return ConceptEditor(attribute, project)
