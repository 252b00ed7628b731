"""What is shown of the annotations, under the heading: whose, in which lanes and colours, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.documents.legend_buttons import NAME_LIMIT, LayerButton, LinkButton, TagButton, TagLine
from desktop_app.gui.widgets import Chip, FlowRow, IconButton, Keycap, plain_label
from desktop_app.ops.annotators import Layer

MOST_TAGS = 14


@dataclass(frozen=True, slots=True)
class Shown:
    """What the row under the heading says. `lanes` are the places of annotators' lanes, by uid, if they have own ones.

    `focus` is the name and colour of the tag that is not muted; `hidden` the number of tags with
    marks here that are left out; `veiled` says that blind mode keeps others' marks away.
    """

    layers: tuple[Layer, ...] = ()
    off: frozenset[str] = frozenset()
    lanes: Mapping[str, int] | None = None
    focus: tuple[str, str] | None = None
    hidden: int = 0
    veiled: bool = False

    def parts(self) -> tuple[object, ...]:
        """What has a part of its own in the row; all else changes within the parts."""
        people = tuple(layer.annotator for layer in self.layers)
        return people, self.focus, self.hidden, self.lanes is None, self.veiled


class ShownRow(FlowRow):
    """Whose marks are shown, and what is left out; there only when that is not plain.

    `switched` brings an annotator's uid when their marks are to be shown, or not; `sides_switched` asks for lanes of
    their own, or shared ones; `focus_left` and `filter_left` ask for all colours, and for all tags.
    """

    switched = Signal(str)
    sides_switched = Signal()
    focus_left = Signal()
    filter_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=4, parent=parent)
        self._now = Shown()
        self.layers: dict[str, LayerButton] = {}
        self.hide()

    def show_state(self, now: Shown) -> None:
        """Show this; a row with nothing to say hides."""
        if now == self._now:
            return
        before, self._now = self._now, now
        several = now.layers if len(now.layers) > 1 else ()
        if before.parts() != now.parts():
            self._fill(several)
        lanes = now.lanes or {}
        for layer in several:
            uid = layer.annotator.uid
            place = (lanes[uid], len(lanes)) if uid in lanes else None
            self.layers[uid].show_state(layer.count, on=uid not in now.off, lane=place)
        self.setVisible(bool(several or now.focus or now.hidden or now.veiled))

    def _fill(self, several: Sequence[Layer]) -> None:
        focused = self.focusWidget()
        kept = focused.uid if isinstance(focused, LayerButton) and focused.hasFocus() else ""
        self.clear()
        self.layers = {}
        for layer in several:
            button = self.layers[layer.annotator.uid] = LayerButton(layer, self)
            button.clicked.connect(lambda _on=False, uid=button.uid: self.switched.emit(uid))
            self.add(button)
        if several:
            words = _("share the lanes") if self._now.lanes is not None else _("side by side")
            self.add(LinkButton(words, self.sides_switched.emit, self))
        if self._now.veiled:
            words = _("Blind mode: others' marks show once you are done here.")
            self.add(plain_label(words, look="muted", parent=self))
        if self._now.focus is not None:
            name, colour = self._now.focus
            chip = Chip(
                _("Only {tag} in colour").format(tag=shown(name, NAME_LIMIT)),
                colour,
                clickable=True,
                parent=self,
            )
            chip.setToolTip(_("All tags in colour again"))
            chip.pressed.connect(self.focus_left)
            self.add(chip)
            self.add(Keycap("Esc", self))
        if self._now.hidden:
            words = ngettext("{number} tag hidden", "{number} tags hidden", self._now.hidden)
            self.add(plain_label(words.format(number=number(self._now.hidden)), look="muted", parent=self))
            self.add(LinkButton(_("show all"), self.filter_left.emit, self))
        if kept in self.layers:
            self.layers[kept].setFocus(Qt.FocusReason.OtherFocusReason)


class TagLegend(FlowRow):
    """Which colour is which tag. `picked` brings the tag that was clicked, `closed` asks to put it away."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=2, parent=parent)
        self._lines: tuple[TagLine, ...] | None = None
        self.setAccessibleName(_("Colours of the tags"))
        self.hide()

    def lines(self) -> tuple[TagLine, ...]:
        """What is listed, the tags with most marks first if there are too many."""
        return self._lines or ()

    def show_tags(self, lines: Sequence[TagLine]) -> None:
        """List these tags."""
        if self._lines == tuple(lines):
            return
        self._lines = tuple(lines)
        self.clear()
        seen = sorted(lines, key=lambda line: -line.count)[:MOST_TAGS]
        for line in (line for line in lines if line in seen):
            button = TagButton(line, self)
            button.clicked.connect(lambda _on=False, uid=line.uid: self.picked.emit(uid))
            self.add(button)
        if len(lines) > len(seen):
            more = _("and {number} more").format(number=number(len(lines) - len(seen)))
            self.add(plain_label(more, look="muted", parent=self))
        if not lines:
            self.add(plain_label(_("No marks are shown here."), look="muted", parent=self))
        self.add(IconButton("x", _("Close the legend"), self.closed.emit, parent=self))
