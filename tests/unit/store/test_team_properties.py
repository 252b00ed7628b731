"""Two people take turns on one project: whatever they do, undo leads back, redo forth, and the check finds nothing."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.base.errors import AppError, ConflictError
from desktop_app.model.query import Query
from desktop_app.model.records import Annotation, Document, State
from desktop_app.model.span import Span
from desktop_app.model.tagset import Attribute, Tag
from desktop_app.ops import annotations, backups, check, documents, tagset
from desktop_app.ops.adding import Adder, Loaded
from desktop_app.readers import Reading
from desktop_app.store.file import LongStep
from tests.builders import ANNA, BEN, a_project, an_annotation, reopened
from tests.torture import rounds

TEXT = "Ayman 😀 al-Zawahri\r\ncalled e\u0301 for שלום\u2028 a coalition. {number}"
NUMBERS = st.integers(0, 50)


def _loaded(number: int) -> Loaded:
    text = TEXT.format(number=number)
    return Loaded.of(f"{number}.txt", text.encode(), Reading(text, "utf-8"), ("nothing", "0"))


class Team(RuleBasedStateMachine):
    """`rows` are the tables as they lie; an action that fails leaves them and what can be undone as they were."""

    @initialize()
    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.project = a_project(Path(self._folder.name))
        self.long: Adder | LongStep | None = None
        for number in range(2):
            self.add_document(number)

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self._is_sound()
            self.project.close()
            with reopened(self.project) as again:
                assert check.check(again.path).findings == ()
            self._folder.cleanup()

    def _rows(self) -> list[list[tuple[object, ...]]]:
        database = self.project.file.database
        names = ("document", "annotation", "tag", "attribute", "progress", "annotator")
        return [list(database.rows(f'SELECT * FROM "{name}" ORDER BY uid')) for name in names]

    def _state(self) -> tuple[object, ...]:
        stacks = self.project.stacks
        return self._rows(), list(stacks.undo), list(stacks.redo)

    def _try(self, act: object) -> None:
        """Do it; a refusal changes nothing at all."""
        assert callable(act)
        before = self._state()
        try:
            act()
        except AppError:
            assert self._state() == before

    def _document(self, number: int) -> Document | None:
        found = documents.page(self.project, Query(), 0, 100)
        return found[number % len(found)].document if found else None

    def _mark(self, number: int) -> Annotation | None:
        rows = self.project.file.database.rows("SELECT uid FROM annotation ORDER BY uid")
        return annotations.get(self.project, str(rows[number % len(rows)][0])) if rows else None

    def _tag(self, number: int) -> Tag:
        return self.project.tagset.tags[number % len(self.project.tagset.tags)]

    @rule(number=st.integers(0, 6))
    def add_one(self, number: int) -> None:
        self.add_document(number)

    def add_document(self, number: int) -> None:
        def add() -> None:
            adder = Adder(self.project)
            try:
                adder.take(_loaded(number))
                adder.finish()
            except ConflictError:
                adder.abandon()
                raise

        self._try(add)

    @rule(document=NUMBERS, start=st.integers(0, 30), size=st.integers(1, 9), tag=NUMBERS)
    def mark(self, document: int, start: int, size: int, tag: int) -> None:
        found = self._document(document)
        if found is not None:
            span, tag_uid = Span(start, start + size), self._tag(tag).uid
            self._try(lambda: annotations.highlight(self.project, found.uid, [span], tag_uid))

    @rule(mark=NUMBERS, tag=NUMBERS)
    def retag(self, mark: int, tag: int) -> None:
        found = self._mark(mark)
        if found is not None:
            self._try(lambda: annotations.retag(self.project, found.uid, self._tag(tag).uid))

    @rule(mark=NUMBERS, attribute=NUMBERS)
    def code(self, mark: int, attribute: int) -> None:
        found = self._mark(mark)
        choices = [item for item in self.project.tagset.attributes if item.kind == "choice" and found]
        if found is not None and choices:
            chosen = choices[attribute % len(choices)]
            option = chosen.options[attribute % len(chosen.options)]
            self._try(lambda: annotations.set_value(self.project, found.uid, chosen.uid, option))

    @rule(marks=st.lists(NUMBERS, min_size=1, max_size=4))
    def remove_marks(self, marks: list[int]) -> None:
        found = [mark.uid for mark in map(self._mark, marks) if mark is not None]
        self._try(lambda: annotations.remove(self.project, found))

    @rule(document=NUMBERS, state=st.sampled_from([State.NEW, State.DONE, State.NEEDS_ANOTHER_LOOK]))
    def set_state(self, document: int, state: State) -> None:
        found = self._document(document)
        if found is not None:
            self._try(lambda: documents.set_state(self.project, found.uid, state))

    @rule(document=NUMBERS, title=st.sampled_from(["", "A call", "Zwei"]))
    def edit_document(self, document: int, title: str) -> None:
        found = self._document(document)
        if found is not None:
            self._try(lambda: documents.edit(self.project, found.uid, title=title))

    @rule(document=NUMBERS, back=st.booleans())
    def bin_document(self, document: int, back: bool) -> None:
        rows = self.project.file.database.rows("SELECT uid FROM document ORDER BY uid")
        if rows:
            act = documents.restore if back else documents.move_to_bin
            self._try(lambda: act(self.project, [str(rows[document % len(rows)][0])]))

    @rule(name=st.sampled_from(["Rumour", "rumour", "Lie", "Actor"]), above=st.none() | NUMBERS)
    def add_tag(self, name: str, above: int | None) -> None:
        parent = "" if above is None else self._tag(above).uid
        self._try(lambda: tagset.add_tag(self.project, Tag("", name, parent_uid=parent)))

    @rule(tag=NUMBERS, name=st.sampled_from(["Rumour", "Lie", "Report"]))
    def rename_tag(self, tag: int, name: str) -> None:
        self._try(lambda: tagset.edit_tag(self.project, replace(self._tag(tag), name=name)))

    @rule(tag=NUMBERS, below=st.none() | NUMBERS, before=st.none() | NUMBERS)
    def place_tag(self, tag: int, below: int | None, before: int | None) -> None:
        above, behind = ("" if number is None else self._tag(number).uid for number in (below, before))
        self._try(lambda: tagset.place_tag(self.project, self._tag(tag).uid, above, behind))

    @rule(tag=NUMBERS)
    def remove_tag(self, tag: int) -> None:
        if len(self.project.tagset.tags) > 1:
            self._try(lambda: tagset.remove_tag(self.project, self._tag(tag).uid))

    @rule(tag=NUMBERS, name=st.sampled_from(["mood", "tone"]))
    def add_attribute(self, tag: int, name: str) -> None:
        fresh = Attribute("", self._tag(tag).uid, name, "choice", options=("glad", "sad"))
        self._try(lambda: tagset.add_attribute(self.project, fresh))

    @rule(
        attribute=NUMBERS,
        options=st.sampled_from([("glad", "sad"), ("glad",), ("sad", "mad"), ("glad", "sad", "mad")]),
    )
    def edit_attribute(self, attribute: int, options: tuple[str, ...]) -> None:
        choices = [item for item in self.project.tagset.attributes if item.kind == "choice"]
        if choices:
            after = replace(choices[attribute % len(choices)], options=options)
            self._try(lambda: tagset.edit_attribute(self.project, after))

    @rule(attribute=NUMBERS)
    def remove_attribute(self, attribute: int) -> None:
        found = self.project.tagset.attributes
        if found:
            gone = found[attribute % len(found)]
            self._try(lambda: tagset.remove_attribute(self.project, gone.uid))

    @precondition(lambda self: self.long is None)
    @rule(document=NUMBERS, tag=NUMBERS, layer=st.sampled_from([ANNA, BEN]), count=st.integers(1, 4))
    def begin_import(self, document: int, tag: int, layer: object, count: int) -> None:
        found = self._document(document)
        if found is None:
            return
        assert layer in (ANNA, BEN)
        text = documents.text(self.project, found.uid)
        who = ANNA if layer == ANNA else BEN
        marks = [
            an_annotation(
                found, text, [(number, number + 2)], tag_uid=self._tag(tag).uid, annotator_uid=who.uid
            )
            for number in range(count)
        ]
        long = self.project.begin("Import")
        with long.writing() as step:
            step.put(who)
        with long.writing() as step:
            step.put_all(marks)
        self.long = long

    @precondition(lambda self: self.long is None)
    @rule(numbers=st.lists(st.integers(0, 9), min_size=1, max_size=4))
    def begin_adding(self, numbers: list[int]) -> None:
        adder = Adder(self.project)
        for number in numbers:
            adder.take(_loaded(number))
        self.long = adder

    @precondition(lambda self: self.long is not None)
    @rule(keep=st.booleans())
    def end_what_takes_long(self, keep: bool) -> None:
        assert self.long is not None
        long, self.long = self.long, None
        try:
            if not keep:
                long.abandon()
            elif isinstance(long, Adder):
                long.finish()
            else:
                self.project.finish(long)
        except ConflictError:
            long.abandon()

    @rule()
    def undo(self) -> None:
        self._there_and_back(self.project.undo, self.project.redo)

    @rule()
    def redo(self) -> None:
        self._there_and_back(self.project.redo, self.project.undo)

    def _there_and_back(self, act: object, opposite: object) -> None:
        """What could be done can be taken back again, to the same rows; then it is done for good."""
        assert callable(act)
        assert callable(opposite)
        before = self._state()
        try:
            act()
        except AppError:
            assert self._state() == before
            return
        opposite()
        assert self._state() == before
        act()

    @rule(who=st.sampled_from([ANNA, BEN]))
    def change_seats(self, who: object) -> None:
        self.project = reopened(self.project, who=ANNA if who == ANNA else BEN)
        assert self.long is not None or self.project.dropped == ()
        self.long = None
        self._is_sound()

    @rule()
    def back_up(self) -> None:
        made = backups.before(self.project)
        rules = {finding.rule for finding in check.check(made.path).findings}
        assert rules <= ({"unfinished"} if self.long else set())

    def _is_sound(self) -> None:
        rules = {finding.rule for finding in check.check(self.project.path).findings}
        assert rules <= ({"unfinished"} if self.long else set())

    @invariant()
    def what_is_shown_is_what_is_kept(self) -> None:
        kept = self.project.stacks
        undo, redo = list(kept.undo), list(kept.redo)
        self.project._stacks = None
        assert (self.project.stacks.undo, self.project.stacks.redo) == (undo, redo)
        shown = self.project.tagset
        self.project._tagset = None
        assert self.project.tagset == shown


TestTeam = Team.TestCase
TestTeam.settings = settings(max_examples=rounds(15, promised=400), stateful_step_count=30, deadline=None)
TestTeam = pytest.mark.torture(pytest.mark.timeout(1800)(TestTeam))
