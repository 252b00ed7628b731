"""Numbers, whole or with decimals."""

from __future__ import annotations

import math
import re

from desktop_app.attributes._words import refusal, shown
from desktop_app.base.i18n import N_, _
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value

KEY = "number"
TITLE = N_("Number")
OPTIONS = False

LARGEST = 2**53
"""Whole numbers beyond this are rounded by most programs that read JSON."""
_TYPED = re.compile(r"[+-]?(\d{1,20}([.,]\d{1,20})?|[.,]\d{1,20})([eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")


def check(value: object, attribute: Attribute) -> Value:
    """An int wherever the number is whole and exact, else a float. Raises InvalidValueError, for NaN too."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusal(
            _("A number is expected, not “{value}”.").format(value=shown(value)),
            attribute,
            _("Write digits, without quotation marks."),
        )
    if isinstance(value, float):
        if not math.isfinite(value):
            raise refusal(
                _("The number is not finite."), attribute, _("Leave the attribute out if there is no number.")
            )
        if value.is_integer() and abs(value) <= LARGEST:
            return int(value)
        return value
    if abs(value) > LARGEST:
        raise refusal(
            _("The number is too large to be exact."),
            attribute,
            _("Use a number of up to 15 digits, or a text."),
        )
    return value


def parse(text: str, attribute: Attribute) -> Value:
    """The number written with a decimal point or a decimal comma. Raises InvalidValueError."""
    typed = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if _THOUSANDS.fullmatch(typed):
        raise refusal(
            _("“{value}” can be read in two ways.").format(value=shown(text)),
            attribute,
            _("Leave out the comma, or write a decimal point."),
        )
    if not _TYPED.fullmatch(typed):
        raise refusal(
            _("“{value}” is not a number.").format(value=shown(text)),
            attribute,
            _("Write a number such as 12 or 0.5."),
        )
    plain = typed.replace(",", ".")
    return check(float(plain) if set(plain) & set(".eE") else int(plain), attribute)


def show(value: Value) -> str:
    """The shortest digits that mean exactly this number."""
    return str(value)
