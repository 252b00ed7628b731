"""The list of documents is what sorting, filtering and grouping all of them in memory would give."""

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.model.identity import derived_uid
from desktop_app.model.query import GroupKey, Query, SortKey
from desktop_app.model.records import Document, Progress, State
from desktop_app.ops import documents
from desktop_app.ops.project import Project
from desktop_app.store.corpus import progress_uid
from tests.builders import ANNA, BEN, a_project

WORDS = st.sampled_from(["", "a", "B", "b", "ä", "a_%", "\\", "a\0b", "😀", "a a"])
DATES = st.sampled_from(["", "2015", "2015-11-02", "2015-11-30", "2014-01"])
BINNED = st.sampled_from(["", "", "", "x"])
STATES = st.sampled_from([None, State.IN_PROGRESS, State.DONE, State.REVIEWED, State.NEW])


def _title(item: Document) -> str:
    return item.title or item.name


class Model:
    """All documents in memory."""

    def __init__(self, found: list[Document], states: dict[str, State]) -> None:
        self.documents = found
        self.states = states

    def state(self, item: Document) -> State:
        return self.states.get(item.uid, State.NEW)

    def _key(self, item: Document, key: SortKey | GroupKey) -> str:
        if key in (SortKey.TITLE, GroupKey.MONTH, SortKey.STATE, GroupKey.STATE):
            return {
                SortKey.TITLE: _title(item),
                GroupKey.MONTH: item.published[:7],
                SortKey.STATE: self.state(item).value,
            }[SortKey.STATE if key == "state" else key]
        return str(getattr(item, key.value))

    def listed(self, query: Query) -> list[Document]:
        fitting = [item for item in self.documents if self._fits(item, query)]
        fitting.sort(key=lambda item: item.name)
        fitting.sort(key=lambda item: self._key(item, query.sort), reverse=query.descending)
        if query.group:
            group = query.group
            fitting.sort(key=lambda item: self._key(item, group))
        return fitting

    def _fits(self, item: Document, query: Query) -> bool:
        searched = (item.title, item.name, item.outlet, item.author, item.published, item.url)
        return (
            bool(item.binned) == query.binned
            and (query.state is None or self.state(item) is query.state)
            and (not query.text or any(query.text.lower() in text.lower() for text in searched))
        )

    def groups(self, query: Query) -> tuple[tuple[str, int], ...]:
        group = query.group
        if group is None:
            return ()
        listed = itertools.groupby(self.listed(query), key=lambda item: self._key(item, group))
        return tuple((label, len(list(items))) for label, items in listed)

    def next(self, query: Query, uid: str) -> str | None:
        uids = [item.uid for item in self.listed(query)]
        place = uids.index(uid) if uid in uids else -1
        round_the_end = [*self.listed(query)[place + 1 :], *self.listed(query)[: place + 1]]
        left = [
            item.uid
            for item in round_the_end
            if self.state(item) not in (State.DONE, State.REVIEWED) and item.uid != uid
        ]
        return left[0] if left else None


@st.composite
def a_list(draw: st.DrawFn) -> list[tuple[Document, State | None]]:
    names = draw(st.lists(st.text("abB_ä%", max_size=3), unique=True, max_size=9))
    return [
        (
            Document(
                derived_uid("list", name), name, derived_uid(name), 3, draw(WORDS), draw(WORDS), draw(WORDS),
                draw(DATES), draw(WORDS), draw(WORDS), added=draw(DATES), binned=draw(BINNED),
            ),
            draw(STATES),
        )
        for name in names
    ]  # fmt: skip


QUERIES = st.builds(
    Query,
    text=st.sampled_from(["", "", "a", "_", "%", "\\", "2015", "😀"]),
    state=st.sampled_from([None, None, State.NEW, State.DONE, State.IN_PROGRESS]),
    sort=st.sampled_from(SortKey),
    descending=st.booleans(),
    group=st.none() | st.sampled_from(GroupKey),
    binned=st.sampled_from([False, False, True]),
)


@settings(max_examples=60, deadline=None)
@given(found=a_list(), queries=st.lists(QUERIES, min_size=8, max_size=8))
def test_every_list_is_the_one_that_memory_would_give(
    found: list[tuple[Document, State | None]], queries: list[Query]
) -> None:
    with tempfile.TemporaryDirectory() as folder, a_project(Path(folder)) as project:
        _fill(project, found)
        model = Model([item for item, _state in found], {item.uid: state for item, state in found if state})
        for query in queries:
            _agree(project, model, query)
        states = {state: number for state, number in documents.states(project).items() if number}
        in_use = [model.state(item) for item, _state in found if not item.binned]
        assert states == {state: in_use.count(state) for state in in_use}


def _fill(project: Project, found: list[tuple[Document, State | None]]) -> None:
    with project.step("Fill") as step:
        step.put(BEN)
        for item, state in found:
            step.put(item, Progress(progress_uid(item.uid, BEN.uid), item.uid, BEN.uid, State.DONE))
            if state is not None:
                step.put(Progress(progress_uid(item.uid, ANNA.uid), item.uid, ANNA.uid, state))


def _agree(project: Project, model: Model, query: Query) -> None:
    expected = model.listed(query)
    assert documents.count(project, query) == len(expected)
    assert [row.document for row in documents.page(project, query, 0, 100)] == expected
    assert [row.document for row in documents.page(project, query, 2, 3)] == expected[2:5]
    assert [row.state for row in documents.page(project, query, 0, 100)] == list(map(model.state, expected))
    assert documents.groups(project, query) == model.groups(query)
    for item in model.documents:
        place = expected.index(item) if item in expected else None
        assert documents.row_of(project, query, item.uid) == place
        following = documents.next_unfinished(project, query, item.uid)
        assert (following.uid if following else None) == model.next(query, item.uid)


@pytest.mark.parametrize("sort", [key for key in SortKey if key is not SortKey.STATE])
def test_a_page_is_read_from_an_index_and_not_sorted(sort: SortKey, project: Project) -> None:
    asked: list[str] = []
    connection = project.file.database.connection
    connection.set_trace_callback(asked.append)
    documents.page(project, Query(sort=sort), 10, 50)
    connection.set_trace_callback(None)
    plan = " ".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}"))
    assert f"INDEX document_by_{sort} " in plan
    assert plan.count("B-TREE") == 1  # for the lines of the page


def test_a_search_for_more_than_anybody_types_is_cut(project: Project) -> None:
    assert documents.count(project, Query(text="x" * 100_000)) == 0
