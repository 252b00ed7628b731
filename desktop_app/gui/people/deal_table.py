"""Who gets documents, how many at most, and what a plan gives them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSpinBox, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.documents.dates import number
from desktop_app.gui.people.table import named_apart
from desktop_app.gui.widgets import inset
from desktop_app.model.records import Annotator
from desktop_app.ops.assignments import Load

_NAME, _MOST, *_LOADS = range(5)
MOST_DOCUMENTS = 999_999


class DealTable(QTableWidget):
    """One line for each person: ticked are those who get documents. `changed` when somebody or a number did."""

    changed = Signal()

    def __init__(self, people: Sequence[Annotator], me_uid: str, parent: QWidget | None = None) -> None:
        super().__init__(len(people), 5, parent)
        self._people = tuple(people)
        self._called = named_apart(people, me_uid)
        self._most: list[QSpinBox] = []
        self._names: list[QTableWidgetItem] = []
        self._loads: list[list[QTableWidgetItem]] = []
        self.setHorizontalHeaderLabels(
            [_("Name"), _("At most"), _("Documents"), _("With others"), _("Characters")]
        )
        self.setAccessibleName(_("Who gets documents"))
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        for row, who in enumerate(people):
            self._fill(row, who)
        self.itemChanged.connect(self._changed)

    def _fill(self, row: int, who: Annotator) -> None:
        name = QTableWidgetItem(self._called[who.uid])
        name.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        )
        name.setCheckState(Qt.CheckState.Checked)
        self.setItem(row, _NAME, name)
        self._names.append(name)
        most = QSpinBox(self)
        most.setRange(0, MOST_DOCUMENTS)
        most.setSpecialValueText(_("any number"))
        most.setAccessibleName(_("At most for {name}").format(name=self._called[who.uid]))
        inset(most)
        most.valueChanged.connect(lambda _value: self.changed.emit())
        self._most.append(most)
        self.setCellWidget(row, _MOST, most)
        loads = [QTableWidgetItem("–") for _column in _LOADS]
        for column, item in zip(_LOADS, loads, strict=True):
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
        self._loads.append(loads)
        self.setRowHeight(row, most.sizeHint().height() + 6)

    def tick(self, annotator_uid: str, *, on: bool) -> None:
        """Let somebody get documents, or not."""
        row = [who.uid for who in self._people].index(annotator_uid)
        self._names[row].setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def set_most(self, annotator_uid: str, value: int) -> None:
        """Give somebody at most so many documents (0: any number)."""
        self._most[[who.uid for who in self._people].index(annotator_uid)].setValue(value)

    def chosen(self) -> tuple[str, ...]:
        """The uids of those who get documents."""
        return tuple(
            who.uid
            for who, name in zip(self._people, self._names, strict=True)
            if name.checkState() is Qt.CheckState.Checked
        )

    def numbers(self) -> dict[str, int]:
        """How many documents each of them gets at most; empty when nobody has a number.

        Where some have one, the others share what is left.
        """
        values = {who.uid: most.value() for who, most in zip(self._people, self._most, strict=True)}
        mine = {uid: values[uid] for uid in self.chosen()}
        return {uid: value for uid, value in mine.items() if value}

    def show_loads(self, loads: Sequence[Load]) -> None:
        """Write what everybody would get."""
        by_uid = {item.annotator_uid: item for item in loads}
        self.blockSignals(True)
        for who, cells in zip(self._people, self._loads, strict=True):
            load = by_uid.get(who.uid)
            parts = ["–"] * len(cells)
            if load is not None:
                parts = [number(value) for value in (load.documents, load.shared, load.characters)]
            for cell, words in zip(cells, parts, strict=True):
                cell.setText(words)
        self.blockSignals(False)
        self.viewport().update()

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.column() == _NAME:
            self.changed.emit()
