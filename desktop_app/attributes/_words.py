"""What the kinds share: errors in one voice, and which characters a value may hold."""

from __future__ import annotations

import unicodedata

from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown as safe
from desktop_app.model.tagset import Attribute

TEXT_LIMIT = 100_000
"""Code points that a value may have."""
SHOWN_LIMIT = 40
ALLOWED_CONTROLS = "\t\n\r"


def refusal(what: str, attribute: Attribute, hint: str) -> InvalidValueError:
    """The error that names the attribute."""
    return InvalidValueError(what, where=attribute.name, hint=hint)


def shown(value: object) -> str:
    """An untrusted value, short and without invisible characters, to be quoted in a message."""
    return safe(value if isinstance(value, str) else _type_name(value), SHOWN_LIMIT)


def _type_name(value: object) -> str:
    if isinstance(value, bool | int | float):
        try:
            return repr(value)
        except ValueError:  # an integer of more digits than Python writes
            return _("a huge number")
    names = {type(None): "null", dict: _("an object"), list: _("a list"), tuple: _("a list")}
    return names.get(type(value), type(value).__name__)


def clean_text(value: object, attribute: Attribute) -> str:
    """The value if it is a text that can be stored and shown. Raises InvalidValueError."""
    if not isinstance(value, str):
        raise refusal(
            _("A text is expected, not {value}.").format(value=shown(value)),
            attribute,
            _("Put it in quotation marks."),
        )
    if not value.strip():
        raise refusal(_("The text is empty."), attribute, _("Leave the attribute out if it is not coded."))
    if len(value) > TEXT_LIMIT:
        raise refusal(
            _("The text has {count} characters.").format(count=len(value)),
            attribute,
            _("Shorten it to {limit}.").format(limit=TEXT_LIMIT),
        )
    for position, sign in enumerate(value):
        if unicodedata.category(sign) in ("Cc", "Cs") and sign not in ALLOWED_CONTROLS:
            raise refusal(
                _("Character {number} is U+{code:04X}, which is no readable character.").format(
                    number=position + 1, code=ord(sign)
                ),
                attribute,
                _("Remove it."),
            )
    return value
