"""Which letters of a text no installed font has: they are seen as boxes, whatever is right behind them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFont, QTextLayout

from desktop_app.base.i18n import N_, _

SAMPLE = 4096
"""Characters that are looked at, at each of some places of a text."""
_PROBES = 6
_EMOJI = "EMOJI"
_SIGN = "SIGN"
_NAMES = {
    "CJK": N_("Chinese characters"),
    "HIRAGANA": N_("Japanese"),
    "KATAKANA": N_("Japanese"),
    "HANGUL": N_("Korean"),
    "ARABIC": N_("Arabic"),
    "ARMENIAN": N_("Armenian"),
    "BENGALI": N_("Bengali"),
    "CYRILLIC": N_("Cyrillic"),
    "DEVANAGARI": N_("Devanagari"),
    "ETHIOPIC": N_("Ethiopic"),
    "GEORGIAN": N_("Georgian"),
    "GREEK": N_("Greek"),
    "HEBREW": N_("Hebrew"),
    "KHMER": N_("Khmer"),
    "LAO": N_("Lao"),
    "MONGOLIAN": N_("Mongolian"),
    "MYANMAR": N_("Burmese"),
    "SINHALA": N_("Sinhala"),
    "TAMIL": N_("Tamil"),
    "TELUGU": N_("Telugu"),
    "THAI": N_("Thai"),
    "TIBETAN": N_("Tibetan"),
    _EMOJI: N_("emoji"),
    _SIGN: N_("signs"),
}
_PACKAGES = {
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"), "fonts-noto-cjk"),
    _EMOJI: "fonts-noto-color-emoji",
}
_OTHER_PACKAGE = "fonts-noto-core"
_DEBIAN = Path("/etc/debian_version")
_PLAIN = re.compile("[\x00-\u024f\u2000-\u206f]+")
_LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl")
_SIGNS = ("So", "Sk", "Sm", "Sc", "Po", "Ps", "Pe", "Pd", "No")
_WIDTHS = ("FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC", "BOPOMOFO")
_FIRST_EMOJI = "\U0001f000"


def letters_by_script(sample: str) -> dict[str, str]:
    """Some different letters of each script in a text, most of which Latin is not; by the first word of their names."""
    found: dict[str, str] = {}
    for letter in dict.fromkeys(_PLAIN.sub("", sample)):
        script = _script_of(letter)
        if script and len(found.get(script, "")) < _PROBES:
            found[script] = found.get(script, "") + letter
    return found


def _script_of(letter: str) -> str:
    """'' for what needs no ink, or has none that is agreed on: marks, blanks, private and unassigned characters."""
    kind = unicodedata.category(letter)
    name = unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
    if kind not in (*_SIGNS, *_LETTERS):
        return ""
    if name in _WIDTHS:
        return "CJK"
    if kind in _SIGNS:
        return _EMOJI if kind in ("So", "Sk") and letter >= _FIRST_EMOJI else _SIGN
    return name


def is_drawn(letter: str, font: QFont) -> bool:
    """Whether the font, or one that stands in for it, has the letter."""
    layout = QTextLayout(letter, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes())


def are_missing(letters: str, drawn: Callable[[str], bool]) -> bool:
    """Whether most of some letters of a script are not drawn."""
    return 2 * sum(not drawn(letter) for letter in letters) > len(letters)


def advice(scripts: list[str], *, debian: bool | None = None) -> tuple[str, str]:
    """What is missing, and what to do about it; `debian` if the system installs packages by Debian's names."""
    names = list(dict.fromkeys(_(_NAMES[key]) if key in _NAMES else key.title() for key in scripts))
    what = _("No font on this computer has letters for: {scripts}.").format(scripts=", ".join(names))
    debian = sys.platform == "linux" and _DEBIAN.exists() if debian is None else debian
    if debian:
        packages = " ".join(dict.fromkeys(_PACKAGES.get(key, _OTHER_PACKAGE) for key in scripts))
        how = _("They are shown as boxes until you install: {packages}").format(packages=packages)
    else:
        how = _("They are shown as boxes until you install a font that has them.")
    return what, how
