"""The way back after a jump."""

from __future__ import annotations

KEPT = 100


class Places:
    """Offsets at which the text was being read before the caret jumped elsewhere.

    The steps of a walk from mark to mark are one jump: the way back leads to where the walk began.
    """

    def __init__(self) -> None:
        self._back: list[int] = []
        self._on: list[int] = []
        self._landed: int | None = None

    def clear(self) -> None:
        """Forget all places: another text is shown."""
        self._back.clear()
        self._on.clear()
        self._landed = None

    def leave(self, offset: int, *, walking: bool) -> None:
        """The caret jumps away from here; `walking`: with a step from mark to mark."""
        if not (walking and offset == self._landed):
            self._back = [*self._back[1 - KEPT :], offset]
            self._on.clear()

    def land(self, offset: int) -> None:
        """A jump has ended here."""
        self._landed = offset

    def back(self, offset: int) -> int | None:
        """Where the caret was before the jump that brought it about; None if it has not jumped."""
        return self._go(offset, self._back, self._on)

    def on(self, offset: int) -> int | None:
        """Where the caret was before it went back."""
        return self._go(offset, self._on, self._back)

    def _go(self, offset: int, source: list[int], target: list[int]) -> int | None:
        while source:
            place = source.pop()
            if place != offset:
                target.append(offset)
                # Who came back reads on here: the next jump leaves from a place of its own.
                self._landed = None
                return place
        return None
