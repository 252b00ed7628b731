"""Finding an option by its name."""

from __future__ import annotations

from desktop_app.attributes._words import refusal, shown
from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.model.tagset import Attribute

LISTED = 12


def named(value: object, attribute: Attribute) -> str:
    """The value if it is one of the options. Raises InvalidValueError."""
    if isinstance(value, str) and value in attribute.options:
        return value
    raise _no_option(value, attribute)


def pick(text: str, attribute: Attribute) -> str:
    """The option that is spelt like this, or the only one that is when case is ignored. Raises InvalidValueError."""
    typed = text.strip()
    if typed in attribute.options:
        return typed
    found = [option for option in attribute.options if option.casefold() == typed.casefold()]
    if len(found) != 1:
        raise _no_option(typed, attribute)
    return found[0]


def _no_option(value: object, attribute: Attribute) -> InvalidValueError:
    if not attribute.options:
        return refusal(
            _("This attribute has no options yet."), attribute, _("Add options to it in the tagset.")
        )
    names = ", ".join(attribute.options[:LISTED]) + (", …" if len(attribute.options) > LISTED else "")
    return refusal(
        _("“{value}” is not one of the options.").format(value=shown(value)),
        attribute,
        _("Choose from: {options}.").format(options=names),
    )
