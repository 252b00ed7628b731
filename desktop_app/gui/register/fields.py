"""A column of fields, each of which is kept when one leaves it, or says below why it was not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.growing import GrowingEdit
from desktop_app.gui.tagging.kept import CalmCombo, Keeper
from desktop_app.gui.tagging.typed_editors import OneLine

LABEL_PX = 104
TextField = OneLine | GrowingEdit


class KeptFields(QWidget):
    """`given` brings the key of a field and what was typed or chosen in it; `left` follows Esc where nothing was."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, FormRow] = {}
        self._keepers: dict[str, Keeper] = {}
        self._combos: dict[str, CalmCombo] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def add_text(self, key: str, label: str, field: TextField) -> None:
        """Add a field to type in."""
        keeper = self._keepers[key] = Keeper(field)
        keeper.given.connect(lambda text: self.given.emit(key, text))
        keeper.left.connect(self.left)
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

    def show_values(self, values: Mapping[str, str], *, another: bool) -> None:
        """Show what is kept; `another`: it is about something else than before, and nothing that was typed stays."""
        for key, text in values.items():
            if key in self._keepers:
                self._keepers[key].keep(text)
                if another:
                    self._keepers[key].reset()
            else:
                combo = self._combos[key]
                combo.setCurrentIndex(max(0, combo.findData(text)))
        if another:
            self.clear_errors()

    def set_shown(self, key: str, *, on: bool) -> None:
        """Show or hide a field with its label."""
        self._rows[key].setVisible(on)

    def attempt(self, key: str, change: Callable[[], object]) -> bool:
        """Make a change, or say below the field why it cannot be made. Returns whether it was."""
        try:
            change()
        except AppError as error:
            self._rows[key].say(error)
            return False
        self.clear_errors()
        return True

    def clear_errors(self) -> None:
        """Say nothing below any field."""
        for row in self._rows.values():
            row.say(None)

    def error(self, key: str) -> str:
        """What is said below a field."""
        return self._rows[key].error()

    def flush(self) -> None:
        """Keep what has been typed."""
        for keeper in self._keepers.values():
            keeper.give()
