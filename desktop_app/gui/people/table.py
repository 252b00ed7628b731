"""Everybody of the project as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import number, short_date
from desktop_app.gui.widgets.rows import choose_row
from desktop_app.model.records import Annotator, Role
from desktop_app.ops.annotators import Person

NAME_LIMIT = 60
UID_LENGTH = 4
_LOCAL_DAY = 10


def role_label(person: Person) -> str:
    """What somebody is, in words."""
    words = {
        Role.PERSON: _("annotator"),
        Role.FILE: _("imported file"),
        Role.SUGGESTER: _("suggester"),
        Role.GOLD: _("gold"),
    }
    return _("reviewer") if person.reviews else words[person.annotator.role]


def named_apart(people: Sequence[Annotator], me_uid: str) -> dict[str, str]:
    """What everybody is called in a list, by uid: oneself as such, and others of one name with the start of the uid."""
    others = Counter(item.name for item in people if item.uid != me_uid)
    found = {}
    for item in people:
        name = shown(item.name, NAME_LIMIT)
        if item.uid == me_uid:
            name = _("{name} (you)").format(name=name)
        elif others[item.name] > 1:
            name = f"{name} · {item.uid[:UID_LENGTH]}"
        found[item.uid] = name
    return found


class PeopleTable(QTableWidget):
    """One line for each person. The keyboard chooses lines; nothing is edited in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people: tuple[Person, ...] = ()
        headers = (
            _("Name"),
            _("Role"),
            _("Begun"),
            _("Done"),
            _("Done of given"),
            _("Marks"),
            _("Last change"),
        )
        self.setColumnCount(len(headers))
        self.setHorizontalHeaderLabels(headers)
        self.setAccessibleName(_("People of this project"))
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)

    @property
    def chosen(self) -> Annotator | None:
        """Whose line is chosen."""
        row = self.currentRow()
        return self.people[row].annotator if 0 <= row < len(self.people) else None

    @property
    def chosen_people(self) -> list[Annotator]:
        """Everybody whose line is selected, in the order of the lines."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [self.people[row].annotator for row in rows if row < len(self.people)]

    def show_people(self, people: Sequence[Person], me_uid: str) -> None:
        """List these; the line that is chosen stays with its person."""
        before = self.chosen
        self.people = tuple(people)
        self.setRowCount(len(people))
        names = named_apart([item.annotator for item in people], me_uid)
        for row, person in enumerate(people):
            for column, (words, is_number) in enumerate(_cells(person, names)):
                item = QTableWidgetItem(words)
                if is_number:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        kept = [
            row
            for row, person in enumerate(people)
            if before is not None and person.annotator.uid == before.uid
        ]
        choose_row(self, kept[0] if kept else 0)


def _cells(person: Person, names: Mapping[str, str]) -> list[tuple[str, bool]]:
    given = f"{number(person.assigned_done)} / {number(person.assigned)}" if person.assigned else "–"
    return [
        (names[person.annotator.uid], False),
        (role_label(person), False),
        (number(person.begun), True),
        (number(person.done), True),
        (given, True),
        (number(person.marks), True),
        (short_date(person.changed[:_LOCAL_DAY]) or "–", False),
    ]
