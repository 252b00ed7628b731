"""Puts the case that is looked at into all parts of Review, and keeps them in line with the project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number as written
from desktop_app.gui.review.book import Followed, Place
from desktop_app.gui.review.case_model import tag_pairs
from desktop_app.gui.review.filters import Choices
from desktop_app.gui.review.naming import listed
from desktop_app.gui.review.sides import Head
from desktop_app.gui.review.text import spans_of
from desktop_app.gui.review.words import tag_name
from desktop_app.gui.tagging.words import moment_words
from desktop_app.model.records import Annotation, State
from desktop_app.ops import annotations as marks
from desktop_app.ops import annotators, cases, documents, rounds
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.claims import certainties

if TYPE_CHECKING:
    from desktop_app.gui.review.workspace import ReviewWorkspace

TITLES = 4


class Showing:
    """What is seen, and where."""

    def __init__(self, space: ReviewWorkspace) -> None:
        self._space = space
        self.lanes = True
        self._state = State.NEW

    # Going

    def go_to(self, place: Place | None, document_uid: str = "") -> None:
        """Show a case; with none, a document, or nothing."""
        space, before = self._space, self._space.deciding.place
        space.reader.forget()
        uid = place[0] if place is not None else document_uid
        if uid != space.text.document_uid:
            self._open(uid)
        decision = space.book.case_at(place) if place is not None else None
        space.text.show_case(place[1] if place is not None and decision is not None else None)
        people = space.naming.people(uid, decision.case) if decision is not None else ()
        space.deciding.look_at(place if decision is not None else None, people)
        self._show_card(decision)
        space.panel.list.point_at(space.model.row_of(place) if place is not None else -1)
        space.list.point_at(space.documents.row_of(uid))
        self.show_counts()
        space.hints_changed.emit()
        if decision is not None and place != before:
            line = space.line_of(decision)
            space.view.proxy.announce(f"{line.title}: {line.aside}")

    def renew(self) -> None:
        """Show the same case anew."""
        self.go_to(self._space.deciding.place, self._space.text.document_uid)

    def _open(self, uid: str) -> None:
        space = self._space
        space.text.show_document(uid)
        space.text.show_lanes(on=space.text.lanes)
        self._show_heading(uid)

    def _show_heading(self, uid: str) -> None:
        space = self._space
        self._state = cases.gold_state(space.project, uid) if uid else State.NEW
        space.page.show_document(documents.get(space.project, uid) if uid else None, self._state)

    # Following

    def follow(self, followed: Followed, before: Decision | None) -> None:
        """Take an action into account; `before` is the case that was looked at as it was."""
        space, uid = self._space, self._space.text.document_uid
        if uid and (uid in followed.forgotten or (followed.others and not space.is_compared(uid))):
            space.deciding.look_at(None, ())
            space.text.let_go()
            if space.is_compared(uid):
                space.reader.want(space.wish(uid, lambda: self._show_again(uid, before)))
            else:
                # Nothing is left to decide in it: on to the next.
                space.step(1)
            return
        for at, number in followed.judged:
            if at == uid:
                space.text.renew(number)
        if uid and self._state is not cases.gold_state(space.project, uid):
            self._show_heading(uid)
        undone = [place for place in followed.judged if (item := space.book.case_at(place)) and item.waits]
        if undone:
            # A verdict was taken back: this is what one wants to see.
            self.go_to(undone[0])
        else:
            self.show_counts()

    def _show_again(self, uid: str, before: Decision | None) -> None:
        self._open(uid)
        self.go_to(self._space.book.place_of(before) if before is not None else None, uid)

    # The card

    def _show_card(self, decision: Decision | None) -> None:
        space = self._space
        called = space.naming.called(decision.document_uid, decision.case) if decision is not None else {}
        gold = self._gold(decision) if decision is not None else []
        space.panel.show_case(decision, called, space.project.tagset, gold, lanes=self.lanes)
        card = space.panel.card
        card.reason.setText(space.deciding.reason)
        card.reason.setVisible(bool(space.deciding.reason))
        card.sides.show_rows(space.deciding.rows(), self._heads(called))
        space.deciding.picked = card.sides.picked
        me = space.project.annotator.uid
        card.warn(_("You marked this document, too: one of these opinions is yours.") if me in called else "")
        card.show_line(card.decided, self._decided(decision) if decision is not None else "")
        self.show_keys()

    def _heads(self, called: Mapping[str, str]) -> list[Head]:
        """Above the columns of values: two have the keys of left and right, more the digits of their annotators."""
        space, columns = self._space, self._space.deciding.columns()
        keys = [str(space.deciding.people.index(uids[0]) + 1) for uids in columns]
        if len(columns) == 2:
            keys = [space.pressing.first("review.first"), space.pressing.first("review.second")]
        names = [listed([called[uid] for uid in uids if uid in called]) for uids in columns]
        return [Head(*found) for found in zip(names, keys, strict=True)]

    def _gold(self, decision: Decision) -> Sequence[Annotation]:
        try:
            uids = decision.verdict.gold if decision.verdict is not None else ()
            return [marks.get(self._space.project, uid) for uid in uids]
        except NotFoundError:
            return []

    def _decided(self, decision: Decision) -> str:
        verdict = decision.verdict
        if verdict is None:
            return ""
        people = {item.uid: item.name for item in annotators.everybody(self._space.project)}
        who = _("by rule") if verdict.automatic else shown(people.get(verdict.annotator_uid, "?"), 40)
        words = _("Changed since {who} decided, {when}") if decision.waits else _("Decided: {who}, {when}")
        said = words.format(who=who, when=moment_words(verdict.made))
        parts = said, self._round(verdict.round), shown(verdict.reason, 200)
        return " · ".join(part for part in parts if part)

    def _round(self, number: int) -> str:
        """In which round, and by which guideline; '' where there is only one of each."""
        guideline = rounds.guideline_of(self._space.project, number)
        words = _("round {number}, guideline {guideline}")
        return words.format(number=number, guideline=guideline) if number > 1 or guideline else ""

    def show_draft(self) -> None:
        """Passages and tag are being edited, or no longer."""
        space, draft = self._space, self._space.deciding.draft
        decision = space.deciding.decision
        space.panel.card.sides.renew()
        if decision is None:
            return
        space.text.outline(draft.spans if draft is not None else spans_of(decision.case))
        card = space.panel.card
        if draft is not None:
            text = space.project.text(documents.get(space.project, decision.document_uid).sha256)
            words = " … ".join(
                text.slice(span.start, min(span.end, span.start + 200)) for span in draft.spans
            )
            tag = tag_name(space.project.tagset, draft.tag_uid)
            card.show_line(card.decided, _("New: {tag} “{words}”").format(tag=tag, words=shown(words, 200)))
            space.view.reveal(draft.spans[0].start, draft.spans[-1].end)
        else:
            card.show_line(card.decided, self._decided(decision))
        self.show_keys()
        space.hints_changed.emit()

    def use_keys(self) -> None:
        """The commands have other keys."""
        self.show_keys()
        if self._space.text.document_uid:
            self.renew()

    def show_keys(self) -> None:
        """Write the keys that decide."""
        space = self._space
        space.panel.card.show_keys(space.pressing.asked())
        space.page.show_keys(space.pressing.instead())

    # Around it

    def offer_alike(self) -> None:
        """Offer the verdict that was given last to cases like it."""
        space = self._space
        others = space.deciding.alike()
        uids = list(dict.fromkeys(item.document_uid for item in others))[:TITLES]
        found = [documents.get(space.project, uid) for uid in uids]
        titles = [shown(item.title or item.name, 120) for item in found]
        space.panel.alike.offer(space.deciding.last, others, titles)

    def offer_filters(self) -> None:
        """Tell the filter what there is to choose from."""
        space = self._space
        pairs: set[tuple[str, str]] = set()
        people: set[str] = set()
        for item in space.book.documents:
            if space.book.is_read(item.document_uid):
                for decision in (one for one in space.book.cases_of(item.document_uid) if not one.is_gold):
                    pairs |= tag_pairs(decision.case) if decision.waits else set()
                    people |= {one.annotator for one in decision.case.items}
        names = {item.uid: item.name for item in annotators.everybody(space.project) if item.uid in people}
        tags = {tag.uid: tag.name for tag in space.project.tagset.tags}
        document = space.text.document_uid
        space.panel.filter.choices = Choices(
            tags,
            sorted(pairs),
            None if space.naming.blind else names,
            document,
            certainties(space.project.tagset),
        )

    def switch_lanes(self) -> None:
        """Show the card with the lanes, or put it away."""
        self.lanes = not self.lanes
        decision = self._space.deciding.decision
        self._space.panel.lanes.setVisible(self.lanes and decision is not None and not decision.is_slot)

    def show_counts(self) -> None:
        """Say how many are left."""
        space = self._space
        waiting = space.book.waiting()
        space.panel.show_counts(waiting, space.model.rowCount(), reading=space.is_reading)
        done = sum(not space.book.waiting(item.document_uid) for item in space.book.documents)
        total = len(space.book.documents)
        words = _("{done} of {total} without open ones").format(done=written(done), total=written(total))
        space.left.header.set_remark(words if total else "")
        if not total:
            space.panel.show_nothing()

    def facts(self) -> str:
        """'38 decided · 112 open · 2 stale'."""
        counts = self._space.book.counts()
        words = _("{decided} decided · {open} open · {stale} stale")
        return words.format(
            decided=written(counts[Standing.DECIDED]),
            open=written(counts[Standing.OPEN]),
            stale=written(counts[Standing.STALE]),
        )
