"""Shelves: ordered collections of plug-in modules that are told apart by their KEY."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar


class Plugin(Protocol):
    """What every file on a shelf declares."""

    KEY: str
    TITLE: str


P = TypeVar("P", bound=Plugin)


class Shelf(Mapping[str, P]):
    """Plug-ins by KEY, in the order in which they were put there; other people's come last.

    Theirs are entry points in the group. They are looked for only when a KEY is not ours or all are asked for, as the
    search costs more than the program's start may.
    """

    def __init__(self, group: str, *modules: P) -> None:
        self._group = group
        self._items: dict[str, P] = {}
        self._searched = False
        for module in modules:
            self.put(module)

    def put(self, module: P) -> None:
        """Add a plug-in. Raises ValueError when its KEY is taken."""
        if module.KEY in self._items:
            raise ValueError(f"{self._group}: the key {module.KEY!r} is taken")
        self._items[module.KEY] = module

    def _all(self) -> dict[str, P]:
        if not self._searched:
            self._searched = True
            from importlib.metadata import entry_points

            for point in entry_points(group=self._group):
                module: P = point.load()
                self._items.setdefault(module.KEY, module)
        return self._items

    def __getitem__(self, key: str) -> P:
        return self._items[key] if key in self._items else self._all()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._items or key in self._all()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())
