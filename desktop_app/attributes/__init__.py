"""The kinds of values that annotations and documents carry, one file each. To add one: a file, and its name below."""

from __future__ import annotations

from typing import Protocol

from desktop_app.attributes import boolean, choice, choices, concept, date, entity, number, text, timex
from desktop_app.base.errors import InvalidValueError
from desktop_app.base.i18n import _
from desktop_app.base.registry import Plugin, Shelf
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value


class Kind(Plugin, Protocol):
    """What a file on this shelf offers."""

    OPTIONS: bool
    """Whether the values are picked from the attribute's options."""

    def check(self, value: object, attribute: Attribute) -> Value:
        """The value in its normal form. Raises InvalidValueError for whatever does not fit the attribute."""

    def parse(self, text: str, attribute: Attribute) -> Value:
        """The value that a person typed. Raises InvalidValueError."""

    def show(self, value: Value) -> str:
        """The value in words; `parse` understands them."""


ATTRIBUTES: Shelf[Kind] = Shelf(
    "rubricator.attributes", text, number, boolean, choice, choices, date, timex, entity, concept
)


def kind_of(attribute: Attribute) -> Kind:
    """The kind of an attribute. Raises InvalidValueError when this program does not know it."""
    found = ATTRIBUTES.get(attribute.kind)
    if found is None:
        raise InvalidValueError(
            _("This program does not know attributes of the kind “{kind}”.").format(kind=attribute.kind[:40]),
            where=attribute.name,
            hint=_(
                "Install the version of the program that made the tagset, or change the attribute's kind."
            ),
        )
    return found


def check_value(value: object, attribute: Attribute) -> Value:
    """The untrusted value in the normal form of its attribute. Raises InvalidValueError."""
    return kind_of(attribute).check(value, attribute)
