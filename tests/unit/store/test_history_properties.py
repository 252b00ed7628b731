"""Whatever people do: undo and redo lead back and forth, restarts forget nothing, checks stay clean."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.model.records import Annotation, State
from desktop_app.model.span import Span
from desktop_app.ops import annotations, documents
from desktop_app.store import check
from tests.builders import a_document, a_project, reopened, tag_named

TEXT = "Ayman 😀 al-Zawahri\r\ncalled e\u0301 for שלום\u2028 a coalition. " * 3
Snapshot = tuple[tuple[Annotation, ...], State]


class Work(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.project = a_project(Path(self._folder.name))
        self.document = a_document(self.project, TEXT)
        self.project = reopened(self.project)
        self.done: list[Snapshot] = [self._snapshot()]
        self.undone: list[Snapshot] = []

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            self._folder.cleanup()

    def _snapshot(self) -> Snapshot:
        found = annotations.of_document(self.project, self.document.uid)
        return found, documents.progress(self.project, self.document.uid).state

    def _acted(self) -> None:
        self.undone.clear()
        self.done.append(self._snapshot())

    def _one(self, number: int) -> Annotation | None:
        found = annotations.of_document(self.project, self.document.uid)
        return found[number % len(found)] if found else None

    @rule(
        start=st.integers(0, len(TEXT) - 1), size=st.integers(1, 40), tag=st.sampled_from(["Actor", "Claim"])
    )
    def mark(self, start: int, size: int, tag: str) -> None:
        span = Span(start, min(start + size, len(TEXT)))
        annotations.highlight(self.project, self.document.uid, [span], tag_named(self.project, tag))
        self._acted()

    @rule(number=st.integers(0, 50), tag=st.sampled_from(["Actor", "Claim", "Date"]))
    def retag(self, number: int, tag: str) -> None:
        one = self._one(number)
        if one is not None and one.tag_uid != tag_named(self.project, tag):
            annotations.retag(self.project, one.uid, tag_named(self.project, tag))
            self._acted()

    @rule(number=st.integers(0, 50), start=st.integers(0, len(TEXT) - 5))
    def add_part(self, number: int, start: int) -> None:
        one = self._one(number)
        if one is not None:
            before = self.project.undo_depth
            annotations.add_part(self.project, one.uid, Span(start, start + 5))
            if self.project.undo_depth > before:
                self._acted()

    @rule(number=st.integers(0, 50))
    def remove(self, number: int) -> None:
        one = self._one(number)
        if one is not None:
            annotations.remove(self.project, [one.uid])
            self._acted()

    @rule()
    def finish_document(self) -> None:
        if documents.progress(self.project, self.document.uid).state is not State.DONE:
            documents.set_state(self.project, self.document.uid, State.DONE)
            self._acted()

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        self.project.undo()
        self.undone.append(self.done.pop())
        assert self._snapshot() == self.done[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.project.redo()
        self.done.append(self.undone.pop())
        assert self._snapshot() == self.done[-1]

    @rule()
    def restart(self) -> None:
        self.project = reopened(self.project)
        assert self._snapshot() == self.done[-1]

    @invariant()
    def the_depth_is_what_can_be_undone(self) -> None:
        assert self.project.undo_depth == len(self.done)  # adding the document counts as the first
        assert (self.project.redo_label is not None) == bool(self.undone)

    @invariant()
    def the_check_finds_nothing(self) -> None:
        assert list(check.findings(self.project.file.database)) == []


TestWork = Work.TestCase
TestWork.settings = settings(max_examples=25, stateful_step_count=18, deadline=None)
