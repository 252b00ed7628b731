"""The encodings that the program knows: their names, their words, their marks."""

from __future__ import annotations

import codecs

from desktop_app.base.errors import ReadError
from desktop_app.base.i18n import N_, _
from desktop_app.base.shown import shown
from desktop_app.readers._words import words

_ALL = N_("Every language")
_WESTERN = N_("Western European")
_CENTRAL = N_("Central European")
_CYRILLIC = N_("Cyrillic")
_GREEK = N_("Greek")
_HEBREW = N_("Hebrew")
_JAPANESE = N_("Japanese")

_TITLES = {
    "utf-8": ("UTF-8", _ALL),
    "utf-16-le": ("UTF-16 LE", _ALL),
    "utf-16-be": ("UTF-16 BE", _ALL),
    "utf-32-le": ("UTF-32 LE", _ALL),
    "utf-32-be": ("UTF-32 BE", _ALL),
    "cp1252": ("Windows-1252", _WESTERN),
    "iso8859-1": ("ISO 8859-1", _WESTERN),
    "iso8859-15": ("ISO 8859-15", _WESTERN),
    "mac-roman": ("Mac Roman", _WESTERN),
    "cp850": ("DOS 850", _WESTERN),
    "cp1250": ("Windows-1250", _CENTRAL),
    "iso8859-2": ("ISO 8859-2", _CENTRAL),
    "cp1251": ("Windows-1251", _CYRILLIC),
    "koi8-r": ("KOI8-R", _CYRILLIC),
    "koi8-u": ("KOI8-U", _CYRILLIC),
    "iso8859-5": ("ISO 8859-5", _CYRILLIC),
    "mac-cyrillic": ("Mac Cyrillic", _CYRILLIC),
    "cp866": ("DOS 866", _CYRILLIC),
    "cp1253": ("Windows-1253", _GREEK),
    "iso8859-7": ("ISO 8859-7", _GREEK),
    "cp1254": ("Windows-1254", N_("Turkish")),
    "cp1255": ("Windows-1255", _HEBREW),
    "iso8859-8": ("ISO 8859-8", _HEBREW),
    "cp1256": ("Windows-1256", N_("Arabic")),
    "cp1257": ("Windows-1257", N_("Baltic")),
    "cp1258": ("Windows-1258", N_("Vietnamese")),
    "cp874": ("Windows-874", N_("Thai")),
    "gb18030": ("GB 18030", N_("Chinese, simplified")),
    "big5hkscs": ("Big5-HKSCS", N_("Chinese, traditional")),
    "cp932": ("Shift-JIS, Windows-932", _JAPANESE),
    "euc_jp": ("EUC-JP", _JAPANESE),
    "iso2022_jp": ("ISO 2022-JP", _JAPANESE),
    "cp949": ("EUC-KR, Windows-949", N_("Korean")),
}
ENCODINGS = tuple(_TITLES)
"""Encodings to offer to a person, by Python's names, in the order of a menu."""

_ALSO = words(
    "ascii big5 gbk gb2312 hz shift_jis shift_jis_2004 euc_jis_2004 euc_kr johab iso2022_jp_2 iso2022_kr",
    "iso8859-3 iso8859-4 iso8859-6 iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-16 tis-620",
    "cp437 cp720 cp737 cp775 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp869 cp1125",
    "koi8-t kz1048 ptcp154 mac-greek mac-iceland mac-latin2 mac-turkish utf-8-sig utf-16 utf-32",
)
"""Understood when somebody names them, but not offered. UTF-7 is neither: it can spell half characters."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
"""Byte-order marks and what they stand for, longer ones before those that they begin with."""


def canonical(name: str) -> str:
    """Python's own name of an encoding that somebody named. Raises ReadError for one that is not known."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        found = ""
    if found == "utf-8-sig":
        return "utf-8"
    if found in _TITLES or found in _ALSO:
        return found
    raise ReadError(
        _("The program does not know an encoding “{name}”.").format(name=shown(name, 40)),
        hint=_("Choose one from the list of encodings."),
    )


def short_title(encoding: str) -> str:
    """The name of an encoding that people know: 'Windows-1251'."""
    return _TITLES[encoding][0] if encoding in _TITLES else encoding


def encoding_title(encoding: str) -> str:
    """An encoding in words, for a menu: 'Cyrillic (Windows-1251)'."""
    if encoding not in _TITLES:
        return encoding
    title, script = _TITLES[encoding]
    spoken = _(script)
    return f"{spoken} ({title})"
