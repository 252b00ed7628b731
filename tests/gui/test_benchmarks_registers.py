"""A tiny register that is really measured, as in `make bench`."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from benchmarks.registering import rows
from benchmarks.registers import BUDGETS


def test_every_budget_of_the_register_is_measured(qapp: QApplication) -> None:
    qapp.processEvents()
    found = rows(60, 80)
    assert found.keys() == BUDGETS.keys()
    assert all(value > 0 for value in found.values())
