"""Several of the attribute's options at once."""

from __future__ import annotations

from desktop_app.attributes._options import named, pick
from desktop_app.attributes._words import refusal, shown
from desktop_app.base.i18n import N_, _
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value

KEY = "choices"
TITLE = N_("Several choices")
OPTIONS = True

SEPARATOR = ";"


def check(value: object, attribute: Attribute) -> Value:
    """The options in the tagset's order, each once, at least one. Raises InvalidValueError."""
    if not isinstance(value, list | tuple):
        raise refusal(
            _("A list of options is expected, not “{value}”.").format(value=shown(value)),
            attribute,
            _("Put the options in square brackets, even a single one."),
        )
    chosen = [named(item, attribute) for item in value]
    if not chosen:
        raise refusal(_("No option is chosen."), attribute, _("Leave the attribute out if it is not coded."))
    if len(set(chosen)) < len(chosen):
        raise refusal(_("An option is chosen twice."), attribute, _("Name each option once."))
    return tuple(option for option in attribute.options if option in chosen)


def parse(text: str, attribute: Attribute) -> Value:
    """The options between semicolons, in whatever case. Raises InvalidValueError."""
    return check([pick(part, attribute) for part in text.split(SEPARATOR) if part.strip()], attribute)


def show(value: Value) -> str:
    """The options with semicolons between them."""
    return f"{SEPARATOR} ".join(value) if isinstance(value, tuple) else str(value)
