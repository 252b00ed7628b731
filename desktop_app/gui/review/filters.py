"""Which differences are listed: one quiet button that says it, with a menu to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop_app.agreement.clusters import Difference
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.review.case_model import CaseFilter
from desktop_app.gui.review.words import kind_words
from desktop_app.ops.case_records import WAITING, Standing

DOT = " · "
UNDECIDED = WAITING | {Standing.AGREED}
"""How cases stand that nobody has decided, those on which all agree too."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: tags, annotators (none while they are letters) and the document that is shown, by uid.

    `unsure` are the attributes in which annotators say whether they are sure.
    """

    tags: Mapping[str, str]
    pairs: Sequence[tuple[str, str]] = ()
    people: Mapping[str, str] | None = None
    document: str = ""
    unsure: frozenset[str] = frozenset()


class FilterButton(QToolButton):
    """`changed` carries the CaseFilter that was chosen; `wanted` asks for `choices` before the menu opens."""

    changed = Signal(object)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = CaseFilter()
        self.choices = Choices({})
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Which differences are listed"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._write()

    def show_filter(self, wanted: CaseFilter) -> None:
        """Say which are listed, without telling anybody."""
        self.filter = wanted
        self._write()

    def _fill(self) -> None:
        self.wanted.emit()
        menu, now, choices = self._menu, self.filter, self.choices
        menu.clear()
        for standings, words in _standings():
            self._add(menu, words, replace(now, standings=standings))
        menu.addSeparator()
        kinds = menu.addMenu(_("Kind"))
        self._add(kinds, _("All kinds"), replace(now, kind=None))
        for kind in (item for item in Difference if item is not Difference.NONE):
            self._add(kinds, kind_words(kind), replace(now, kind=kind))
        tags = menu.addMenu(_("Tags that were mixed up"))
        self._add(tags, _("All tags"), replace(now, tags=None))
        for pair in choices.pairs:
            self._add(tags, self._pair(pair), replace(now, tags=pair))
        if choices.people is not None:
            people = menu.addMenu(_("Annotator who differs"))
            self._add(people, _("Everybody"), replace(now, annotator=""))
            for uid, name in choices.people.items():
                self._add(people, shown(name, 40), replace(now, annotator=uid))
        if choices.unsure:
            self._offer_unsure(menu.addMenu(_("How sure they were")))
        menu.addSeparator()
        self._add(menu, _("All documents"), replace(now, document=""))
        if choices.document:
            self._add(menu, _("This document only"), replace(now, document=choices.document))

    def _offer_unsure(self, menu: QMenu) -> None:
        """Who is not sure may agree with all others, by chance: such cases are listed with those to decide."""
        now, anyhow, unsure = self.filter, self.filter.standings, self.filter.standings
        if now.unsure and anyhow == UNDECIDED:
            anyhow = WAITING
        elif not now.unsure and unsure == WAITING:
            unsure = UNDECIDED
        self._add(menu, _("Sure or not"), replace(now, unsure=frozenset(), standings=anyhow))
        self._add(
            menu, _("Somebody was not sure"), replace(now, unsure=self.choices.unsure, standings=unsure)
        )

    def _add(self, menu: QMenu, words: str, wanted: CaseFilter) -> None:
        line = QAction(words.replace("&", "&&"), menu, checkable=True)
        line.setChecked(wanted == self.filter)
        line.triggered.connect(lambda _checked=False: self._choose(wanted))
        menu.addAction(line)

    def _choose(self, wanted: CaseFilter) -> None:
        self.show_filter(wanted)
        self.changed.emit(wanted)

    def _pair(self, pair: tuple[str, str]) -> str:
        return " / ".join(shown(self.choices.tags.get(uid, "?"), 40) for uid in pair)

    def _write(self) -> None:
        now = self.filter
        parts = [dict(_standings()).get(now.standings, _("Some"))]
        if now.kind is not None:
            parts.append(kind_words(now.kind))
        if now.tags is not None:
            parts.append(self._pair(now.tags))
        if now.annotator:
            parts.append(shown((self.choices.people or {}).get(now.annotator, "?"), 40))
        if now.unsure:
            parts.append(_("not sure"))
        parts.append(_("this document") if now.document else _("all documents"))
        self.setText(DOT.join(parts))


def _standings() -> tuple[tuple[frozenset[Standing], str], ...]:
    return (
        (WAITING, _("To decide")),
        (frozenset({Standing.STALE}), _("Changed since the verdict")),
        (frozenset({Standing.DECIDED}), _("Decided")),
        (frozenset({Standing.AGREED}), _("Agreed")),
        (UNDECIDED, _("Not decided yet")),
        (frozenset(Standing), _("All")),
    )
