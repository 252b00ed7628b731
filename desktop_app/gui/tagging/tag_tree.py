"""The tags of the tagset as a tree: to go through, to reorder by drag or by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
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
from desktop_app.gui.tagging.signs import cap_size, leading, paint_keycap, paint_swatch
from desktop_app.gui.tagging.tagset_steps import siblings
from desktop_app.gui.theme.style import theme
from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.gui.widgets.painting import filled, outline
from desktop_app.model.tagset import DOCUMENT, Tag, Tagset

AnyIndex = QModelIndex | QPersistentModelIndex
_UID = Qt.ItemDataRole.UserRole
_TAG = Qt.ItemDataRole.UserRole + 1
_ROW_PX = 30
Position = QAbstractItemView.DropIndicatorPosition


class _Delegate(QStyledItemDelegate):
    """Swatch, name and key; tags that are switched off are faint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, max(_ROW_PX, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box, tag = theme(), option.rect, index.data(_TAG)
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, QRectF(box), look.colour("chosen"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            filled(painter, QRectF(box), look.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            outline(painter, QRectF(box), look.colour("focus"), width=2)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        room = box.adjusted(8, 0, -8, 0)
        sign = QRect(room.right() - 15 if mirrored else room.left(), room.top(), 16, room.height())
        if isinstance(tag, Tag):
            paint_swatch(painter, sign, tag.colour if tag.active else "")
        else:
            look.icon("file-text").paint(painter, sign)
        room = room.adjusted(0, 0, -24, 0) if mirrored else room.adjusted(24, 0, 0, 0)
        if isinstance(tag, Tag) and tag.shortcut:
            size = cap_size(tag.shortcut)
            top = room.top() + (room.height() - size.height()) // 2
            left = room.left() if mirrored else room.right() + 1 - size.width()
            paint_keycap(painter, QRect(left, top, size.width(), size.height()), tag.shortcut)
            gap = size.width() + 8
            room = room.adjusted(gap, 0, 0, 0) if mirrored else room.adjusted(0, 0, -gap, 0)
        painter.setFont(option.font)
        painter.setPen(look.colour("muted" if isinstance(tag, Tag) and not tag.active else "ink"))
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        line = option.fontMetrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, leading(option.direction), line)


class TagTree(QTreeWidget):
    """`picked` brings the uid of the tag one goes to (DOCUMENT for the document as a whole), `placed` a wish:
    uid, the uid of the tag above ('' for none) and of the tag in front of which to put it ('' for behind all).
    `removal_requested` and `addition_requested` follow Delete and Insert.

    Alt with the arrows moves a tag up and down among its neighbours, below the one before it, and out again.
    """

    picked = Signal(str)
    placed = Signal(str, str, str)
    removal_requested = Signal()
    addition_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tagset = Tagset()
        self._filling = False
        self.setHeaderHidden(True)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(18)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Tags"))
        self.currentItemChanged.connect(lambda item, _before: self._pick(item))

    def current(self) -> str | None:
        """The uid of the current line (DOCUMENT for the document), None when there is none."""
        item = self.currentItem()
        return str(item.data(0, _UID)) if item is not None else None

    def show_tagset(self, tagset: Tagset) -> None:
        """Show these tags; the current one stays current, what was folded stays folded."""
        folded = {str(item.data(0, _UID)) for item in self._items() if not item.isExpanded()}
        here = self.current()
        self._tagset = tagset
        self._filling = True
        self.clear()
        document = QTreeWidgetItem([_("The document as a whole")])
        document.setData(0, _UID, DOCUMENT)
        document.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.addTopLevelItem(document)
        made: dict[str, QTreeWidgetItem] = {}
        colours = colours_by_tag(tagset)
        for tag in _parents_first(tagset):
            item = made[tag.uid] = _item(replace(tag, colour=colours[tag.uid]))
            above = made.get(tag.parent_uid)
            (above or self.invisibleRootItem()).addChild(item)
        for item in made.values():
            item.setExpanded(str(item.data(0, _UID)) not in folded)
        self._filling = False
        if here is not None:
            self.go_to(here)

    def go_to(self, uid: str) -> None:
        """Make a line current; the first one if the tag is not there."""
        wanted = next((item for item in self._items() if item.data(0, _UID) == uid), self.topLevelItem(0))
        if wanted is not None:
            self.setCurrentItem(wanted)

    def move_by(self, step: int) -> None:
        """Put the current tag further up (-1) or down (1) among its neighbours."""
        uid = self.current()
        if not uid:
            return
        near = siblings(self._tagset, uid)
        place = next(number for number, tag in enumerate(near) if tag.uid == uid)
        target = place + step
        if 0 <= target < len(near):
            after = target + 1 if step > 0 else target
            before = near[after].uid if after < len(near) else ""
            self.placed.emit(uid, near[place].parent_uid, before)

    def move_in(self) -> None:
        """Put the current tag below the neighbour before it."""
        uid = self.current()
        near = siblings(self._tagset, uid) if uid else []
        place = next((number for number, tag in enumerate(near) if tag.uid == uid), 0)
        if uid and place > 0:
            self.placed.emit(uid, near[place - 1].uid, "")

    def move_out(self) -> None:
        """Put the current tag behind the one it lies below."""
        uid = self.current()
        tag = self._tagset.find(uid) if uid else None
        above = self._tagset.find(tag.parent_uid) if tag is not None else None
        if uid and above is not None:
            near = siblings(self._tagset, above.uid)
            after = next(number for number, item in enumerate(near) if item.uid == above.uid) + 1
            self.placed.emit(uid, above.parent_uid, near[after].uid if after < len(near) else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        moves = {
            Qt.Key.Key_Up: lambda: self.move_by(-1),
            Qt.Key.Key_Down: lambda: self.move_by(1),
            Qt.Key.Key_Right: self.move_in,
            Qt.Key.Key_Left: self.move_out,
        }
        if alt and key in moves:
            moves[Qt.Key(key)]()
        elif key == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        elif key == Qt.Key.Key_Insert:
            self.addition_requested.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # The tree never moves lines by itself: it asks, and shows what has come of it.
        item, target = self.currentItem(), self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if item is not None:
            self.drop_on(str(item.data(0, _UID)), target, self.dropIndicatorPosition())

    def drop_on(self, uid: str, target: QTreeWidgetItem | None, position: Position) -> None:
        """Ask for what dropping a tag above, on or below a line means."""
        tag = self._tagset.find(str(target.data(0, _UID))) if target is not None else None
        if target is None or not self._tagset.find(uid) or (tag is not None and tag.uid == uid):
            return
        if tag is None:
            first = next((item.uid for item in self._tagset.tags if not item.parent_uid), "")
            self.placed.emit(uid, "", first if first != uid else "")
        elif position is Position.OnItem:
            self.placed.emit(uid, tag.uid, "")
        else:
            near = [item.uid for item in siblings(self._tagset, tag.uid) if item.uid != uid]
            place = near.index(tag.uid) + (1 if position is Position.BelowItem else 0)
            self.placed.emit(uid, tag.parent_uid, near[place] if place < len(near) else "")

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Draw nothing: the indentation says it."""

    def _pick(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.picked.emit(str(item.data(0, _UID)))

    def _items(self) -> list[QTreeWidgetItem]:
        return _all_below(self.invisibleRootItem())


def _all_below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found: list[QTreeWidgetItem] = []
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None:
            found += [child, *_all_below(child)]
    return found


def _item(tag: Tag) -> QTreeWidgetItem:
    item = QTreeWidgetItem([shown(tag.name)])
    item.setData(0, _UID, tag.uid)
    item.setData(0, _TAG, tag)
    words = [shown(tag.name)]
    if tag.shortcut:
        words.append(_("key {key}").format(key=tag.shortcut))
    if not tag.active:
        words.append(_("switched off"))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))
    return item


def _parents_first(tagset: Tagset) -> list[Tag]:
    waiting, done = list(tagset.tags), {""}
    found: list[Tag] = []
    while waiting:
        ready = [tag for tag in waiting if tag.parent_uid in done or tagset.find(tag.parent_uid) is None]
        if not ready:
            return [*found, *waiting]
        found += ready
        done |= {tag.uid for tag in ready}
        waiting = [tag for tag in waiting if tag.uid not in done]
    return found
