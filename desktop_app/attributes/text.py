"""Free text."""

from __future__ import annotations

from desktop_app.attributes._words import clean_text
from desktop_app.base.i18n import N_
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value

KEY = "text"
TITLE = N_("Text")
OPTIONS = False


def check(value: object, attribute: Attribute) -> Value:
    """The text as it is: not empty, at most 100,000 code points, no control characters but tab and line ends."""
    return clean_text(value, attribute)


def parse(text: str, attribute: Attribute) -> Value:
    """The text without blanks around it. Raises InvalidValueError."""
    return clean_text(text.strip(), attribute)


def show(value: Value) -> str:
    """The text itself."""
    return str(value)
