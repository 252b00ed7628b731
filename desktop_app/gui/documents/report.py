"""What came of an import, in one sentence, and in a list when somebody wants to know."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.documents.importing import Imported
from desktop_app.gui.widgets import primary_button, push_button

LISTED = 5000


def summary(result: Imported) -> str:
    """'12 documents added, 2 were there already, 1 could not be read.'"""
    count = len(result.added)
    parts = []
    if count or not (result.duplicates or result.failed or result.guesses):
        parts.append(
            ngettext("{number} document added", "{number} documents added", count).format(
                number=number(count)
            )
        )
    if result.duplicates:
        count = len(result.duplicates)
        words = ngettext("{number} was there already", "{number} were there already", count)
        parts.append(words.format(number=number(count)))
    if result.failed:
        count = len(result.failed)
        words = ngettext("{number} could not be read", "{number} could not be read", count)
        parts.append(words.format(number=number(count)))
    sentence = ", ".join(parts) + "." if parts else ""
    return _("Stopped. {what}").format(what=sentence) if result.cancelled else sentence


def lines(result: Imported) -> list[tuple[str, str]]:
    """(file, what about it) for all that was not simply added: failures first."""
    found = [
        (failure.name, f"{failure.error.what} {failure.error.hint}".strip()) for failure in result.failed
    ]
    found += [
        (name, _("The same text is there as {name}.").format(name=other)) for name, other in result.duplicates
    ]
    return found


class ReportDialog(QDialog):
    """The files that were not added, each with the reason."""

    def __init__(self, result: Imported, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Files that were not added"))
        self.resize(680, 420)
        self.rows = lines(result)
        self.table = QTableWidget(min(len(self.rows), LISTED), 2, self)
        self.table.setHorizontalHeaderLabels([_("File"), _("Why")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 240)
        self.table.setWordWrap(True)
        for place, (name, why) in enumerate(self.rows[:LISTED]):
            self.table.setItem(place, 0, QTableWidgetItem(shown(name)))
            self.table.setItem(place, 1, QTableWidgetItem(shown(why, 600)))
        self.table.resizeRowsToContents()
        buttons = QHBoxLayout()
        buttons.addWidget(push_button(_("Copy the list"), self.copy, self))
        buttons.addStretch(1)
        buttons.addWidget(primary_button(_("Close"), self.close, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def copy(self) -> None:
        """Put the list on the clipboard, one file a line."""
        QGuiApplication.clipboard().setText("\n".join(f"{name}\t{why}" for name, why in self.rows))
