"""The concepts as a tree."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.ordered_tree import UID, OrderedTree, uid_of
from desktop_app.gui.widgets.painting import draw_line, draw_row_ground
from desktop_app.model.codebook import Codebook
from desktop_app.model.concept import Concept, Status

_DETAIL = Qt.ItemDataRole.UserRole + 1
_FAINT = Qt.ItemDataRole.UserRole + 2
_ROW_PX, _EDGE, _GAP = 28, 8, 8


class _Delegate(QStyledItemDelegate):
    """Code and label, and muted how often it is coded or that it is a draft or retired."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, max(_ROW_PX, option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box = theme(), option.rect
        draw_row_ground(painter, box, option.state, look)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        room, small = box.adjusted(_EDGE, 0, -_EDGE, 0), look.font(step=-1)
        detail = str(index.data(_DETAIL) or "")
        wide = QFontMetrics(small).horizontalAdvance(detail) + 2 if detail else 0
        name = room.adjusted(0, 0, -wide - _GAP if wide else 0, 0)
        end = room.adjusted(room.width() - wide, 0, 0, 0)
        if mirrored:
            end.moveLeft(room.left())
            name.moveRight(room.right())
        painter.setFont(look.font())
        painter.setPen(look.colour("muted" if index.data(_FAINT) else "ink"))
        draw_line(painter, name, str(index.data(Qt.ItemDataRole.DisplayRole)), right=mirrored)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        draw_line(painter, end, detail, right=not mirrored)


class ConceptTree(OrderedTree):
    """The concepts; several can be selected, and Ctrl+J asks to merge them."""

    merge_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Concepts"), _Delegate(), parent)
        self._book = Codebook(())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def selected(self) -> list[str]:
        """The uids of the selected lines."""
        return [uid_of(item) for item in self.selectedItems()]

    def show_codebook(self, book: Codebook, counts: Mapping[str, int]) -> None:
        """Show these concepts, and how often each is coded; what was folded stays folded."""
        self._book = book
        self.fill((_above(book, item.uid), _item(item, counts.get(item.uid, 0))) for item in book.below(""))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how often each is coded."""
        for item in self.lines():
            concept = self._book.find(uid_of(item))
            if concept is not None:
                item.setData(0, _DETAIL, _detail(concept, counts.get(concept.uid, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_J:
            self.merge_requested.emit()
        else:
            super().keyPressEvent(event)


def status_words(status: Status) -> str:
    """A status in the user's language."""
    words = {Status.DRAFT: _("draft"), Status.ACTIVE: _("in use"), Status.RETIRED: _("retired")}
    return words[status]


def _above(book: Codebook, uid: str) -> str:
    above = book.above(uid)
    return above[-1].uid if above else ""


def _detail(concept: Concept, number: int) -> str:
    said = "" if concept.status is Status.ACTIVE else status_words(concept.status)
    return " · ".join(part for part in (said, str(number) if number else "") if part)


def _item(concept: Concept, number: int) -> QTreeWidgetItem:
    name = shown(f"{concept.code}  {concept.label}", 160)
    item = QTreeWidgetItem([name])
    detail = _detail(concept, number)
    item.setData(0, UID, concept.uid)
    item.setData(0, _DETAIL, detail)
    item.setData(0, _FAINT, concept.status is not Status.ACTIVE)
    item.setToolTip(0, shown(concept.support or concept.definition, 400))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {detail}" if detail else name)
    return item
