"""The tags of the tagset as a tree."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidgetItem, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.signs import cap_size, paint_keycap, paint_swatch
from desktop_app.gui.theme.style import theme
from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.ordered_tree import UID, OrderedTree
from desktop_app.gui.widgets.painting import draw_line, draw_row_ground
from desktop_app.model.tagset import DOCUMENT, Tag, Tagset

_TAG = Qt.ItemDataRole.UserRole + 1
_ROW_PX = 30


class _Delegate(QStyledItemDelegate):
    """Swatch, name and key; tags that are switched off are faint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, max(_ROW_PX, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        look, box, tag = theme(), option.rect, index.data(_TAG)
        draw_row_ground(painter, box, option.state, look)
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
        draw_line(painter, room, str(index.data(Qt.ItemDataRole.DisplayRole)), right=mirrored)


class TagTree(OrderedTree):
    """The document as a whole (DOCUMENT), which stays at the top, and the tags."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Tags"), _Delegate(), parent)

    def show_tagset(self, tagset: Tagset) -> None:
        """Show these tags; the current one stays current, what was folded stays folded."""
        document = QTreeWidgetItem([_("The document as a whole")])
        document.setData(0, UID, DOCUMENT)
        document.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        colours = colours_by_tag(tagset)
        tags = [
            (tag.parent_uid, _item(replace(tag, colour=colours[tag.uid]))) for tag in _parents_first(tagset)
        ]
        self.fill([("", document), *tags])


def _item(tag: Tag) -> QTreeWidgetItem:
    item = QTreeWidgetItem([shown(tag.name)])
    item.setData(0, UID, tag.uid)
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
