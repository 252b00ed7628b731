"""What a change of the tagset makes of the values of marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop_app.model.values import Values
from desktop_app.store.table import decoded_values, values_cell

if TYPE_CHECKING:
    from desktop_app.ops.recasting import Plan

_KNOWN = 50_000
"""So many cells of values are remembered at once."""


class Turning:
    """What a plan makes of cells of values: they are looked at once each, as many marks have the same.

    `lost` has in words what is lost of those that were looked at, `needle` is in all cells that the plan concerns.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.needle = _needle(plan)
        self.lost: dict[str, tuple[str, ...]] = {}
        self._turned: dict[str, str | None] = {}

    def __call__(self, cell: str) -> str | None:
        """The cell as it becomes; None where the plan does not concern it."""
        if cell not in self._turned:
            if len(self._turned) >= _KNOWN:
                self._turned.clear()
                self.lost.clear()
            values = decoded_values(cell)
            after, self.lost[cell] = self.plan.recode(values) if values else (values, ())
            made = values_cell(after)
            kept = cell if made == values_cell(values) else made
            self._turned[cell] = kept if _is_concerned(self.plan, values) else None
        return self._turned[cell]


def _needle(plan: Plan) -> str:
    """What is in the cell of all values that a plan concerns."""
    several = plan.attribute and plan.before.attribute(plan.attribute).kind == "choices"
    if plan.value is None or several:
        return plan.attribute
    return f'"{plan.attribute}":{msgspec.json.encode(plan.value).decode()}'


def _is_concerned(plan: Plan, values: Values) -> bool:
    coded = values.get(plan.attribute) if plan.attribute else None
    if plan.attribute and coded is None:
        return False
    return plan.value is None or coded == plan.value or (isinstance(coded, tuple) and plan.value in coded)
