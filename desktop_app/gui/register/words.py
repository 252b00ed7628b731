"""What the register says in words."""

from __future__ import annotations

from desktop_app.base.i18n import _


def kind_words(kind: str) -> str:
    """A kind of entity in the user's language, '' for none."""
    words = {
        "person": _("person"),
        "organisation": _("organisation"),
        "group": _("group"),
        "state": _("state"),
        "other": _("other kind"),
    }
    return words.get(kind, "")
