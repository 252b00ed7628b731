"""The keys of the reading view, and what they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop_app.gui.reading.caret import Move


class Do(StrEnum):
    """What a key can do besides moving the caret."""

    GROW = "grow selection"
    SHRINK = "shrink selection"
    SELECT_ALL = "select all"
    COPY = "copy"
    BACK = "back"
    OPEN = "open"
    REMOVE = "remove"
    NEXT = "next annotation"
    PREVIOUS = "previous annotation"
    NEXT_SAME = "next annotation of the same tag"
    PREVIOUS_SAME = "previous annotation of the same tag"
    NEXT_UNMARKED = "next paragraph without an annotation"
    PREVIOUS_UNMARKED = "previous paragraph without an annotation"
    LIST_LINE = "list the annotations of the line"
    GO_BACK = "go back"
    GO_ON = "go on again"
    END_FORWARD = "end forward"
    END_BACK = "end back"
    START_FORWARD = "start forward"
    START_BACK = "start back"
    END_FORWARD_FINELY = "end forward by a character"
    END_BACK_FINELY = "end back by a character"
    START_FORWARD_FINELY = "start forward by a character"
    START_BACK_FINELY = "start back by a character"


MOVES: Mapping[str, Move] = {
    "Left": Move.LEFT,
    "Right": Move.RIGHT,
    "Ctrl+Left": Move.WORD_LEFT,
    "Ctrl+Right": Move.WORD_RIGHT,
    "Up": Move.UP,
    "Down": Move.DOWN,
    "PgUp": Move.PAGE_UP,
    "PgDown": Move.PAGE_DOWN,
    "Home": Move.LINE_START,
    "End": Move.LINE_END,
    "Alt+PgUp": Move.SENTENCE_BACK,
    "Alt+PgDown": Move.SENTENCE_ON,
    "Ctrl+Up": Move.PARAGRAPH_UP,
    "Ctrl+Down": Move.PARAGRAPH_DOWN,
    "Ctrl+Home": Move.TEXT_START,
    "Ctrl+End": Move.TEXT_END,
}
"""Keys that move the caret; with Shift they extend the selection."""

PAGES: Mapping[str, Move] = {"Space": Move.PAGE_DOWN, "Shift+Space": Move.PAGE_UP}

DEFAULTS: Mapping[Do, Sequence[str]] = {
    Do.GROW: ["Alt+Up"],
    Do.SHRINK: ["Alt+Down"],
    Do.SELECT_ALL: ["Ctrl+A"],
    Do.COPY: ["Ctrl+C", "Ctrl+Ins", "Copy"],
    Do.BACK: ["Esc"],
    Do.OPEN: ["Return", "Enter"],
    Do.REMOVE: ["Del", "Backspace"],
    Do.NEXT: ["Tab"],
    Do.PREVIOUS: ["Shift+Tab", "Backtab", "Shift+Backtab"],
    Do.NEXT_SAME: ["Ctrl+Tab"],
    Do.PREVIOUS_SAME: ["Ctrl+Shift+Tab", "Ctrl+Backtab", "Ctrl+Shift+Backtab"],
    Do.NEXT_UNMARKED: ["F7"],
    Do.PREVIOUS_UNMARKED: ["Shift+F7"],
    Do.LIST_LINE: ["Alt+Return", "Alt+Enter"],
    Do.GO_BACK: ["Alt+Home"],
    Do.GO_ON: ["Alt+End"],
    Do.END_FORWARD: ["Alt+Right"],
    Do.END_BACK: ["Alt+Left"],
    Do.START_FORWARD: ["Alt+Shift+Right"],
    Do.START_BACK: ["Alt+Shift+Left"],
    Do.END_FORWARD_FINELY: ["Ctrl+Alt+Right"],
    Do.END_BACK_FINELY: ["Ctrl+Alt+Left"],
    Do.START_FORWARD_FINELY: ["Ctrl+Alt+Shift+Right"],
    Do.START_BACK_FINELY: ["Ctrl+Alt+Shift+Left"],
}

_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class Keys:
    """Finds what a key event asks for. `changed` gives some commands other keys (none: no key at all)."""

    def __init__(self, changed: Mapping[Do, Sequence[str]] | None = None) -> None:
        self._moves: dict[str, tuple[Move, bool]] = {}
        self._does: dict[str, Do] = {}
        for name, move in MOVES.items():
            self._moves[_normal(name)] = (move, False)
            self._moves[_normal(f"Shift+{name}")] = (move, True)
        for name, move in PAGES.items():
            self._moves[_normal(name)] = (move, False)
        for do, names in {**DEFAULTS, **(changed or {})}.items():
            for name in names:
                self._does[_normal(name)] = do

    def move_of(self, event: QKeyEvent) -> tuple[Move, bool] | None:
        """The move that the key makes, and whether it selects."""
        return self._moves.get(_name_of(event))

    def do_of(self, event: QKeyEvent) -> Do | None:
        """The command that the key runs."""
        return self._does.get(_name_of(event))


def _normal(name: str) -> str:
    return QKeySequence(name).toString(QKeySequence.SequenceFormat.PortableText)


def _name_of(event: QKeyEvent) -> str:
    keys = QKeyCombination(event.modifiers() & ~_IGNORED, Qt.Key(event.key()))
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
