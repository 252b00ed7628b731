"""Everything that the window can do, as one list: menus, the palette, keys and their overview are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.base.i18n import _


class Group(StrEnum):
    """What commands are sorted under, in the order of the menu."""

    PROJECT = "project"
    EDIT = "edit"
    DOCUMENT = "document"
    GO = "go"
    MARK = "mark"
    REVIEW = "review"
    PEOPLE = "people"
    VIEW = "view"
    HELP = "help"


def group_title(group: Group) -> str:
    """The heading of a group in the user's language."""
    words = {
        Group.PROJECT: _("Project"),
        Group.EDIT: _("Edit"),
        Group.DOCUMENT: _("Document"),
        Group.GO: _("Go"),
        Group.MARK: _("Mark"),
        Group.REVIEW: _("Review"),
        Group.PEOPLE: _("People"),
        Group.VIEW: _("View"),
        Group.HELP: _("Help"),
    }
    return words[group]


ANNOTATING = frozenset({Group.DOCUMENT, Group.GO, Group.MARK})


def meet(one: Group, other: Group) -> bool:
    """Whether commands of both groups can be wanted at the same time: those of Annotate and of Review never are."""
    both = {one, other}
    return not (Group.REVIEW in both and both & ANNOTATING)


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that can be done.

    `key` is its name in the settings, `shortcut` the default keys ('Ctrl+Y; F4' for two), `words` a title that
    follows what it would do now, `own_keys` says that the focused part handles the shortcut itself.
    """

    key: str
    title: str
    group: Group
    run: Callable[[], object]
    shortcut: str = ""
    enabled: Callable[[], bool] = _always
    words: Callable[[], str] | None = None
    own_keys: bool = False

    def label(self) -> str:
        """The title as it is now."""
        return self.words() if self.words is not None else self.title


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the commands of one group."""

    group: Group

    def __call__(
        self,
        key: str,
        title: str,
        run: Callable[[], object],
        shortcut: str = "",
        enabled: Callable[[], bool] = _always,
        words: Callable[[], str] | None = None,
    ) -> Command:
        """A command of the group; the arguments are the fields of Command."""
        return Command(
            key=key, title=title, group=self.group, run=run, shortcut=shortcut, enabled=enabled, words=words
        )


class Commands:
    """The commands by their key, in the order in which they were added."""

    def __init__(self, commands: Iterable[Command] = ()) -> None:
        self._commands: dict[str, Command] = {}
        self.add(*commands)

    def add(self, *commands: Command) -> None:
        """Put commands at the end. Raises ValueError when a key is taken."""
        for command in commands:
            if command.key in self._commands:
                raise ValueError(f"the command {command.key!r} is there already")
            self._commands[command.key] = command

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __len__(self) -> int:
        return len(self._commands)

    def __getitem__(self, key: str) -> Command:
        return self._commands[key]

    def __contains__(self, key: object) -> bool:
        return key in self._commands

    def of(self, group: Group) -> tuple[Command, ...]:
        """The commands of one group."""
        return tuple(command for command in self if command.group is group)
