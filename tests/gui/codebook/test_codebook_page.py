"""The codebook in its window: put in order by keys and by dragging, edited at once, merged, saved and read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui import offscreen_input
from desktop_app.gui.bridge import Bridge
from desktop_app.gui.codebook.page import CodebookPage
from desktop_app.gui.register.window import SideWindow
from desktop_app.gui.theme.style import Choice, apply
from desktop_app.gui.widgets.ordered_tree import Position, uid_of
from desktop_app.model.concept import Concept, Status
from desktop_app.model.span import Span
from desktop_app.ops import annotations as marks
from desktop_app.ops import concepts
from desktop_app.ops.project import Project
from tests.builders import a_document, a_project, tag_named

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Book = dict[str, Concept]


@pytest.fixture
def project(tmp_path: Path, qapp: QApplication) -> Iterator[Project]:
    """A fresh project, and the light theme with its fonts."""
    apply(qapp, Choice.LIGHT)
    with a_project(tmp_path) as found:
        yield found


@pytest.fixture
def book(project: Project) -> Book:
    """100 with 101 and 102 below it, and 200."""
    found: Book = {}
    for code, label, above in (
        ("100", "Climate", ""),
        ("101", "Tax", "100"),
        ("102", "Exit", "100"),
        ("200", "Else", ""),
    ):
        parent = found[above].uid if above else ""
        found[code] = concepts.add(project, Concept("", code, label, parent))
    return found


@pytest.fixture
def page(project: Project, book: Book, qtbot: QtBot) -> Iterator[CodebookPage]:
    """The codebook in its window."""
    ground, bridge = QWidget(), Bridge(project)
    qtbot.addWidget(ground)
    found = CodebookPage(project)
    found.undo_wanted.connect(project.undo)
    found.redo_wanted.connect(project.redo)
    window = SideWindow("Codebook", found, bridge, ground)
    with qtbot.waitActive(window):
        window.come()
    offscreen_input.settle()
    yield found
    window.close()
    bridge.end()


def order(project: Project) -> str:
    return " ".join(item.code for item in project.codebook.below(""))


def line(page: CodebookPage, uid: str) -> QTreeWidgetItem:
    return next(item for item in page.tree.lines() if uid_of(item) == uid)


def seen(page: CodebookPage) -> list[str]:
    """The codes of the concepts that are shown, from the top."""
    item, found = page.tree.topLevelItem(0), list[str]()
    item = page.tree.itemBelow(item) if item is not None and item.isHidden() else item
    while item is not None:
        found.append(item.text(0).split()[0])
        item = page.tree.itemBelow(item)
    return found


def lines(page: CodebookPage) -> list[str]:
    return [item.text(0) for item in page.tree.lines()]


def test_a_concept_is_moved_by_keys_among_its_neighbours_below_and_out_again(
    project: Project, page: CodebookPage, book: Book
) -> None:
    page.show_concept(book["102"].uid)
    page.start()
    offscreen_input.press(page, Qt.Key.Key_Up, ALT)
    assert order(project) == "100 102 101 200"
    assert page.tree.current() == book["102"].uid
    offscreen_input.press(page, Qt.Key.Key_Left, ALT)
    assert order(project) == "100 101 102 200"
    assert project.codebook.above(book["102"].uid) == ()
    offscreen_input.press(page, Qt.Key.Key_Right, ALT)
    assert project.codebook.path(book["102"].uid) == "Climate › Exit"
    for _number in range(3):
        offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert order(project) == "100 101 102 200"
    assert project.codebook.path(book["102"].uid) == "Climate › Exit"


def test_a_concept_is_dropped_above_on_and_below_others(
    project: Project, page: CodebookPage, book: Book
) -> None:
    moved = book["200"].uid
    page.tree.drop_on(moved, line(page, book["102"].uid), Position.AboveItem)
    assert order(project) == "100 101 200 102"
    page.tree.drop_on(moved, line(page, book["102"].uid), Position.BelowItem)
    assert order(project) == "100 101 102 200"
    page.tree.drop_on(moved, line(page, book["101"].uid), Position.OnItem)
    assert project.codebook.path(moved) == "Climate › Tax › Else"
    page.tree.drop_on(moved, None, Position.OnViewport)
    assert project.codebook.path(moved) == "Else"
    page.tree.drop_on(book["100"].uid, line(page, book["101"].uid), Position.OnItem)
    assert "below itself" in page.message.text()


def test_every_field_is_kept_when_one_leaves_it(project: Project, page: CodebookPage, book: Book) -> None:
    page.show_concept(book["101"].uid)
    page.form.examples.setFocus()
    page.form.examples.set_text("one\ntwo")
    page.form.code.setFocus()
    page.form.code.set_text("200")
    page.start()
    offscreen_input.settle()
    assert project.codebook.concept(book["101"].uid).examples == ("one", "two")
    assert "taken" in page.form.fields.error("code")
    assert page.form.code.text() == "200"


def test_a_retired_concept_says_what_replaced_it(project: Project, page: CodebookPage, book: Book) -> None:
    page.show_concept(book["101"].uid)
    for combo, value in ((page.form.status, Status.RETIRED), (page.form.replaced_by, book["102"].uid)):
        row = combo.findData(value)
        combo.setCurrentIndex(row)
        combo.activated.emit(row)
    found = project.codebook.concept(book["101"].uid)
    assert (found.status, found.replaced_by) == (Status.RETIRED, book["102"].uid)
    assert page.form.replaced_by.isVisible()


def test_uses_are_counted_and_keep_a_concept_from_being_removed(
    project: Project, page: CodebookPage, book: Book, qtbot: QtBot
) -> None:
    document = a_document(project, "The tax must go.")
    claim = tag_named(project, "Claim")
    mark = marks.highlight(project, document.uid, [Span(0, 7)], claim)
    subject = next(item for item in project.tagset.attributes_of(claim) if item.kind == "concept")
    marks.set_value(project, mark.uid, subject.uid, book["101"].uid)
    page.show_concept(book["101"].uid)
    page.start()
    offscreen_input.press(page, Qt.Key.Key_Delete)
    assert "1 time" in page.message.text()
    assert order(project) == "100 101 102 200"
    page.show_concept(book["102"].uid)
    offscreen_input.press(page, Qt.Key.Key_Delete)
    assert order(project) == "100 101 200"


def test_a_concept_is_added_beside_the_current_one(project: Project, page: CodebookPage, book: Book) -> None:
    page.show_concept(book["102"].uid)
    page.start()
    offscreen_input.press(page, Qt.Key.Key_Insert)
    assert page.form.code.hasFocus()
    offscreen_input.press(page, Qt.Key.Key_9)
    offscreen_input.press(page, Qt.Key.Key_Return)
    assert order(project) == "100 101 102 9 200"


def test_the_selected_are_merged_into_the_one_with_the_keyboard(
    project: Project, page: CodebookPage, book: Book
) -> None:
    page.show_concept(book["101"].uid)
    page.start()
    offscreen_input.press(page, Qt.Key.Key_Down, SHIFT)
    assert page.merge_button.isVisible()
    offscreen_input.press(page, Qt.Key.Key_J, CONTROL)
    assert project.codebook.instead(book["101"].uid) == book["102"]
    offscreen_input.press(page, Qt.Key.Key_Z, CONTROL)
    assert project.codebook.concept(book["101"].uid).status is Status.ACTIVE


def test_an_empty_codebook_offers_nothing_to_merge(project: Project, qtbot: QtBot) -> None:
    page = CodebookPage(project)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert page.empty.isVisible()
    assert not page.merge_button.isVisible()
    page.add()
    assert not page.merge_button.isVisible()


def test_escape_takes_back_what_is_typed_then_leads_to_the_list_then_closes(
    page: CodebookPage, book: Book, qtbot: QtBot
) -> None:
    page.show_concept(book["101"].uid)
    page.form.start()
    offscreen_input.press(page, Qt.Key.Key_7)
    offscreen_input.press(page, Qt.Key.Key_Escape)
    assert page.form.code.text() == "101"
    assert page.form.code.hasFocus()
    offscreen_input.press(page, Qt.Key.Key_Escape)
    assert page.tree.hasFocus()
    page.form.status.setFocus()
    offscreen_input.press(page, Qt.Key.Key_Escape)
    assert page.tree.hasFocus()
    with qtbot.waitSignal(page.closed):
        offscreen_input.press(page, Qt.Key.Key_Escape)


def test_typing_goes_to_the_concept_that_fits_best(page: CodebookPage, book: Book) -> None:
    page.finder.setFocus()
    for letter in "exi":
        offscreen_input.press(page, Qt.Key(ord(letter.upper())))
    assert page.tree.current() == book["102"].uid


def test_typing_shows_what_fits_and_what_is_above_it_and_escape_shows_all_again(
    project: Project, page: CodebookPage, book: Book
) -> None:
    line(page, book["100"].uid).setExpanded(False)
    page.finder.setText("els")
    assert seen(page) == ["200"]
    page.finder.setText("")
    assert seen(page) == ["100", "200"]
    page.finder.setFocus()
    for digit in "10":
        offscreen_input.press(page, Qt.Key(ord(digit)))
    assert seen(page) == ["100", "101", "102"]
    offscreen_input.press(page, Qt.Key.Key_Down)
    assert page.tree.current() == book["102"].uid
    offscreen_input.press(page, Qt.Key.Key_Up)
    assert page.tree.current() == book["101"].uid
    assert page.finder.hasFocus()
    offscreen_input.press(page, Qt.Key.Key_Return)
    assert page.tree.hasFocus()
    offscreen_input.press(page, Qt.Key.Key_Down, ALT)
    assert order(project) == "100 102 101 200"
    assert seen(page) == ["100", "102", "101"]
    offscreen_input.press(page, Qt.Key.Key_Escape)
    assert seen(page) == ["100", "102", "101", "200"]
    assert page.isVisible()
    offscreen_input.press(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_a_concept_that_no_longer_fits_stays_until_one_types_on(
    project: Project, page: CodebookPage, book: Book
) -> None:
    page.finder.setText("tax")
    concepts.edit(project, replace(book["101"], label="Levy"))
    assert seen(page) == ["100", "101"]
    page.finder.setText("taxx")
    assert seen(page) == []
    page.add()
    assert len(seen(page)) == 5


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_the_codebook_is_saved_and_read_again(
    project: Project, page: CodebookPage, tmp_path: Path, ending: str
) -> None:
    before = lines(page)
    page.files.save_to(tmp_path / f"book.{ending}")
    for concept in reversed(project.codebook.below("")):
        concepts.remove(project, concept.uid)
    assert page.empty.isVisible()
    (tmp_path / "odd.csv").write_text("code,label\n,x\n9,y\n", encoding="utf-8")
    for name in (f"book.{ending}", "odd.csv"):
        page.files.load_from(tmp_path / name)
        offscreen_input.until("the file", lambda: not page.files.loading)
        assert lines(page)[: len(before)] == before
    assert all(words in page.message.text() for words in ("1 added", "Line 2"))


def test_a_code_that_was_refused_waits_with_its_concept(page: CodebookPage, book: Book) -> None:
    page.show_concept(book["101"].uid)
    page.form.start()
    page.form.code.set_text("102")
    page.show_concept(book["200"].uid)
    assert page.form.code.text() == "200"
    assert "101 Tax" in page.message.text()
    page.show_concept(book["101"].uid)
    assert page.form.code.text() == "102"
    assert page.form.fields.error("code")
