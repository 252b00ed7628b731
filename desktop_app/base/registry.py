"""Shelves: ordered collections of plug-in modules that are told apart by their KEY."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from typing import Protocol, TypeVar


class Plugin(Protocol):
    """What every file on a shelf declares."""

    KEY: str
    TITLE: str


P = TypeVar("P", bound=Plugin)


class Shelf(Mapping[str, P]):
    """Plug-ins by KEY, in the order in which they were put there; other people's come last, from entry points."""

    def __init__(self, group: str, *modules: P) -> None:
        self._group = group
        self._items: dict[str, P] = {}
        for module in modules:
            self.put(module)

    def put(self, module: P) -> None:
        """Add a plug-in. Raises ValueError when its KEY is taken."""
        if module.KEY in self._items:
            raise ValueError(f"{self._group}: the key {module.KEY!r} is taken")
        self._items[module.KEY] = module

    def load_entry_points(self) -> None:
        """Add the plug-ins that installed distributions declare for this shelf."""
        for point in entry_points(group=self._group):
            module: P = point.load()
            if module.KEY not in self._items:
                self.put(module)

    def __getitem__(self, key: str) -> P:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
