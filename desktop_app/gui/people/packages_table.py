"""For whom packages are made, and what came of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.documents.dates import number
from desktop_app.gui.people.table import named_apart
from desktop_app.model.records import Annotator

_NAME, _DOCUMENTS, _RESULT = range(3)
_NAME_WIDTH = 200


class PackagesTable(QTableWidget):
    """One line for each person: ticked are those who get a package. `changed` when somebody was ticked or not."""

    changed = Signal()

    def __init__(
        self, people: Sequence[Annotator], me_uid: str, ticked: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(len(people), 3, parent)
        self.people = tuple(people)
        called = named_apart(people, me_uid)
        self.setHorizontalHeaderLabels([_("Name"), _("Documents"), _("Package")])
        self.setAccessibleName(_("Who gets a package"))
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_DOCUMENTS, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_RESULT, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.setColumnWidth(_NAME, _NAME_WIDTH)
        for row, who in enumerate(people):
            name = QTableWidgetItem(called[who.uid])
            name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Checked if who.uid in ticked else Qt.CheckState.Unchecked)
            count = QTableWidgetItem()
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, item in enumerate((name, count, QTableWidgetItem())):
                self.setItem(row, column, item)
        self.itemChanged.connect(self._tell)

    def chosen(self) -> list[Annotator]:
        """Those who get a package."""
        return [who for row, who in enumerate(self.people) if self._is_ticked(row)]

    def tick(self, annotator_uid: str, *, on: bool) -> None:
        """Let somebody get a package, or not."""
        item = self.item(self._row(annotator_uid), _NAME)
        if item is not None:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def show_count(self, annotator_uid: str, count: int) -> None:
        """Write how many documents somebody would get."""
        self._write(annotator_uid, _DOCUMENTS, number(count))

    def show_result(self, annotator_uid: str, words: str) -> None:
        """Write what came of somebody's package."""
        self._write(annotator_uid, _RESULT, words)

    def result(self, annotator_uid: str) -> str:
        """What is written of an annotator's package; '' where nothing is."""
        item = self.item(self._row(annotator_uid), _RESULT)
        return "" if item is None else item.text()

    def _write(self, annotator_uid: str, column: int, words: str) -> None:
        item = self.item(self._row(annotator_uid), column)
        if item is not None:
            item.setText(words)
            item.setToolTip("")

    def _row(self, annotator_uid: str) -> int:
        return [who.uid for who in self.people].index(annotator_uid)

    def _is_ticked(self, row: int) -> bool:
        item = self.item(row, _NAME)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def _tell(self, item: QTableWidgetItem) -> None:
        if item.column() == _NAME:
            self.changed.emit()
