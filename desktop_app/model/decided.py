"""What a mark knows of the decisions about the guideline, also after copies came together that both went on deciding.

A decision's number is one more than how many its maker knew, and a mark keeps how many were known when it was made.
So where no number is there twice, a mark knows what is numbered up to its own. Where two copies gave the same number
to different decisions, a mark's number does not tell which of them it knew, until it is as high as there are decisions
so far: only what is certain counts as known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.model.tagset import Decision


def newest(numbers: Iterable[int]) -> int:
    """What a mark keeps that knows all decisions with these numbers, 0 if there are none."""
    return max(_own(sorted(numbers)), default=0)


def surely_known(numbers: Iterable[int], guideline: int) -> int:
    """Up to which number (of those by `told_apart`) a mark that keeps `guideline` surely knows all decisions."""
    ordered = sorted(numbers)
    known, least = 0, 0
    for number, own in zip(ordered, _own(ordered), strict=True):
        if least <= min(number - 1, guideline):
            known = min(number - 1, guideline)
        least = own
    return guideline if least <= guideline else known


def told_apart(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions in the order of their numbers, then of time, each with a number of its own in this order.

    The same comes of it in whatever order copies came together. No number gets smaller.
    """
    ordered = sorted(decisions, key=lambda item: (item.number, item.made, item.uid))
    numbers = _own([item.number for item in ordered])
    return tuple(replace(item, number=number) for item, number in zip(ordered, numbers, strict=True))


def _own(ordered: Iterable[int]) -> list[int]:
    found: list[int] = []
    for number in ordered:
        found.append(max(number, found[-1] + 1 if found else 0))
    return found
