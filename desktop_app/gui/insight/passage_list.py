"""The passages behind a number, in concordance lines, read a few milliseconds at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.agreement.became import Became
from desktop_app.agreement.tallies import Tallies
from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.insight.board import Names
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import EmptyHint, SectionHeader, Surface
from desktop_app.gui.widgets.line_table import LineTable
from desktop_app.gui.widgets.model_index import AnyIndex
from desktop_app.gui.widgets.painting import draw_line, runs_leftwards
from desktop_app.gui.widgets.rows import choose_row
from desktop_app.gui.widgets.sliced_lines import SlicedLines
from desktop_app.ops.agreement_passages import Passage, Wanted, documents_of, passages
from desktop_app.ops.project import Project

MOST = 5000
"""More lines than these nobody reads: a number that is narrower opens fewer."""
_HIGH = 58
_LEAST, _WIDEST = 260, 344


class PassageModel(SlicedLines[Passage]):
    """The passages behind a number, `MOST` at most."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.names = Names({}, {}, {})

    def open(self, wanted: Wanted, tallies: Tallies, names: Names) -> None:
        """Show what is behind a number."""
        self.names = names
        self.begin(self._passages(documents_of(tallies, wanted)))
        self.read_some()

    def _passages(self, waiting: Mapping[str, Wanted]) -> Iterator[list[Passage]]:
        room = MOST
        for uid, wanted in waiting.items():
            try:
                found = passages(self._project, uid, wanted)[:room]
            except NotFoundError:
                # It went into the bin since it was counted.
                continue
            yield found
            room -= len(found)
            if not room:
                return

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.line(index.row())
        if found is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        words = f"{shown(found.before, 60)} {shown(found.words)} {shown(found.after, 60)}"
        return f"{self.kind(found)}: {words} ({shown(found.document, 80)})"

    def kind(self, found: Passage) -> str:
        """What became of it, in words."""
        one, other = (self.names.person(uid) for uid in found.annotators)
        mine, theirs = (self.names.tag(uid) for uid in found.tags)
        if found.about:
            return f"{mine} · {shown(found.about, 60)}"
        if found.kind in (Became.MISSING, Became.SPURIOUS):
            only = one if found.kind is Became.MISSING else other
            tag = mine if found.kind is Became.MISSING else theirs
            return _("{tag} · only {name}").format(tag=tag, name=only)
        if found.kind is Became.SAME:
            return _("{tag} · agreed").format(tag=mine)
        if found.kind is Became.VALUES:
            return _("{tag} · other values").format(tag=mine)
        if found.kind is Became.BOUNDARY:
            return _("{tag} · other boundary").format(tag=mine)
        return _("{one} {mine}, {other} {theirs}").format(one=one, mine=mine, other=other, theirs=theirs)


class PassageDelegate(QStyledItemDelegate):
    """Three lines: the passage between what stands around it, what became of it, the document."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        model = index.model()
        found = model.line(index.row()) if isinstance(model, PassageModel) else None
        if found is None or not isinstance(model, PassageModel):
            return
        look, box = theme(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("chosen"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(box.left(), box.top(), 3, box.height(), look.colour("focus"))
        room = box.adjusted(14, 6, -10, -6)
        line = option.fontMetrics.height() + 2
        draw_passage(painter, room.adjusted(0, 0, 0, line - room.height()), found, option.font)
        small = look.font(step=-1)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        about = f"{model.kind(found)} · {shown(found.document, 120)}"
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        draw_line(painter, QRect(room.left(), room.top() + line, room.width(), line), about, right=mirrored)


def draw_passage(painter: QPainter, room: QRect, found: Passage, font: QFont) -> None:
    """A passage between what stands around it, on one line: the words of all begin below each other, as in a
    concordance. Where they are written from right to left, so is the line.
    """
    bold, plain = QFont(font), QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    metrics, strong = QFontMetrics(plain), QFontMetrics(bold)
    side = room.width() * 3 // 10
    before = metrics.elidedText(shown(found.before), Qt.TextElideMode.ElideLeft, side)
    words = strong.elidedText(shown(found.words), Qt.TextElideMode.ElideMiddle, room.width() // 2)
    rest = room.width() - side - strong.horizontalAdvance(words)
    after = metrics.elidedText(shown(found.after), Qt.TextElideMode.ElideRight, max(rest, 0))
    leftwards = runs_leftwards(before + words + after)
    x = side - metrics.horizontalAdvance(before)
    for text, own, role in ((before, plain, "muted"), (words, bold, "ink"), (after, plain, "muted")):
        painter.setFont(own)
        painter.setPen(theme().colour(role))
        wide = QFontMetrics(own).horizontalAdvance(text)
        left = room.right() - x - wide if leftwards else room.left() + x
        draw_line(painter, QRect(left, room.top(), wide + 1, room.height()), text, right=leftwards)
        x += wide


class PassageTable(LineTable):
    """`opened` brings the Passage of a line: a click or Return; `read` that of Shift+Return; `left`: Escape."""

    opened = Signal(object)
    read = Signal(object)
    left = Signal()

    def __init__(self, model: PassageModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Passages"), parent)
        self._passages = model
        self.setModel(model)
        self.setItemDelegate(PassageDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(max(_HIGH - 6, 2 * self.fontMetrics().height() + 18))
        self.clicked.connect(lambda index: self._open(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._open(self.currentIndex().row(), plain=plain)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, row: int, *, plain: bool = True) -> None:
        found = self._passages.line(row)
        if found is not None:
            (self.opened if plain else self.read).emit(found)


class PassagePane(Surface):
    """The list with its heading."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent=parent)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(theme().sign_px(_WIDEST))
        self.model = PassageModel(project, self)
        self.table = PassageTable(self.model, self)
        self.header = SectionHeader(_("Passages"), parent=self)
        self.empty = EmptyHint(_("Press Enter on a number to read what is behind it."), parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 0, 0)
        column.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.addWidget(self.header)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty)
        column.addStretch(0)
        self._title = ""
        self.table.hide()
        self.model.counted.connect(self._say)

    def open(self, wanted: Wanted, tallies: Tallies, names: Names) -> None:
        """Show what is behind a number."""
        self._title = wanted.title
        self.model.open(wanted, tallies, names)
        if self.model.rowCount():
            choose_row(self.table, 0)

    def _say(self) -> None:
        count = self.model.rowCount()
        self.table.setVisible(count > 0)
        self.empty.setVisible(count == 0 and not self.model.busy)
        if count == 0:
            self.empty.set_words(_("There are no such passages."))
        more = "+" if count >= MOST else ""
        words = ngettext("{n} passage", "{n} passages", count).format(n=number(count) + more)
        self.header.set_remark(f"{shown(self._title, 40)} · {words}")
