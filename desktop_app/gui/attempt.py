"""Trying what may be refused."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.base.errors import AppError


def attempt(change: Callable[[], object], say: Callable[[AppError], object]) -> bool:
    """Make a change, or tell `say` why it was refused. Returns whether it was made."""
    try:
        change()
    except AppError as error:
        say(error)
        return False
    return True
