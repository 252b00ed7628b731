"""The list of what is still to be completed, in the document or in the whole project."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.tagging.open_lines import Line, Lines, LineView
from desktop_app.gui.tagging.words import capitalised
from desktop_app.gui.theme.tags import painted_tag
from desktop_app.gui.widgets import EmptyHint, Segmented, plain_label
from desktop_app.model.changes import Changes
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.records import Annotation, Document, Link
from desktop_app.model.tagset import Attribute, Slot, Tag
from desktop_app.ops import completeness, documents
from desktop_app.ops.completeness import Finding, Weight
from desktop_app.ops.project import Project

_SPENT_S, _SOON_MS = 0.012, 250
_PAGE, _FIRST, _MOST = 300, 20, 50000
_KINDS = (Annotation, Link, Tag, Attribute, Slot, Entity, Concept, Document)


_Found = tuple[str, list[list[Finding]]]
"""The name of a document, and what was found about some of its marks."""


class ToComplete(QWidget):
    """What is missing or doubtful among one's own marks, read between frames while it is seen: as many lines as are
    looked at, and how many there are.

    `place_chosen` asks to go to a mark (uid of its document, its own uid), `counted` has the caption with how many
    are listed, and a short one, `left` gives the keyboard back to the text.
    """

    place_chosen = Signal(str, str)
    counted = Signal(str, str)
    left = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._document = ""
        self._everywhere = False
        self._listing: Iterator[_Found] | None = None
        self._counting: Iterator[_Found] | None = None
        self._fresh: list[Line] = []
        self._wanted = _PAGE
        self._number = 0
        self._model = Lines(self)
        self.view = LineView(self._model, self)
        self.reach = Segmented((_("This document"), _("Whole project")), name=_("Where"), digits=False)
        self.reach.set_value(_("This document"))
        self._count = plain_label("", look="muted", step=-1, parent=self)
        self._empty = EmptyHint(_("Nothing is missing here."), None, self)
        self._reading = QTimer(self, interval=0)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._lay_out()
        self.reach.chosen.connect(self._reach_for)
        self._model.wanted.connect(self._read_on)
        self.view.opened.connect(self._open)
        self.view.left.connect(self.left)
        self._reading.timeout.connect(self._read_some)
        self._soon.timeout.connect(self.read)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 2, 8, 2)
        line.addWidget(self.reach, 1)
        line.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        self._empty.hide()
        self.setFocusProxy(self.view)

    @property
    def lines(self) -> list[Line]:
        """What is listed."""
        return self._model.lines

    @property
    def busy(self) -> bool:
        """Whether marks are still being looked through."""
        return self._reading.isActive() or self._soon.isActive()

    def show_document(self, uid: str) -> None:
        """Turn to another document ('' for none)."""
        self._document = uid
        if not self._everywhere:
            self.read()

    def apply(self, changes: Changes) -> None:
        """Take an action into account, as soon as nobody has done anything else for a moment."""
        if self.isVisible() and any(map(changes.touches, _KINDS)):
            self._soon.start()

    def read(self) -> None:
        """Look through the marks anew, if anybody sees the list."""
        self._stop()
        if self.isVisible():
            self._fresh, self._number = [], 0
            self._wanted = max(_PAGE, len(self._model.lines))
            self._listing, self._counting = self._search(), self._search()
            self._reading.start()

    def _stop(self) -> None:
        self._soon.stop()
        self._reading.stop()
        self._listing = self._counting = None

    def _read_on(self) -> None:
        """List some more."""
        if self._listing is not None and len(self._fresh) >= self._wanted:
            self._wanted += _PAGE
            self._reading.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()

    def _reach_for(self, option: str | None) -> None:
        self._everywhere = option == _("Whole project")
        self.reach.set_value(_("Whole project") if self._everywhere else _("This document"))
        self.read()

    def _search(self) -> Iterator[_Found]:
        uids = completeness.open_documents(self._project) if self._everywhere else (self._document,)
        for uid in filter(None, uids):
            try:
                document = documents.get(self._project, uid)
            except NotFoundError:
                continue
            name = shown(document.title or document.name, 60) if self._everywhere else ""
            for some in completeness.findings(self._project, uid):
                by_mark: dict[str, list[Finding]] = {}
                for finding in some:
                    by_mark.setdefault(finding.annotation.uid, []).append(finding)
                yield name, list(by_mark.values())

    def _line(self, found: list[Finding], document: str) -> Line:
        mark = found[0].annotation
        tag = painted_tag(self._project.tagset, mark.tag_uid)
        heaviest = min((item.weight for item in found), key=list(Weight).index)
        words = capitalised(shown(" · ".join(_said(found)), 300))
        quote = shown(quote_words(mark.quotes), 160)
        colour = tag.colour if tag is not None else ""
        return Line(mark.uid, mark.document_uid, quote, colour, words, heaviest, document)

    def _read_some(self) -> None:
        end = perf_counter() + _SPENT_S
        lists = self._lists
        busy = True
        while busy and perf_counter() < end:
            busy = self._list_some() if self._lists else self._count_some()
        if not busy:
            self._reading.stop()
        # What there is already is shown while the rest is looked through.
        early = len(self._fresh) > 2 * len(self._model.lines) + _FIRST
        if not busy or early or lists is not self._lists:
            self._show(self._fresh[:])

    @property
    def _lists(self) -> bool:
        """Whether further lines are wanted, and there may be some."""
        return self._listing is not None and len(self._fresh) < self._wanted

    def _list_some(self) -> bool:
        name, some = next(self._listing or iter(()), ("", None))
        if some is None:
            # All are listed: nobody needs to count them.
            self._listing = self._counting = None
            return False
        self._fresh += [self._line(found, name) for found in some]
        return True

    def _count_some(self) -> bool:
        _name, some = next(self._counting or iter(()), ("", None))
        self._number += len(some or ())
        if some is None or self._number >= _MOST:
            self._counting = None
        return self._counting is not None

    def _show(self, lines: list[Line]) -> None:
        row = self.view.currentIndex().row()
        self._model.put(lines, more=self._listing is not None)
        if lines and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._model.index(max(0, min(row, len(lines) - 1))))
        number = max(len(lines), self._number)
        open_ended = self._reading.isActive() or self._number >= _MOST
        figure = f"{number}+" if number and open_ended else f"{number}"
        self._count.setText(ngettext("{number} mark", "{number} marks", number).format(number=figure))
        self.view.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        words = _("To do {number}").format(number=figure) if number else _("To do")
        self.counted.emit(words, f"! {figure}" if number else "!")

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._model.lines):
            line = self._model.lines[row]
            self.place_chosen.emit(line.document_uid, line.uid)


def _said(found: list[Finding]) -> list[str]:
    """What is missing in one go, and each doubt by itself."""
    names = [item.name for item in found if item.name]
    missing = [_("missing: {names}").format(names=", ".join(names))] if names else []
    return [*missing, *(item.words for item in found if not item.name)]
