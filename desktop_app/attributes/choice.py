"""One of the attribute's options."""

from __future__ import annotations

from desktop_app.attributes._options import named, pick
from desktop_app.base.i18n import N_
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value

KEY = "choice"
TITLE = N_("One choice")
OPTIONS = True


def check(value: object, attribute: Attribute) -> Value:
    """The option, spelt exactly as in the tagset. Raises InvalidValueError."""
    return named(value, attribute)


def parse(text: str, attribute: Attribute) -> Value:
    """The option with this name, in whatever case. Raises InvalidValueError."""
    return pick(text, attribute)


def show(value: Value) -> str:
    """The option's name."""
    return str(value)
