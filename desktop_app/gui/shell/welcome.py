"""The page that is shown while no project is open: recent projects, new ones, the sample documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import (
    ElidedLabel,
    FlowRow,
    IconButton,
    SectionHeader,
    Surface,
    plain_label,
    primary_button,
    push_button,
)
from desktop_app.gui.widgets.painting import filled, outline
from desktop_app.gui.widgets.pressable import Pressable

WIDTH = 560


class RecentLine(Pressable):
    """A project that was open lately. `clicked` opens it, `forgotten` takes it off the list."""

    forgotten = Signal(str)

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        found = Path(path)
        self.there = found.is_file()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        name = plain_label(shown(found.stem, 80), weight=QFont.Weight.Medium, parent=self)
        place = str(found.parent) if self.there else _("not found: {folder}").format(folder=found.parent)
        where = ElidedLabel(place, mode=Qt.TextElideMode.ElideMiddle, look="muted", parent=self)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(where)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addLayout(words, 1)
        row.addWidget(
            IconButton("x", _("Take off this list"), lambda: self.forgotten.emit(path), parent=self)
        )
        self.setAccessibleName(f"{shown(found.stem, 80)}, {shown(place)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit(self.path)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse():
            filled(painter, box, theme().colour("hover"))
        if self.hasFocus():
            outline(painter, box, theme().colour("focus"), width=2)


class WelcomePage(Surface):
    """Where every session without a project begins."""

    open_recent = Signal(str)
    forget = Signal(str)
    open_folder = Signal()
    open_project = Signal()
    new_project = Signal()
    open_samples = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent=parent)
        self.recent = QVBoxLayout()
        self.recent.setSpacing(2)
        self.caption = SectionHeader(_("Recent projects"), parent=self)
        body = QWidget(self)
        body.setMaximumWidth(theme().beside_text(WIDTH))
        self._fill(QVBoxLayout(body))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        inner = QWidget(area)
        centred = QHBoxLayout(inner)
        centred.addStretch(1)
        centred.addWidget(body, 100)
        centred.addStretch(1)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _fill(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(16, 64, 16, 24)
        column.setSpacing(12)
        column.addWidget(
            plain_label("Rubricator", look="brand", step=17, weight=QFont.Weight.Bold, parent=self)
        )
        purpose = plain_label(
            _("Mark passages in documents, tag them, and export what you found, right to the character."),
            look="muted",
            parent=self,
        )
        purpose.setWordWrap(True)
        column.addWidget(purpose)
        column.addSpacing(8)
        self.folder = primary_button(_("Open a folder of documents"), self.open_folder.emit, self)
        self.new = push_button(_("New project"), self.new_project.emit, self)
        self.open = push_button(_("Open a project"), self.open_project.emit, self)
        column.addWidget(FlowRow(self.folder, self.new, self.open, gap=8, parent=self))
        self.samples = push_button(_("Try it with the sample documents"), self.open_samples.emit, self)
        sample_row = QHBoxLayout()
        sample_row.addWidget(self.samples)
        sample_row.addStretch(1)
        column.addLayout(sample_row)
        column.addSpacing(16)
        column.addWidget(self.caption)
        column.addLayout(self.recent)
        column.addStretch(1)

    def recent_lines(self) -> list[RecentLine]:
        """The lines of the projects that were open lately."""
        items = (self.recent.itemAt(place) for place in range(self.recent.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, RecentLine)]

    def show_recent(self, paths: Sequence[str]) -> None:
        """List the projects that were open lately, the last one first."""
        while (item := self.recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path in paths:
            line = RecentLine(path, self)
            line.clicked.connect(lambda _on, path=path: self.open_recent.emit(path))
            line.forgotten.connect(self.forget)
            self.recent.addWidget(line)
        self.caption.setVisible(bool(paths))

    def sizeHint(self) -> QSize:
        return QSize(900, 600)
