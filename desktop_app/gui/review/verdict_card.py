"""The verdict card: the kind of the case, a row for each opinion, and the keys that decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.review.opinions import NAME, Opinion, OpinionRow
from desktop_app.gui.review.sides import Sides
from desktop_app.gui.widgets import Card, ElidedLabel, FlowRow, KeyHint, Rule, plain_label
from desktop_app.gui.widgets.pressable import Pressable

MOST_NAME = 84
Asked = Sequence[tuple[str, str, str]]
"""Command, its key, and what it does."""


class KeyButton(Pressable):
    """A key hint that can be clicked."""

    def __init__(self, key: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = KeyHint(key, words, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(hint)
        self.setSizePolicy(hint.sizePolicy())
        self.setAccessibleName(hint.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hint is all there is to see."""


class ReasonField(QLineEdit):
    """Why it was decided so. `entered` on Return, `left` on Esc."""

    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Why? It is kept with the verdict."))
        self.setAccessibleName(_("Reason"))
        self.setMaxLength(2000)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class VerdictCard(Card):
    """`chosen` carries the number of an opinion that was clicked (from 0), `asked` the key of a command."""

    chosen = Signal(int)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OpinionRow] = []
        self._rules: list[Rule] = []
        self.title = plain_label("", weight=QFont.Weight.DemiBold, parent=self)
        self.remark = ElidedLabel("", look="muted", parent=self)
        self.warning = plain_label("", look="missing", step=-1, parent=self)
        self.warning.setWordWrap(True)
        self.sides = Sides(self)
        self.decided = ElidedLabel("", look="muted", parent=self)
        self.reason = ReasonField(self)
        self.keys = FlowRow(gap=8, parent=self)
        self._asked: Asked = ()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.remark, 1)
        self._opinions = QVBoxLayout()
        self._opinions.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.warning)
        column.addLayout(self._opinions)
        column.addWidget(self.sides)
        column.addWidget(self.decided)
        column.addWidget(self.reason)
        column.addWidget(self.keys)
        for part in (self.warning, self.sides, self.decided, self.reason):
            part.hide()

    def show_case(self, title: str, remark: str, opinions: Sequence[Opinion]) -> None:
        """Show a case. Sides, warning and what was decided are shown by themselves."""
        self.title.setText(title)
        self.remark.setText(remark)
        while len(self.rows) < len(opinions):
            self._add_row()
        metrics = self.fontMetrics()
        width = max([NAME, *(metrics.horizontalAdvance(item.name) + 2 for item in opinions)])
        for place, row in enumerate(self.rows):
            row.setHidden(place >= len(opinions))
            self._rules[place].setHidden(place >= len(opinions))
            if place < len(opinions):
                row.show_opinion(opinions[place], min(width, MOST_NAME))

    def show_line(self, label: ElidedLabel, words: str) -> None:
        """Write a line, or hide it when it is empty."""
        label.setText(words)
        label.setHidden(not words)

    def warn(self, words: str) -> None:
        """Say what should make one think, '' for nothing."""
        self.warning.setText(words)
        self.warning.setHidden(not words)

    def show_keys(self, asked: Asked) -> None:
        """Show the keys that decide; each can be clicked."""
        if tuple(asked) == tuple(self._asked):
            return
        self._asked = tuple(asked)
        self.keys.clear()
        for command, key, words in asked:
            button = KeyButton(key, words, self.keys)
            button.clicked.connect(lambda _on, command=command: self.asked.emit(command))
            self.keys.add(button)

    def opinions(self) -> list[Opinion]:
        """What is shown."""
        return [row.opinion for row in self.rows if not row.isHidden()]

    def _add_row(self) -> None:
        row, rule, place = OpinionRow(self), Rule(parent=self), len(self.rows)
        row.clicked.connect(lambda: self.chosen.emit(place))
        self._opinions.addWidget(rule)
        self._opinions.addWidget(row)
        self.rows.append(row)
        self._rules.append(rule)
