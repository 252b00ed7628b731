"""A part of a tag in the tagset editor, as a line that unfolds, and the list of such parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.kept_fields import FieldKeeper
from desktop_app.gui.widgets import ElidedLabel, IconButton, SectionHeader, Surface, plain_label, push_button
from desktop_app.model.tagset import Attribute, Slot
from desktop_app.ops.project import Project

LABEL_PX = 96
Item = Attribute | Slot


class FoldBox(Surface):
    """Every change in it is kept at once, as a step of its own; what cannot be kept stays as it was typed, with the
    reason below.

    `move_requested` asks to go up (-1) or down (1). A subclass has what raises NotImplementedError here (Qt's classes
    have a metaclass of their own, so that none can be an ABC).
    """

    move_requested = Signal(int)

    def __init__(self, remove_words: str, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self._titled = ""
        self._rows: dict[str, FormRow] = {}
        self._keepers: list[FieldKeeper] = []
        self.head = QToolButton(self)
        self.head.setCheckable(True)
        self.head.toggled.connect(lambda on: self.set_open(open_=on))
        self._about = ElidedLabel("", look="muted", parent=self)
        self._inside = QWidget(self)
        head = self._line = QHBoxLayout()
        head.setContentsMargins(0, 2, 0, 2)
        head.setSpacing(4)
        head.addWidget(self.head)
        head.addWidget(self._about, 1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(4)
        head.addLayout(self.tools)
        for icon, words, step in (("arrow-up", _("Move up"), -1), ("arrow-down", _("Move down"), 1)):
            head.addWidget(IconButton(icon, words, partial(self.move_requested.emit, step), parent=self))
        head.addWidget(IconButton("trash-2", remove_words, self.remove, parent=self))
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(12, 0, 0, 8)
        self._column.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._inside)

    def rank(self, part: QWidget) -> int:
        """The place of a part in the line, for Tab; the parts below it come after all of these."""
        parts = [self.head, *_widgets(self.tools), *_widgets(self._line)]
        return parts.index(part) if part in parts else len(parts)

    def add_row(self, field: str, label: str, editor: QWidget) -> None:
        """Put a field below the others."""
        self._rows[field] = FormRow(label, editor, label_px=LABEL_PX)
        self._column.addWidget(self._rows[field])

    def show_title(self, name: str, about: str) -> None:
        """Write on the line what is in the box."""
        self._titled = name
        self.head.setText(f"{'▾' if self.head.isChecked() else '▸'} {shown(name, 40)}")
        self._about.setText(about)

    def set_open(self, *, open_: bool) -> None:
        """Unfold or fold the box."""
        self._inside.setVisible(open_)
        self.head.setChecked(open_)
        self.head.setText(f"{'▾' if open_ else '▸'} {shown(self._titled, 40)}")

    def start(self) -> None:
        """Unfold the box and put the keyboard into the first field."""
        raise NotImplementedError

    def remove(self) -> None:
        """Remove what is shown; why it cannot be removed is said in its place."""
        raise NotImplementedError

    def show_item(self, item: Item) -> None:
        """Show it as it is now; what has been typed and could not be kept stays."""
        raise NotImplementedError

    def error(self, field: str) -> str:
        """What is said below a field."""
        return self._rows[field].error()

    def say(self, field: str, error: AppError) -> None:
        """Say below a field what is wrong."""
        self._rows[field].say(error)

    def say_nothing(self) -> None:
        """Take away all that is said below fields."""
        for row in self._rows.values():
            row.say(None)

    def flush(self) -> None:
        """Keep what has been typed."""
        for keeper in self._keepers:
            keeper.give()


def _widgets(layout: QHBoxLayout) -> list[QWidget]:
    items = (layout.itemAt(at) for at in range(layout.count()))
    found = (item.widget() for item in items if item is not None)
    return [widget for widget in found if widget is not None]


class BoxList(QWidget):
    """A box for each part of a tag, and a button for a further one.

    A subclass has the four methods that raise NotImplementedError here (Qt's classes have a metaclass of their own, so
    that none can be an ABC).
    """

    def __init__(
        self, project: Project, title: str, none: str, add: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._tag_uid: str | None = None
        self._boxes: dict[str, FoldBox] = {}
        self._none = plain_label(none, look="muted")
        self._none.setWordWrap(True)
        self._error = plain_label("", look="danger")
        self._error.setWordWrap(True)
        self.add = push_button(add, self.add_item)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(SectionHeader(title))
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addWidget(self._error)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)
        self._error.hide()

    def items(self, tag_uid: str) -> Sequence[Item]:
        """The parts of a tag, in order."""
        raise NotImplementedError

    def new_box(self, item: Item) -> FoldBox:
        """A box that shows a part."""
        raise NotImplementedError

    def make(self, tag_uid: str, names: set[str]) -> Item:
        """Add a part with a name that is none of these. Raises AppError."""
        raise NotImplementedError

    def place(self, uid: str, place: int) -> None:
        """Put a part at this place among the others."""
        raise NotImplementedError

    def show_tag(self, tag_uid: str) -> None:
        """Show the parts of a tag (DOCUMENT: of the document as a whole) as they are now."""
        found = self.items(tag_uid)
        if tag_uid != self._tag_uid:
            self._error.hide()
            self._clear(set())
        self._tag_uid = tag_uid
        self._clear({item.uid for item in found})
        for place, item in enumerate(found):
            box = self._boxes.get(item.uid)
            if box is None:
                box = self._boxes[item.uid] = self._made(item)
            else:
                box.show_item(item)
            if self._column.indexOf(box) != place:
                self._column.insertWidget(place, box)
        self._none.setVisible(not found)
        self.order_tabs()

    def order_tabs(self, before: QWidget | None = None) -> None:
        """Let Tab go from box to box, then to the button, all behind `before`: of itself it goes as they were made."""
        boxes = [self._boxes[item.uid] for item in self.items(self._tag_uid or "")]
        chain: list[QWidget] = [] if before is None else [before]
        for box in boxes:
            inside: list[QWidget] = []
            following = box.nextInFocusChain()
            while following is not None and following is not box:
                if box.isAncestorOf(following) and following.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    inside.append(following)
                following = following.nextInFocusChain()
            chain += sorted(inside, key=box.rank)
        for one, other in pairwise([*chain, self.add]):
            self.setTabOrder(one, other)

    def add_item(self) -> None:
        """Add a part, and put the keyboard into its name."""
        if self._tag_uid is None:
            return
        try:
            made = self.make(self._tag_uid, {item.name for item in self.items(self._tag_uid)})
        except AppError as error:
            self._error.setText(f"{error.what} {error.hint}")
            self._error.show()
        else:
            self.show_tag(self._tag_uid)
            self._boxes[made.uid].start()

    def flush(self) -> None:
        """Keep what has been typed."""
        for box in tuple(self._boxes.values()):
            box.flush()

    def _made(self, item: Item) -> FoldBox:
        box = self.new_box(item)
        box.move_requested.connect(lambda step: self._move(item.uid, step))
        return box

    def _move(self, uid: str, step: int) -> None:
        mates = [item.uid for item in self.items(self._tag_uid or "")]
        place = mates.index(uid) + step
        if 0 <= place < len(mates):
            self.place(uid, place)

    def _clear(self, but: set[str]) -> None:
        for uid in [uid for uid in self._boxes if uid not in but]:
            box = self._boxes.pop(uid)
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
