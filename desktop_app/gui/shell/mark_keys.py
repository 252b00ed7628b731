"""What the reading view can do by itself, as commands: their names in the settings, their words, their keys."""

from __future__ import annotations

from desktop_app.base.i18n import _
from desktop_app.gui.reading.caret import Move
from desktop_app.gui.reading.keys import DEFAULTS, MOVES, PAGES, Do


def key_of(do: Do) -> str:
    """The name of the command in the settings."""
    return f"mark.{do.name.lower()}"


def default_keys(do: Do) -> str:
    """The keys that it comes with, as `Command.shortcut` writes them."""
    return "; ".join(DEFAULTS[do])


def title_of(do: Do) -> str:
    """What it does, in words."""
    words = {
        Do.GROW: _("Select more: word, phrase, sentence, paragraph"),
        Do.SHRINK: _("Select less"),
        Do.SELECT_ALL: _("Select the whole text"),
        Do.COPY: _("Copy"),
        Do.BACK: _("Drop the selection"),
        Do.OPEN: _("Choose the mark at the caret, then the one beneath it"),
        Do.REMOVE: _("Remove the mark"),
        Do.NEXT: _("Next mark"),
        Do.PREVIOUS: _("Previous mark"),
        Do.NEXT_SAME: _("Next mark of the same tag"),
        Do.PREVIOUS_SAME: _("Previous mark of the same tag"),
        Do.NEXT_UNMARKED: _("Next paragraph without a mark of mine"),
        Do.PREVIOUS_UNMARKED: _("Previous paragraph without a mark of mine"),
        Do.LIST_LINE: _("List the marks of this line"),
        Do.GO_BACK: _("Back to where I was before a jump"),
        Do.GO_ON: _("Forward again"),
        Do.END_FORWARD: _("Move the end on by a word"),
        Do.END_BACK: _("Move the end back by a word"),
        Do.START_FORWARD: _("Move the start on by a word"),
        Do.START_BACK: _("Move the start back by a word"),
        Do.END_FORWARD_FINELY: _("Move the end on by a character"),
        Do.END_BACK_FINELY: _("Move the end back by a character"),
        Do.START_FORWARD_FINELY: _("Move the start on by a character"),
        Do.START_BACK_FINELY: _("Move the start back by a character"),
    }
    return words[do]


def caret_keys() -> dict[str, str]:
    """Keys that move the caret, which nothing else can have, with what they do."""
    found = {name: _("Move the caret") for name in MOVES}
    found |= {f"Shift+{name}": _("Select") for name in MOVES}
    return found | {name: _("Turn the page") for name in PAGES}


def caret_lines() -> list[tuple[str, tuple[str, ...]]]:
    """How the caret moves, with the keys of each pair of moves."""
    pairs = (
        (_("By a character"), (Move.LEFT, Move.RIGHT)),
        (_("By a word"), (Move.WORD_LEFT, Move.WORD_RIGHT)),
        (_("By a sentence"), (Move.SENTENCE_BACK, Move.SENTENCE_ON)),
        (_("By a line"), (Move.UP, Move.DOWN)),
        (_("By a paragraph"), (Move.PARAGRAPH_UP, Move.PARAGRAPH_DOWN)),
        (_("By a page"), (Move.PAGE_UP, Move.PAGE_DOWN)),
        (_("To the ends of the line"), (Move.LINE_START, Move.LINE_END)),
        (_("To the ends of the text"), (Move.TEXT_START, Move.TEXT_END)),
    )
    moves = [(words, tuple(key for key, move in MOVES.items() if move in pair)) for words, pair in pairs]
    return [
        *moves,
        (_("Select: the same keys with Shift"), ("Shift+Left", "Ctrl+Shift+Right")),
        (_("Turn the page"), tuple(PAGES)),
        (_("Value of the chosen mark"), ("1", "9")),
        (_("The text does not say: for the slot that waits for words"), ("0",)),
    ]
