"""Yes or no. Not coded is neither."""

from __future__ import annotations

from desktop_app.attributes._words import refusal, shown
from desktop_app.base.i18n import N_, _
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value

KEY = "boolean"
TITLE = N_("Yes or no")
OPTIONS = False


def check(value: object, attribute: Attribute) -> Value:
    """True or False, and nothing that merely looks like it. Raises InvalidValueError."""
    if not isinstance(value, bool):
        raise refusal(
            _("Yes or no is expected, not “{value}”.").format(value=shown(value)),
            attribute,
            _("In a file, write true or false without quotation marks."),
        )
    return value


def parse(text: str, attribute: Attribute) -> Value:
    """What the word means, in English or in the chosen language. Raises InvalidValueError."""
    word = text.strip().casefold()
    if word in ("yes", "y", "true", "1", _("yes").casefold()):
        return True
    if word in ("no", "n", "false", "0", _("no").casefold()):
        return False
    raise refusal(
        _("“{value}” is neither yes nor no.").format(value=shown(text)), attribute, _("Write yes or no.")
    )


def show(value: Value) -> str:
    """'yes' or 'no' in the chosen language."""
    return _("yes") if value else _("no")
