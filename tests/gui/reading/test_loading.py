"""Documents and their annotations come into the view whole, and in slices."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.base.errors import NotFoundError
from desktop_app.gui.reading import loading
from desktop_app.gui.tagging.words import moment_words
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotation
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import documents
from tests.gui.reading.desk import ME, TEXT, Desk


def test_an_unknown_document_is_an_error_and_leaves_the_view_alone(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.controller.open("0" * 32)
    assert desk.controller.document_uid == desk.one.uid
    assert desk.view.flow.buffer.length == len(TEXT)


def test_changes_in_other_documents_are_not_painted_here(desk: Desk) -> None:
    marks.highlight(desk.project, desk.two.uid, [Span(0, 6)], desk.tags["Actor"])
    assert desk.painted() == []
    desk.open(desk.two)
    assert desk.painted() == [(0, 6)]


def test_a_document_is_shown_again_where_it_was_left(desk: Desk) -> None:
    desk.open(desk.two)
    desk.view.reveal(5000)
    place = desk.view.top_offset
    assert place > 0
    desk.open(desk.one)
    desk.open(desk.two)
    assert desk.view.top_offset == place


def test_closing_shows_nothing_and_asks_nothing_more(desk: Desk) -> None:
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Actor"])
    desk.controller.close()
    assert desk.view.flow.buffer.length == 0
    assert desk.controller.annotation is None
    marks.highlight(desk.project, desk.one.uid, [Span(0, 3)], desk.tags["Actor"])
    assert desk.painted() == []


def test_annotations_come_in_slices_and_none_is_lost_or_doubled(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for start in range(0, 8000, 400):
        marks.highlight(desk.project, desk.two.uid, [Span(start, start + 6)], desk.tags["Actor"])
    monkeypatch.setattr(loading, "FIRST_ROWS", 3)
    monkeypatch.setattr(loading, "SLICE_ROWS", 4)
    desk.controller.open(desk.two.uid)
    assert desk.controller.loading
    page = desk.view.flow.seen()[1]
    assert desk.painted() == [(start, start + 6) for start in range(0, page, 400)]
    late = marks.in_window(desk.project, desk.two.uid, 7600, 7601)[0]
    desk.controller.go_to(late.uid)
    assert desk.view.chosen == late.uid
    marks.remove(desk.project, [marks.in_window(desk.project, desk.two.uid, 7200, 7201)[0].uid])
    while desk.controller.loading:
        QApplication.processEvents()
    assert desk.painted() == [(start, start + 6) for start in range(0, 8000, 400) if start != 7200]
    assert desk.view.chosen == late.uid


def test_what_is_seen_does_not_wait_for_its_slice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for start in range(0, 8000, 100):
        marks.highlight(desk.project, desk.two.uid, [Span(start, start + 6)], desk.tags["Actor"])
    monkeypatch.setattr(loading, "FIRST_ROWS", 3)
    monkeypatch.setattr(loading, "SLICE_ROWS", 4)
    desk.controller.open(desk.two.uid)
    desk.view.reveal(6000)
    first, last = desk.view.flow.seen()
    seen = {start for start, _end in desk.painted() if first <= start < last}
    assert seen == {start for start in range(0, 8000, 100) if first <= start < last}
    assert desk.controller.loading
    while desk.controller.loading:
        QApplication.processEvents()
    assert desk.painted() == [(start, start + 6) for start in range(0, 8000, 100)]


def test_the_first_picture_has_all_marks_of_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open(desk.two)
    page = desk.view.flow.seen()[1]
    for start in range(0, page + 400, 20):
        marks.highlight(desk.project, desk.two.uid, [Span(start, start + 6)], desk.tags["Actor"])
    desk.open(desk.one)
    monkeypatch.setattr(loading, "FIRST_ROWS", 3)
    desk.controller.open(desk.two.uid)
    assert desk.painted() == [(start, start + 6) for start in range(0, page, 20)]
    assert desk.controller.loading
    while desk.controller.loading:
        QApplication.processEvents()
    assert desk.painted() == [(start, start + 6) for start in range(0, page + 400, 20)]


def test_very_many_changes_at_once_load_the_document_anew(desk: Desk) -> None:
    desk.open(desk.two)
    desk.view.reveal(5000)
    place = desk.view.top_offset
    with desk.project.step("many") as step:
        for number in range(600):
            step.put(annotation_of(desk, number))
    desk.bench.settle()
    assert len(desk.painted()) == 600
    assert desk.view.top_offset == place


def annotation_of(desk: Desk, number: int) -> Annotation:
    span = Span(number * 10, number * 10 + 5)
    words = documents.text(desk.project, desk.two.uid)[span.start : span.end]
    return Annotation(
        derived_uid("many", str(number)), desk.two.uid, ME.uid, desk.tags["Actor"], (span,), (words,)
    )


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_card_tells_tag_words_note_and_values(desk: Desk) -> None:
    desk.select("Norway")
    desk.controller.use_tag(desk.tags["Claim"])
    made = desk.controller.annotation
    assert made is not None
    attribute = next(item for item in desk.project.tagset.attributes_of(made.tag_uid) if item.options)
    marks.set_value(desk.project, made.uid, attribute.uid, attribute.options[0])
    marks.set_note(desk.project, made.uid, "to be checked")
    desk.view.hover.show_at(desk.bench.middle(TEXT.index("Norway")))
    words = desk.view.hover.popup.words()
    for part in ("Claim", "Norway", "to be checked", attribute.name, attribute.options[0]):
        assert part in words
    assert f"by hand · anna · {moment_words(made.created)}" in words


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_card_is_read_once_until_its_mark_changes(desk: Desk) -> None:
    desk.select("Norway")
    made = desk.controller.highlight(desk.tags["Actor"])
    assert made is not None
    hover, spot = desk.view.hover, desk.bench.middle(TEXT.index("Norway"))
    hover.show_at(spot)
    asked: list[str] = []
    connection = desk.project.file.database.connection
    connection.set_trace_callback(asked.append)
    hover.show_at(spot)
    connection.set_trace_callback(None)
    assert asked == []
    marks.set_note(desk.project, made.uid, "a kingdom")
    hover.show_at(spot)
    assert "a kingdom" in hover.popup.words()
    desk.project.undo()
    hover.show_at(spot)
    assert "a kingdom" not in hover.popup.words()
