"""What came of an import, in one sentence, and in a list when somebody wants to know."""

from __future__ import annotations

from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.documents.dates import number
from desktop_app.gui.documents.importing import Imported


def summary(result: Imported) -> str:
    """'12 documents added, 2 were there already, 1 could not be read.'"""
    count = len(result.added)
    parts = []
    if count or not (result.duplicates or result.failed or result.guesses):
        parts.append(
            ngettext("{number} document added", "{number} documents added", count).format(
                number=number(count)
            )
        )
    if result.duplicates:
        count = len(result.duplicates)
        words = ngettext("{number} was there already", "{number} were there already", count)
        parts.append(words.format(number=number(count)))
    if result.failed:
        count = len(result.failed)
        words = ngettext("{number} could not be read", "{number} could not be read", count)
        parts.append(words.format(number=number(count)))
    sentence = ", ".join(parts) + "." if parts else ""
    return _("Stopped. {what}").format(what=sentence) if result.cancelled else sentence


def lines(result: Imported) -> list[tuple[str, str]]:
    """(file, what about it) for all that was not simply added: failures first."""
    found = [
        (failure.name, f"{failure.error.what} {failure.error.hint}".strip()) for failure in result.failed
    ]
    found += [
        (name, _("The same text is there as {name}.").format(name=other)) for name, other in result.duplicates
    ]
    return found
