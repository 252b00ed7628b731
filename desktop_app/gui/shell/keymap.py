"""Which keys do what: the defaults, what the user changed, and what would clash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Commands, Group, meet
from desktop_app.gui.shell.mark_keys import caret_keys
from desktop_app.model.tagset import Tagset

SEPARATOR = "; "
RESERVED_DIGITS = "0123456789"
NO_TAGS = Tagset()

_PORTABLE = QKeySequence.SequenceFormat.PortableText


@dataclass(frozen=True, slots=True)
class Clash:
    """A key that does something already: `what` in words; `command_key` is '' when it cannot be given up."""

    what: str
    command_key: str = ""


def normal(keys: str) -> str:
    """The one way to write a key or key sequence, '' if it is none: 'ctrl+k' becomes 'Ctrl+K', 'a' 'A'."""
    return QKeySequence(keys).toString(_PORTABLE) if keys else ""


def is_bare(keys: str) -> bool:
    """Whether this is a single printable character: it acts only while the text or a list has the focus."""
    written = QKeySequence(keys).toString(_PORTABLE).removeprefix("Shift+")
    return len(written) == 1


def split(keys: str) -> tuple[str, ...]:
    """The alternatives in a list of keys, each written the normal way."""
    return tuple(found for part in keys.split(SEPARATOR) if (found := normal(part.strip())))


class Keymap:
    """The keys of every command as they are now. `changed` holds those that differ from the default."""

    def __init__(self, commands: Commands, changed: Mapping[str, str]) -> None:
        self._commands = commands
        self._changed = {key: keys for key, keys in changed.items() if key in commands}
        self._known: dict[str, tuple[str, ...]] = {}

    def keys_of(self, command_key: str) -> tuple[str, ...]:
        """The keys of a command, the main one first; none when it has none or the user took them away."""
        if command_key not in self._commands:
            return ()
        found = self._known.get(command_key)
        if found is None:  # the bar at the bottom asks for a dozen after every action
            default = self._commands[command_key].shortcut
            found = self._known[command_key] = split(self._changed.get(command_key, default))
        return found

    def first(self, command_key: str) -> str:
        """The main key of a command, '' if it has none."""
        keys = self.keys_of(command_key)
        return keys[0] if keys else ""

    def works(self, command_key: str) -> bool:
        """Whether the command can be run now."""
        return command_key in self._commands and self._commands[command_key].enabled()

    def pairs(self) -> Iterator[tuple[str, Command]]:
        """Every key with the command that it runs."""
        for command in self._commands:
            for keys in self.keys_of(command.key):
                yield keys, command

    def clash(self, keys: str, *, for_command: str = "", tagset: Tagset = NO_TAGS) -> Clash | None:
        """What these keys do already, other than running `for_command`; None when they are free."""
        wanted = normal(keys)
        if not wanted:
            return None
        if wanted in RESERVED_DIGITS:
            return Clash(_("Digits choose values"))
        group = self._commands[for_command].group if for_command in self._commands else Group.EDIT
        if group is not Group.REVIEW:
            for fixed, what in caret_keys().items():
                if normal(fixed) == wanted:
                    return Clash(what)
        for taken, command in self.pairs():
            if command.key != for_command and meet(group, command.group) and _meet(taken, wanted):
                return Clash(command.title, command.key)
        if group is Group.REVIEW:
            # The keys of tags act there only while a passage is edited, and then come first.
            return None
        tag = tagset.by_shortcut(wanted) if is_bare(wanted) else None
        return Clash(_("Mark {tag}").format(tag=tag.name)) if tag is not None else None

    def with_keys(self, command_key: str, keys: str, *, tagset: Tagset = NO_TAGS) -> dict[str, str]:
        """What `Settings.keys` becomes when a command gets these keys ('' for none). Raises UsageError on a clash."""
        for part in split(keys):
            found = self.clash(part, for_command=command_key, tagset=tagset)
            if found is not None:
                message = _("{key} is taken: {what}.").format(key=part, what=found.what)
                raise UsageError(message, hint=_("Choose another key."))
        fresh = {**self._changed, command_key: SEPARATOR.join(split(keys))}
        if split(self._commands[command_key].shortcut) == split(keys):
            del fresh[command_key]
        return fresh


def _meet(one: str, other: str) -> bool:
    """Whether one sequence is the beginning of the other, so that Qt could not tell which was meant."""
    first, second = one.split(", "), other.split(", ")
    length = min(len(first), len(second))
    return first[:length] == second[:length]
