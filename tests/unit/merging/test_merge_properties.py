"""Three copies go their own ways and meet now and then: in whatever order they are merged, the same comes of it."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from desktop_app.base.errors import AppError
from desktop_app.model.entity import Entity
from desktop_app.model.query import Query
from desktop_app.model.records import Annotation, State, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.tagset import Slot, Tag
from desktop_app.ops import annotations, documents, entities, links, tagset
from desktop_app.ops.merging import merge
from desktop_app.ops.project import Project
from desktop_app.store import registers
from tests.builders import ANNA, BEN, a_document, tag_named
from tests.torture import rounds
from tests.unit.merging.copies import at, conflicts, copied, is_sound, open_conflicts, origin, resolve, rows

COPY = st.integers(0, 2)
NUMBERS = st.integers(0, 20)


class Copies(RuleBasedStateMachine):
    """Anna works in two copies, Ben in the third. `vanished` are the marks that some action took away somewhere."""

    @initialize()
    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        start = origin(Path(self._folder.name))
        with at(start) as project:
            for place in (0, 6, 12):
                document = documents.page(project, Query(), 0, 1)[0].document
                actor = tag_named(project, "Actor")
                annotations.highlight(project, document.uid, [Span(place, place + 4)], actor)
        people = (ANNA, ANNA, BEN)
        self.copies = [
            at(copied(start, f"{name}.rubric"), who) for name, who in zip("abc", people, strict=True)
        ]
        self.vanished: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "copies"):
            made = set[str]()
            for project in self.copies:
                made |= self._marks(project)
                assert is_sound(project)
                project.close()
            self._merge_in_every_order(made)
            self._folder.cleanup()

    def _merge_in_every_order(self, made: set[str]) -> None:
        found = []
        for order in permutations(range(3)):
            first, *others = [self.copies[place].path for place in order]
            path = Path(shutil.copy(first, first.with_name(f"order {order}.rubric")))
            with at(path) as project:
                for other in others:
                    merge(project, other)
                found.append((rows(project), conflicts(project)))
                assert made - self._marks(project) <= self.vanished
                merge(project, others[0])
                assert (rows(project), conflicts(project)) == found[-1]
                assert is_sound(project)
        for item in found[1:]:
            assert item == found[0]

    @staticmethod
    def _marks(project: Project) -> set[str]:
        return {str(uid) for (uid,) in project.file.database.rows("SELECT uid FROM annotation")}

    def _try(self, project: Project, act: Callable[[], object]) -> None:
        """Do it; a refusal changes nothing at all."""
        before, marks = rows(project), self._marks(project)
        try:
            act()
        except AppError:
            assert rows(project) == before
        self.vanished |= marks - self._marks(project)

    def _mark(self, project: Project, number: int) -> Annotation | None:
        found = project.file.database.rows(
            "SELECT uid FROM annotation WHERE annotator_uid = ? ORDER BY uid", (project.annotator.uid,)
        )
        return annotations.get(project, str(found[number % len(found)][0])) if found else None

    def _tag(self, project: Project, number: int) -> Tag:
        return project.tagset.tags[number % len(project.tagset.tags)]

    @rule(copy=COPY, document=NUMBERS, start=st.integers(0, 40), tag=NUMBERS)
    def mark(self, copy: int, document: int, start: int, tag: int) -> None:
        project = self.copies[copy]
        found = documents.page(project, Query(), 0, 50)
        if found:
            uid, tag_uid = found[document % len(found)].document.uid, self._tag(project, tag).uid
            span = Span(start, start + 5)
            self._try(project, lambda: annotations.highlight(project, uid, [span], tag_uid))

    @rule(copy=COPY, mark=st.integers(0, 3), tag=NUMBERS)
    def retag(self, copy: int, mark: int, tag: int) -> None:
        project = self.copies[copy]
        found = self._mark(project, mark)
        if found is not None:
            self._try(project, lambda: annotations.retag(project, found.uid, self._tag(project, tag).uid))

    @rule(copy=COPY, mark=st.integers(0, 3), attribute=NUMBERS)
    def code(self, copy: int, mark: int, attribute: int) -> None:
        project = self.copies[copy]
        found = self._mark(project, mark)
        offered = found and [
            item for item in project.tagset.attributes_of(found.tag_uid) if item.kind == "choice"
        ]
        if found and offered:
            chosen = offered[attribute % len(offered)]
            option = chosen.options[attribute % len(chosen.options)]
            self._try(project, lambda: annotations.set_value(project, found.uid, chosen.uid, option))

    @rule(copy=COPY, mark=st.integers(0, 3), note=st.sampled_from(["", "sure", "unsure"]))
    def write_note(self, copy: int, mark: int, note: str) -> None:
        project = self.copies[copy]
        found = self._mark(project, mark)
        if found is not None:
            self._try(project, lambda: annotations.set_note(project, found.uid, note))

    @rule(copy=COPY, mark=st.integers(0, 3), end=st.integers(1, 40))
    def move_edge(self, copy: int, mark: int, end: int) -> None:
        project = self.copies[copy]
        found = self._mark(project, mark)
        if found is not None:
            span = Span(found.start, found.start + end)
            self._try(project, lambda: annotations.set_spans(project, found.uid, [span]))

    @rule(copy=COPY, mark=st.integers(0, 3))
    def remove(self, copy: int, mark: int) -> None:
        project = self.copies[copy]
        found = self._mark(project, mark)
        if found is not None:
            self._try(project, lambda: annotations.remove(project, [found.uid]))

    @rule(copy=COPY, document=NUMBERS, state=st.sampled_from([State.NEW, State.DONE]))
    def set_state(self, copy: int, document: int, state: State) -> None:
        project = self.copies[copy]
        found = documents.page(project, Query(), 0, 50)
        if found:
            uid = found[document % len(found)].document.uid
            self._try(project, lambda: documents.set_state(project, uid, state))

    @rule(copy=COPY, number=st.integers(0, 3), name=st.sampled_from(["new.txt", "a.txt", "c.txt"]))
    def add_document(self, copy: int, number: int, name: str) -> None:
        project = self.copies[copy]
        self._try(project, lambda: a_document(project, f"Text {number} " * 9, name=name))

    @rule(copy=COPY, document=NUMBERS, title=st.sampled_from(["", "A call", "Zwei"]))
    def edit_document(self, copy: int, document: int, title: str) -> None:
        project = self.copies[copy]
        found = documents.page(project, Query(), 0, 50)
        if found:
            uid = found[document % len(found)].document.uid
            self._try(project, lambda: documents.edit(project, uid, title=title))

    @rule(copy=COPY, name=st.sampled_from(["Rumour", "rumour", "Lie"]), above=st.none() | NUMBERS)
    def add_tag(self, copy: int, name: str, above: int | None) -> None:
        project = self.copies[copy]
        parent = "" if above is None else self._tag(project, above).uid
        fresh = Tag("", name, parent_uid=parent, shortcut="k")
        self._try(project, lambda: tagset.add_tag(project, fresh))

    @rule(copy=COPY, tag=NUMBERS, above=NUMBERS)
    def put_tag_below(self, copy: int, tag: int, above: int) -> None:
        project = self.copies[copy]
        after = replace(self._tag(project, tag), parent_uid=self._tag(project, above).uid)
        self._try(project, lambda: tagset.edit_tag(project, after))

    @rule(copy=COPY, tag=NUMBERS, name=st.sampled_from(["Rumour", "Lie", "Report"]))
    def rename_tag(self, copy: int, tag: int, name: str) -> None:
        project = self.copies[copy]
        after = replace(self._tag(project, tag), name=name)
        self._try(project, lambda: tagset.edit_tag(project, after))

    @rule(copy=COPY, tag=NUMBERS)
    def remove_tag(self, copy: int, tag: int) -> None:
        project = self.copies[copy]
        if len(project.tagset.tags) > 1:
            self._try(project, lambda: tagset.remove_tag(project, self._tag(project, tag).uid))

    @rule(copy=COPY, attribute=NUMBERS)
    def remove_attribute(self, copy: int, attribute: int) -> None:
        project = self.copies[copy]
        found = project.tagset.attributes
        if found:
            gone = found[attribute % len(found)].uid
            self._try(project, lambda: tagset.remove_attribute(project, gone))

    @rule(copy=COPY, source=st.integers(0, 3), slot=NUMBERS, goal=st.integers(0, 3))
    def link(self, copy: int, source: int, slot: int, goal: int) -> None:
        project = self.copies[copy]
        one, other = self._mark(project, source), self._mark(project, goal)
        if one is not None and other is not None:
            offered = ("", *(item.uid for item in project.tagset.slots_of(one.tag_uid)))
            slot_uid = offered[slot % len(offered)]
            self._try(project, lambda: links.fill(project, one.uid, slot_uid, other.uid))

    @rule(copy=COPY, source=st.integers(0, 3), entity=st.integers(0, 2))
    def link_to_entity(self, copy: int, source: int, entity: int) -> None:
        project = self.copies[copy]
        found, known = self._mark(project, source), registers.entities(project.file.database)
        if found is not None and known:
            uid = known[entity % len(known)].uid
            self._try(project, lambda: links.fill(project, found.uid, "", uid, kind=TargetKind.ENTITY))

    @rule(copy=COPY, number=NUMBERS)
    def unlink(self, copy: int, number: int) -> None:
        project = self.copies[copy]
        found = project.file.database.rows(
            "SELECT uid FROM link WHERE annotator_uid = ? ORDER BY uid", (project.annotator.uid,)
        )
        if found:
            uid = str(found[number % len(found)][0])
            self._try(project, lambda: links.clear(project, [uid]))

    @rule(copy=COPY, name=st.sampled_from(["NATO", "EU", "UN"]))
    def add_entity(self, copy: int, name: str) -> None:
        project = self.copies[copy]
        self._try(project, lambda: entities.add(project, Entity("", name)))

    @rule(copy=COPY, number=NUMBERS, name=st.sampled_from(["NATO", "Nato", "the EU"]))
    def rename_entity(self, copy: int, number: int, name: str) -> None:
        project = self.copies[copy]
        known = registers.entities(project.file.database)
        if known:
            uid = known[number % len(known)].uid
            self._try(project, lambda: entities.rename(project, uid, name))

    @rule(copy=COPY, one=NUMBERS, other=NUMBERS)
    def merge_entities(self, copy: int, one: int, other: int) -> None:
        project = self.copies[copy]
        known = registers.entities(project.file.database)
        if known:
            kept, gone = known[one % len(known)].uid, known[other % len(known)].uid
            self._try(project, lambda: entities.merge(project, kept, [gone]))

    @rule(copy=COPY, tag=NUMBERS, name=st.sampled_from(["Source", "source", "Witness"]), allowed=NUMBERS)
    def add_slot(self, copy: int, tag: int, name: str, allowed: int) -> None:
        project = self.copies[copy]
        fresh = Slot("", self._tag(project, tag).uid, name, "w", (self._tag(project, allowed).uid,))
        self._try(project, lambda: tagset.add_slot(project, fresh))

    @rule(copy=COPY, slot=NUMBERS)
    def remove_slot(self, copy: int, slot: int) -> None:
        project = self.copies[copy]
        if project.tagset.slots:
            gone = project.tagset.slots[slot % len(project.tagset.slots)].uid
            self._try(project, lambda: tagset.remove_slot(project, gone))

    @rule(copy=COPY, again=st.booleans())
    def undo_or_redo(self, copy: int, again: bool) -> None:
        project = self.copies[copy]
        self._try(project, project.redo if again else project.undo)

    @rule(copy=COPY, other=COPY)
    def meet(self, copy: int, other: int) -> None:
        if copy != other:
            project = self.copies[copy]
            before = rows(project)
            marks = self._marks(project)
            report = merge(project, self.copies[other].path)
            self.vanished |= marks - self._marks(project)
            assert is_sound(project)
            if report.steps:
                after = rows(project)
                project.undo()
                assert rows(project) == before
                project.redo()
                assert rows(project) == after

    @rule(copy=COPY, conflict=NUMBERS, take_lost=st.booleans())
    def decide(self, copy: int, conflict: int, take_lost: bool) -> None:
        project = self.copies[copy]
        found = open_conflicts(project)
        if found:
            uid = found[conflict % len(found)].uid
            self._try(project, lambda: resolve(project, uid, take_lost=take_lost))


TestCopies = Copies.TestCase
TestCopies.settings = settings(max_examples=rounds(8, promised=300), stateful_step_count=25, deadline=None)
TestCopies = pytest.mark.torture(pytest.mark.timeout(3600)(TestCopies))
