"""Gives the last tag once more, with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.reading.search import Wanted, find
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span

if TYPE_CHECKING:
    from desktop_app.gui.reading.controller import ReadingController

_MOST = 40


class Repeating:
    """Remembers what was marked last: the tag, the words, and where to look on."""

    def __init__(self, controller: ReadingController) -> None:
        self._controller = controller
        self._tag = ""
        self._words = ""
        self._document = ""
        self._after = 0

    @property
    def is_ready(self) -> bool:
        """Whether there is anything to repeat."""
        return bool(self._tag)

    def remember(self, annotation: Annotation) -> None:
        """Take note of what was marked just now."""
        first, words = annotation.spans[0], annotation.quotes[0]
        self._tag = self._controller.view.tag_in_hand = annotation.tag_uid
        # A quote of a long passage is cut.
        is_whole = len(words) == len(first)
        self._words = words if is_whole else self._controller.view.flow.buffer.slice(first.start, first.end)
        self._document, self._after = annotation.document_uid, first.end

    def repeat(self) -> Annotation | None:
        """Mark what is selected with the last tag; else the next place with the same words that has not got it yet."""
        controller = self._controller
        if not self._tag:
            controller.view.said.emit(_("Nothing has been marked yet that could be repeated."))
            return None
        if controller.view.selection is not None:
            return controller.highlight(self._tag)
        if controller.document_uid != self._document:
            self._document, self._after = controller.document_uid, controller.view.caret
        span = self._next_place()
        if span is None:
            words = shown(self._words, _MOST)
            controller.view.said.emit(_("“{words}” does not occur without this mark.").format(words=words))
            return None
        made = controller.highlight(self._tag, [span])
        if made is not None:
            controller.view.select(made.uid, reveal=True)
        return made

    def _next_place(self) -> Span | None:
        view = self._controller.view
        wanted = Wanted(self._words, match_case=True, whole_words=True)
        offset, first = self._after, None
        while True:
            match = find(view.flow.buffer, wanted, offset)
            if match is None or match.start == first:
                return None
            first = match.start if first is None else first
            marks = view.index.window(match.start, match.end)
            if not any((mark.start, mark.end, mark.tag) == (*match, self._tag) for mark in marks):
                return Span(match.start, match.end)
            offset = match.end
