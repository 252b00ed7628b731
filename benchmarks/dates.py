"""How often the first meaning proposed for a marked date is the one that others gave it: `python -m benchmarks.dates`.

The dates are those of MEANTIME and GUM (see `data/NOTICE.md`), all that have a value. Half of the documents were held
out: nobody had looked at them when the rules were written. The first time that they were measured, 17 % were wrong.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.store import Line, table
from desktop_app.attributes import _edtf
from desktop_app.model.timex import edtf_of
from desktop_app.suggest.dates import propose

DATA = Path(__file__).parent / "data" / "dates.jsonl"
CORPORA = ("MEANTIME", "GUM")
LEAST = 0.8
MOST_MS = 3.0


class Marked(NamedTuple):
    """A date that somebody marked, with the value they gave it, or the days between which it lies."""

    corpus: str
    document: str
    published: str
    before: str
    phrase: str
    after: str
    type: str
    value: str
    earliest: str
    latest: str
    held_out: bool


class Miss(NamedTuple):
    """A date whose first meaning is another one."""

    marked: Marked
    said: str


def marked() -> list[Marked]:
    """All dates of the data."""
    return [Marked(**json.loads(line)) for line in DATA.read_text(encoding="utf-8").splitlines()]


def misses(dates: Sequence[Marked]) -> Iterator[Miss]:
    """The dates whose first meaning is not the given one, with what was proposed instead."""
    for one in dates:
        offer = propose(one.phrase, one.published, before=one.before, after=one.after)
        first = offer.proposals[0].timex if offer.proposals else None
        if first is None:
            yield Miss(one, "")
        elif one.value and one.value not in (first.value, first.edtf):
            yield Miss(one, first.value)
        elif not one.value and (first.earliest, first.latest) != _days(one):
            yield Miss(one, f"{first.earliest} to {first.latest}")


def _days(one: Marked) -> tuple[str, str]:
    """The days between which a date lies that has no value of its own."""
    first, last = _edtf.bounds(f"{edtf_of(one.earliest)}/{edtf_of(one.latest)}")
    return _iso(first), _iso(last)


def _iso(day: _edtf.Day | None) -> str:
    return "" if day is None else f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


def speed(dates: Sequence[Marked]) -> float:
    """Milliseconds of processor time that the proposals of one date take, the median."""
    taken = []
    for one in dates:
        began = time.process_time()
        propose(one.phrase, one.published, before=one.before, after=one.after)
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def wrong(dates: Sequence[Marked]) -> float:
    """How many of a hundred dates have another first meaning than the given one."""
    return 100 * len(list(misses(dates))) / len(dates)


def measure() -> Iterator[Line]:
    """How many of a hundred have another first meaning than the one marked, of each part, and the time for one."""
    dates = marked()
    most = 100 * (1 - LEAST)
    for held_out in (False, True):
        for corpus in CORPORA:
            some = [one for one in dates if one.corpus == corpus and one.held_out is held_out]
            part = "held out" if held_out else "seen"
            yield Line(
                f"dates, another value than marked: {corpus}, {part}, {len(some)}", wrong(some), None, "%"
            )
    yield Line(f"dates, another value than marked: all, {len(dates)}", wrong(dates), most, "%")
    yield Line("dates, proposals for one", speed(dates), MOST_MS, "ms")


def told() -> list[str]:
    """Each date whose first meaning is another one, in a line."""
    return [
        f"{miss.marked.corpus} “{miss.marked.phrase}” ({miss.marked.published}): "
        f"{miss.marked.value or ' to '.join(_days(miss.marked))}, proposed {miss.said.strip() or 'nothing'}"
        for miss in misses(marked())
    ]


if __name__ == "__main__":
    print(table(list(measure())))
    print(*told(), sep="\n")
    sys.exit(0 if wrong(marked()) <= 100 * (1 - LEAST) else 1)
