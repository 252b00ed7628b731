"""The numbers of Insight, one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.agreement.became import Became
from desktop_app.agreement.metrics import METRICS, attribute_values, date_overlap, parent_concepts
from desktop_app.agreement.metrics import slots as slot_metric
from desktop_app.agreement.study import Measure
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number
from desktop_app.gui.insight.board import Board, Names
from desktop_app.gui.insight.cells import Cell, Row, Table, score
from desktop_app.gui.insight.chooser import measure_about, measure_title
from desktop_app.gui.insight.grid import CellView
from desktop_app.gui.insight.timeline import Timeline
from desktop_app.gui.widgets import Segmented, Surface, plain_label
from desktop_app.gui.widgets.labels import PlainLabel
from desktop_app.model.tagset import Tagset
from desktop_app.ops.agreement import Agreement, slots
from desktop_app.ops.agreement_passages import ANY_SLOT, PAIRED, Wanted

VALUED = (attribute_values.KEY, parent_concepts.KEY, date_overlap.KEY)
"""Metrics of values of passages."""
WIDEST = 760
_MARGIN = 32


class Sections(Surface):
    """`opened` carries what is wanted of a cell, `point_opened` a Point; `time_changed` follows the choice of weeks."""

    opened = Signal(object)
    point_opened = Signal(object)
    time_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", parent=parent)
        self.matrix = CellView(_("Between annotators"), whole=False, parent=self)
        self.tags = CellView(_("By tag"), whole=True, parent=self)
        self.kinds = CellView(_("Kinds of difference"), whole=True, parent=self)
        self.confusion = CellView(_("Which tags met"), whole=False, parent=self)
        self.timeline = Timeline(self)
        self.measures = CellView(_("All measures"), whole=True, parent=self)
        self._weeks, self._order = _("by week"), _("in order")
        self.time = Segmented((self._weeks, self._order), name=_("Over time"), digits=False, parent=self)
        self.time.set_value(self._weeks)
        self.title = plain_label("", step=6, weight=QFont.Weight.DemiBold, parent=self)
        self.about = plain_label("", look="muted", parent=self)
        self.about.setWordWrap(True)
        self._titles: dict[CellView, PlainLabel] = {}
        self._last: CellView = self.matrix
        self._lay_out()
        for view in self.views():
            view.opened.connect(self.opened)
            view.opened.connect(lambda _wanted, view=view: self._note(view))
        self.time.chosen.connect(self._time_chosen)
        self.timeline.opened.connect(self.point_opened)

    def views(self) -> tuple[CellView, ...]:
        """The tables from the top."""
        return self.matrix, self.tags, self.kinds, self.confusion, self.measures

    def _lay_out(self) -> None:
        body = QWidget(self)
        body.setMaximumWidth(WIDEST)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.about)
        for view in (self.matrix, self.tags, self.kinds, self.confusion):
            self._add(column, view, view.accessibleName())
        time = self._add_title(column, _("Over time"))
        time.setBuddy(self.timeline)
        column.addWidget(self.time)
        column.addWidget(self.timeline)
        self._add(column, self.measures, _("All measures"))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, 20, _MARGIN, 28)
        outer.addWidget(body)

    def _add_title(self, column: QVBoxLayout, title: str) -> PlainLabel:
        column.addSpacing(18)
        words = plain_label(title, weight=QFont.Weight.DemiBold, parent=self)
        column.addWidget(words)
        return words

    def _add(self, column: QVBoxLayout, view: CellView, title: str) -> None:
        self._titles[view] = self._add_title(column, title)
        column.addWidget(view)

    @property
    def by_week(self) -> bool:
        """Whether time is shown by the week."""
        return self.time.value() != self._order

    def show_board(self, board: Board, key: str) -> Iterator[None]:
        """Show the numbers of a board, table by table; `key` is the scheme or metric."""
        name = measure_title(key)
        title = name[:1].upper() + name[1:]
        self.title.setText(title)
        self.about.setText(measure_about(key))
        self.matrix.show_table(board.matrix())
        yield
        self.tags.show_table(board.tags(title), (0, 120, 120, 80))
        yield
        self.kinds.show_table(board.kinds(), (180, 0, 80))
        yield
        self.confusion.show_table(board.confusion())
        names = [board.names.person(uid) for uid in board.pairs[0]] if len(board.pairs) == 1 else []
        words = _("Which tags met: rows {one}, columns {other}")
        said = words.format(one=names[0], other=names[1]) if names else _("Which tags met, over all pairs")
        self._titles[self.confusion].setText(said)

    def show_measures(self, found: Agreement | None, names: Names) -> None:
        """Show every measure that was worked out, or nothing while none was."""
        for widget in (self.measures, self._titles[self.measures]):
            widget.setVisible(found is not None)
        if found is not None:
            columns = (_("Measure"), _("Between"), _("Of"), _("Value"), _("n"))
            rows = tuple(
                _measure_row(item, names, unfinished=found.unfinished)
                for item in found.measures
                if not item.label or item.attribute
            )
            self.measures.show_table(Table(columns, rows), (210, 120, 0, 64, 120))

    def focus_first(self) -> None:
        """Put the keyboard into the first table."""
        self._focus(self.matrix)

    def focus_last(self) -> None:
        """Put the keyboard back to where a number was opened."""
        self._focus(self._last)

    def _focus(self, view: CellView) -> None:
        if not view.currentIndex().isValid() and view.cells.rowCount():
            first = 1 if view is self.matrix else 0
            view.setCurrentIndex(view.cells.index(0, first))
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, view: CellView) -> None:
        self._last = view

    def _time_chosen(self, value: str | None) -> None:
        if value is None:
            self.time.set_value(self._weeks)
        self.time_changed.emit()


def asked_by_name(tagset: Tagset) -> dict[tuple[str, str], str]:
    """The uids of slots and attributes of passages by the path of their tag and their name."""
    found = {(name.label, name.name): uid for uid, name in slots(tagset).items()}
    for item in tagset.attributes:
        if tagset.find(item.tag_uid) is not None:
            found[tagset.path(item.tag_uid), item.name] = item.uid
    return found


def _wanted(item: Measure, names: Names, title: str, *, unfinished: bool) -> Wanted | None:
    """The passages behind a number on values or slots of a pair: those in which they differ."""
    if len(item.annotators) != 2 or item.metric not in (*VALUED, slot_metric.KEY):
        return None
    pair = item.annotators[0], item.annotators[1]
    tags = {path: uid for uid, path in names.tags.items()}
    tag = tags.get(item.label) if item.label else None
    uid = names.asked.get((item.label, item.attribute), "")
    if item.metric == slot_metric.KEY:
        slot = uid if item.attribute else ANY_SLOT
        return Wanted(title, (pair,), PAIRED, (tag, None), unfinished=unfinished, slot=slot)
    return Wanted(
        title, (pair,), frozenset({Became.VALUES}), (tag, tag), unfinished=unfinished, attribute=uid
    )


def _measure_row(item: Measure, names: Names, *, unfinished: bool) -> Row:
    title = _(METRICS[item.metric].TITLE)
    who = names.pair((item.annotators[0], item.annotators[1])) if item.annotators else _("all")
    value, unit = item.coefficient, _(item.coefficient.unit)
    about = ", ".join(
        part for part in (shown(item.label, 40), shown(item.attribute, 40), item.detail) if part
    )
    tip = value.reason if value.value is None else f"{value.n} {unit}"
    spread = item.interval
    if spread is not None and spread.low is not None and spread.high is not None:
        tip += f" · {score(spread.low)} – {score(spread.high)}"
    wanted = _wanted(item, names, about or title, unfinished=unfinished)
    return (
        Cell(title, title, tip, wanted),
        Cell(who, who, tip, wanted),
        Cell(about, about, tip, wanted),
        Cell(score(value.value), value.value, tip, wanted),
        Cell(f"{number(value.n)} {unit}", value.n, tip, wanted, muted=True),
    )
