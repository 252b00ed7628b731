"""A text in which an annotation can be chosen, gone to, and its edges moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.caret import Move
from desktop_app.gui.reading.colours import ReadingColours
from desktop_app.gui.reading.edges import Handle, nudged, part_at
from desktop_app.gui.reading.flow import Placed
from desktop_app.gui.reading.hit import next_in_turn
from desktop_app.gui.reading.marks import Mark
from desktop_app.gui.reading.outline import REACH, Outline
from desktop_app.gui.reading.paint import Scene
from desktop_app.gui.reading.places import Places
from desktop_app.gui.reading.reader import Reader
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.unmarked import unmarked_beside
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span

FEW = 12
"""So many edits are painted sooner one by one than by making the page anew."""


class Chooser(Reader):
    """`annotation_picked` has the uid of the chosen annotation, '' for none. `spans_moved` (uid, tuple of Span) is a
    wish: nothing has changed yet. `said` has words for the person: why a key did nothing.

    `annotator` is whose annotations count as one's own ('': everybody's), `tag_in_hand` the tag that was used last.
    """

    annotation_picked = Signal(str)
    spans_moved = Signal(str, object)
    said = Signal(str)

    def __init__(self, colours: ReadingColours, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(colours, font, parent)
        self.chosen = ""
        self.annotator = ""
        self.tag_in_hand = ""
        self._focus: list[Mark] = []
        self._preview: list[Mark] | None = None
        self._drawn = Outline()
        self._drawn_among: tuple[list[Placed], int, str] | None = None
        self._places = Places()
        self._digging_at: int | None = None

    def set_document(self, buffer: TextBuffer, index: SpanIndex) -> None:
        had_chosen = self.chosen
        self.chosen, self._focus, self._preview = "", [], None
        self._places.clear()
        super().set_document(buffer, index)
        if had_chosen:
            self.annotation_picked.emit("")

    def marks_loaded(self) -> None:
        super().marks_loaded()
        if self.chosen:
            self._focus = self.index.spans_of(self.chosen)

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        super().apply(before, after)
        if self.chosen and self.chosen in {item.uid for item in (before, after) if item is not None}:
            self.select(self.chosen)

    def apply_all(self, changes: Sequence[tuple[Annotation | None, Annotation | None]]) -> None:
        """An action changed these annotations. Where they are many, the page is made anew once, not for each."""
        if len(changes) <= FEW:
            for before, after in changes:
                self.apply(before, after)
            return
        for before, after in changes:
            if before is not None:
                self.index.remove(before)
            if after is not None:
                self.index.add(after)
        self.marks_loaded()
        self.select(self.chosen)

    # Choosing

    def select(self, uid: str, *, reveal: bool = False, digging: bool = False) -> None:
        """Choose an annotation, or none ('', or an unknown one). `reveal` goes there with window and caret.

        `digging`: it was one of those under the caret, see `dig`.
        """
        marks = self.index.spans_of(uid) if uid else []
        changed = self.chosen != (uid if marks else "")
        self.chosen = uid if marks else ""
        self._digging_at = self.caret if digging else None
        self._outline(marks)
        if reveal and marks:
            self._jump(lambda: self.set_caret(marks[0].start), walking=True)
            self.reveal(marks[0].start, marks[0].end)
        if changed:
            self.annotation_picked.emit(self.chosen)

    @property
    def chosen_spans(self) -> tuple[Span, ...]:
        """The passages of the chosen annotation."""
        return tuple(Span(mark.start, mark.end) for mark in self._focus)

    def marks_here(self) -> list[Mark]:
        """The annotations that the caret is in, or else those that end there: one span each, the shortest first."""
        for offset in (self.caret, self.caret - 1):
            found = {mark.uid: mark for mark in self.index.at(offset) if not self.shown.hides(mark)}
            if found:
                return sorted(found.values(), key=lambda mark: (mark.end - mark.start, mark.start, mark.uid))
        return []

    def is_digging(self) -> bool:
        """Whether the chosen annotation was dug up at the caret, where others lie beneath it."""
        return self._digging_at == self.caret and len(self.marks_here()) > 1

    def dig(self) -> bool:
        """Choose the shortest annotation at the caret; the next time the one beneath it. False if there is none."""
        here = self.marks_here()
        if here:
            self.select(next_in_turn(here, self.chosen).uid, digging=True)
        return bool(here)

    # Going

    def jump(self, start: int, end: int | None = None, *, walking: bool = False) -> None:
        """Go to an offset with caret and window, or select a stretch there. `go_back` returns here."""

        def go() -> None:
            if end is None:
                self.set_caret(start)
            else:
                self.set_selection(Span(start, end))

        self.reveal(start, end)
        self._jump(go, walking=walking)

    def go_to_place(self, start: int, end: int | None = None) -> None:
        """Go to a place that a person names, and select the stretch up to `end`: at the edges of whole characters."""
        span = self.steps.by_characters(start, max(start + 1, end or 0)) if start < self.steps.end else None
        if span is None:
            self.jump(self.steps.end)
        else:
            self.jump(span.start, None if end is None else span.end)

    def _jump(self, go: Callable[[], object], *, walking: bool) -> None:
        self._places.leave(self.caret, walking=walking)
        go()
        if walking:
            self._places.land(self.caret)

    def go_back(self, *, on: bool = False) -> bool:
        """Go to where the caret was before the last jump; `on`: the other way again. False if there is no place."""
        place = self._places.on(self.caret) if on else self._places.back(self.caret)
        if place is None:
            return self._nothing(_("There is no other place to go to."))
        self.set_caret(place)
        self.reveal(place)
        return True

    def move_caret(self, move: Move, *, selecting: bool = False) -> None:
        far = move in (Move.TEXT_START, Move.TEXT_END) and not selecting
        if far:
            self._jump(lambda: super(Chooser, self).move_caret(move), walking=False)
        else:
            super().move_caret(move, selecting=selecting)

    def step_annotation(self, *, forward: bool, same: bool = False) -> bool:
        """Choose the annotation after the chosen one or the caret, or the one before. False if there is none.

        `same`: only one with the tag of the chosen annotation, or else with that in hand.
        """
        tag = (self._focus[0].tag if self._focus else self.tag_in_hand) if same else None
        if tag == "":
            return self._nothing(_("Choose a mark first: then its tag is looked for."))
        step = self.index.following if forward else self.index.preceding
        found = step(self.chosen or self.caret, tag=tag)
        while found is not None and self.shown.hides(found):
            found = step(found, tag=tag)
        if found is None:
            after, before = _("No further mark follows."), _("There is no mark before this.")
            return self._nothing(after if forward else before)
        self.select(found.uid, reveal=True)
        self.arrived(found)
        return True

    def step_unmarked(self, *, forward: bool) -> bool:
        """Go to the next paragraph, or the one before, without an annotation of one's own. False if there is none."""
        if forward:
            self.whole_length()
        buffer = self.flow.buffer
        here = buffer.segment_at(self.caret)
        found = unmarked_beside(buffer, self.index, here, forward=forward, annotator=self.annotator)
        if found is None:
            after, before = (
                _("Every paragraph from here on has a mark."),
                _("Every paragraph before has a mark."),
            )
            return self._nothing(after if forward else before)
        self.select("")
        self.jump(buffer.start(found), walking=True)
        return True

    def arrived(self, mark: Mark) -> None:
        """Keys have gone to an annotation."""

    def _nothing(self, why: str) -> bool:
        self.said.emit(why)
        return False

    # Edges

    def nudge(self, *, is_start: bool, forward: bool, by_character: bool) -> None:
        """Move an edge of the selection one word or character further, or else wish so for the chosen annotation.

        Of several parts it is the one with the caret; if it is in none, the first start or the last end.
        """
        spans = self.chosen_spans if self.selection is None else (self.selection,)
        if not spans:
            self.said.emit(_("Choose a mark or select words first, then their edges can be moved."))
            return
        part = part_at(spans, self.caret, is_start=is_start)
        moved = nudged(
            spans, self.steps, part=part, is_start=is_start, forward=forward, by_character=by_character
        )
        if moved is None:
            return
        edge = moved[part].start if is_start else moved[part].end
        if self.selection is not None:
            self.set_selection(moved[part])
            self.reveal(edge)
        else:
            self.spans_moved.emit(self.chosen, moved)
            if self.chosen_spans == moved:
                self.set_caret(edge)
                self.reveal(edge)

    def preview_spans(self, spans: Sequence[Span] | None) -> None:
        """Draw the outline around other passages while an edge is being pulled; None ends it."""
        if spans is None or not self._focus:
            self._outline(self._focus)
        else:
            first = self._focus[0]
            self._outline(self._focus, [first._replace(start=span.start, end=span.end) for span in spans])

    def _outline(self, marks: list[Mark], preview: list[Mark] | None = None) -> None:
        before = self.outline()
        self._focus, self._preview = marks, preview
        after = self.outline()
        if before.marks != after.marks:
            for area in (*before.areas, *after.areas):
                self.update_area(area)

    def _moved(self, distance: int | None) -> None:
        before = self._drawn.rects if distance and self._focus else ()
        super()._moved(distance)
        if distance and before:
            # A passage that goes on out of sight is closed at another line when a paragraph comes or goes.
            gone = {_box(rect.translated(0, -distance)) for rect in before}
            for box in gone ^ {_box(rect) for rect in self.outline().rects}:
                self.update_area(QRect(*box).adjusted(-REACH, -REACH, REACH, REACH))

    @property
    def _outlined(self) -> list[Mark]:
        return self._focus if self._preview is None else self._preview

    def outline(self) -> Outline:
        """What is drawn around the chosen annotation. Worked out anew when it or the page is another."""
        marks = self._outlined
        if not marks:
            return Outline()
        seen, x, who = self.flow.visible(), self.column_x, self.annotator
        known = self._drawn_among
        if marks is not self._drawn.marks or known is None or known[0] is not seen or known[1:] != (x, who):
            # Somebody else's stays as it is.
            own = all(mark.annotator == (who or mark.annotator) for mark in marks)
            self._drawn = Outline.of(marks, seen, self.metrics, x=x, held=own)
            self._drawn_among = seen, x, who
        return self._drawn

    def handles(self) -> Sequence[Handle]:
        """The handles of the chosen annotation that are seen; none for somebody else's."""
        return self.outline().handles

    def scene(self) -> Scene:
        scene = super().scene()
        scene.outline = self.outline()
        return scene


def _box(rect: QRect) -> tuple[int, int, int, int]:
    return rect.x(), rect.y(), rect.width(), rect.height()
