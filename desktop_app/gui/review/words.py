"""What is said about cases: their kind, who said what, and which part of the words differs. No Qt here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from desktop_app.agreement.clusters import Case, Difference, Item
from desktop_app.agreement.units import Range
from desktop_app.base.i18n import _, in_quotes
from desktop_app.base.shown import quote_words, shown
from desktop_app.gui.review.naming import listed
from desktop_app.model.records import QUOTE_LIMIT
from desktop_app.model.tagset import Attribute, Tagset
from desktop_app.model.values import Value
from desktop_app.ops.case_records import Decision, Standing
from desktop_app.ops.project import Project
from desktop_app.ops.wording import value_words

BETWEEN = " … "
"""Stands between the passages of a mark."""
HEAD, TAIL = 14, 22
"""So many characters of what all have in common stay at its ends."""


class Piece(NamedTuple):
    """Some words of a mark, and whether others have them not."""

    text: str
    differs: bool


def kind_words(difference: Difference) -> str:
    """The kind of a case, as a heading."""
    words = {
        Difference.NONE: _("agreed"),
        Difference.VALUES: _("attribute"),
        Difference.LABEL: _("tag"),
        Difference.BOUNDARY: _("boundary"),
        Difference.BOTH: _("tag and boundary"),
        Difference.SPLIT: _("in pieces"),
        Difference.MISSING: _("missing"),
        Difference.SLOT: _("slot"),
        Difference.GOLD: _("gold alone"),
    }
    return words[difference]


def tag_name(tagset: Tagset, uid: str) -> str:
    """What a tag is called."""
    tag = tagset.find(uid)
    return shown(tag.name, 40) if tag is not None else _("unknown tag")


def title_of(decision: Decision) -> str:
    """The first line of a case in the list."""
    kind = kind_words(decision.case.difference)
    return _("{kind} · changed").format(kind=kind) if decision.standing is Standing.STALE else kind


def aside_of(decision: Decision, names: Mapping[str, str], project: Project) -> str:
    """The second line: '“… against Russia” · A longer than B'."""
    slot = decision.is_slot
    who = _fillers(decision, names, project.tagset) if slot else who_differs(decision.case, names, project)
    return f"{quoted(decision)} · {who}"


def slot_name(tagset: Tagset, uid: str) -> str:
    """What a slot is called."""
    if not uid:
        return _("related")
    known = next((item.name for item in tagset.slots if item.uid == uid), "")
    return shown(known, 40) if known else _("unknown slot")


def _fillers(decision: Decision, names: Mapping[str, str], tagset: Tagset) -> str:
    """'claimant: A “Merkel”, B “Hollande”'."""
    said: dict[str, list[str]] = {}
    for item, words in zip(decision.case.items, decision.words, strict=True):
        said.setdefault(item.annotator, []).append(in_quotes(shown(quote_words([words]), 40)))
    told = [f"{name} {' + '.join(said.get(uid, ['–']))}" for uid, name in names.items()]
    return f"{slot_name(tagset, decision.slot_uid or '')}: {listed(told)}"


def quoted(decision: Decision) -> str:
    """The words that a case is about, shortened."""
    if decision.is_slot:
        return in_quotes(shown(quote_words([decision.about]), 60))
    case = decision.case
    longest = max(range(len(case.items)), key=lambda place: _length(case.items[place]))
    words = quote_words([decision.words[longest]]) if decision.words else ""
    if case.difference in (Difference.BOUNDARY, Difference.BOTH) and len(words) > 2 * TAIL:
        ends = len({item.ranges[-1][1] for item in case.items}) > 1
        words = "… " + _tail(words, 2 * TAIL) if ends else _head(words, 2 * TAIL) + " …"
    return in_quotes(shown(words, 90))


def who_differs(case: Case, names: Mapping[str, str], project: Project) -> str:
    """Who said what, in a few words."""
    if case.difference is Difference.GOLD:
        return _("nobody's mark is left")
    if case.difference is Difference.MISSING:
        present = {item.annotator for item in case.items}
        most = len(present) > len(case.missing) > 0
        told = [name for uid, name in names.items() if (uid in present) is not most]
        return (_("all but {names}") if most else _("only {names}")).format(names=listed(told))
    if case.difference is Difference.BOUNDARY:
        return _longer(case, names)
    if case.difference is Difference.VALUES:
        return _values(case, names, project)
    if case.difference is Difference.SPLIT:
        counts = {uid: sum(item.annotator == uid for item in case.items) for uid in names}
        return listed([f"{names[uid]} {count}" for uid, count in counts.items()])
    tags = {item.annotator: tag_name(project.tagset, item.label) for item in case.items}
    return listed([f"{name} {tags[uid]}" for uid, name in names.items() if uid in tags])


def _length(item: Item) -> int:
    return sum(end - start for start, end in item.ranges)


def _longer(case: Case, names: Mapping[str, str]) -> str:
    lengths = {item.annotator: _length(item) for item in case.items}
    order = [uid for uid in names if uid in lengths]
    longest, shortest = (max(order, key=lambda uid: lengths[uid]), min(order, key=lambda uid: lengths[uid]))
    if lengths[longest] == lengths[shortest]:
        return _("at different places")
    return _("{one} longer than {other}").format(one=names[longest], other=names[shortest])


def _values(case: Case, names: Mapping[str, str], project: Project) -> str:
    rows = differing(case, project.tagset)
    if not rows:
        return ""
    attribute, by_person = rows[0]
    said = [
        f"{name} {coded(project, by_person[uid], attribute)}"
        for uid, name in names.items()
        if uid in by_person
    ]
    more = _(" and {number} more").format(number=len(rows) - 1) if len(rows) > 1 else ""
    return f"{shown(attribute.name, 30)}{more}: {listed(said)}"


def values_of(item: Item) -> dict[str, Value]:
    """The values of a mark, by the uids of their attributes."""
    if not item.values:
        return {}
    found = json.loads(item.values)
    return {uid: tuple(value) if isinstance(value, list) else value for uid, value in found.items()}


def differing(case: Case, tagset: Tagset) -> list[tuple[Attribute, dict[str, Value | None]]]:
    """The attributes that were coded differently, each with what everybody (by uid) coded."""
    said = {item.annotator: values_of(item) for item in case.items}
    return [
        (attribute, {uid: values.get(attribute.uid) for uid, values in said.items()})
        for attribute in tagset.attributes_of(case.items[0].label)
        if len({values.get(attribute.uid) for values in said.values()}) > 1
    ]


def coded(project: Project, value: Value | None, attribute: Attribute) -> str:
    """A value in words, also that there is none."""
    return _("not coded") if value is None else shown(value_words(project, value, attribute), 40)


def pieces(items: Sequence[Item], words: Sequence[str], place: int) -> list[Piece]:
    """The words of one of several marks: what others have not in full, what all have in common shortened."""
    shared = reduce(_shared, (other.ranges for other in items))
    if len({other.ranges for other in items}) == 1 or not shared:
        return [Piece(quote_words([words[place]]), False)]
    found, at = list[Piece](), 0
    for start, end in items[place].ranges:
        length = min(end - start, QUOTE_LIMIT)
        found += [Piece(BETWEEN, False)] if found else []
        found += _cut(words[place][at : at + length], start, shared, items)
        at += length + len(BETWEEN)
    return found


def _shared(one: Sequence[Range], other: Sequence[Range]) -> tuple[Range, ...]:
    """What two marks have in common."""
    found = ((max(start, first), min(end, last)) for start, end in one for first, last in other)
    return tuple(sorted((start, end) for start, end in found if start < end))


def _cut(said: str, begin: int, shared: Sequence[Range], items: Sequence[Item]) -> list[Piece]:
    """The words of one passage, cut where that which all have in common begins and ends."""
    stop = begin + len(said)
    edges = sorted({begin, stop, *(edge for pair in shared for edge in pair if begin < edge < stop)})
    found = []
    for start, end in pairwise(edges):
        text, differs = said[start - begin : end - begin], not _shared([(start, end)], shared)
        text = text if differs else _common(text, _goes_on(start, items), _goes_on(end, items))
        found.append(Piece(quote_words([f"|{text}|"])[1:-1], differs))
    return found


def _goes_on(edge: int, items: Sequence[Item]) -> bool:
    """Whether somebody's passage goes on across an edge."""
    return any(start < edge < end for item in items for start, end in item.ranges)


def _common(text: str, at_left: bool, at_right: bool) -> str:
    if len(text) <= HEAD + TAIL:
        return text
    if at_left and at_right:
        return f"{_head(text, HEAD)} … {_tail(text, HEAD)}"
    return f"… {_tail(text, TAIL)}" if at_right else f"{_head(text, TAIL)} …"


def _head(text: str, length: int) -> str:
    cut = text[:length]
    return cut.rsplit(None, 1)[0] if " " in cut.strip() else cut


def _tail(text: str, length: int) -> str:
    cut = text[-length:]
    return cut.split(None, 1)[-1] if " " in cut.strip() else cut
