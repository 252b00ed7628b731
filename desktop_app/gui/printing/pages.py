"""Where pages end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop_app.gui.printing.blocks import Block


class Contents(Protocol):
    """Blocks by their number, made when they are asked for."""

    @property
    def count(self) -> int: ...

    def block(self, number: int) -> Block:
        """The block with this number, from 0 to before `count`."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a page begins: at a row of a block. The end of all is row 0 of the block after the last."""

    block: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of a block that stand on a page, `top` units from the top of its contents."""

    block: Block
    first: int
    stop: int
    top: int


def fill(contents: Contents, start: Place, room: int) -> tuple[list[Piece], Place]:
    """What fits on the page that begins at a place, and where the next one begins."""
    pieces: list[Piece] = []
    y, number, first = 0, start.block, start.row
    while number < contents.count:
        block = contents.block(number)
        stop = _fitting(block, first, room - y)
        if pieces and not _may_stay(contents, number, stop, room, room - y):
            return pieces, Place(number, first)
        if stop == first:
            if pieces:
                return pieces, Place(number, first)
            # A single row that is higher than the page: it has to go somewhere.
            stop = first + 1
        pieces.append(Piece(block, first, stop, y))
        if stop < len(block.heights):
            return pieces, Place(number, stop)
        y += sum(block.heights[first:stop]) + block.after
        number, first = number + 1, 0
    return pieces, Place(contents.count)


def _fitting(block: Block, first: int, room: int) -> int:
    """Behind which row of the block there is no more room."""
    stop = first
    while stop < len(block.heights) and block.heights[stop] <= room:
        room -= block.heights[stop]
        stop += 1
    return stop


def _may_stay(contents: Contents, number: int, stop: int, room: int, left: int) -> bool:
    """Whether a block, of which the rows to before `stop` would fit, need not begin on a fresh page."""
    block = contents.block(number)
    if stop < len(block.heights):
        return not block.whole or sum(block.heights) > room
    if not block.keeps or number + 1 >= contents.count:
        return True
    following = contents.block(number + 1)
    left -= sum(block.heights) + block.after
    whole = sum(following.heights)
    least = whole if following.whole and whole <= room else following.heights[0]
    return least <= left
