"""Which words from a file may become names, labels and notes."""

from __future__ import annotations

import re

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _

LINE_LIMIT = 1_000
NOTE_LIMIT = 100_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_NOTE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def check_line_of_text(text: str, where: str) -> None:
    """Raises FormatError for control characters, and for more than 1,000 characters."""
    if _CONTROL.search(text):
        raise FormatError(
            _("There is a control character in it, such as a line break."), where=where, hint=_("Remove it.")
        )
    if len(text) > LINE_LIMIT:
        raise FormatError(
            _("It has more than {limit} characters.").format(limit=LINE_LIMIT),
            where=where,
            hint=_("Shorten it."),
        )


def check_note(text: str, where: str) -> None:
    """Raises FormatError for control characters other than tabs and line breaks, and for excessive length."""
    if _CONTROL_IN_NOTE.search(text):
        raise FormatError(_("There is a control character in the note."), where=where, hint=_("Remove it."))
    if len(text) > NOTE_LIMIT:
        raise FormatError(
            _("The note has more than {limit} characters.").format(limit=NOTE_LIMIT),
            where=where,
            hint=_("Shorten it."),
        )
