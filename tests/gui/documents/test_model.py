"""The list of documents: any number of them, and only what is looked at is fetched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.gui.documents.lines import GroupLine
from desktop_app.gui.documents.list_view import DocumentList
from desktop_app.gui.documents.model import LINE_ROLE, PAGE, DocumentsModel
from desktop_app.model.query import DocumentRow, GroupKey, Query
from desktop_app.model.records import Document, State

MANY = 100_000


class Shelf:
    """So many documents, made up when they are asked for. It counts what was asked."""

    def __init__(self, count: int, groups: tuple[tuple[str, int], ...] = ()) -> None:
        self.number = count
        self.parts = groups
        self.fetched: list[int] = []
        self.single: list[str] = []

    def count(self, query: Query) -> int:
        return self.number

    def page(self, query: Query, offset: int, limit: int) -> tuple[DocumentRow, ...]:
        rows = range(offset, min(offset + limit, self.number))
        self.fetched.extend(rows)
        return tuple(
            DocumentRow(Document(f"{row:032x}", f"{row}.txt", "", 1, title=f"Article {row}"), State.NEW, 0)
            for row in rows
        )

    def groups(self, query: Query) -> tuple[tuple[str, int], ...]:
        return self.parts if query.group is not None else ()

    def row_of(self, query: Query, document_uid: str) -> int | None:
        row = int(document_uid, 16)
        return row if row < self.number else None

    def row(self, document_uid: str) -> DocumentRow:
        self.single.append(document_uid)
        return DocumentRow(Document(document_uid, "x.txt", "", 1, title="Changed"), State.DONE, 3)


def test_a_hundred_thousand_documents_are_shown_by_fetching_a_few_pages(qtbot: QtBot) -> None:
    shelf = Shelf(MANY)
    model = DocumentsModel(shelf)
    view = DocumentList(model)
    qtbot.addWidget(view)
    view.fit_lines()
    view.resize(248, 800)
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    assert model.rowCount() == MANY
    assert 0 < len(shelf.fetched) <= 3 * PAGE
    view.scrollToBottom()
    view.grab()
    view.scrollTo(model.index(MANY // 2))
    view.grab()
    assert len(shelf.fetched) <= 10 * PAGE


def test_all_lines_of_a_list_that_has_become_long_have_one_height(qtbot: QtBot) -> None:
    shelf = Shelf(5)
    model = DocumentsModel(shelf)
    view = DocumentList(model)
    qtbot.addWidget(view)
    view.fit_lines()
    assert view.rowHeight(0) < view.lines.uniform_height()
    shelf.number = 1005
    model.refresh()
    view.fit_lines()
    assert {view.rowHeight(row) for row in (0, 4, 5, 1004)} == {view.lines.uniform_height()}


def test_a_page_is_fetched_once_while_it_is_looked_at(qtbot: QtBot) -> None:
    shelf = Shelf(PAGE * 3)
    model = DocumentsModel(shelf)
    for _time in range(5):
        assert [str(model.data(model.index(row))) for row in range(3)] == [
            "Article 0",
            "Article 1",
            "Article 2",
        ]
    assert len(shelf.fetched) == PAGE


def test_old_pages_are_let_go(qtbot: QtBot) -> None:
    shelf = Shelf(MANY)
    model = DocumentsModel(shelf)
    for row in range(0, MANY, PAGE * 10):
        model.data(model.index(row))
    shelf.fetched.clear()
    model.data(model.index(0))
    assert len(shelf.fetched) == PAGE


def test_what_changed_about_a_document_is_fetched_anew(qtbot: QtBot) -> None:
    shelf = Shelf(10)
    model = DocumentsModel(shelf)
    model.data(model.index(4))
    with qtbot.waitSignal(model.dataChanged) as announced:
        model.fetch_again(f"{4:032x}")
    assert announced.args is not None
    assert announced.args[0].row() == 4
    shelf.fetched.clear()
    assert model.data(model.index(4)) == "Changed"
    assert shelf.fetched == []
    assert shelf.single == [f"{4:032x}"]


def test_what_was_looked_at_is_found_without_asking_for_its_place(qtbot: QtBot) -> None:
    shelf = Shelf(MANY)
    model = DocumentsModel(shelf)
    model.data(model.index(500))
    shelf.number = 0
    assert model.index_of(f"{500:032x}").row() == 500
    assert not model.index_of(f"{5000:032x}").isValid()


def test_a_very_long_list_is_not_searched_only_to_show_where_one_is(qtbot: QtBot) -> None:
    model = DocumentsModel(Shelf(MANY))
    assert not model.index_if_cheap(f"{5000:032x}").isValid()
    assert model.index_of(f"{5000:032x}").row() == 5000
    model.data(model.index(5000))
    assert model.index_if_cheap(f"{5000:032x}").row() == 5000
    assert DocumentsModel(Shelf(100)).index_if_cheap(f"{50:032x}").row() == 50


def test_neighbours_are_found_across_headings(qtbot: QtBot) -> None:
    model = DocumentsModel(Shelf(4, (("a", 2), ("b", 2))))
    model.set_query(Query(group=GroupKey.OUTLET))
    order = []
    row = model.beside("", 1)
    while row is not None:
        order.append(int(row.document.uid, 16))
        row = model.beside(row.document.uid, 1)
    assert order == [0, 1, 2, 3]
    before = model.beside(f"{2:032x}", -1)
    assert before is not None
    assert int(before.document.uid, 16) == 1
    assert model.beside(f"{0:032x}", -1) is None


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_every_document_has_its_line_below_the_heading_of_its_group(sizes: list[int]) -> None:
    groups = tuple((f"outlet {number}", size) for number, size in enumerate(sizes))
    model = DocumentsModel(Shelf(sum(sizes), groups))
    model.set_query(Query(group=GroupKey.OUTLET))
    assert model.rowCount() == sum(sizes) + len(sizes)
    heading, seen = "", []
    for line in range(model.rowCount()):
        found = model.data(model.index(line), LINE_ROLE)
        if isinstance(found, GroupLine):
            heading = found.value
            assert model.flags(model.index(line)) == Qt.ItemFlag.NoItemFlags
        else:
            seen.append((heading, found.document.uid))
            assert model.index_of(found.document.uid).row() == line
    expected = [name for name, size in groups for _document in range(size)]
    assert [name for name, _uid in seen] == expected
    assert [int(uid, 16) for _name, uid in seen] == list(range(sum(sizes)))


def test_a_document_that_does_not_fit_has_no_line(qtbot: QtBot) -> None:
    model = DocumentsModel(Shelf(3))
    assert not model.index_of(f"{7:032x}").isValid()
    assert model.line(7) is None
