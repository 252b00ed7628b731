"""How often the first meaning proposed for a marked date is the one that others gave it: `python -m benchmarks.dates`.

The dates are those of MEANTIME and GUM (see `data/NOTICE.md`), all that have a value. Half of the documents were held
out: nobody looked at them while the rules were written.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop_app.attributes import _edtf
from desktop_app.model.timex import edtf_of
from desktop_app.suggest.dates import propose

DATA = Path(__file__).parent / "data" / "dates.jsonl"
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


def right(dates: Sequence[Marked]) -> float:
    """The part of the dates whose first meaning is the given one."""
    return 1 - len(list(misses(dates))) / len(dates)


def report(dates: Sequence[Marked]) -> str:
    """What was right of each part, and the misses."""
    lines = []
    for corpus in ("MEANTIME", "GUM", ""):
        for held_out in (False, True):
            some = [one for one in dates if corpus in one.corpus and one.held_out is held_out]
            part = "held out" if held_out else "seen"
            lines.append(f"{corpus or 'both':9} {part:9} {right(some):4.0%} of {len(some)}")
    lines.append(f"{'':9} {'all':9} {right(dates):4.0%} of {len(dates)}, at least {LEAST:.0%} are wanted")
    lines.append(f"{speed(dates):.2f} ms for a date, at most {MOST_MS:g} are wanted")
    lines += [
        f"  {miss.marked.corpus} “{miss.marked.phrase}” ({miss.marked.published}): "
        f"{miss.marked.value or ' to '.join(_days(miss.marked))}, proposed {miss.said or 'nothing'}"
        for miss in misses(dates)
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(marked()))
    sys.exit(0 if right(marked()) >= LEAST else 1)
