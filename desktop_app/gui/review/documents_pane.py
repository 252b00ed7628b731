"""The left pane of Review: the documents that can be compared."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.documents.pane import LEAST
from desktop_app.gui.review.document_model import DocumentModel
from desktop_app.gui.review.lines import LineList
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import SectionHeader, Surface


class ComparedPane(Surface):
    """A caption with what is done, and the list."""

    def __init__(self, model: DocumentModel, parent: QWidget | None = None) -> None:
        super().__init__("panel", "right", parent=parent)
        self.setMinimumWidth(theme().sign_px(LEAST))
        self.header = SectionHeader(_("Documents"), parent=self)
        self.list = LineList(_("Documents"), self)
        self.list.setModel(model)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 9, 0)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 4, 0)
        head.addWidget(self.header)
        column.addLayout(head)
        column.addWidget(self.list, 1)
