"""The files that an import left out, each with the reason."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.dialogs.report_table import ReportTable
from desktop_app.gui.documents.importing import Imported
from desktop_app.gui.documents.report import lines
from desktop_app.gui.widgets import primary_button, push_button


class ImportReportDialog(Dialog):
    """A list to read and to copy; it may stay open beside the work."""

    def __init__(self, result: Imported, parent: QWidget | None = None) -> None:
        super().__init__(_("Files that were not added"), parent, width=680, height=420)
        self.rows = lines(result)
        self.table = ReportTable(self.windowTitle(), (_("File"), _("Why")), sharing=1, parent=self)
        self.table.show_rows(self.rows)
        self.body.addWidget(self.table, 1)
        self.buttons.addWidget(push_button(_("Copy the list"), self.copy, self))
        self.close_with(primary_button(_("Close"), self.close, self))

    def copy(self) -> None:
        """Put the list on the clipboard, one file a line."""
        QGuiApplication.clipboard().setText("\n".join(f"{name}\t{why}" for name, why in self.rows))
