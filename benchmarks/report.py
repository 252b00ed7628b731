"""What the lines of JSON say: tables against the budgets, the comparison, and under which circumstances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import cast

from benchmarks import compare, importing, startup
from benchmarks.cells import CELLS, MEMORY, OURS, ROWS, Cell, Found, Row, sign
from benchmarks.compare import Programs, Verdict
from benchmarks.measure import TOLD
from benchmarks.pace import SLOWER, Judge, Pace
from benchmarks.store import Line
from benchmarks.store import table as lines_table
from benchmarks.ways import LIMITS

WIDTH = 118
ACROSS = 4
"""Cells beside each other in a table."""
NOTES = """\
Times are milliseconds of the thread that paints, in a window of 1000 × 800 pixels off the screen with fonts loaded: the
median of the repetitions, the best of the runs, each in a process of its own. Memory is what the process had at most
over the empty window. `!` is over the budget, `!!` over twice the budget.

Beside each step, fixed work is timed: counting in Python and, where there is Qt, laying out a text. The processor
counts as quick while that takes at most {slower:g} times the least that was seen. What was measured in a slower state
is measured again, a few times at most, and the best run is shown; no number is scaled. `~` marks what was never
measured in the quick state.

A text of up to 24,000 characters is laid out as a whole in the idle moments after it was opened: then no page of
it is cold. *page down, just opened* is without such a moment, for every page of it."""
COMPARING = """\
Both other ways get the same text, spans, font and colours from the same project, commit a new span to it as ours does,
and run in processes of their own that end at {seconds} s of processor time or {gib:g} GiB. `<` marks where ours is not
the least.

- *open to first paint*: ours has the spans of the page in it, the others have none yet.
- *open and paint with spans*: the same picture for ours; the others have put all spans into the text. QTextEdit has
  then laid out only the top of it.
- *open, and all that follows*: with what each leaves to idle moments. Ours fetches the other spans and counts the lines
  of the text; QTextEdit lays out the text; QPlainTextEdit leaves nothing, but lays out each page when it is reached.
- *memory*: of ours, after the steps that the others do as well. Ours tells the C library to return large blocks, as the
  program does when it starts.
- The others fill the width of the window with text at single line pitch and paint tints alone: no lanes, no names, no
  column, and a later span hides an earlier one."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was measured."""

    found: Sequence[Found]
    cells: dict[str, dict[str, Found]]
    lines: Sequence[Line]
    slow: frozenset[str]
    judge: Judge

    @classmethod
    def of(cls, found: Sequence[Found]) -> Report:
        """From the lines of JSON, in any order."""
        by_name = compare.by_cell(found)
        ordered = {cell.name: by_name[cell.name] for cell in CELLS if cell.name in by_name}
        judge = Judge(found)
        lines, slow = _best_lines(found, judge)
        return cls(found, ordered, lines, slow, judge)

    @property
    def verdicts(self) -> list[Verdict]:
        """The comparisons that may fail."""
        return compare.verdicts(self.cells)

    def over(self, mark: str) -> int:
        """How many numbers bear this mark, '!' or '!!'."""
        return sum(sign(value, budget) == mark for value, budget in self._judged())

    def _judged(self) -> list[tuple[float, float]]:
        judged = [
            (row.value(self.cells[cell.name][OURS]), budget)
            for cell in self._ours()
            for row in ROWS
            if (budget := row.budget(cell)) is not None
        ]
        return judged + [(line.value, line.budget) for line in self.lines if line.budget is not None]

    def _ours(self) -> list[Cell]:
        return [cell for cell in CELLS if OURS in self.cells.get(cell.name, {})]

    @property
    def good(self) -> bool:
        """Whether nothing is over twice its budget and no comparison failed."""
        return not self.over("!!") and all(verdict.holds is not False for verdict in self.verdicts)

    # In words

    def text(self) -> str:
        """For a terminal."""
        parts = [*self._budgets(), self._rest(), self._comparison(), self._notes(), self._imports()]
        parts.append(self._misses())
        return "\n\n".join(part for part in [*parts, self._summary(), self.circumstances()] if part)

    def markdown(self) -> str:
        """For the page that is kept."""
        parts = [
            "# Measured against the budgets",
            fill(self.circumstances(), WIDTH),
            NOTES.format(slower=SLOWER),
        ]
        parts += [_block("\n\n".join(self._budgets())), _block(self._rest())]
        if self._comparison():
            parts += ["## Beside the ways of other programs", self._notes(), _block(self._comparison())]
        parts += ["## What it comes to", _block(self._summary())]
        if self._imports():
            parts += ["## The costliest imports of the start", _block(self._imports())]
        if self._misses():
            parts += ["## Marked dates whose first proposal is another", _block(self._misses())]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _budgets(self) -> list[str]:
        cells = self._ours()
        return [
            aligned(_budget_rows(cells[first : first + ACROSS], self.cells, self.judge))
            for first in range(0, len(cells), ACROSS)
        ]

    def _rest(self) -> str:
        written = lines_table(list(self.lines)).splitlines() if self.lines else []
        marked = (
            f"{words} ~" if line.name in self.slow else words
            for line, words in zip(self.lines, written, strict=True)
        )
        return "\n".join(marked)

    def _comparison(self) -> str:
        compared = any(len(programs) > 1 and OURS in programs for programs in self.cells.values())
        return aligned(compare.table(self.cells)) if compared else ""

    def _notes(self) -> str:
        return COMPARING.format(seconds=LIMITS.seconds, gib=LIMITS.gib) if self._comparison() else ""

    def _imports(self) -> str:
        rows = [
            row
            for one in self.found
            if one["measured"] == "imports"
            for row in cast(list[Found], one["imports"])
        ]
        items = [startup.Import(str(row["name"]), cast(float, row["ms"])) for row in rows]
        return startup.imports_table(items)

    def _misses(self) -> str:
        return "\n".join(
            line
            for one in self.found
            if one["measured"] == "misses"
            for line in cast(list[str], one["misses"])
        )

    def _summary(self) -> str:
        judged = self._judged()
        within = len(judged) - self.over("!") - self.over("!!")
        counted = (
            f"at or under the budget: {within} of {len(judged)}, {self.over('!!')} over twice the budget"
        )
        return "\n".join([counted, *(verdict.text() for verdict in self.verdicts)])

    def circumstances(self) -> str:
        """What the numbers depend on: each different answer once, the load from the least to the greatest."""
        said = []
        for name, title in TOLD.items():
            values = sorted({str(one[name]) for one in self.found if name in one})
            if values:
                said.append(f"{title} {' and '.join(values)}")
        loads = sorted(cast(float, one["load"]) for one in self.found if "load" in one)
        if loads:
            said.append(f"load {loads[0]:g} to {loads[-1]:g}")
        if self.judge.least:
            said.append(self.judge.text())
        days = sorted(str(one["when"]) for one in self.found if "when" in one)
        if days:
            said.insert(0, f"{days[0]} to {days[-1]}")
        return ", ".join(said) + "."


def _lines_of(one: Found) -> list[Line]:
    if one["measured"] == "importing":
        return importing.lines(one)
    if one["measured"] == "line":
        budget = cast("float | None", one["budget"])
        return [Line(str(one["name"]), cast(float, one["value"]), budget, str(one["unit"]))]
    return []


def _best_lines(found: Sequence[Found], judge: Judge) -> tuple[list[Line], frozenset[str]]:
    """The least of each line, in the order in which they came, and the names of those that were never quick."""
    best: dict[str, Line] = {}
    quick: set[str] = set()
    for one in found:
        for line in _lines_of(one):
            if line.name not in best or line.value < best[line.name].value:
                best[line.name] = line
            if judge.is_quick(cast("Pace | None", one.get("pace"))):
                quick.add(line.name)
    return list(best.values()), frozenset(best) - quick


def _budget_rows(cells: Sequence[Cell], found: dict[str, dict[str, Found]], judge: Judge) -> list[list[str]]:
    rows = [["ms CPU (measured / budget)", *(cell.name for cell in cells)]]
    rows += [[row.name, *(_against(row, cell, found[cell.name], judge) for cell in cells)] for row in ROWS]
    return rows


def _against(row: Row, cell: Cell, programs: Programs, judge: Judge) -> str:
    measured, budget = row.value(programs[OURS]), row.budget(cell)
    places = 1 if row.name == MEMORY else 2
    slow = "" if judge.quick_steps(programs[OURS]).issuperset(row.steps) else "~"
    allowed = "" if budget is None else f" / {budget:g}"
    return f"{measured:.{places}f}{allowed} {sign(measured, budget)}{slow}".rstrip()


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The rows with their columns below each other."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _block(words: str) -> str:
    return f"```\n{words}\n```" if words else ""
