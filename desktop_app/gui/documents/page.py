"""The centre of the window: heading, find bar and text of one document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.documents.find_bar import FindBar
from desktop_app.gui.documents.goto_bar import GotoBar
from desktop_app.gui.documents.heading import Heading
from desktop_app.gui.documents.legend import ShownRow, TagLegend
from desktop_app.gui.documents.metadata_editor import MetadataEditor
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.widgets import EmptyHint, Surface
from desktop_app.model.records import Document, State

LEAST_MARGIN = 24


class ReadingPage(Surface):
    """Puts the parts together and keeps the heading in line with the text. `details_saved` carries changed fields."""

    details_saved = Signal(object)
    left = Signal()

    def __init__(self, view: DocumentView, parent: QWidget | None = None) -> None:
        super().__init__("page", parent=parent)
        self.view = view
        self.document: Document | None = None
        self.heading = Heading(self)
        self.editor = MetadataEditor(self)
        self.find_bar = FindBar(view, self)
        self.goto_bar = GotoBar(view, self)
        self.shown = ShownRow(self)
        self.legend = TagLegend(self)
        self.empty = EmptyHint(_("Choose a document in the list."), parent=self)
        self._head = Surface("page", "bottom", parent=self)
        self._lay_out()
        self._aligning = QTimer(self, interval=0, singleShot=True)
        self._aligning.timeout.connect(self._align)
        view.viewport().installEventFilter(self)
        self.heading.edit_wanted.connect(self.edit_details)
        self.editor.left.connect(self.leave_details)
        self.editor.saved.connect(self.details_saved)
        self.find_bar.left.connect(self.left)
        self.goto_bar.left.connect(self.left)

    def _lay_out(self) -> None:
        head = QVBoxLayout(self._head)
        head.setContentsMargins(LEAST_MARGIN, 16, LEAST_MARGIN, 13)
        head.addWidget(self.heading)
        head.addWidget(self.editor)
        self.editor.hide()
        head.addWidget(self.shown)
        head.addWidget(self.legend)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.find_bar)
        column.addWidget(self.goto_bar)
        column.addWidget(self.view, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(body)

    def show_document(self, document: Document, state: State) -> None:
        """Show the heading of a document; whoever owns the view shows its text."""
        if self.document is None or self.document.uid != document.uid:
            self._hide_bars()
            self.leave_details()
        self.document = document
        self.heading.show_document(document, state)
        self._stack.setCurrentIndex(1)
        self.align_soon()

    def show_nothing(self, *, why: str = "", begun: bool = True) -> None:
        """No document is open; `why` takes the place of the usual hint. `begun` if there are any in the project."""
        usual = _("Choose a document in the list.") if begun else _("Add files, or drop a folder here.")
        self.empty.set_words(why or usual)
        self.document = None
        self._hide_bars()
        self.leave_details()
        self._stack.setCurrentIndex(0)

    def edit_details(self) -> None:
        """Put the form in place of the heading."""
        if self.document is not None:
            self.heading.hide()
            self.editor.show()
            self.editor.edit(self.document)

    def leave_details(self) -> None:
        """Put the heading back."""
        if not self.editor.isHidden():
            self.editor.hide()
            self.heading.show()
            self.left.emit()

    def open_find(self) -> None:
        """Show the find bar, with the keyboard in it."""
        if self.document is not None:
            self._hide_bars()
            self.find_bar.open()

    def open_goto(self) -> None:
        """Show the bar that goes to a place, with the keyboard in it."""
        if self.document is not None:
            self._hide_bars()
            self.goto_bar.open()

    def align_soon(self) -> None:
        """Put the heading in line with the text, whose column has another place or width."""
        self._aligning.start()

    def _hide_bars(self) -> None:
        self.find_bar.hide()
        self.goto_bar.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.align_soon()
        return super().eventFilter(watched, event)

    def _align(self) -> None:
        layout = self._head.layout()
        if layout is not None:
            side = max(LEAST_MARGIN, int(self.view.column_x))
            room = self.view.width() - side - int(self.view.flow.width)
            margins = layout.contentsMargins()
            margins.setLeft(side)
            margins.setRight(max(LEAST_MARGIN, room))
            layout.setContentsMargins(margins)
