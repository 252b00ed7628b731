"""Attribute values as annotations carry them."""

from __future__ import annotations

from collections.abc import Mapping

Value = str | int | float | bool | tuple[str, ...]
"""text, date, choice: str; number: int or float; boolean: bool; several choices: tuple of str."""

Values = Mapping[str, Value]
"""Values by attribute uid. What is not coded is not in the mapping."""
