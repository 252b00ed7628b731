"""Where pages end: no row is cut, what belongs together stays together, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtGui import QPainter

from desktop_app.gui.printing.pages import Piece, Place, fill

ROOM = 100


@dataclass(frozen=True)
class Bricks:
    """A block that is nothing but rows."""

    heights: Sequence[int]
    after: int = 0
    whole: bool = False
    keeps: bool = False

    def paint(self, painter: QPainter, first: int, stop: int) -> None:
        """Bricks are not painted."""


@dataclass(frozen=True)
class Wall:
    bricks: Sequence[Bricks]

    @property
    def count(self) -> int:
        return len(self.bricks)

    def block(self, number: int) -> Bricks:
        return self.bricks[number]


def pages_of(*bricks: Bricks) -> list[list[Piece]]:
    wall, place, found = Wall(bricks), Place(), []
    while place.block < wall.count:
        pieces, place = fill(wall, place, ROOM)
        found.append(pieces)
    return found


def rows_on(page: list[Piece]) -> list[tuple[int, ...]]:
    return [tuple(piece.block.heights[piece.first : piece.stop]) for piece in page]


some_bricks = some.builds(
    Bricks,
    heights=some.lists(some.integers(1, ROOM), min_size=1, max_size=12),
    after=some.integers(0, 40),
    whole=some.booleans(),
    keeps=some.booleans(),
)


@given(some.lists(some_bricks, min_size=1, max_size=12))
def test_every_row_stands_on_one_page_in_order_and_within_it(bricks: list[Bricks]) -> None:
    pages = pages_of(*bricks)
    found = [
        (id(piece.block), row) for page in pages for piece in page for row in range(piece.first, piece.stop)
    ]
    wall = Wall(bricks)
    assert found == [(id(brick), row) for brick in wall.bricks for row in range(len(brick.heights))]
    for page in pages:
        bottom = 0
        for piece in page:
            assert piece.top >= bottom
            bottom = piece.top + sum(piece.block.heights[piece.first : piece.stop])
        assert bottom <= ROOM


@given(some.lists(some_bricks, min_size=1, max_size=12))
def test_what_is_whole_and_fits_a_page_is_never_divided(bricks: list[Bricks]) -> None:
    for page in pages_of(*bricks):
        for piece in page:
            if piece.block.whole and sum(piece.block.heights) <= ROOM:
                assert (piece.first, piece.stop) == (0, len(piece.block.heights))


def test_a_block_is_divided_between_two_rows() -> None:
    assert [rows_on(page) for page in pages_of(Bricks([30] * 5))] == [[(30, 30, 30)], [(30, 30)]]


def test_a_heading_goes_to_the_next_page_with_what_it_heads() -> None:
    pages = pages_of(Bricks([60]), Bricks([20], keeps=True), Bricks([30, 30]))
    assert [rows_on(page) for page in pages] == [[(60,)], [(20,), (30, 30)]]


def test_a_heading_stays_where_one_row_of_what_it_heads_has_room() -> None:
    pages = pages_of(Bricks([50]), Bricks([20], keeps=True), Bricks([30, 30]))
    assert [rows_on(page) for page in pages] == [[(50,), (20,), (30,)], [(30,)]]


def test_the_space_below_a_block_does_not_push_it_off_the_page() -> None:
    assert len(pages_of(Bricks([100], after=50), Bricks([100]))) == 2


def test_a_row_higher_than_a_page_has_one_of_its_own() -> None:
    assert [rows_on(page) for page in pages_of(Bricks([10]), Bricks([250]), Bricks([10]))] == [
        [(10,)],
        [(250,)],
        [(10,)],
    ]
