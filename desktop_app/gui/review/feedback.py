"""For an annotator: what was decided otherwise than they had it, and what was written to them. A list to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.review.lines import LINE_ROLE, Line, LineList
from desktop_app.gui.review.reader import SPENT_S
from desktop_app.gui.review.words import kind_words, quoted, slot_name, tag_name
from desktop_app.gui.tagging.words import moment_words
from desktop_app.gui.widgets import plain_label, primary_button
from desktop_app.gui.widgets.model_index import NOWHERE, AnyIndex
from desktop_app.model.review import Choice
from desktop_app.ops import annotators, documents, feedback
from desktop_app.ops.case_records import Decision
from desktop_app.ops.project import Project


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, and where it leads: a document and a stretch of it (0 to 0 for all of it)."""

    line: Line
    document_uid: str
    start: int = 0
    end: int = 0


class EntryModel(QAbstractListModel):
    """Entries, in the order in which they came."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.entries[index.row()].line
        if role == LINE_ROLE:
            return line
        spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return f"{line.title}, {line.aside}" if spoken else None

    def add(self, found: Sequence[Entry]) -> None:
        """Put entries at the end."""
        if found:
            self.beginInsertRows(QModelIndex(), len(self.entries), len(self.entries) + len(found) - 1)
            self.entries += found
            self.endInsertRows()


class FeedbackWindow(Dialog):
    """Reads between frames. `wanted` carries (document uid, start, end) of the line that was opened."""

    wanted = Signal(str, int, int)

    def __init__(self, project: Project, parent: QWidget) -> None:
        super().__init__(_("Gold beside mine"), parent, width=560, height=560)
        self._project = project
        self._names = {item.uid: shown(item.name, 40) for item in annotators.everybody(project)}
        self._left = list(feedback.read_from(project))
        self.model = EntryModel(self)
        self.words = plain_label(_("Looking …"), look="muted", parent=self)
        self.words.setWordWrap(True)
        self.list = LineList(_("Gold beside mine"), self)
        self.list.setModel(self.model)
        self.list.opened.connect(self._open)
        self.body.addWidget(self.words)
        self.body.addWidget(self.list, 1)
        self.close_with(primary_button(_("Close"), self.close, self))
        self._work = self._reading()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_on)
        self._timer.start()

    @property
    def is_reading(self) -> bool:
        """Whether documents are left to read."""
        return bool(self._left)

    def _read_on(self) -> None:
        until = perf_counter() + SPENT_S
        while self._left and perf_counter() < until:
            if next(self._work, self) is self:
                break
        if not self._left:
            self._timer.stop()
            nothing = _("Nothing was decided otherwise than you had it, and nobody wrote to you.")
            some = _(
                "What was decided otherwise than you had it, and what was written to you. Click to go there."
            )
            self.words.setText(some if self.model.entries else nothing)

    def _reading(self) -> Iterator[None]:
        while self._left:
            uid = self._left[0]
            against = yield from feedback.reading_against(self._project, uid, self._project.annotator.uid)
            self.model.add(self._entries(uid, against))
            self._left.pop(0)

    def _entries(self, uid: str, against: Sequence[Decision]) -> list[Entry]:
        project, me = self._project, self._project.annotator.uid
        found = documents.get(project, uid)
        title = shown(found.title or found.name, 80)
        remarks = [
            Entry(
                Line(shown(item.text, 200), f"{title} · {self._name(item.who)}, {moment_words(item.made)}"),
                uid,
                *_place(item.decision),
            )
            for item in feedback.remarks(project, uid, me, against)
        ]
        decided = [
            Entry(
                Line(f"{kind_words(item.case.difference)}: {quoted(item)}", f"{title} · {self._gold(item)}"),
                uid,
                *_place(item),
            )
            for item in against
        ]
        return [*remarks, *decided]

    def _gold(self, decision: Decision) -> str:
        """What is gold in the place of what one had."""
        verdict, tagset = decision.verdict, self._project.tagset
        if verdict is None or verdict.choice is Choice.NONE:
            return _("gold: nothing")
        if verdict.choice is Choice.EDITED:
            return _("gold: edited")
        right = next(item for item in decision.case.items if item.uid in verdict.taken)
        words = decision.words[decision.case.items.index(right)]
        name = slot_name(tagset, right.label) if decision.is_slot else tag_name(tagset, right.label)
        return _("gold: {tag} “{words}”").format(tag=name, words=shown(words, 60))

    def _name(self, uid: str) -> str:
        return self._names.get(uid, _("somebody else"))

    def _open(self, row: int) -> None:
        entry = self.model.entries[row]
        self.wanted.emit(entry.document_uid, entry.start, entry.end)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        super().closeEvent(event)


def _place(decision: Decision | None) -> tuple[int, int]:
    return (decision.case.start, decision.case.end) if decision is not None else (0, 0)
