"""What the right pane says about annotations: who made them and how, when, on which date, with which words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.i18n import _, current_language
from desktop_app.base.shown import shown
from desktop_app.model.records import Annotation, Origin
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value, Values
from desktop_app.ops import wording
from desktop_app.ops.project import Project

_SIMPLE = re.compile(r"(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T[\d:]+\S*?)?([?~%]?)")


def origin_words(origin: Origin) -> str:
    """How an annotation came to be, in the user's language."""
    words = {
        Origin.HAND: _("by hand"),
        Origin.PROPAGATED: _("repeated"),
        Origin.SUGGESTED: _("suggested, accepted"),
        Origin.IMPORTED: _("imported"),
        Origin.ADJUDICATED: _("adjudicated"),
    }
    return words[origin]


def made_words(annotation: Annotation, name: str) -> str:
    """How, by whom and when: 'by hand · anna · 14:02'."""
    parts = [origin_words(annotation.origin), shown(name, 24), moment_words(annotation.created)]
    return " · ".join(part for part in parts if part)


def moment_words(moment: str, *, today: datetime | None = None) -> str:
    """An ISO 8601 moment as the clock on the wall shows it, with the day unless it is `today`; '' for none."""
    try:
        then = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return ""
    current = (today or datetime.now().astimezone()).astimezone(then.tzinfo)
    clock = f"{then:%H:%M}"
    if then.date() == current.date():
        return clock
    return f"{day_words(then.year, then.month, then.day)}, {clock}"


def day_words(year: int, month: int, day: int) -> str:
    """A day with the month's name: '12 March 2015'."""
    return _("{day} {month} {year}").format(day=day, month=month_name(month), year=year)


def month_name(month: int) -> str:
    """The name of a month (1 to 12) in the user's language."""
    return QLocale(current_language()).standaloneMonthName(month)


def date_words(value: str) -> str:
    """An ISO 8601 or EDTF date in words, '' where the figures say as much: '2015-03-12' is '12 March 2015'."""
    if "/" in value:
        first, last = (_one_date(side) for side in value.split("/", 1))
        if not first or not last:
            given = first or last
            pattern = _("from {date}") if first else _("until {date}")
            return pattern.format(date=given) if given else ""
        return _("{first} to {last}").format(first=first, last=last)
    return _one_date(value, alone=True)


def _one_date(value: str, *, alone: bool = False) -> str:
    found = _SIMPLE.fullmatch(value)
    if found is None:
        return _group(value)
    year, month, day, doubt = found.groups()
    words = str(int(year))
    if month is not None and not 1 <= int(month) <= 12:
        return _group(value)
    if month is not None and day is not None and QDate(int(year), int(month), int(day)).isValid():
        words = day_words(int(year), int(month), int(day))
    elif month is not None:
        words = _("{month} {year}").format(month=month_name(int(month)), year=int(year))
    elif alone and not doubt:
        return ""
    patterns = {"?": _("perhaps {date}"), "~": _("about {date}"), "%": _("perhaps about {date}")}
    return patterns[doubt].format(date=words) if doubt else words


def _group(value: str) -> str:
    """Seasons, quarters, decades: what has figures of its own."""
    year, _dash, part = value.rstrip("?~%").rpartition("-")
    names = {
        "21": _("spring {year}"),
        "22": _("summer {year}"),
        "23": _("autumn {year}"),
        "24": _("winter {year}"),
        "33": _("first quarter of {year}"),
        "34": _("second quarter of {year}"),
        "35": _("third quarter of {year}"),
        "36": _("fourth quarter of {year}"),
        "40": _("first half of {year}"),
        "41": _("second half of {year}"),
    }
    if part in names and year:
        return names[part].format(year=year)
    decade = re.fullmatch(r"(\d{3})X", value)
    return (
        _("some year from {first} to {last}").format(first=f"{decade[1]}0", last=f"{decade[1]}9")
        if decade
        else ""
    )


def capitalised(name: str) -> str:
    """A name as it begins a line: with a capital letter, and otherwise as it was given."""
    first = name[:1].title()
    return first + name[1:] if len(first) == 1 else name


def value_words(value: Value, attribute: Attribute) -> str:
    """A coded value as people write it; of an unknown kind as it is kept."""
    kind = ATTRIBUTES.get(attribute.kind)
    return kind.show(value) if kind is not None else str(value)


def values_words(project: Project, values: Values, attributes: Iterable[Attribute]) -> str:
    """All coded values in the order of the attributes: 'support · direct · sure: no'."""
    words = []
    for attribute in attributes:
        if attribute.uid in values:
            written = shown(wording.value_words(project, values[attribute.uid], attribute), 60)
            bare = attribute.kind in ("choice", "choices", "entity", "concept")
            words.append(written if bare else f"{attribute.name}: {written}")
    return " · ".join(words)
