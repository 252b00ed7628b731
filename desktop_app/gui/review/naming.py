"""What annotators are called while somebody decides between them or compares them: shuffled letters. No Qt here."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.agreement.clusters import Case, Difference
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotator, Role
from desktop_app.ops import annotators
from desktop_app.ops.project import Project

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""For those of one document."""
LATER_LETTERS = "NOPQRSTUVWXYZ"
"""For those of the whole project: nobody takes them for those of a document, which are dealt anew in each."""


class Naming:
    """Names or letters. The same `seed` shuffles the same people alike, in each document otherwise."""

    def __init__(self, project: Project, *, seed: str, blind: bool) -> None:
        self.blind = blind
        self._project = project
        self._seed = seed
        self._names: dict[str, str] = {}

    def people(self, document_uid: str, case: Case) -> tuple[str, ...]:
        """Those who take part in a document, by letter, or by name where names are shown."""
        found = sorted({item.annotator for item in case.items} | set(case.missing))
        if self.blind:
            random.Random(f"{self._seed}:{document_uid}").shuffle(found)
            return tuple(found)
        return tuple(sorted(found, key=lambda uid: (self._name(uid).casefold(), uid)))

    def called(self, document_uid: str, case: Case) -> dict[str, str]:
        """What everybody in a document is called, by uid, in order."""
        if case.difference is Difference.GOLD:
            return {item.annotator: _("gold") for item in case.items}
        found = self.people(document_uid, case)
        if self.blind:
            return {uid: _letter(number) for number, uid in enumerate(found)}
        return {uid: self._name(uid) for uid in found}

    def apply(self, changes: Changes) -> None:
        """Forget the names when an action changed one."""
        if changes.touches(Annotator):
            self._names = {}

    def _name(self, uid: str) -> str:
        if uid not in self._names:
            everybody = annotators.everybody(self._project)
            self._names = {item.uid: shown(item.name, 24) for item in everybody}
        return self._names.get(uid, "?")


def anonymous(people: Iterable[Annotator], seed: str) -> list[Annotator]:
    """Persons and files with letters for names, in the order of these; gold, which nobody is, keeps its name."""
    known = sorted(people, key=lambda item: item.uid)
    hidden = [item for item in known if item.role in (Role.PERSON, Role.FILE)]
    random.Random(seed).shuffle(hidden)
    called = [replace(item, name=_letter(number, LATER_LETTERS)) for number, item in enumerate(hidden)]
    return [*(item for item in known if item not in hidden), *called]


def _letter(number: int, letters: str = LETTERS) -> str:
    return letters[number % len(letters)] + (
        str(number // len(letters) + 1) if number >= len(letters) else ""
    )


def listed(names: Sequence[str]) -> str:
    """Names in a row: 'A, C'."""
    return ", ".join(names)
