"""What the keys of Review do now: on a case, and while passages and tag are edited."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_app.agreement import opinions
from desktop_app.base.i18n import _
from desktop_app.gui.review.keys import name_of
from desktop_app.gui.shell.commands import Commands
from desktop_app.gui.shell.hint_strip import Hint
from desktop_app.gui.shell.keymap import Keymap
from desktop_app.gui.shell.rooms import ANNOTATE

if TYPE_CHECKING:
    from desktop_app.gui.review.workspace import ReviewWorkspace

PREFIX, DIGITS = "review.", frozenset("123456789")
REPEATING = frozenset({"review.next", "review.previous"})
"""What goes on while its key is held; a verdict never does."""
MOVES = {
    "Shift+Right": (False, True),
    "Shift+Left": (False, False),
    "Alt+Shift+Right": (True, True),
    "Alt+Shift+Left": (True, False),
}
"""Whether it moves the start, and forward."""
Work = Callable[[], object]


class Pressing:
    """Finds out what a key press does."""

    def __init__(self, space: ReviewWorkspace) -> None:
        self._space = space
        self._keymap = Keymap(Commands(), {})
        self._by_key: dict[str, str] = {}

    def use_keys(self, keymap: Keymap) -> None:
        """Take on the keys that the commands have now."""
        self._keymap = keymap
        self._by_key = {
            keys: command.key for keys, command in keymap.pairs() if command.key.startswith(PREFIX)
        }

    def first(self, command: str) -> str:
        """The main key of a command, '' if it has none."""
        return self._keymap.first(command)

    def work_of(self, event: QKeyEvent) -> Work | None:
        """What a key press does, None when it is not for Review."""
        name = name_of(event)
        if self._space.deciding.draft is not None:
            return self._while_editing(name)
        command = self._by_key.get(name)
        if command is not None or name in DIGITS:
            self._space.reader.hurry()
        if command is not None:
            if event.isAutoRepeat() and command not in REPEATING:
                return _nothing
            return partial(self._space.asked.emit, command)
        if name == "Esc":
            return self._space.focus_text
        if name in DIGITS:
            return _nothing if event.isAutoRepeat() else partial(self._space.deciding.digit, int(name) - 1)
        return None

    def _while_editing(self, name: str) -> Work | None:
        deciding = self._space.deciding
        if name in MOVES:
            is_start, forward = MOVES[name]
            steps = self._space.view.steps
            return partial(deciding.move, steps, is_start=is_start, forward=forward)
        if name == "Return":
            return deciding.keep
        if name == "Esc":
            return deciding.leave
        tag = self._space.project.tagset.by_shortcut(name.lower()) if len(name) == 1 else None
        if tag is not None:
            return partial(deciding.retag, tag.uid)
        return _nothing if len(name) == 1 or name in self._by_key else None

    def reason(self) -> None:
        """Put the keyboard into the field for the reason."""
        field = self._space.panel.card.reason
        field.show()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_reason(self) -> None:
        """The reason goes with the next verdict on this case."""
        self._space.deciding.reason = self._space.panel.card.reason.text().strip()
        self.leave_reason()

    def leave_reason(self) -> None:
        """Put the reason back to what is kept, and the keyboard into the text."""
        card, reason = self._space.panel.card, self._space.deciding.reason
        card.reason.setText(reason)
        card.reason.setVisible(bool(reason))
        self._space.focus_text()

    # What is written

    def asked(self) -> list[tuple[str, str, str]]:
        """The keys in the verdict card."""
        if self._space.deciding.draft is not None:
            return []
        wanted: tuple[tuple[str, str], ...] = (
            ("review.majority", _("majority")),
            ("review.both", _("all")),
            ("review.none", _("none")),
            ("review.edit", _("edit")),
            ("review.reason", _("why")),
        )
        decision = self._space.deciding.decision
        if decision is not None and decision.is_gold:
            wanted = (("review.majority", _("keep")), ("review.none", _("remove")), *wanted[3:])
        elif decision is None or opinions.majority(decision.case) is None:
            wanted = wanted[1:]
        if decision is not None and decision.is_slot:
            wanted = tuple(pair for pair in wanted if pair[0] != "review.edit")
        return [(command, key, words) for command, words in wanted if (key := self.first(command))]

    def hints(self) -> list[Hint]:
        """The keys at the bottom."""
        if self._space.deciding.draft is not None:
            tags = tuple(tag.shortcut for tag in self._space.project.tagset.tags if tag.shortcut)[:5]
            return [
                (("Return",), _("keep it")),
                (("Shift+Left", "Shift+Right"), _("move the end")),
                (("Alt+Shift+Left", "Alt+Shift+Right"), _("move the start")),
                *([(tags, _("tag"))] if tags else []),
                (("Esc",), _("leave it")),
            ]
        going: list[tuple[tuple[str, ...], str]] = [
            ((self.first("review.next"), self.first("review.previous")), _("next, previous"))
        ]
        finishing: list[tuple[tuple[str, ...], str]] = [
            ((self.first("review.finish"),), _("finish the document"))
        ]
        deciding: list[tuple[tuple[str, ...], str]] = [
            (("1…9",), _("accept")),
            ((self.first("review.none"),), _("none")),
            ((self.first("review.skip"),), _("skip")),
            ((self.first("review.lanes"),), _("lanes")),
        ]
        if not self._space.text.document_uid:
            return [((key,), words) for _command, key, words in self.instead() if key]
        if self._space.deciding.decision is None:
            pairs = [*going, *finishing]
        else:
            pairs = [*going, *deciding, *finishing]
        return [(tuple(filter(None, keys)), words) for keys, words in pairs if any(keys)]

    def instead(self) -> list[tuple[str, str, str]]:
        """Commands, with their keys, that help where nothing can be compared."""
        changing = [
            ("people.deal", _("deal documents out")),
            ("project.merge", _("merge a copy or package")),
        ]
        wanted = [] if self._space.project.read_only else changing
        wanted.append((f"view.{ANNOTATE}", _("back to the text")))
        return [(command, self.first(command), words) for command, words in wanted]


def _nothing() -> None:
    """A key that must not reach anything else."""
