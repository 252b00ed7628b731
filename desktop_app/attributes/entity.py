"""An entry of the register of entities, by its uid. Whether there is one is for those to know who have the project."""

from __future__ import annotations

from desktop_app.attributes._uids import checked_uid
from desktop_app.attributes._words import shown
from desktop_app.base.i18n import N_, _
from desktop_app.model.tagset import Attribute
from desktop_app.model.values import Value

KEY = "entity"
TITLE = N_("Entity")
OPTIONS = False


def check(value: object, attribute: Attribute) -> Value:
    """The uid, also from an object that has it as `id`. Raises InvalidValueError for what is none."""
    return checked_uid(value, attribute, _("“{text}” is no entity.").format(text=shown(value)))


def parse(text: str, attribute: Attribute) -> Value:
    """As `check`. Raises InvalidValueError."""
    return check(text.strip(), attribute)


def show(value: Value) -> str:
    """The uid: its name is in the project."""
    return str(value)
