"""The lines of the list of marks: what they say, how they are sorted, which of them are wanted.

No Qt widgets here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from desktop_app.base.i18n import _
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.tagging.people import People
from desktop_app.gui.tagging.words import values_words
from desktop_app.gui.theme.tags import colours_by_tag
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Attribute, Slot
from desktop_app.ops import fillers
from desktop_app.ops.project import Project

_QUOTE, _NOTE = 160, 120
_FILLER, _FILLERS = 40, 3


class Column(IntEnum):
    """The columns, in their first order."""

    TAG = 0
    QUOTE = 1
    VALUES = 2
    MISSING = 3
    NOTE = 4
    ANNOTATOR = 5
    START = 6
    LINKS = 7


MarkRow = tuple[str, int, int, str, str, str, str, str, str, str]
"""What the list knows of a mark, by the names below. A plain tuple: Python's memory keeper leaves a hundred
thousand of them alone, while it would go through as many objects of a class again and again.
"""
UID: Final = 0
START: Final = 1
END: Final = 2
TAG: Final = 3
ANNOTATOR: Final = 4
QUOTE: Final = 5
VALUES: Final = 6
NOTE: Final = 7
MISSING: Final = 8
LINKS: Final = 9

Key = tuple[int | str | bool, int, int, str]
"""What lines are sorted by."""


def _links_words(slots: Sequence[Slot], filled: Mapping[str, Sequence[str]]) -> str:
    """What fills the slots, by their names; of many fillers the first few and the number of the others."""
    known = {slot.uid: slot.name for slot in slots}
    pairs = [(name, filled.get(uid, ())) for uid, name in known.items()]
    pairs.append(
        (_("related"), [words for uid, some in filled.items() if uid not in known for words in some])
    )
    return "; ".join(f"{name}: {_enumerated(some)}" for name, some in pairs if some)


def _enumerated(fillers: Sequence[str]) -> str:
    named = [shown(words, _FILLER) for words in fillers[:_FILLERS]]
    others = len(fillers) - len(named)
    return ", ".join(named) + (f" +{others}" if others else "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are shown: those with `text` in them, of the tag `tag_uid` ('' for all)."""

    text: str = ""
    tag_uid: str = ""


class Describer:
    """Turns annotations into lines; remembers the attributes of each tag until told to forget them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.people = People(project)
        self._asked: dict[str, tuple[tuple[Attribute, ...], tuple[Slot, ...]]] = {}
        self._filled: Mapping[str, Mapping[str, Sequence[str]]] = {}
        self._order: dict[str, int] = {}
        self._colours: dict[str, str] = {}

    def forget(self) -> None:
        """Forget what was read of the tagset: it has changed."""
        self._asked = {}
        self._order = {}
        self._colours = {}

    def rows(self, annotations: Sequence[Annotation]) -> list[MarkRow]:
        """The lines of some annotations."""
        self._filled = fillers.in_words(self._project, [item.uid for item in annotations])
        return [self._row(item) for item in annotations]

    def _row(self, annotation: Annotation) -> MarkRow:
        tag_uid = annotation.tag_uid
        if tag_uid not in self._asked:
            tagset = self._project.tagset
            self._asked[tag_uid] = tagset.attributes_of(tag_uid), tagset.slots_of(tag_uid)
        asked, slots = self._asked[tag_uid]
        values, filled = annotation.values, self._filled.get(annotation.uid, {})
        lacking = [item.name for item in asked if item.required and item.uid not in values]
        lacking += [slot.name for slot in slots if len(filled.get(slot.uid, ())) < slot.least]
        return (
            annotation.uid,
            annotation.start,
            annotation.end,
            tag_uid,
            annotation.annotator_uid,
            shown(quote_words(annotation.quotes), _QUOTE),
            values_words(self._project, values, asked) if values else "",
            shown(annotation.note, _NOTE),
            ", ".join(lacking),
            _links_words(slots, filled) if filled else "",
        )

    def tag_name(self, tag_uid: str) -> str:
        """The name of a tag, '' for an unknown one."""
        tag = self._project.tagset.find(tag_uid)
        return tag.name if tag is not None else ""

    def colour(self, tag_uid: str) -> str:
        """The colour of a tag, '' for an unknown one."""
        if not self._colours:
            self._colours = colours_by_tag(self._project.tagset)
        return self._colours.get(tag_uid, "")

    def text(self, row: MarkRow, column: Column) -> str:
        """What stands in a column."""
        if column is Column.TAG:
            return shown(self.tag_name(row[TAG]), 60)
        if column is Column.ANNOTATOR:
            return shown(self.people.name(row[ANNOTATOR]), 60)
        texts = {
            Column.QUOTE: row[QUOTE],
            Column.VALUES: row[VALUES],
            Column.NOTE: row[NOTE],
            Column.MISSING: row[MISSING],
            Column.START: str(row[START]),
            Column.LINKS: row[LINKS],
        }
        return texts[column]

    def key_for(self, column: Column) -> Callable[[MarkRow], Key]:
        """What lines are compared by when they are sorted by a column; equal ones follow by their place."""
        if not self._order:
            self._order = {tag.uid: place for place, tag in enumerate(self._project.tagset.tags)}
        order, name = self._order, self.people.name
        firsts: dict[Column, Callable[[MarkRow], int | str | bool]] = {
            Column.TAG: lambda row: order.get(row[TAG], len(order)),
            Column.QUOTE: lambda row: row[QUOTE].casefold(),
            Column.VALUES: lambda row: row[VALUES].casefold(),
            Column.NOTE: lambda row: row[NOTE].casefold(),
            Column.MISSING: lambda row: row[MISSING] == "",
            Column.ANNOTATOR: lambda row: name(row[ANNOTATOR]).casefold(),
            Column.START: lambda _row: 0,
            Column.LINKS: lambda row: row[LINKS].casefold(),
        }
        first = firsts[column]
        return lambda row: (first(row), row[START], -row[END], row[UID])

    def test_for(self, wanted: Wanted) -> Callable[[MarkRow], bool]:
        """Whether a line is among the wanted ones."""
        sought = wanted.text.casefold().split()
        tag_uid = wanted.tag_uid
        names = {tag.uid: tag.name.casefold() for tag in self._project.tagset.tags}

        def fits(row: MarkRow) -> bool:
            if tag_uid and row[TAG] != tag_uid:
                return False
            whole = f"{row[QUOTE]}\n{row[VALUES]}\n{row[NOTE]}\n{row[MISSING]}\n{row[LINKS]}".casefold()
            return all(word in whole or word in names.get(row[TAG], "") for word in sought)

        return fits
