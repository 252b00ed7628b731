"""The card that appears when the mouse rests on an annotation."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown

QUOTE_LIMIT = 160
MARKS_LIMIT = 4
"""So many cards are shown of a place with more."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known about an annotation, in plain words: its tag, its words, its note, its values by name."""

    title: str
    quote: str
    note: str = ""
    values: tuple[tuple[str, str], ...] = ()


def card_html(card: Card) -> str:
    """The card for a tool tip. Everything in it is text, whatever it looks like."""
    rows = [f"<b>{escape(shown(card.title))}</b>", f"“{escape(shown(card.quote, QUOTE_LIMIT))}”"]
    rows += [f"{escape(shown(name))}: {escape(shown(value))}" for name, value in card.values]
    if card.note:
        rows.append(f"<i>{escape(shown(card.note, QUOTE_LIMIT))}</i>")
    return "<br>".join(rows)


def cards_html(cards: Iterable[Card], *, more: int = 0) -> str:
    """Several cards one below the other, and how many `more` there are."""
    parts = [f"<p style='margin:2px 0'>{card_html(card)}</p>" for card in cards]
    if more > 0:
        parts.append(escape(ngettext("and {number} more", "and {number} more", more).format(number=more)))
    return "".join(parts)


def hidden_html(character: str) -> str:
    """What a sign for an invisible character stands for."""
    name = unicodedata.name(character, _("control character"))
    return escape(
        _("Invisible character U+{code}: {name}").format(code=f"{ord(character):04X}", name=name.lower())
    )
