"""The centre of Review: the heading of a document above its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.documents.heading import Heading
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.review.verdict_card import Asked, KeyButton
from desktop_app.gui.widgets import EmptyHint, Surface
from desktop_app.model.records import Document, State

LEAST_MARGIN = 24


class CasePage(Surface):
    """Keeps the heading in line with the text. Nothing can be changed here. `asked` carries the key of a command."""

    asked = Signal(str)

    def __init__(self, view: DocumentView, parent: QWidget | None = None) -> None:
        super().__init__("page", parent=parent)
        self._view = view
        self.heading = Heading(self)
        self.heading.edit.hide()
        self.heading.setCursor(Qt.CursorShape.ArrowCursor)
        self.heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.empty = EmptyHint(
            _("Nothing to compare yet: at least two annotators have to finish the same document."),
            parent=self,
        )
        self._instead = QWidget(self)
        self._instead_rows = QVBoxLayout(self._instead)
        self._instead_rows.setContentsMargins(12, 24, 12, 24)
        self._instead_rows.setSpacing(10)
        self._instead_rows.addStretch(1)
        self._instead_rows.addWidget(self.empty)
        self._instead_rows.addStretch(2)
        self._shown: Asked = ()
        self._head = Surface("page", "bottom", parent=self)
        self._margins = QVBoxLayout(self._head)
        self._margins.setContentsMargins(LEAST_MARGIN, 16, LEAST_MARGIN, 13)
        self._margins.addWidget(self.heading)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(view, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._instead)
        self._stack.addWidget(body)
        self._aligning = QTimer(self, interval=0, singleShot=True)
        self._aligning.timeout.connect(self._align)
        view.viewport().installEventFilter(self)

    def show_document(self, document: Document | None, state: State) -> None:
        """Show the heading of a document, or that there is none."""
        self._stack.setCurrentIndex(0 if document is None else 1)
        if document is not None:
            self.heading.show_document(document, state)
            self._aligning.start()

    def show_keys(self, asked: Asked) -> None:
        """Offer these commands while there is no document; each can be clicked."""
        if tuple(asked) == tuple(self._shown):
            return
        self._shown = tuple(asked)
        for button in self._instead.findChildren(KeyButton):
            self._instead_rows.removeWidget(button)
            button.deleteLater()
        for place, (command, key, words) in enumerate(asked, 2):
            button = KeyButton(key, words, self._instead)
            button.clicked.connect(lambda _on, command=command: self.asked.emit(command))
            self._instead_rows.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._aligning.start()
        return super().eventFilter(watched, event)

    def _align(self) -> None:
        side = max(LEAST_MARGIN, int(self._view.column_x))
        room = self._view.width() - side - int(self._view.flow.width)
        self._margins.setContentsMargins(side, 16, max(LEAST_MARGIN, room), 13)
