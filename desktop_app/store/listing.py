"""The list of documents, asked for by the page: whatever its length, only what is shown is read."""

from __future__ import annotations

from desktop_app.model.query import Assigned, DocumentRow, GroupKey, Query, SortKey
from desktop_app.model.records import Document, State
from desktop_app.store.database import Database
from desktop_app.store.rows import DOCUMENTS
from desktop_app.store.table import Cell, damaged_row

_COLUMNS = ", ".join(f'd."{column}"' for column in DOCUMENTS.columns)
_STATE = f"coalesce(p.state, '{State.NEW}')"
_PROGRESS = "LEFT JOIN progress p ON p.document_uid = d.uid AND p.annotator_uid = ?"
_ASSIGNED = "LEFT JOIN assignment a ON a.document_uid = d.uid AND a.annotator_uid = ?"
_MARKS = (
    '(SELECT coalesce(sum(t."count"), 0) FROM tally t WHERE t.document_uid = d.uid AND t.annotator_uid = ?)'
)
_SORTS = {
    SortKey.NAME: "d.name",
    SortKey.TITLE: "CASE d.title WHEN '' THEN d.name ELSE d.title END",
    SortKey.PUBLISHED: "d.published",
    SortKey.OUTLET: "d.outlet",
    SortKey.STATE: _STATE,
    SortKey.ADDED: "d.added",
}
_GROUPS = {
    GroupKey.OUTLET: "d.outlet",
    GroupKey.MONTH: "substr(d.published, 1, 7)",
    GroupKey.AUTHOR: "d.author",
    GroupKey.LANGUAGE: "d.language",
    GroupKey.STATE: _STATE,
}
_SEARCHED = ("title", "name", "outlet", "author", "published", "url")
_LIKES = " OR ".join(f"d.{name} LIKE ? ESCAPE '\\'" for name in _SEARCHED)
_LONGEST_SEARCH = 1000
_FINISHED = (State.DONE, State.REVIEWED)


class _Plan:
    """A query in SQL: where the lines come from, which of them, and in what order. The order has no equals: names
    are unique. What needs no state does without the join.
    """

    def __init__(self, query: Query, annotator_uid: str) -> None:
        self.group = _GROUPS[query.group] if query.group else ""
        self.keys = [(self.group, "ASC")] if query.group else []
        if query.assigned is Assigned.FIRST:
            self.keys.append(("(a.uid IS NULL)", "ASC"))
        self.keys.append((_SORTS[query.sort], "DESC" if query.descending else "ASC"))
        if query.sort is not SortKey.NAME:
            self.keys.append((_SORTS[SortKey.NAME], "ASC"))
        self.order = ", ".join(f"{key} {direction}" for key, direction in self.keys)
        only = query.assigned is Assigned.ONLY
        self.whole = not query.text and not query.binned and not only
        self.simple = self.whole and query.state is None
        self.where = "d.binned <> ''" if query.binned else "d.binned = ''"
        self.parameters: list[Cell] = []
        if only:
            self.where += " AND a.uid IS NOT NULL"
        if query.state is not None:
            self.where += f" AND {_STATE} = ?"
            self.parameters.append(query.state.value)
        if query.text:
            text = query.text[:_LONGEST_SEARCH]
            escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            self.where += f" AND ({_LIKES})"
            self.parameters += [f"%{escaped}%"] * len(_SEARCHED)
        self.joins = ""
        if query.assigned is not Assigned.ALIKE:
            self.joins = f" {_ASSIGNED}"
            self.parameters.insert(0, annotator_uid)
        self.source = f"document d{self.joins}"
        if "p.state" in self.where + self.order:
            self.source += f" {_PROGRESS}"
            self.parameters.insert(0, annotator_uid)

    def beside(self, keys: tuple[Cell, ...], *, after: bool) -> tuple[str, list[Cell]]:
        """The condition for lines before (or after) the one with these keys."""
        condition, parameters = "0", list[Cell]()
        for (key, direction), value in reversed(list(zip(self.keys, keys, strict=True))):
            sign = ">" if (direction == "ASC") == after else "<"
            condition = f"{key} {sign}= ? AND ({key} {sign} ? OR {condition})"
            parameters = [value, value, *parameters]
        return condition, parameters


class DocumentList:
    """The documents of a project as one annotator sees them."""

    def __init__(self, database: Database, annotator_uid: str) -> None:
        self._database = database
        self._annotator_uid = annotator_uid

    def _plan(self, query: Query) -> _Plan:
        return _Plan(query, self._annotator_uid)

    def count(self, query: Query) -> int:
        """How many documents fit."""
        plan = self._plan(query)
        if plan.simple:
            return self._all() - self._binned()
        if query.state is not None and plan.whole:
            return self.states().get(query.state, 0)
        sql = f"SELECT count(*) FROM {plan.source} WHERE {plan.where}"
        return self._database.number(sql, plan.parameters)

    def _all(self) -> int:
        return self._database.number("SELECT count(*) FROM document")

    def _binned(self) -> int:
        return self._database.number("SELECT count(*) FROM document WHERE binned <> ''")

    def page(self, query: Query, offset: int, limit: int) -> tuple[DocumentRow, ...]:
        """Lines `offset` to `offset + limit` of the list."""
        plan = self._plan(query)
        chosen = (
            f"SELECT d.rowid FROM {plan.source} WHERE {plan.where} ORDER BY {plan.order} LIMIT ? OFFSET ?"
        )
        mine = [self._annotator_uid] * (3 if plan.joins else 2)
        rows = self._database.rows(
            f"SELECT {_COLUMNS}, {_STATE}, {_MARKS} FROM document d {_PROGRESS}{plan.joins} "
            f"WHERE d.rowid IN ({chosen}) ORDER BY {plan.order}",
            [*mine, *plan.parameters, limit, offset],
        )
        return tuple(
            DocumentRow(DOCUMENTS.record(row[:-2]), _state(row[-2]), int(str(row[-1]))) for row in rows
        )

    def groups(self, query: Query) -> tuple[tuple[str, int], ...]:
        """(label, number of documents) of each group, in the order of the list; empty when it is not grouped."""
        plan = self._plan(query)
        if not plan.group:
            return ()
        if plan.simple and query.group is GroupKey.STATE:
            return tuple(sorted((state.value, number) for state, number in self.states().items() if number))
        sql = f"SELECT {plan.group}, count(*) FROM {plan.source} WHERE {plan.where} GROUP BY 1 ORDER BY 1"
        return tuple(
            (str(label), int(str(number))) for label, number in self._database.rows(sql, plan.parameters)
        )

    def place_of(self, query: Query, document_uid: str) -> int | None:
        """The line of a document in the list, or None when it does not fit the query."""
        plan = self._plan(query)
        keys = self._keys(plan, document_uid)
        if keys is None:
            return None
        before, parameters = plan.beside(keys, after=False)
        sql = f"SELECT count(*) FROM {plan.source} WHERE {plan.where} AND {before}"
        return self._database.number(sql, [*plan.parameters, *parameters])

    def _keys(self, plan: _Plan, document_uid: str) -> tuple[Cell, ...] | None:
        """What places a document in the list, None when it is not in it."""
        names = ", ".join(key for key, _direction in plan.keys)
        sql = f"SELECT {names} FROM {plan.source} WHERE {plan.where} AND d.uid = ?"
        return self._database.row(sql, [*plan.parameters, document_uid])

    def next_unfinished(self, query: Query, after_uid: str | None) -> Document | None:
        """The first document after `after_uid` in the list, round the end, that is not done or reviewed."""
        states = self.states()
        left = sum(number for state, number in states.items() if state not in _FINISHED)
        if query.state in _FINISHED or not (left or query.binned):
            return None
        plan = self._plan(query)
        keys = self._keys(plan, after_uid) if after_uid else None
        if keys is not None:
            found = self._first_unfinished(plan, *plan.beside(keys, after=True))
            if found is not None:
                return found
        return self._first_unfinished(plan, "d.uid <> ?", [after_uid or ""])

    def _first_unfinished(self, plan: _Plan, condition: str, parameters: list[Cell]) -> Document | None:
        source, given = plan.source, list(plan.parameters)
        if "p.state" not in plan.where + plan.order:
            source, given = f"{source} {_PROGRESS}", [self._annotator_uid, *given]
        found = self._database.row(
            f"SELECT {_COLUMNS} FROM {source} WHERE {plan.where} AND {condition} AND {_STATE} NOT IN (?, ?) "
            f"ORDER BY {plan.order} LIMIT 1",
            [*given, *parameters, *_FINISHED],
        )
        return None if found is None else DOCUMENTS.record(found)

    def states(self) -> dict[State, int]:
        """How many documents (not in the bin) the annotator has in each state."""
        rows = self._database.rows(
            "SELECT state, count(*) FROM progress WHERE annotator_uid = ? AND document_uid NOT IN "
            "(SELECT uid FROM document WHERE binned <> '') GROUP BY state",
            (self._annotator_uid,),
        )
        found = {_state(state): int(str(number)) for state, number in rows}
        others = sum(number for state, number in found.items() if state != State.NEW)
        return {**found, State.NEW: self._all() - self._binned() - others}


def _state(cell: Cell) -> State:
    try:
        return State(str(cell))
    except ValueError as error:
        raise damaged_row("progress", error) from error
