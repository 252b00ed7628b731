"""What the kinds that point into a register share: their value is the uid of an entry."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.attributes._words import refusal
from desktop_app.base.i18n import _
from desktop_app.model.identity import is_uid
from desktop_app.model.tagset import Attribute


def checked_uid(value: object, attribute: Attribute, problem: str) -> str:
    """The uid, also from an object that has it as `id`. Raises InvalidValueError, which says `problem`, for others."""
    found = value.get("id") if isinstance(value, Mapping) else value
    if isinstance(found, str) and is_uid(found):
        return found
    raise refusal(problem, attribute, _("Choose one from the list."))
