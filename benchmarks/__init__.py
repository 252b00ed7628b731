"""Measurements against the budgets: `python -m benchmarks` prints the table."""
