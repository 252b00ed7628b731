"""The view on a real project: every wish is an action, and every action is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.base.errors import AppError, NotFoundError, ReadOnlyError
from desktop_app.gui.reading.buffer import TextBuffer
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.gui.reading.selection import without_blanks
from desktop_app.model.records import QUOTE_LIMIT, Annotation
from desktop_app.model.span import Span
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from tests.gui.reading.bench import Bench
from tests.gui.reading.desk import ME, TEXT, Desk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def test_words_that_are_pulled_over_and_tagged_are_in_the_project_and_in_the_view(desk: Desk) -> None:
    bench = desk.bench
    bench.drag(bench.edge(TEXT.index("Norway")), bench.edge(TEXT.index(" said"), end=True))
    desk.controller.use_tag(desk.tags["Actor"])
    assert desk.stored() == [("Actor", "Norway")]
    assert desk.painted() == [(TEXT.index("Norway"), TEXT.index(" said"))]
    assert desk.view.selection is None
    assert desk.controller.annotation is not None
    assert desk.view.chosen == desk.controller.annotation.uid


def test_blanks_that_keys_select_along_with_words_are_not_marked(desk: Desk) -> None:
    start = TEXT.index(" said")
    desk.view.set_selection(Span(start, start + len(" said ")))
    desk.controller.use_tag(desk.tags["Cue"])
    assert desk.stored() == [("Cue", "said")]


def test_who_selects_by_characters_gets_the_blanks_as_well(desk: Desk) -> None:
    desk.view.by_character = True
    start = TEXT.index(" said")
    desk.view.set_selection(Span(start, start + len(" said")))
    desk.controller.use_tag(desk.tags["Cue"])
    assert desk.stored() == [("Cue", " said")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" a\r\n", "a"),
        ("\n \n", "\n \n"),
        (" \u0301a ", " \u0301a"),
        ("a \u0301", "a \u0301"),
        ("a" * 600 + "\n", "a" * 600),
    ],
)
def test_the_edges_of_what_is_marked_never_cut_a_cluster(text: str, kept: str) -> None:
    buffer = TextBuffer(text.encode())
    span = without_blanks(Span(0, len(text)), buffer)
    assert text[span.start : span.end] == kept


def test_an_armed_tag_marks_every_selection(desk: Desk) -> None:
    bench = desk.bench
    told: list[str | None] = []
    desk.controller.armed_changed.connect(told.append)
    desk.controller.use_tag(desk.tags["Date"])
    assert told == [desk.tags["Date"]]
    bench.drag(bench.edge(TEXT.index("Sunday")), bench.edge(TEXT.index(" that"), end=True))
    bench.drag(bench.edge(TEXT.index("Ministers")), bench.edge(TEXT.index(" of"), end=True))
    assert desk.stored() == [("Date", "Ministers"), ("Date", "Sunday")]
    desk.controller.arm(None)
    assert told[-1] is None
    bench.drag(bench.edge(TEXT.index("patient")), bench.edge(TEXT.index("patient") + 7, end=True))
    assert len(desk.stored()) == 2


def test_an_armed_tag_marks_a_sentence_once_and_not_its_word_before(desk: Desk, qtbot: QtBot) -> None:
    desk.controller.arm(desk.tags["Claim"])
    desk.bench.clicks(desk.bench.middle(TEXT.index("waits")), 3)
    qtbot.waitUntil(lambda: bool(desk.stored()))
    assert desk.stored() == [("Claim", "Ministers of Norway said on Sunday that Oslo waits.")]


def test_a_tag_key_on_a_chosen_annotation_changes_its_tag(desk: Desk) -> None:
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Actor"])
    desk.controller.use_tag(desk.tags["Place"])
    assert desk.stored() == [("Place", "Norway")]


def test_undo_and_redo_are_seen_at_once(desk: Desk) -> None:
    told: list[Annotation | None] = []
    desk.controller.annotation_selected.connect(told.append)
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Actor"])
    desk.project.undo()
    assert desk.painted() == []
    assert desk.view.chosen == ""
    assert told[-1] is None
    desk.project.redo()
    assert len(desk.painted()) == 1


def test_an_edge_that_is_nudged_or_pulled_is_moved_in_the_project(desk: Desk) -> None:
    bench = desk.bench
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Actor"])
    bench.key(Key.Key_Left, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert desk.stored() == [("Actor", "of Norway")]
    bench.key(Key.Key_Right, ALT)
    assert desk.stored() == [("Actor", "of Norway said")]
    assert desk.controller.annotation is not None
    assert desk.controller.annotation.quotes == ("of Norway said",)
    desk.project.undo()
    assert desk.painted() == [(TEXT.index("of Norway"), TEXT.index(" said"))]


def test_delete_removes_the_chosen_annotation_and_undo_brings_it_back(desk: Desk) -> None:
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Actor"])
    desk.bench.key(Key.Key_Delete)
    assert desk.stored() == []
    assert desk.painted() == []
    desk.project.undo()
    assert desk.stored() == [("Actor", "Norway")]


def test_a_second_passage_becomes_a_part_and_another_place_can_be_taken(desk: Desk) -> None:
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Actor"])
    desk.select("Sunday")
    assert desk.controller.add_part() is not None
    assert desk.stored() == [("Actor", "Norway | Sunday")]
    assert len(desk.view.chosen_spans) == 2
    desk.select("patient")
    assert desk.controller.put_on_selection() is not None
    assert desk.stored() == [("Actor", "patient")]


def test_nothing_happens_without_anything_to_work_on(desk: Desk) -> None:
    assert desk.controller.add_part() is None
    assert desk.controller.put_on_selection() is None
    assert desk.controller.highlight(desk.tags["Actor"]) is None
    assert desk.controller.retag(desk.tags["Actor"]) is None
    assert desk.controller.repeat() is None
    assert not desk.controller.remove()
    assert not desk.controller.copy_citation()
    assert desk.stored() == []
    assert desk.failed == []


def test_repeating_marks_the_next_same_words_until_there_are_none(desk: Desk) -> None:
    desk.select("Oslo")
    desk.controller.use_tag(desk.tags["Place"])
    starts = []
    for _turn in range(3):
        made = desk.controller.repeat()
        if made is not None:
            starts.append(made.start)
            assert desk.view.chosen == made.uid
    assert starts == [TEXT.index("Oslo", TEXT.index("Oslo") + 1), TEXT.rindex("Oslo")]
    assert desk.stored() == [("Place", "Oslo")] * 3


def test_repeating_looks_behind_the_last_mark_first_and_for_whole_words_only(desk: Desk) -> None:
    desk.select("Oslo", 1)
    desk.controller.use_tag(desk.tags["Place"])
    made = [desk.controller.repeat(), desk.controller.repeat()]
    assert [item.start for item in made if item is not None] == [TEXT.rindex("Oslo"), TEXT.index("Oslo")]
    # The other "is" is a part of "Ministers".
    desk.select("is", 1)
    desk.controller.use_tag(desk.tags["Cue"])
    assert desk.controller.repeat() is None


def test_all_words_of_a_passage_are_repeated_though_its_quote_is_cut(desk: Desk) -> None:
    desk.open(desk.two)
    line = "Norway again, and nothing else.\n"
    length = (QUOTE_LIMIT // len(line) + 1) * len(line)
    desk.controller.highlight(desk.tags["Actor"], [Span(0, length)])
    made = desk.controller.repeat()
    assert made is not None
    assert made.spans == (Span(length, 2 * length),)


def test_repeating_goes_on_in_another_document_and_on_a_selection(desk: Desk) -> None:
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Actor"])
    desk.open(desk.two)
    made = desk.controller.repeat()
    assert made is not None
    assert (made.document_uid, made.start) == (desk.two.uid, 0)
    desk.select("nothing else")
    repeated = desk.controller.repeat()
    assert repeated is not None
    assert repeated.quotes == ("nothing else",)


def test_a_citation_says_where_the_words_are_from(desk: Desk) -> None:
    documents.edit(desk.project, desk.one.uid, title="Oslo waits", outlet="The Times", published="2015-11-02")
    span = desk.select("Norway")
    assert desk.controller.copy_citation()
    text = QApplication.clipboard().text()
    for part in ("“Norway”", "Oslo waits", "The Times", "2015-11-02", f"{span.start}–{span.end}"):
        assert part in text


def test_what_the_project_refuses_is_told_and_changes_nothing(desk: Desk) -> None:
    desk.select("Norway")
    desk.controller.use_tag("0" * 32)
    assert [type(error) for error in desk.failed] == [NotFoundError]
    assert desk.painted() == []
    assert desk.view.selection is not None


def test_a_project_that_is_open_for_reading_only_refuses_kindly(tmp_path: Path, bench: Bench) -> None:
    desk = Desk(tmp_path, bench)
    desk.controller.end()
    desk.project.close()
    project = Project.open(tmp_path / "p.rubric", places=desk.places, who=ME, read_only=True)
    controller = ReadingController(project, bench.view)
    failed: list[AppError] = []
    controller.failed.connect(failed.append)
    controller.open(desk.one.uid)
    bench.view.set_selection(Span(0, 9))
    controller.use_tag(desk.tags["Actor"])
    assert [type(error) for error in failed] == [ReadOnlyError]
    controller.end()
    project.close()
