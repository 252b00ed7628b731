"""The assignment problem for small tables of whole numbers, exactly."""

from __future__ import annotations

from collections.abc import Sequence


def assign(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """One column for each row (or one row for each column, if there are fewer) so that the sum is greatest.

    Weights are not negative. Kuhn's Hungarian method with shortest augmenting paths, cubic in the shorter side.
    """
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return [(row, column) for column, row in assign(turned)]
    if len(weights) == 1:
        return [(0, max(range(len(weights[0])), key=weights[0].__getitem__))]
    owner = _match(weights)
    return sorted((row, column) for column, row in enumerate(owner) if row is not None)


def _match(weights: Sequence[Sequence[int]]) -> list[int | None]:
    """The row of each column."""
    count = len(weights[0])
    by_row, by_column = [0] * len(weights), [0] * count
    owner: list[int | None] = [None] * count
    for start in range(len(weights)):
        slack: list[int | None] = [None] * count
        before: list[int | None] = [None] * count
        done = [False] * count
        row, column = start, -1
        while True:
            nearest, least = -1, -1
            for place in range(count):
                if done[place]:
                    continue
                cost = by_row[row] + by_column[place] - weights[row][place]
                known = slack[place]
                if known is None or cost < known:
                    slack[place], before[place], known = cost, column if column >= 0 else None, cost
                if nearest < 0 or known < least:
                    nearest, least = place, known
            by_row[start] -= least
            for place in range(count):
                known = slack[place]
                if done[place]:
                    by_column[place] += least
                    held = owner[place]
                    if held is not None:
                        by_row[held] -= least
                elif known is not None:
                    slack[place] = known - least
            column = nearest
            held = owner[column]
            if held is None:
                break
            done[column], row = True, held
        _augment(owner, before, column, start)
    return owner


def _augment(owner: list[int | None], before: list[int | None], column: int, start: int) -> None:
    """Pass the columns on along the path that ends at a free one."""
    while (previous := before[column]) is not None:
        owner[column] = owner[previous]
        column = previous
    owner[column] = start
