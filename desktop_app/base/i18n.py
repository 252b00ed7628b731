"""Translations by gettext. `_` marks and translates; English is the source language."""

from __future__ import annotations

import gettext
import locale
import os

from desktop_app.base.paths import resources

DOMAIN = "rubricator"
_NAMES = {"German": "de", "English": "en"}
"""What Windows calls them."""
LANGUAGES = {"en": "English", "de": "Deutsch"}

N_ = str
"""Marks a message that is translated later, where it is shown: `TITLE = N_("Text")`, then `_(TITLE)`."""


class _Catalogue:
    def __init__(self) -> None:
        self.language = "en"
        self.translations: gettext.NullTranslations = gettext.NullTranslations()


_active = _Catalogue()


def choose_language(wanted: str = "") -> str:
    """Use the catalogue of `wanted` ('' for the system's language) and return the language that is now in use."""
    code = (wanted or system_language()).replace("-", "_").split("_")[0].split(".")[0].lower()
    _active.language = code if code in LANGUAGES else "en"
    folder = resources() / "i18n"
    _active.translations = gettext.translation(DOMAIN, folder, [_active.language], fallback=True)
    return _active.language


def system_language() -> str:
    """What the system asks for, such as de_DE.UTF-8; '' when it does not say.

    The environment comes first: what `locale` knows depends on which locales are installed.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].split(":")[0]
    return _NAMES.get((locale.getlocale()[0] or "").split("_")[0], locale.getlocale()[0] or "")


def current_language() -> str:
    """The language code in use, 'en' or 'de'."""
    return _active.language


def _(message: str) -> str:
    """The message in the chosen language."""
    return _active.translations.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message in the form that fits the number, in the chosen language."""
    return _active.translations.ngettext(one, many, number)


def in_quotes(words: str) -> str:
    """The words between the quotation marks of the language in use."""
    return _("“{words}”").format(words=words)
