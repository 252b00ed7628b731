"""The concepts as a tree: to go through, to put in order by dragging or by keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.painting import draw_line, filled, outline
from desktop_app.model.codebook import Codebook
from desktop_app.model.concept import Concept, Status

AnyIndex = QModelIndex | QPersistentModelIndex
_UID = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1
_FAINT = Qt.ItemDataRole.UserRole + 2
_ROW_PX, _EDGE, _GAP = 28, 8, 8
Position = QAbstractItemView.DropIndicatorPosition


class _Delegate(QStyledItemDelegate):
    """Code and label, and muted how often it is coded or that it is a draft or retired."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, max(_ROW_PX, option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box = theme(), option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            role = "chosen" if option.state & QStyle.StateFlag.State_Selected else "hover"
            filled(painter, QRectF(box), look.colour(role))
        if option.state & QStyle.StateFlag.State_HasFocus:
            outline(painter, QRectF(box), look.colour("focus"), width=2)
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


class ConceptTree(QTreeWidget):
    """`picked` brings the uid that one goes to, `placed` a wish: uid, the uid of the concept above ('' for none) and of
    the one in front of which to put it ('' for behind all). The others follow Delete, Insert, Ctrl+J and Escape.

    Alt with the arrows moves a concept up and down among its neighbours, below the one before it, and out again.
    """

    picked = Signal(str)
    placed = Signal(str, str, str)
    removal_requested = Signal()
    addition_requested = Signal()
    merge_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = Codebook(())
        self._filling = False
        self.setHeaderHidden(True)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(18)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Concepts"))
        self.currentItemChanged.connect(lambda item, _before: self._pick(item))

    def current(self) -> str:
        """The uid of the current line, '' when there is none."""
        item = self.currentItem()
        return str(item.data(0, _UID)) if item is not None else ""

    def selected(self) -> list[str]:
        """The uids of the selected lines."""
        return [str(item.data(0, _UID)) for item in self.selectedItems()]

    def show_codebook(self, book: Codebook, counts: Mapping[str, int]) -> None:
        """Show these concepts, and how often each is coded; what was folded stays folded."""
        folded = {uid for uid, item in self._items().items() if not item.isExpanded()}
        here = self.current()
        self._book, self._filling = book, True
        self.clear()
        made: dict[str, QTreeWidgetItem] = {}
        for concept in book.below(""):
            item = made[concept.uid] = _item(concept, counts.get(concept.uid, 0))
            above = book.above(concept.uid)
            (made[above[-1].uid] if above else self.invisibleRootItem()).addChild(item)
        for uid, item in made.items():
            item.setExpanded(uid not in folded)
        self._filling = False
        self.go_to(here)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how often each is coded."""
        for uid, item in self._items().items():
            concept = self._book.find(uid)
            if concept is not None:
                item.setData(0, _DETAIL, _detail(concept, counts.get(uid, 0)))

    def go_to(self, uid: str) -> None:
        """Make a line current, and select it alone; the first one if the concept is not there."""
        wanted = self._items().get(uid) or self.topLevelItem(0)
        if wanted is not None:
            self.setCurrentItem(wanted, 0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollToItem(wanted)

    def move_by(self, step: int) -> None:
        """Ask to put the current concept up (-1) or down (1) among its neighbours."""
        uid, parent, near = self._around()
        place = near.index(uid) + step if uid in near else -1
        if 0 <= place < len(near):
            after = place + 1 if step > 0 else place
            self.placed.emit(uid, parent, near[after] if after < len(near) else "")

    def move_in(self) -> None:
        """Ask to put the current concept below the neighbour before it."""
        uid, _parent, near = self._around()
        if uid in near[1:]:
            self.placed.emit(uid, near[near.index(uid) - 1], "")

    def move_out(self) -> None:
        """Ask to put the current concept behind the one it lies below."""
        uid, parent, _near = self._around()
        if uid and parent:
            above = self._book.above(parent)
            outer = above[-1].uid if above else ""
            near = [item.uid for item in self._book.children(outer)]
            after = near.index(parent) + 1
            self.placed.emit(uid, outer, near[after] if after < len(near) else "")

    def _around(self) -> tuple[str, str, list[str]]:
        """The current concept, what is above it, and what lies there."""
        uid = self.current()
        above = self._book.above(uid) if uid else ()
        parent = above[-1].uid if above else ""
        return uid, parent, [item.uid for item in self._book.children(parent)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        moves = {
            Qt.Key.Key_Up: lambda: self.move_by(-1),
            Qt.Key.Key_Down: lambda: self.move_by(1),
            Qt.Key.Key_Right: self.move_in,
            Qt.Key.Key_Left: self.move_out,
        }
        asked = {
            Qt.Key.Key_Delete: self.removal_requested,
            Qt.Key.Key_Insert: self.addition_requested,
            Qt.Key.Key_Escape: self.left,
        }
        if modifiers == Qt.KeyboardModifier.AltModifier and key in moves:
            moves[key]()
        elif modifiers == Qt.KeyboardModifier.ControlModifier and key is Qt.Key.Key_J:
            self.merge_requested.emit()
        elif key in asked:
            asked[key].emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # Lines are not moved here: the wish is told, and what has come of it is shown.
        target = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.drop_on(
            self.current(), str(target.data(0, _UID)) if target else "", self.dropIndicatorPosition()
        )

    def drop_on(self, uid: str, target: str, position: Position) -> None:
        """Ask for what dropping a concept above, on or below another one ('' for the ground) means."""
        if not uid or uid == target:
            return
        if not target:
            self.placed.emit(uid, "", "")
        elif position is Position.OnItem:
            self.placed.emit(uid, target, "")
        else:
            above = self._book.above(target)
            parent = above[-1].uid if above else ""
            near = [item.uid for item in self._book.children(parent) if item.uid != uid]
            place = near.index(target) + (1 if position is Position.BelowItem else 0)
            self.placed.emit(uid, parent, near[place] if place < len(near) else "")

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Draw nothing: the indentation says it."""

    def _pick(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.picked.emit(str(item.data(0, _UID)))

    def _items(self) -> dict[str, QTreeWidgetItem]:
        waiting = [self.invisibleRootItem()]
        found: dict[str, QTreeWidgetItem] = {}
        while waiting:
            item = waiting.pop()
            children = (item.child(place) for place in range(item.childCount()))
            for child in children:
                if child is not None:
                    found[str(child.data(0, _UID))] = child
                    waiting.append(child)
        return found


def status_words(status: Status) -> str:
    """A status in the user's language."""
    words = {Status.DRAFT: _("draft"), Status.ACTIVE: _("in use"), Status.RETIRED: _("retired")}
    return words[status]


def _detail(concept: Concept, number: int) -> str:
    said = "" if concept.status is Status.ACTIVE else status_words(concept.status)
    return " · ".join(part for part in (said, str(number) if number else "") if part)


def _item(concept: Concept, number: int) -> QTreeWidgetItem:
    name = shown(f"{concept.code}  {concept.label}", 160)
    item = QTreeWidgetItem([name])
    detail = _detail(concept, number)
    item.setData(0, _UID, concept.uid)
    item.setData(0, _DETAIL, detail)
    item.setData(0, _FAINT, concept.status is not Status.ACTIVE)
    item.setToolTip(0, shown(concept.support or concept.definition, 400))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {detail}" if detail else name)
    return item
