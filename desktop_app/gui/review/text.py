"""The text of Review: the case that is looked at in full colour, the other open ones by a line, all else muted."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop_app.agreement import opinions
from desktop_app.agreement.clusters import Case, Item
from desktop_app.base.errors import NotFoundError
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.paint import Scene
from desktop_app.gui.reading.spans import SpanIndex
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.review.book import Book
from desktop_app.gui.theme.reading import mark_colours, muted_mark, reading_colours, waiting_mark
from desktop_app.gui.theme.style import theme
from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.model.identity import derived_uid
from desktop_app.model.packed import PackedSpans
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.review import Choice
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import cases, documents
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.slot_cases import target_of

MUTED, WAITING = "muted", "waiting "
"""Stand for tags in the view: what is settled, and, before a tag's uid, what is still open."""
NOBODY = "nobody"
PIECE = 200
"""So many cases are made ready in one piece."""
_ROOM = 0.2
"""A case is brought to the middle when it lies in the uppermost or lowest part of the window."""


class CaseView(DocumentView):
    """A view without a caret: keys go from case to case."""

    def scene(self) -> Scene:
        return replace(super().scene(), caret=None)


class CaseText(QObject):
    """Shows documents of a book in a view that changes nothing."""

    def __init__(self, book: Book, view: CaseView, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._project = book.project
        self.view = view
        # Edges have grips for their own annotator only: nobody here.
        view.annotator = NOBODY
        self._gold = cases.gold(self._project).uid
        self.document_uid = ""
        self.lanes = False
        self._current: int | None = None
        self._ready: tuple[str, dict[int, list[Annotation]]] = "", {}
        self._shown: dict[int, list[Annotation]] = {}

    def show_look(self) -> None:
        """Paint in the colours of the theme and tags as they are now."""
        look, tagset = theme(), self._project.tagset
        colours = colours_by_tag(tagset)
        self.view.set_colours(reading_colours(look))
        plain = {tag.uid: mark_colours(look, colours[tag.uid], tag.name) for tag in tagset.tags}
        waiting = {WAITING + tag.uid: waiting_mark(look, colours[tag.uid], tag.name) for tag in tagset.tags}
        self.view.set_marks({**plain, **waiting, MUTED: muted_mark(look)})

    def preparing(self, uid: str) -> Generator[None, None, None]:
        """Work out what is to be shown of a document, in pieces of a few milliseconds."""
        found: dict[int, list[Annotation]] = {}
        for number, item in enumerate(self._book.cases_of(uid) if uid else ()):
            found[number] = self._quiet(item)
            if number % PIECE == PIECE - 1:
                yield
        self._ready = uid, found

    def show_document(self, uid: str) -> None:
        """Show a document with its cases; the same one again after they changed."""
        again = uid == self.document_uid
        top = self.view.top_offset
        self.document_uid, self._current = uid, None
        if self._ready[0] != uid:
            for _piece in self.preparing(uid):
                pass
        self._shown, self._ready = self._ready[1], ("", {})
        index = SpanIndex.of(PackedSpans.of(mark for shown in self._shown.values() for mark in shown))
        data = documents.text_bytes(self._project, uid) if uid else b""
        self.view.set_document(TextBuffer.begin(data), index)
        if again:
            self.view.show_from(top)

    def let_go(self) -> None:
        """The cases of the document are about to be others: none of them is looked at."""
        self._current = None

    def show_case(self, number: int | None) -> None:
        """Put a case of the document into full colour and into the window; None for none."""
        before, self._current = self._current, number
        if before is not None and before != number:
            self._put(before)
        if number is None:
            self.view.select("")
            return
        self._put(number)
        case = self._book.cases_of(self.document_uid)[number].case
        self._centre(case)
        self.outline(spans_of(case))

    def renew(self, number: int) -> None:
        """A case of the document has another verdict."""
        self._put(number)

    @property
    def current(self) -> int | None:
        """The number of the case that is in full colour."""
        return self._current

    def show_lanes(self, *, on: bool) -> None:
        """Give everybody lanes of their own below the text, the gold on top, or show each opinion once."""
        self.lanes = on
        if self._current is not None:
            self._put(self._current)
        found = self._book.cases_of(self.document_uid) if self.document_uid else ()
        people = sorted({uid for item in found[:1] for uid in opinions.voices(item.case)}) if on else []
        groups = (self._gold, *people) if on else ()
        self.view.set_filter(replace(self.view.shown, groups=groups))

    def outline(self, spans: Iterable[Span]) -> None:
        """Draw the outline round these passages."""
        shown = self._shown.get(self._current, []) if self._current is not None else []
        if shown:
            self.view.select(shown[0].uid)
            self.view.preview_spans(tuple(spans))

    def _centre(self, case: Case) -> None:
        view = self.view
        view.reveal(case.start, case.end)
        placed = view.flow.placed(view.flow.buffer.segment_at(case.start))
        if placed is None:
            return
        height, pitch = view.viewport().height(), view.metrics.pitch
        top = placed.top + placed.paragraph.line_top(placed.paragraph.line_of(case.start))
        if not _ROOM * height < top < (1 - _ROOM) * height - pitch:
            view.scroll_pixels(top - (height - pitch) // 2)
        view.set_caret(case.start)

    def _put(self, number: int) -> None:
        """Show a case as it has to be shown now."""
        decision = self._book.cases_of(self.document_uid)[number]
        wanted = self._loud(decision) if number == self._current else self._quiet(decision)
        before = self._shown.get(number, [])
        self._shown[number] = wanted
        for mark in before:
            if mark not in wanted:
                self.view.apply(mark, None)
        for mark in wanted:
            if mark not in before:
                self.view.apply(None, mark)

    def _loud(self, decision: Decision) -> list[Annotation]:
        if decision.is_slot:
            return self._linked(decision)
        said = decision.case.items
        if not self.lanes:
            said = tuple({(item.ranges, item.label): item for item in reversed(said)}.values())
        return [*self._edited(decision, ""), *(_mark(item, item.label) for item in said)]

    def _linked(self, decision: Decision) -> list[Annotation]:
        """The passage that has the slot, and those that fill it."""
        found, known = decision.case.items, self._book.cases_of(self.document_uid)
        slot = next((one for one in self._project.tagset.slots if one.uid == decision.slot_uid), None)
        shown = [_mark(found[0], slot.tag_uid if slot is not None else MUTED)]
        for item in {item.values: item for item in found}.values():
            kind, uid = target_of(item)
            place = self._book.place_of_mark(self.document_uid, uid)
            if kind is TargetKind.ANNOTATION and place is not None:
                target = known[place[1]].case.items[0]
                shown.append(_mark(target._replace(uid=derived_uid(item.uid, "filler")), target.label))
        return shown

    def _quiet(self, decision: Decision) -> list[Annotation]:
        if decision.is_slot:
            return []
        items, verdict = decision.case.items, decision.verdict
        if decision.standing is Standing.AGREED:
            return [self._settled(items[0], MUTED)]
        if decision.standing is Standing.DECIDED and verdict is not None:
            right = [item for item in items if item.uid in verdict.taken]
            once = {(item.ranges, item.label): self._settled(item, MUTED) for item in right}
            return [*self._edited(decision, MUTED), *once.values()]
        if decision.is_gold:
            return [self._settled(item, WAITING + item.label) for item in items]
        most = set(opinions.majority(decision.case) or ())
        chosen = next((item for item in items if item.uid in most), items[0])
        return [self._settled(chosen, WAITING + chosen.label)]

    def _settled(self, item: Item, tag: str) -> Annotation:
        """A mark in the lane next to the text, whoever made it."""
        return _mark(item, tag, self._gold)

    def _edited(self, decision: Decision, tag: str) -> list[Annotation]:
        """What the verdict made new."""
        verdict = decision.verdict
        if verdict is None or verdict.choice is not Choice.EDITED:
            return []
        try:
            found = [marks.get(self._project, uid) for uid in verdict.gold]
        except NotFoundError:
            return []
        return [
            Annotation(item.uid, "", item.annotator_uid, tag or item.tag_uid, item.spans, ())
            for item in found
        ]


def spans_of(case: Case) -> tuple[Span, ...]:
    """All that the marks of a case cover, joined."""
    found: list[Span] = []
    for start, end in sorted(part for item in case.items for part in item.ranges):
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return tuple(found)


def _mark(item: Item, tag: str, annotator_uid: str = "") -> Annotation:
    spans = tuple(Span(start, end) for start, end in item.ranges)
    return Annotation(item.uid, "", annotator_uid or item.annotator, tag, spans, ())
