"""A column of fields, each of which is kept when one leaves it, or says below why it was not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept_fields import CalmCombo, FieldKeeper
from desktop_app.gui.tagging.typed_editors import OneLine

LABEL_PX = 104
TextField = OneLine | GrowingEdit


class KeptFields(QWidget):
    """`given` brings the key of a field and what was typed or chosen in it; `left` follows Esc where nothing was.

    What was refused waits for its subject to be shown again: `put_aside` brings the uid of that one, `put_back` follows
    when it is shown.
    """

    given = Signal(str, str)
    left = Signal()
    put_aside = Signal(str)
    put_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, FormRow] = {}
        self._keepers: dict[str, FieldKeeper] = {}
        self._combos: dict[str, CalmCombo] = {}
        self._subject = ""
        self._refused: dict[str, AppError] = {}
        self._aside: dict[str, dict[str, tuple[str, AppError]]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def add_text(self, key: str, label: str, field: TextField) -> None:
        """Add a field to type in."""
        keeper = self._keepers[key] = FieldKeeper(field)
        keeper.given.connect(lambda text: self.given.emit(key, text))
        keeper.left.connect(self.left)
        keeper.taken_back.connect(lambda: self._say(key, None))
        self._add(key, label, field)

    def add_choice(self, key: str, label: str, choices: Mapping[str, str]) -> CalmCombo:
        """Add a choice of `choices` (words by value)."""
        combo = self._combos[key] = CalmCombo()
        combo.setAccessibleName(label)
        self.offer(key, choices)
        combo.activated.connect(lambda _row: self.given.emit(key, str(combo.currentData())))
        self._add(key, label, combo)
        return combo

    def add_part(self, key: str, label: str, part: QWidget) -> None:
        """Add something that keeps itself."""
        self._add(key, label, part)

    def _add(self, key: str, label: str, part: QWidget) -> None:
        row = self._rows[key] = FormRow(label, part, label_px=LABEL_PX)
        self._column.addWidget(row)

    def offer(self, key: str, choices: Mapping[str, str]) -> None:
        """Let these be chosen in a field."""
        combo = self._combos[key]
        chosen = combo.currentData()
        combo.clear()
        for value, words in choices.items():
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def show_values(self, values: Mapping[str, str], subject: str) -> None:
        """Show what is kept of the one with the uid `subject`, and what was refused when it was shown before."""
        another = subject != self._subject
        if another:
            self._put_aside()
            self._subject = subject
        for key, text in values.items():
            if key in self._keepers:
                self._keepers[key].keep(text)
            else:
                combo = self._combos[key]
                combo.setCurrentIndex(max(0, combo.findData(text)))
        if another:
            self._put_back()

    def _put_aside(self) -> None:
        refused = {
            key: (keeper.typed(), self._refused[key])
            for key, keeper in self._keepers.items()
            if key in self._refused
        }
        for keeper in self._keepers.values():
            keeper.reset()
        for key in self._rows:
            self._say(key, None)
        if refused:
            self._aside[self._subject] = refused
            self.put_aside.emit(self._subject)

    def _put_back(self) -> None:
        for key, (text, error) in self._aside.pop(self._subject, {}).items():
            self._keepers[key].type(text)
            self._say(key, error)
            self.put_back.emit()

    def _say(self, key: str, error: AppError | None) -> None:
        self._refused.pop(key, None)
        if error is not None:
            self._refused[key] = error
        self._rows[key].say(error)

    def set_shown(self, key: str, *, on: bool) -> None:
        """Show or hide a field with its label."""
        self._rows[key].setVisible(on)

    def attempt(self, key: str, change: Callable[[], object]) -> bool:
        """Make a change, or say below the field why it cannot be made. Returns whether it was."""
        try:
            change()
        except AppError as error:
            self._say(key, error)
            return False
        self._say(key, None)
        return True

    def error(self, key: str) -> str:
        """What is said below a field."""
        return self._rows[key].error()

    def flush(self) -> None:
        """Keep what has been typed."""
        for keeper in self._keepers.values():
            keeper.give()
