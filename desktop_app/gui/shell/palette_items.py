"""What the command palette can find: commands, tags and documents, and how well each fits what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.shell.commands import Commands, group_title
from desktop_app.gui.shell.keymap import Keymap

if TYPE_CHECKING:
    from desktop_app.ops.project import Project

SHOWN = 40
DOCUMENTS = 12
LEAST_SCORE, LEAST_FUZZY = 75, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the palette: words, what kind of thing it is, its key, a tag's colour, and what choosing it does."""

    words: str
    kind: str
    run: Callable[[], object]
    key: str = ""
    colour: str | None = None
    enabled: bool = True


def command_items(commands: Commands, keymap: Keymap, run: Callable[[str], object]) -> list[Item]:
    """A line for each command; those that are not possible now come last in every answer."""
    return [
        Item(
            words=command.label(),
            kind=group_title(command.group),
            run=partial(run, command.key),
            key=keymap.first(command.key),
            enabled=command.enabled(),
        )
        for command in commands
    ]


def tag_items(project: Project, choose: Callable[[str], object]) -> list[Item]:
    """A line for each tag that is switched on; choosing it marks what is selected, or arms the tag."""
    from desktop_app.gui.theme.tags import colours_by_tag

    colours = colours_by_tag(project.tagset)
    return [
        Item(
            words=shown(project.tagset.path(tag.uid)),
            kind=_("Tag"),
            run=partial(choose, tag.uid),
            key=tag.shortcut,
            colour=colours[tag.uid],
        )
        for tag in project.tagset.tags
        if tag.active
    ]


def document_items(project: Project, typed: str, choose: Callable[[str], object]) -> list[Item]:
    """The first documents whose title, name, outlet, author, date or address contains what was typed."""
    from desktop_app.model.query import Query, SortKey
    from desktop_app.ops import documents

    found = documents.page(project, Query(text=typed, sort=SortKey.TITLE), 0, DOCUMENTS)
    return [
        Item(
            words=shown(row.document.title or row.document.name),
            kind=_("Document"),
            run=partial(choose, row.document.uid),
        )
        for row in found
    ]


def ranked(items: Iterable[Item], typed: str) -> list[Item]:
    """Those that fit, best first; all of them when nothing is typed."""
    known = list(items)
    wanted = typed.strip().casefold()
    if not wanted:
        return sorted(known, key=lambda item: not item.enabled)[:SHOWN]
    from rapidfuzz import fuzz

    scored = []
    for place, item in enumerate(known):
        words = item.words.casefold()
        score = fuzz.partial_ratio(wanted, words) if len(wanted) >= LEAST_FUZZY else 0.0
        if words.startswith(wanted):
            score += 200
        elif any(word.startswith(wanted) for word in words.split()):
            score += 150
        elif wanted in words:
            score += 100
        if score >= LEAST_SCORE:
            scored.append((not item.enabled, -score, place, item))
    return [item for *_order, item in sorted(scored, key=lambda entry: entry[:3])][:SHOWN]
