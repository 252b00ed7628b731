"""The slots of an annotation on its card, and the slots of others that it fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.tagging.card_scroll import bring_into_view, tell_all_above
from desktop_app.gui.tagging.form import FormRow
from desktop_app.gui.tagging.link_chips import LinkFlow, Tags
from desktop_app.gui.tagging.slot_field import SlotButton, SlotField
from desktop_app.gui.tagging.words import capitalised
from desktop_app.gui.widgets import FlowRow
from desktop_app.model.tagset import Slot
from desktop_app.ops.fillers import Filled, Offer
from desktop_app.ops.links import RELATED_SLOT

_ROW_PAD = 4


class SlotsForm(QWidget):
    """A row for each slot that is filled, or must be; the others are buttons in one row, which open theirs.

    `given` brings a slot's uid and the Filler that was chosen, `removed` the uid of the link to take out, `chosen` the
    Filled to go to, `left` that the keyboard belongs back in the text.
    """

    given = Signal(str, object)
    removed = Signal(str)
    chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        slots: Sequence[Slot],
        offer: Callable[[Slot], Offer | None],
        tags: Tags,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tags = tags
        self._locked = False
        self._outgoing: dict[str, list[Filled]] = {}
        self._incoming: Sequence[Filled] = ()
        self._shown: tuple[Sequence[Filled], Sequence[Filled]] = ((), ())
        self._fields: dict[str, SlotField] = {}
        self._rows: dict[str, FormRow] = {}
        self._buttons: dict[str, SlotButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_ROW_PAD)
        self._more = FlowRow(gap=6)
        for slot in (*slots, RELATED_SLOT):
            self._add(slot, offer)
        self._more_row = FormRow(_("Link"), self._more, parent=self)
        self._fills = LinkFlow(tags)
        self._fills.chosen.connect(self.chosen)
        self._from_row = FormRow(_("Fills"), self._fills, parent=self)
        self._from_row.hide()
        self._column.addWidget(self._more_row)
        self._column.addWidget(self._from_row)

    def _add(self, slot: Slot, offer: Callable[[Slot], Offer | None]) -> None:
        name = _("related") if slot is RELATED_SLOT else slot.name
        field = SlotField(slot, offer, self._tags, self)
        row = FormRow(capitalised(name), field, about=slot.guideline, parent=self)
        button = SlotButton(slot)
        field.picked.connect(lambda filler: self.given.emit(slot.uid, filler))
        field.removed.connect(self.removed)
        field.chosen.connect(self.chosen)
        field.left.connect(self.left)
        field.folded.connect(self._arrange)
        button.clicked.connect(lambda: self.open(slot.uid))
        self._fields[slot.uid], self._rows[slot.uid], self._buttons[slot.uid] = field, row, button
        self._column.addWidget(row)
        self._more.add(button)

    def show_links(self, outgoing: Sequence[Filled], incoming: Sequence[Filled], *, locked: bool) -> None:
        """Show what fills the slots, and whose slots are filled; `locked`: both can only be read."""
        changed = (outgoing, incoming) != self._shown
        self._shown = (outgoing, incoming)
        self._locked = locked
        self._outgoing = {uid: [] for uid in self._fields}
        for one in outgoing:
            # What a slot of another tag still holds, after a change of the tag, is shown as related.
            self._outgoing[one.link.slot_uid if one.link.slot_uid in self._fields else ""].append(one)
        for uid, field in self._fields.items():
            field.show_fillers(self._outgoing[uid], locked=locked)
            self._rows[uid].set_missing(missing=uid in self.missing())
        if incoming != self._incoming:
            self._incoming = incoming
            self._fills.show_links(incoming, fixed=True, lead=_lead)
        self._arrange()
        if changed:
            tell_all_above(self)

    def missing(self) -> list[str]:
        """The slots that want more fillers than they have."""
        return [
            uid for uid, field in self._fields.items() if len(self._outgoing.get(uid, ())) < field.slot.least
        ]

    def field(self, slot_uid: str) -> SlotField:
        """The field of a slot."""
        return self._fields[slot_uid]

    def open(self, slot_uid: str) -> None:
        """Put the keyboard into the field of a slot."""
        if not self._locked and slot_uid in self._fields:
            self._rows[slot_uid].show()
            self._fields[slot_uid].start()
            self._arrange()
            bring_into_view(self._rows[slot_uid])

    def show_armed(self, slot_uid: str | None) -> None:
        """Show which slot is filled by what is marked next, if any."""
        for uid, field in self._fields.items():
            field.set_armed(armed=uid == slot_uid)
        self._arrange()
        if slot_uid in self._rows:
            bring_into_view(self._rows[slot_uid])

    def start(self) -> bool:
        """Put the keyboard into the first slot that wants more fillers. Returns False if there is none."""
        missing = self.missing()
        if missing and not self._locked:
            self.open(missing[0])
        return bool(missing) and not self._locked

    def incoming_words(self) -> list[str]:
        """What is written of the slots that this annotation fills: 'claimant of: …'."""
        return [chip.chip.accessibleName() for chip in self._fills.chips()]

    def buttons(self) -> list[SlotButton]:
        """The buttons of the slots that are not shown as rows."""
        return [button for button in self._buttons.values() if not button.isHidden()]

    def _arrange(self) -> None:
        """Show the rows that say something, and the buttons of the others."""
        moved = False
        for uid, field in self._fields.items():
            wanted = field.slot.least > 0 and not self._locked
            is_row = bool(self._outgoing.get(uid)) or field.is_open or field.is_armed or wanted
            moved |= _show(self._rows[uid], seen=is_row)
            moved |= _show(self._buttons[uid], seen=not is_row)
        spare = not self._locked and any(not item.isHidden() for item in self._buttons.values())
        moved |= _show(self._more_row, seen=spare)
        moved |= _show(self._from_row, seen=bool(self._incoming))
        if moved:
            tell_all_above(self)


def _show(part: QWidget, *, seen: bool) -> bool:
    """Show a part or hide it; to ask first is quicker. Returns whether that changed anything."""
    if part.isHidden() is not seen:
        return False
    part.setVisible(seen)
    return True


def _lead(one: Filled) -> str:
    return _("“{slot}” of").format(slot=one.slot if one.link.slot_uid else _("related"))
