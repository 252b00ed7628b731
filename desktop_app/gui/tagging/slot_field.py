"""One slot on the card: what fills it, and a line to add to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.register.words import kind_words
from desktop_app.gui.tagging.link_chips import LinkFlow, Tags
from desktop_app.gui.tagging.type_ahead import Choice, TypeAhead
from desktop_app.gui.tagging.value_line import Folding, ValueLine
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.keycap import key_text
from desktop_app.gui.widgets.painting import draw_keycap, draw_line, filled, keycap_size, outline
from desktop_app.gui.widgets.pressable import Pressable
from desktop_app.model.records import TargetKind
from desktop_app.model.tagset import Slot
from desktop_app.ops.entities import from_words
from desktop_app.ops.fillers import Filled, Filler, Offer

_PAD, _GAP = 4, 6


class AddLine(ValueLine):
    """The invitation to fill a slot, no wider than its words and its key."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PAD + 2
        cap = keycap_size(theme(), self._key).width() + 10 if self._key else 0
        return QSize(words + cap, self.minimumSizeHint().height())


class SlotButton(Pressable):
    """An empty slot that need not be filled: its key and its name."""

    def __init__(self, slot: Slot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key_text(slot.key) if slot.key else ""
        self._name = shown(slot.name, 40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Fill {slot}").format(slot=self._name))
        self.setToolTip(shown(slot.guideline, 1000))

    def sizeHint(self) -> QSize:
        cap = keycap_size(theme(), self._key).width() + _GAP if self._key else 0
        metrics = self.fontMetrics()
        return QSize(cap + metrics.horizontalAdvance(self._name) + 2 * _PAD + 1, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        if self.underMouse():
            filled(painter, self.rect().toRectF(), look.colour("hover"), radius=4)
        if self.hasFocus():
            outline(painter, self.rect().toRectF(), look.colour("focus"), width=2, radius=4)
        room = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._key:
            size = keycap_size(look, self._key)
            left = room.right() + 1 - size.width() if mirrored else room.left()
            top = room.top() + (room.height() - size.height()) // 2
            draw_keycap(painter, QRect(left, top, size.width(), size.height()), self._key, look)
            taken = size.width() + _GAP
            room = room.adjusted(0, 0, -taken, 0) if mirrored else room.adjusted(taken, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(look.colour("ink" if self.hasFocus() else "muted"))
        draw_line(painter, room, self._name, right=mirrored)


class SlotField(LinkFlow):
    """The fillers of a slot and a line to add one: by typing here, or by the slot's key in the text.

    `picked` brings the Filler that was chosen (an entity without a uid is to be made), `left` that the keyboard belongs
    back in the text, `folded` that nobody types here any more. `offer` makes the Offer that is typed for.
    """

    picked = Signal(object)
    left = Signal()
    folded = Signal()

    def __init__(
        self,
        slot: Slot,
        offer: Callable[[Slot], Offer | None],
        tags: Tags,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tags, parent)
        self.slot = slot
        self._offer = offer
        self._open: Offer | None = None
        self._shown: tuple[list[Filled], bool, bool] | None = None
        self._armed = False
        self._line = AddLine(_("mark or type …"), slot.name, key=slot.key)
        self.field = TypeAhead(slot.name, _("type …"), self._choices)
        self._folding = Folding(self._line, self.field, self)
        self.flow.addWidget(self._folding)
        self._line.opened.connect(self._begin)
        self._folding.folded.connect(self._end)
        self.field.picked.connect(self._pick)
        self.field.entered.connect(self.left)
        self.field.left.connect(self.left)

    @property
    def is_open(self) -> bool:
        """Whether one types here."""
        return self._folding.is_open

    def start(self) -> None:
        """Put the keyboard into the line."""
        self._folding.open()
        self._begin()

    def show_fillers(self, fillers: Sequence[Filled], *, locked: bool) -> None:
        """Show what fills the slot; `locked`: it can only be read."""
        wanted = (list(fillers), locked, self._armed)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.show_links(fillers, fixed=locked)
        full = self.slot.most > 1 and len(fillers) >= self.slot.most
        self._folding.setVisible(not locked and not full)
        self._line.invite(self._invitation(len(fillers)))
        self._line.show_value("", missing=len(fillers) < self.slot.least)
        self._line.updateGeometry()

    def _invitation(self, number: int) -> str:
        if self._armed:
            return _("select it …")
        return _("mark or type …") if not number else _("replace") if self.slot.most == 1 else _("add")

    @property
    def is_armed(self) -> bool:
        """Whether what is marked next fills the slot."""
        return self._armed

    def set_armed(self, *, armed: bool) -> None:
        """Say that what is marked next fills the slot, or no longer."""
        if armed != self._armed:
            self._armed = armed
            fillers, locked, _armed = self._shown or ([], False, False)
            self.show_fillers(fillers, locked=locked)

    def _begin(self) -> None:
        self._open = None
        self.field.set_text("")
        self.field.search()

    def _end(self) -> None:
        self._open = None
        self.field.set_text("")
        self.folded.emit()

    def _choices(self, typed: str) -> list[Choice]:
        if self._open is None:
            self._open = self._offer(self.slot)
        found = self._open.find(typed) if self._open is not None else []
        choices = [self._choice(filler) for filler in found]
        name = from_words(typed)
        if self._open is not None and self._open.is_new(name):
            words = _("New entity “{name}”").format(name=shown(name, 80))
            choices.append(Choice(words, value=Filler(TargetKind.ENTITY, "", name)))
        return choices

    def _choice(self, filler: Filler) -> Choice:
        tag = self.tags(filler.tag_uid) if filler.kind is TargetKind.ANNOTATION else None
        note = kind_words(filler.note) if filler.kind is TargetKind.ENTITY else filler.note
        detail = note or (tag.name if tag is not None else "")
        colour = tag.colour if tag is not None else filler.colour or None
        return Choice(filler.words, detail, colour, filler)

    def _pick(self, filler: object) -> None:
        self.field.set_text("")
        self.picked.emit(filler)
