"""A tree whose lines are put in order by dragging or by keys, and narrowed down to those that are looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from desktop_app.gui.widgets.model_index import AnyIndex

Position = QAbstractItemView.DropIndicatorPosition
UID = Qt.ItemDataRole.UserRole
"""Where a line keeps the uid of what it shows; '' for one that stays where it is."""


class OrderedTree(QTreeWidget):
    """`picked` brings the uid that one goes to, `placed` a wish: uid, the uid above ('' for none) and the one in front
    of which to put it ('' for behind all). The others follow Delete, Insert and Escape.

    Alt with the arrows moves a line up and down among its neighbours, below the one before it, and out again.
    """

    picked = Signal(str)
    placed = Signal(str, str, str)
    removal_requested = Signal()
    addition_requested = Signal()
    left = Signal()

    def __init__(self, name: str, delegate: QStyledItemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._folded: set[str] | None = None
        delegate.setParent(self)
        self.setHeaderHidden(True)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(18)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.currentItemChanged.connect(lambda item, _before: self._pick(item))

    # What is shown

    def current(self) -> str:
        """The uid of the current line, '' when there is none."""
        item = self.currentItem()
        return uid_of(item) if item is not None else ""

    def fill(self, lines: Iterable[tuple[str, QTreeWidgetItem]]) -> None:
        """Show these lines, each with the uid of the one above, which comes before it ('' for none).

        The current one stays current, what was folded stays folded, and all are shown.
        """
        folded = self._folded if self._folded is not None else self._folded_now()
        here = self.current()
        self._filling, self._folded = True, None
        self.clear()
        made: dict[str, QTreeWidgetItem] = {}
        for above, item in lines:
            made.get(above, self.invisibleRootItem()).addChild(item)
            if uid_of(item):
                made[uid_of(item)] = item
        for uid, item in made.items():
            item.setExpanded(uid not in folded)
        self._filling = False
        self.go_to(here)

    def narrow(self, fitting: Collection[str] | None) -> None:
        """Show these lines alone and, unfolded, what they lie below.

        None shows all as they were before, and unfolds what the current one lies below.
        """
        if fitting is None:
            folded, self._folded = self._folded or set[str](), None
            for item in self.lines():
                item.setHidden(False)
                item.setExpanded(uid_of(item) not in folded)
            self._bring_current()
            return
        if self._folded is None:
            self._folded = self._folded_now()
        kept = set(fitting)
        for item in reversed(list(self.lines())):
            wanted = uid_of(item) in kept
            item.setHidden(not wanted)
            item.setExpanded(True)
            above = item.parent()
            if wanted and above is not None:
                kept.add(uid_of(above))

    def go_to(self, uid: str) -> None:
        """Make a line current, and select it alone; the first one if it is not there."""
        wanted = next((item for item in self.lines() if uid_of(item) == uid), self.topLevelItem(0))
        if wanted is not None:
            self.setCurrentItem(wanted, 0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._bring_current()

    def step(self, rows: int) -> None:
        """Go down some of the lines that are seen, or up."""
        for _row in range(abs(rows)):
            item, near = self.currentItem(), None
            if item is not None:
                near = self.itemBelow(item) if rows > 0 else self.itemAbove(item)
            if near is not None:
                self.setCurrentItem(near, 0, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def lines(self) -> Iterator[QTreeWidgetItem]:
        """All lines, shown or not, from the top."""
        walk = QTreeWidgetItemIterator(self)
        while (item := walk.value()) is not None:
            yield item
            walk += 1

    def _bring_current(self) -> None:
        # Going to a line may have filled the tree anew: what was typed for another one is kept then.
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item)

    def _folded_now(self) -> set[str]:
        return {uid_of(item) for item in self.lines() if not item.isExpanded()}

    def _pick(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.picked.emit(uid_of(item))

    # Where a line is to be

    def move_by(self, step: int) -> None:
        """Ask to put the current line up (-1) or down (1) among its neighbours."""
        uid, above, near = self._around(self.currentItem())
        place = near.index(uid) + step if uid in near else -1
        if 0 <= place < len(near):
            self._place(uid, above, near, place + 1 if step > 0 else place)

    def move_in(self) -> None:
        """Ask to put the current line below the neighbour before it."""
        uid, _above, near = self._around(self.currentItem())
        if uid in near[1:]:
            self.placed.emit(uid, near[near.index(uid) - 1], "")

    def move_out(self) -> None:
        """Ask to put the current line behind the one it lies below."""
        item = self.currentItem()
        parent = item.parent() if item is not None else None
        if item is not None and parent is not None:
            above, outer, near = self._around(parent)
            self._place(uid_of(item), outer, near, near.index(above) + 1)

    def drop_on(self, uid: str, target: QTreeWidgetItem | None, position: Position) -> None:
        """Ask for what dropping a line above, on or below another one (None for the ground) means."""
        if not uid or (target is not None and uid_of(target) == uid):
            return
        beside, above, near = self._around(target)
        near = [item for item in near if item != uid]
        if target is None:
            self.placed.emit(uid, "", "")
        elif not beside:
            self._place(uid, "", near, 0)
        elif position is Position.OnItem:
            self.placed.emit(uid, beside, "")
        else:
            self._place(uid, above, near, near.index(beside) + (1 if position is Position.BelowItem else 0))

    def _place(self, uid: str, above: str, near: list[str], place: int) -> None:
        self.placed.emit(uid, above, near[place] if place < len(near) else "")

    def _around(self, item: QTreeWidgetItem | None) -> tuple[str, str, list[str]]:
        """The uid of a line, of the one above it, and of all that lie there."""
        parent = item.parent() if item is not None else None
        top = parent or self.invisibleRootItem()
        near = [uid_of(child) for place in range(top.childCount()) if (child := top.child(place)) is not None]
        above = uid_of(parent) if parent is not None else ""
        return uid_of(item) if item is not None else "", above, [uid for uid in near if uid]

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
        elif key in asked:
            asked[key].emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # Lines are not moved here: the wish is told, and what has come of it is shown.
        target = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.drop_on(self.current(), target, self.dropIndicatorPosition())

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Draw nothing: the indentation says it."""


def uid_of(item: QTreeWidgetItem) -> str:
    """The uid of what a line shows."""
    return str(item.data(0, UID))
