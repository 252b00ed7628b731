"""Ours beside the ways of other programs: what is compared, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, cast

from benchmarks.cells import MEMORY, OURS, RESIZE, Found, best, median, memory, steps_of
from benchmarks.ways import LIMITS, WAYS

Programs = Mapping[str, Found]
"""What the programs found in one cell, by their names."""
OPENING, WITH_SPANS, SETTLED = (
    "open to first paint",
    "open and paint with spans",
    "open, and all that follows",
)
ADDING = "add a span"
TIMES, TIMES_CELL = 5, "10 MB / 100k"


class Compared(NamedTuple):
    """Something that all of them do."""

    name: str
    ours: Callable[[Found], float]
    theirs: Callable[[Found], float]


class Verdict(NamedTuple):
    """Whether something holds, and the figures behind it. None: it was not measured."""

    claim: str
    holds: bool | None
    why: tuple[str, ...] = ()

    def text(self) -> str:
        """In one line, or more if it does not hold."""
        answer = {True: "yes", False: "NO", None: "not measured"}[self.holds]
        return "\n".join([f"{self.claim}: {answer}", *(f"  {reason}" for reason in self.why)])


def _sum(*parts: Callable[[Found], float]) -> Callable[[Found], float]:
    return lambda found: sum(part(found) for part in parts)


def _whole(name: str) -> Callable[[Found], float]:
    """The processor time of all threads and all slices of a step."""
    return lambda found: steps_of(found)[name]["process_ms"]


def _memory_so_far(found: Found) -> float:
    # What only ours was asked to do comes after this step.
    return cast(dict[str, float], found["memory_after"])["resize"]


def _memory_at_end(found: Found) -> float:
    if found["ended"]:
        raise KeyError(str(found["ended"]))
    return memory(found)


ROWS = (
    Compared(OPENING, median("open"), median("open")),
    Compared(WITH_SPANS, median("open"), _sum(median("open"), median("apply"))),
    Compared(
        SETTLED,
        _sum(median("open"), _whole("load the rest")),
        _sum(median("open"), median("apply"), _whole("lay out the rest")),
    ),
    Compared("page down", median("page down, cold"), median("page down")),
    Compared("jump anywhere", median("jump"), median("jump")),
    Compared(ADDING, median("add"), median("add")),
    Compared(RESIZE, median("resize"), median("resize")),
    Compared(MEMORY, _memory_so_far, _memory_at_end),
)
NEVER_SLOWER = (OPENING, ADDING, RESIZE, MEMORY)


def by_cell(found: Iterable[Found]) -> dict[str, dict[str, Found]]:
    """The lines of all cells: cell, program, and the runs of both as one."""
    runs: dict[str, dict[str, list[Found]]] = {}
    for line in found:
        if "cell" in line:
            runs.setdefault(str(line["cell"]), {}).setdefault(str(line["program"]), []).append(line)
    return {
        cell: {program: best(several) for program, several in programs.items()}
        for cell, programs in runs.items()
    }


def value(row: Compared, program: str, found: Found) -> float | None:
    """The number of a row; None where a way gave up before."""
    try:
        return row.ours(found) if program == OURS else row.theirs(found)
    except KeyError:
        return None


def table(cells: Mapping[str, Programs]) -> list[list[str]]:
    """For each row a line for each cell, with ours and both ways. `<` is slower, or more, than another."""
    lines: list[list[str]] = []
    for row in ROWS:
        lines.append([row.name, OURS, *WAYS.values()])
        for cell, programs in cells.items():
            if len(programs) > 1 and OURS in programs:
                lines.append([f"  {cell}", *_numbers(row, programs)])
    return lines


def _numbers(row: Compared, programs: Programs) -> list[str]:
    values = {name: value(row, name, found) for name, found in programs.items()}
    ours = values[OURS]
    written = []
    for name in (OURS, *WAYS):
        number = values.get(name)
        if number is not None:
            slower = name == OURS and any(other is not None and other < number for other in values.values())
            written.append(f"{number:.2f}{' <' if slower and ours is not None else ''}")
        else:
            written.append(str(programs[name]["ended"]) if name in programs else "")
    return written


def verdicts(cells: Mapping[str, Programs]) -> list[Verdict]:
    """What is claimed of ours beside the others."""
    return [times_faster(cells.get(TIMES_CELL, {})), never_slower(cells)]


def times_faster(programs: Programs) -> Verdict:
    """Whether opening with all spans is so many times faster, to the picture and with all that follows."""
    claim = f"opening plus applying spans at {TIMES_CELL}: at least {TIMES} times faster than both"
    if not {OURS, *WAYS} <= set(programs):
        return Verdict(claim, None)
    reasons: list[str] = []
    enough = True
    for row in ROWS:
        if row.name not in (WITH_SPANS, SETTLED):
            continue
        ours = row.ours(programs[OURS])
        for way, title in WAYS.items():
            theirs = value(row, way, programs[way])
            times = (LIMITS.seconds * 1000 if theirs is None else theirs) / ours
            more = "more than " if theirs is None else ""
            reasons.append(f"{row.name}: {more}{times:.1f} times faster than {title}")
            enough = enough and times >= TIMES
    return Verdict(claim, enough, tuple(reasons))


def never_slower(cells: Mapping[str, Programs]) -> Verdict:
    """Whether none of the ways does better anywhere in what counts most."""
    claim = "never slower in opening, adding, resizing and memory in any cell"
    reasons: list[str] = []
    compared = 0
    for cell, programs in cells.items():
        if OURS not in programs:
            continue
        for row in (row for row in ROWS if row.name in NEVER_SLOWER):
            ours = row.ours(programs[OURS])
            for way in (way for way in WAYS if way in programs):
                compared += 1
                theirs = value(row, way, programs[way])
                if theirs is not None and theirs < ours:
                    reasons.append(f"{row.name} at {cell}: {ours:.2f} against {theirs:.2f} ({WAYS[way]})")
    return Verdict(claim, not reasons if compared else None, tuple(reasons))
