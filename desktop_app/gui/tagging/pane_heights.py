"""How the right pane shares its height out between tags, card and guideline."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter

from desktop_app.gui.tagging.cards import Cards
from desktop_app.gui.tagging.guideline import GuidelinePanel
from desktop_app.gui.tagging.palette import TagPalette
from desktop_app.gui.tagging.palette_paint import row_height
from desktop_app.gui.theme.style import theme

_MOST_IN_ANY_CASE = 9
_TOP_SHARE, _LIST_SHARE = 0.42, 0.5
"""Parts of the height that the tags may take in any case, and that the list of marks takes."""
_LEAST_CARD = 80
_LOW_PX = 640
"""A pane lower than this shows less of what can be read elsewhere too."""


class PaneHeights:
    """Sets the sizes of the splitter that holds the three, until the user has pulled at it."""

    def __init__(
        self, splitter: QSplitter, palette: TagPalette, cards: Cards, guideline: GuidelinePanel
    ) -> None:
        self._splitter = splitter
        self._palette = palette
        self._cards = cards
        self._guideline = guideline
        self._sized = False
        self._tallest = 0
        splitter.splitterMoved.connect(self._keep)

    def forget(self) -> None:
        """The tallest card so far counts no longer: width or tagset are others now."""
        self._tallest = 0

    def fit(self, *, has_tags: bool) -> None:
        """Share the height out; `has_tags` says that the tags are on top, not the list of marks."""
        guideline = self._guideline
        low = guideline.sizeHint().height()
        guideline.setMaximumHeight(low if guideline.is_folded else 1 << 20)
        height = self._splitter.height()
        self._cards.annotation.quote.set_low(low=height < _LOW_PX)
        if self._sized and not guideline.is_folded:
            return
        low = min(low, height // (4 if height >= _LOW_PX else 5)) if not guideline.is_folded else low
        top = self._tags_height(height, low) if has_tags else int(height * _LIST_SHARE)
        sizes = [top, max(_LEAST_CARD, height - top - low), low]
        if sizes != self._splitter.sizes():
            self._splitter.setSizes(sizes)

    def _tags_height(self, height: int, low: int) -> int:
        """All tags, as far as the card can do without the room."""
        wanted = self._palette.list.sizeHint().height() + 8
        share = min(int(height * _TOP_SHARE), _MOST_IN_ANY_CASE * row_height(theme()) + 10)
        if wanted <= share:
            return wanted
        card = self._cards.needed(self._splitter.width()) + 4 * self._splitter.handleWidth()
        if self._cards.chosen is not None:
            # Going from mark to mark must not move the card up and down.
            card = self._tallest = max(card, self._tallest)
        return min(wanted, max(share, height - low - card))

    def _keep(self) -> None:
        self._sized = True
