"""The ends of links on the card: their words, where they lead, and how they are taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.register.words import kind_words
from desktop_app.gui.widgets import Chip, ElidedLabel, FlowLayout, IconButton, plain_label
from desktop_app.model.records import TargetKind
from desktop_app.model.tagset import Tag
from desktop_app.ops.fillers import Filled, Filler

MOST_CHIPS = 24
_NOTE_PX, _CROSS_PX = 110, 32
Tags = Callable[[str], Tag | None]
"""Finds a tag by its uid, as it is painted."""


def colour_of(tags: Tags, filler: Filler) -> str:
    """The colour of a filler's tag or entity, '' for none."""
    tag = tags(filler.tag_uid)
    return tag.colour if tag is not None else filler.colour


class LinkChip(QWidget):
    """One end of a link: its words, muted who or when that is, and a cross that takes it out.

    `chosen` asks to go there, `removed` to take it out.
    """

    chosen = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._fixed = False
        self._lead = plain_label("", look="muted", parent=self)
        self.chip = Chip("", clickable=True, parent=self)
        self._note = ElidedLabel("", look="muted", parent=self)
        self._note.setMaximumWidth(_NOTE_PX)
        self._cross = IconButton("x", "", self.removed.emit, parent=self)
        self.chip.pressed.connect(self.chosen)
        self.chip.removed.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._lead, self.chip, self._note, self._cross):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_filler(self, filler: Filler, colour: str, *, role: str, lead: str, fixed: bool) -> None:
        """Show another end, with `lead` before it; with `fixed` it stays."""
        self._fixed = fixed
        self.chip.set_colour(colour)
        self.chip.set_text(filler.words)
        self.chip.setAccessibleName(f"{role}: {shown(filler.words)}")
        note = kind_words(filler.note) if filler.kind is TargetKind.ENTITY else filler.note
        note = note if note != filler.words else ""
        for label, words in ((self._lead, shown(lead, 40)), (self._note, shown(note, 60))):
            if label.text() != words:
                label.setText(words)
            if label.isHidden() is bool(words):
                label.setVisible(bool(words))
        if self._cross.isHidden() is not fixed:
            self._cross.setHidden(fixed)
        self._cross.set_words(_("Take out: {words}").format(words=shown(filler.words, 60)))

    def _remove(self) -> None:
        if not self._fixed:
            self.removed.emit()


class LinkFlow(QWidget):
    """The ends of some links in a row that goes on in the next line; of very many the first, and how many more.

    `chosen` brings the Filled to go to, `removed` the uid of the link to take out. Chips are kept for what is shown
    next: making them anew would cost more than all else on the card.
    """

    chosen = Signal(object)
    removed = Signal(str)

    def __init__(self, tags: Tags, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tags = tags
        self._links: Sequence[Filled] = ()
        self._chips: list[LinkChip] = []
        self._more = plain_label("", look="muted", parent=self)
        self._more.hide()
        self.flow = FlowLayout(self)
        self.flow.addWidget(self._more)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def chips(self) -> tuple[LinkChip, ...]:
        """What is shown, in order."""
        return tuple(self._chips[: min(len(self._links), MOST_CHIPS)])

    def wide(self) -> int:
        """The width in pixels that the longest of its words want, with the cross behind them."""
        return max((link.chip.sizeHint().width() + _CROSS_PX for link in self.chips()), default=0)

    def show_links(
        self, links: Sequence[Filled], *, fixed: bool, lead: Callable[[Filled], str] | None = None
    ) -> None:
        """Show these; `lead` says what is written before each, `fixed` that they stay."""
        self._links = links
        for number, one in enumerate(links[:MOST_CHIPS]):
            if number == len(self._chips):
                self._make(number)
            words = lead(one) if lead is not None else ""
            chip, colour = self._chips[number], colour_of(self.tags, one.filler)
            chip.show_filler(one.filler, colour, role=words or one.slot, lead=words, fixed=fixed)
            if chip.isHidden():
                chip.show()
        for chip in self._chips[len(links) :]:
            if not chip.isHidden():
                chip.hide()
        more = max(0, len(links) - MOST_CHIPS)
        self._more.setText(f"+{more}")
        if self._more.isHidden() is bool(more):
            self._more.setVisible(bool(more))

    def _make(self, number: int) -> None:
        chip = LinkChip(self)
        chip.chosen.connect(lambda: self.chosen.emit(self._links[number]))
        chip.removed.connect(lambda: self.removed.emit(self._links[number].link.uid))
        behind = [self.flow.takeAt(number) for _item in range(self.flow.count() - number)]
        self.flow.addWidget(chip)
        for item in behind:
            if item is not None:
                self.flow.addItem(item)
        self._chips.append(chip)
