"""What is written on the lines of the document list."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.documents.dates import long_month, number, short_date
from desktop_app.model.query import DocumentRow, GroupKey
from desktop_app.model.records import State

DOT = " · "


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The heading of a group: what it is grouped by, the value, and how many documents follow."""

    key: GroupKey
    value: str
    count: int


def title_of(row: DocumentRow) -> str:
    """What a document is called in the list: its title, or else its name."""
    return row.document.title or row.document.name


def group_label(line: GroupLine) -> str:
    """The heading in words, with the number of documents."""
    return f"{_value(line)}{DOT}{number(line.count)}"


def _value(line: GroupLine) -> str:
    if not line.value:
        nothing = {
            GroupKey.OUTLET: _("No outlet"),
            GroupKey.MONTH: _("No date"),
            GroupKey.AUTHOR: _("No author"),
            GroupKey.LANGUAGE: _("No language"),
        }
        return nothing.get(line.key, "")
    if line.key is GroupKey.MONTH:
        return long_month(line.value)
    if line.key is GroupKey.STATE:
        return State(line.value).words()
    return shown(line.value, 60)


def aside(row: DocumentRow) -> tuple[str, str]:
    """Date and outlet, as far as they are known, and the number of marks: '2 Nov 2015 · The Moscow Times', ' · 14'."""
    document = row.document
    known = [part for part in (short_date(document.published), shown(document.outlet, 60)) if part]
    marks = number(row.marks) if row.marks else "–"
    return DOT.join(known), f"{DOT if known else ''}{marks}"


def spoken(row: DocumentRow) -> str:
    """The line for a screen reader."""
    document = row.document
    marks = ngettext("{number} mark", "{number} marks", row.marks).format(number=number(row.marks))
    parts = [
        shown(title_of(row)),
        row.state.words(),
        short_date(document.published),
        shown(document.outlet, 60),
        marks,
    ]
    return ", ".join(part for part in parts if part)
