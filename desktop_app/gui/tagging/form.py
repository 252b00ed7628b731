"""Rows of attributes: name, editor, and what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.card_scroll import tell_all_above
from desktop_app.gui.tagging.editors import ButtonsEditor, Editor, Subject, editor_for
from desktop_app.gui.tagging.row_layout import LABEL_PX, RowLayout
from desktop_app.gui.tagging.words import capitalised
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.widgets import Rule
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Values
from desktop_app.ops.project import Project

_ROW_PAD = 4


class FormRow(QWidget):
    """One attribute (or the note, or the parts) with a line above it."""

    def __init__(
        self,
        name: str,
        field: QWidget,
        *,
        about: str = "",
        label_px: int = LABEL_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = WrappedText(lines=2, role="muted", parent=self)
        self._label.set_text(name)
        self._label.set_about(shown(about, 1000))
        self._error = WrappedText(lines=8, role="danger", step=-1, parent=self)
        self._error.hide()
        self._field = field
        self._missing = False
        self.row = QWidget(self)
        self._beside = RowLayout(self._label, field, self.row, label_px=label_px)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_ROW_PAD)
        column.addWidget(Rule(parent=self))
        column.addWidget(self.row)
        column.addWidget(self._error)

    def set_missing(self, *, missing: bool) -> None:
        """Write the name in amber while a value is required and none is given, and say so to screen readers."""
        if missing == self._missing:
            return
        self._missing = missing
        weight = QFont.Weight.DemiBold if missing else QFont.Weight.Normal
        self._label.set_look("missing" if missing else "muted", weight)
        words = _("missing") if missing else ""
        for part in (self._field, *self._field.findChildren(QWidget)):
            if part.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                part.setAccessibleDescription(words)

    def say(self, error: AppError | None) -> None:
        """Show what is wrong below the field; None when nothing is."""
        words = f"{error.what} {error.hint}".strip() if error is not None else ""
        self._error.set_text(shown(words, 600))
        if words or not self._error.isHidden():
            self._error.setVisible(bool(words))
            tell_all_above(self)

    def longest_word(self) -> int:
        """The width in pixels of the longest word of the name."""
        return self._label.longest_word()

    def set_label_px(self, label_px: int) -> None:
        """Give the name so much room if there is enough, and break none of its words."""
        self._label.keep_words_whole()
        self._beside.set_wanted(label_px)

    def label(self) -> str:
        """What is written before the field."""
        return self._label.text()

    def error(self) -> str:
        """What is said below the field."""
        return "" if self._error.isHidden() else self._error.text()


def align_labels(card: QWidget) -> None:
    """Make the names of all rows that a card may show as wide as the longest word among them."""
    rows = [row for row in card.findChildren(FormRow) if _belongs(row, card)]
    widest = max((row.longest_word() for row in rows), default=0)
    for row in rows:
        row.set_label_px(widest)


def _belongs(row: FormRow, card: QWidget) -> bool:
    # Qt calls hidden, too, what has not been shown yet: only what somebody hid does not count.
    block = row.parentWidget()
    while block is not None and block is not card:
        if block.isHidden() and block.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            return False
        block = block.parentWidget()
    return True


class AttributeForm(QWidget):
    """The attributes of one tag, or of the document, with their values.

    `given` brings an attribute's uid and the value that was chosen or typed (None: not coded), `left` that the
    focus belongs back in the text: after Esc, or after Return in the last value that was missing. `digits` says
    that digits pressed in the text are passed on to `press_digit`: they are written on what they choose from.
    With `split` what is required comes first, and `blocks` are two, to be laid out with something between them.
    """

    given = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        attributes: Iterable[Attribute],
        parent: QWidget | None = None,
        *,
        digits: bool = False,
        split: bool = False,
        project: Project | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._rows: dict[str, FormRow] = {}
        self._editors: dict[str, Editor] = {}
        self._missing: frozenset[str] = frozenset()
        self._values: Values = {}
        self._subject: Subject = None
        self.blocks: tuple[QWidget, ...] = (self, QWidget(parent)) if split else (self,)
        for block in self.blocks:
            column = QVBoxLayout(block)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(_ROW_PAD)
        buttons_seen = False
        for attribute in sorted(attributes, key=lambda item: split and not item.required):
            folded = buttons_seen and not attribute.required
            buttons_seen = buttons_seen or attribute.kind == "choice"
            self._add(attribute, self.blocks[0 if attribute.required else -1], folded=folded)
        first = self._first_buttons()
        if first is not None:
            first.buttons.set_reached(reached=digits)

    def set_seen(self, *, seen: bool) -> None:
        """Show all its blocks, or hide them."""
        for block in self.blocks:
            block.setVisible(seen)

    def _first_buttons(self) -> ButtonsEditor | None:
        editors = self._editors.values()
        return next((editor for editor in editors if isinstance(editor, ButtonsEditor)), None)

    def _add(self, attribute: Attribute, block: QWidget, *, folded: bool) -> None:
        editor = editor_for(attribute, folded=folded, project=self._project)
        row = FormRow(capitalised(attribute.name), editor, about=attribute.guideline, parent=block)
        editor.given.connect(lambda value: self._give(attribute.uid, value))
        editor.refused.connect(row.say)
        editor.entered.connect(self.go_on)
        editor.left.connect(self.left)
        self._rows[attribute.uid] = row
        self._editors[attribute.uid] = editor
        column = block.layout()
        if column is not None:
            column.addWidget(row)

    def _give(self, uid: str, value: object) -> None:
        self._rows[uid].say(None)
        self.given.emit(uid, value)

    def show_values(self, values: Values, subject: Subject = None) -> None:
        """Show what is coded for a subject; everything else is shown as not coded."""
        self._values, self._subject = values, subject
        missing = set()
        for uid, editor in self._editors.items():
            lacks = editor.attribute.required and uid not in values
            if lacks:
                missing.add(uid)
            self._rows[uid].set_missing(missing=lacks)
            editor.set_subject(subject)
            editor.show_value(values.get(uid), missing=lacks)
        self._missing = frozenset(missing)

    def renew(self) -> None:
        """Show the same values again: what they point to has changed."""
        self.show_values(self._values, self._subject)

    def show_error(self, uid: str, error: AppError | None) -> None:
        """Say below an attribute why its value was not kept; None takes it away."""
        self._rows[uid].say(error)

    def error(self, uid: str) -> str:
        """What is said below an attribute."""
        return self._rows[uid].error()

    def editor(self, uid: str) -> Editor:
        """The editor of an attribute."""
        return self._editors[uid]

    def go_on(self) -> None:
        """Put the keyboard into the first value that is missing, or back into the text when none is."""
        if not self.start(only_missing=True):
            self.left.emit()

    def start(self, *, only_missing: bool = False) -> bool:
        """Put the keyboard into the first value that is missing, else into the first.

        Returns False if there is none.
        """
        uids = [uid for uid in self._editors if uid in self._missing]
        if not uids and not only_missing:
            uids = list(self._editors)
        if uids:
            self._editors[uids[0]].start()
        return bool(uids)

    @property
    def missing(self) -> frozenset[str]:
        """The attributes that are required and not coded."""
        return self._missing

    def press_digit(self, number: int) -> bool:
        """Choose the option with this number in the first attribute with buttons. Returns whether there is one."""
        editor = self._first_buttons()
        return editor is not None and editor.press_digit(number)

    def digits(self) -> tuple[str, int]:
        """The attribute that a digit would code, by its name, and how many digits do; ('', 0) once it is coded."""
        editor = self._first_buttons()
        if editor is None or editor.attribute.uid in self._values:
            return "", 0
        return editor.attribute.name, 2 if editor.attribute.kind == "boolean" else len(
            editor.attribute.options
        )

    def flush(self) -> None:
        """Give everything that has been typed."""
        for editor in self._editors.values():
            editor.flush()

    def take_drafts(self) -> dict[str, str]:
        """What has been typed and could not be kept, by attribute; it is no longer shown afterwards."""
        found = {uid: editor.draft() for uid, editor in self._editors.items()}
        for uid, editor in self._editors.items():
            editor.reset()
            self._rows[uid].say(None)
        return {uid: text for uid, text in found.items() if text is not None}

    def show_drafts(self, drafts: Mapping[str, str]) -> None:
        """Put back what had been typed."""
        for uid, text in drafts.items():
            if uid in self._editors:
                self._editors[uid].set_draft(text)
