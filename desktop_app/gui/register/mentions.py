"""Where an entity is named, read a few milliseconds at a time; the passages of the lines that are looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.line_table import LineTable
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_line, draw_row_ground
from desktop_app.gui.widgets.sliced_lines import SlicedLines
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents, mentions
from desktop_app.ops.mentions import Mention, Place
from desktop_app.ops.project import Project

_EDGE = 8


class MentionsModel(SlicedLines[Mention]):
    """Where an entity is named. The words of a line are read when it is looked at."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._words: dict[int, tuple[str, str]] = {}

    def open(self, uid: str) -> None:
        """Show where an entity is named; '' for none."""
        self._words = {}
        self.begin(mentions.of_entity(self._project, uid) if uid else iter(()))

    def in_documents(self) -> int:
        """In how many documents the mentions are that were read."""
        return len({item.document_uid for item in self._lines})

    def words(self, row: int) -> tuple[str, str]:
        """The passage, and where it stands."""
        if row not in self._words:
            try:
                self._words[row] = _worded(self._project, self._lines[row])
            except NotFoundError:
                self._words[row] = _("no longer there"), ""
        return self._words[row]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not wanted or self.line(index.row()) is None:
            return None
        return " · ".join(part for part in self.words(index.row()) if part)


def _worded(project: Project, mention: Mention) -> tuple[str, str]:
    document = documents.get(project, mention.document_uid)
    title = shown(document.title or document.name, 120)
    if mention.place is Place.DOCUMENT:
        return _("The document as a whole"), title
    mark = marks.get(project, mention.annotation_uid)
    tag = project.tagset.find(mark.tag_uid)
    name = shown(tag.name, 40) if tag is not None else ""
    where = _("fills a slot of {tag}").format(tag=name) if mention.place is Place.SLOT else name
    return shown(quote_words(mark.quotes), 200), f"{where} · {title}"


class _Delegate(QStyledItemDelegate):
    """Two lines: the passage, and where it stands."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box, model = theme(), option.rect, index.model()
        if not isinstance(model, MentionsModel):
            return
        draw_row_ground(painter, box, option.state, look)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        room = box.adjusted(_EDGE, 4, -_EDGE, -4)
        half = room.height() // 2
        passage, where = model.words(index.row())
        painter.setFont(look.font())
        painter.setPen(look.colour("ink"))
        draw_line(painter, room.adjusted(0, 0, 0, -half), passage, right=mirrored)
        painter.setFont(look.font(step=-1))
        painter.setPen(look.colour("muted"))
        draw_line(painter, room.adjusted(0, half, 0, 0), where, right=mirrored)


class MentionsTable(LineTable):
    """`opened` brings the Mention to go to: a double click or Return. `left`: Escape."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, model: MentionsModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Mentions"), parent)
        self._mentions = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(_Delegate(self))
        self.setModel(model)
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self.verticalHeader().setDefaultSectionSize(max(44, 2 * QFontMetrics(self.font()).height() + 12))
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def selected(self) -> list[Mention]:
        """The selected mentions, in the order of the list."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [item for row in rows if (item := self._mentions.line(row)) is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        found = self._mentions.line(row)
        if found is not None:
            self.opened.emit(found)
