"""What is measured: documents with their spans, rows with their budgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from benchmarks.documents import Mix

Found = Mapping[str, object]
"""What one process found, as it stands in its line of JSON."""
OURS = "ours"
OPEN, PAGE, JUMP, AHEAD = "open to first paint", "page down, cold", "jump anywhere", "page laid out ahead"
ADD, RESIZE, MEMORY = "add, remove, undo", "resize step", "memory, MiB"
HUGE_SPANS = 500_000
EVEN = Mix()


class Cell(NamedTuple):
    """A document to measure on. `column` is the place of its budgets in each row, `own` holds those that differ."""

    name: str
    kind: str
    size: int
    spans: int
    column: int
    mix: Mix = EVEN
    own: Mapping[str, float] = MappingProxyType({})

    @property
    def huge(self) -> bool:
        """Whether it takes minutes."""
        return self.spans >= HUGE_SPANS

    def arguments(self) -> list[str]:
        """How a process is told what to make."""
        numbers = (self.size, self.spans, self.mix.depth, int(self.mix.whole))
        return [self.kind, *map(str, numbers)]


SCRIPT = {PAGE: 6.0, JUMP: 6.0}
"""Where each letter costs more than a Latin one."""
MAIN = (
    Cell("10 KB / 1k", "mixed", 10_000, 1_000, 0),
    Cell("1 MB / 10k", "mixed", 1_000_000, 10_000, 1),
    Cell("10 MB / 100k", "mixed", 10_000_000, 100_000, 2),
)
CELLS = (
    *MAIN,
    Cell("50 MB / 500k", "mixed", 50_000_000, 500_000, 3),
    Cell("log 50 MB / 500k", "log", 50_000_000, 500_000, 3),
    Cell("1 MB line / 10k", "oneline", 1_000_000, 10_000, 1),
    # Budgets grow with the spans; only what is read at once is that of 1 MB, and each page is a deep one.
    Cell(
        "1 MB 50 deep / 500k", "mixed", 1_000_000, 500_000, 3, Mix(depth=50), {OPEN: 20, PAGE: 15, JUMP: 15}
    ),
    Cell("1 MB one over all / 10k", "mixed", 1_000_000, 10_000, 1, Mix(whole=True)),
    Cell("1 MB right to left / 10k", "rtl", 1_000_000, 10_000, 1, own=SCRIPT),
    Cell("1 MB CJK / 10k", "cjk", 1_000_000, 10_000, 1, own=SCRIPT),
    Cell("1 MB emoji / 10k", "emoji", 1_000_000, 10_000, 1, own=SCRIPT),
)


class Row(NamedTuple):
    """A row of the table: its budgets by column, if any, and the steps of which it shows the worst median; none:
    memory.
    """

    name: str
    budgets: tuple[float, float, float, float] | None
    steps: tuple[str, ...] = ()

    def value(self, found: Found) -> float:
        """Its number."""
        return median(*self.steps)(found) if self.steps else memory(found)

    def budget(self, cell: Cell) -> float | None:
        """What the cell may take."""
        return None if self.budgets is None else cell.own.get(self.name, self.budgets[cell.column])


def steps_of(found: Found) -> dict[str, dict[str, float]]:
    """The timings, by the names of their steps."""
    return cast(dict[str, dict[str, float]], found["steps"])


def memory(found: Found) -> float:
    """The most memory over the empty window, in MiB."""
    return cast(float, found["memory_mib"])


def median(*names: str) -> Callable[[Found], float]:
    """The median of a step, or the worst median of several."""
    return lambda found: max(steps_of(found)[name]["cpu_ms"] for name in names)


ROWS = (
    Row(OPEN, (10, 20, 40, 200), ("open",)),
    Row(PAGE, (2, 4, 5, 5), ("page down, cold",)),
    Row(JUMP, (3, 5, 6, 6), ("jump",)),
    Row(ADD, (1.5, 1.5, 2, 2), ("add", "remove", "undo")),
    Row(RESIZE, (10, 10, 10, 12), ("resize",)),
    Row(MEMORY, (30, 50, 70, 250)),
    Row(AHEAD, (1.5, 2.5, 3, 3), ("page down, laid out ahead",)),
    Row("page down, just opened", None, ("page down, just opened",)),
    Row("wheel step", (1.5, 1.5, 1.5, 1.5), ("wheel",)),
    Row("hover", (0.1, 0.1, 0.1, 0.1), ("hover",)),
)
COUNTED = frozenset(name for row in ROWS for name in row.steps)
"""The steps that stand in the table."""


def best(runs: list[Found]) -> Found:
    """Several runs as one: the best median of each step, the least memory, the circumstances of the last."""
    steps = [steps_of(run) for run in runs]
    names = [name for name in steps[0] if all(name in one for one in steps)]
    return {
        **runs[-1],
        "steps": {name: min((run[name] for run in steps), key=lambda step: step["cpu_ms"]) for name in names},
        "memory_mib": min(memory(run) for run in runs),
        "memory_after": min((_grown(run) for run in runs), key=lambda after: after.get("resize", 0.0)),
    }


def _grown(found: Found) -> dict[str, float]:
    return cast(dict[str, float], found.get("memory_after", {}))


def sign(value: float, budget: float | None) -> str:
    """'!' over the budget, '!!' over twice the budget."""
    if budget is None or value <= budget:
        return ""
    return "!!" if value > 2 * budget else "!"
