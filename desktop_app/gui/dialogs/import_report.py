"""The files that an import left out, each with the reason."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.importing import Imported
from desktop_app.gui.documents.report import lines
from desktop_app.gui.widgets import primary_button, push_button

LISTED = 5000


class ImportReportDialog(Dialog):
    """A list to read and to copy; it may stay open beside the work."""

    def __init__(self, result: Imported, parent: QWidget | None = None) -> None:
        super().__init__(_("Files that were not added"), parent, width=680, height=420)
        self.rows = lines(result)
        self.table = QTableWidget(min(len(self.rows), LISTED), 2, self)
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setHorizontalHeaderLabels([_("File"), _("Why")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(0, 240)
        for place, (name, why) in enumerate(self.rows[:LISTED]):
            self.table.setItem(place, 0, QTableWidgetItem(shown(name)))
            self.table.setItem(place, 1, QTableWidgetItem(shown(why, 600)))
        self.table.resizeRowsToContents()
        self.body.addWidget(self.table, 1)
        self.buttons.addWidget(push_button(_("Copy the list"), self.copy, self))
        self.close_with(primary_button(_("Close"), self.close, self))

    def copy(self) -> None:
        """Put the list on the clipboard, one file a line."""
        QGuiApplication.clipboard().setText("\n".join(f"{name}\t{why}" for name, why in self.rows))
