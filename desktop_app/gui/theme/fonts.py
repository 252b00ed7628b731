"""The bundled fonts, and the families that stand in where they have no letter."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop_app.base.paths import resources

INTERFACE = "Inter"
READING = "Noto Serif"
INTERFACE_PX = 13
READING_PX = 17

_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "NotoSerif-Regular.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSerif-Italic.ttf",
    "NotoSerif-BoldItalic.ttf",
)

# Naming a family costs a thirtieth of what Qt's own search for a Chinese letter does; one that is not installed is
# asked in vain for every letter. Serif before sans, for running text.
_NOTO = (
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"),
    *("Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Ethiopic", "Georgian", "Armenian"),
)
_SCRIPTS = {
    "linux": (
        *("Noto Serif CJK SC", "Noto Serif CJK JP", "Noto Serif CJK KR"),
        *("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR"),
        *(
            "Source Han Serif SC",
            "WenQuanYi Micro Hei",
            "Droid Sans Fallback",
            "Baekmuk Batang",
            "NanumMyeongjo",
        ),
        *("Noto Naskh Arabic", "Noto Serif Hebrew"),
        *(f"Noto Serif {script}" for script in _NOTO),
        *("Noto Sans Oriya", "Noto Sans Mongolian", "Noto Sans Syriac", "Noto Sans Thaana", "Noto Sans NKo"),
        *("Noto Sans Cherokee", "Noto Sans Adlam", "Noto Sans Canadian Aboriginal"),
        *("Noto Color Emoji", "DejaVu Serif", "DejaVu Sans"),
        *("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math"),
    ),
    "darwin": (
        *(
            "Songti SC",
            "Hiragino Mincho ProN",
            "PingFang SC",
            "Songti TC",
            "AppleMyungjo",
            "Apple SD Gothic Neo",
        ),
        *("Geeza Pro", "Times New Roman", "Arial Hebrew"),
        *(
            "Kohinoor Devanagari",
            "Kohinoor Bangla",
            "Mukta Mahee",
            "Kohinoor Gujarati",
            "Tamil MN",
            "Kohinoor Telugu",
        ),
        *("Noto Sans Kannada", "Malayalam MN", "Sinhala MN", "Noto Sans Oriya"),
        *("Thonburi", "Lao MN", "Khmer MN", "Noto Serif Myanmar", "Kailasa", "Kefa", "Mshtakan"),
        *("Noto Sans Mongolian", "Noto Sans Syriac", "Noto Sans Thaana", "Noto Sans NKo"),
        *("Galvji", "Euphemia UCAS", "Apple Color Emoji", "Apple Symbols", "STIX Two Math"),
    ),
    "win32": (
        *(
            "SimSun",
            "Yu Mincho",
            "Microsoft YaHei",
            "Microsoft JhengHei",
            "MS Mincho",
            "Batang",
            "Malgun Gothic",
        ),
        *("Times New Roman", "Nirmala UI", "Leelawadee UI", "Myanmar Text", "Microsoft Himalaya", "Ebrima"),
        *("Sylfaen", "Mongolian Baiti", "Gadugi", "MV Boli"),
        *(
            "Segoe UI",
            "Segoe UI Emoji",
            "Segoe UI Symbol",
            "Segoe UI Historic",
            "Cambria Math",
            "SimSun-ExtB",
        ),
    ),
}
# Runs break where the font does, and in Arabic with the blanks of another font that is at every word: a line in one run
# is laid out three times as fast, and its spans are found ten times as fast. These two have no Latin letters.
_LEADING = {"linux": {"AL": "Noto Naskh Arabic", "R": "Noto Serif Hebrew"}}


@cache
def load() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt, once per process (about 7 ms), and return their families.

    A missing or damaged file is left out: the system's fonts stand in for it. Needs a QGuiApplication.
    """
    folder = resources() / "fonts"
    numbers = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _FILES]
    names = [
        name for number in numbers if number >= 0 for name in QFontDatabase.applicationFontFamilies(number)
    ]
    return tuple(dict.fromkeys(names))


def interface_font(px: int = INTERFACE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of buttons, lists and labels, `px` pixels high, with figures of equal width."""
    font = QFont()
    font.setFamilies([INTERFACE, *_system_families()])
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def reading_families(wanted: str = "") -> list[str]:
    """Families for `QFont.setFamilies` of running text: the wanted one, the bundled serif, other scripts."""
    names = [wanted] if wanted else []
    return list(dict.fromkeys([*names, READING, *_system_families()]))


def reading_font(px: int = READING_PX, wanted: str = "", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of documents and of quoted passages, `px` pixels high; `wanted` is a family of the user's choice."""
    font = QFont()
    font.setFamilies(reading_families(wanted))
    font.setPixelSize(px)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def led_by(font: QFont, direction: str) -> QFont:
    """The same for a text whose first letter has this direction: R as Hebrew, AL as Arabic.

    The family of its script stands in front of the bundled serif, but behind one that the user wants.
    """
    name, names = _LEADING.get(sys.platform, {}).get(direction), font.families()
    found = QFont(font)
    if name in names and READING in names:
        place = names.index(READING)
        found.setFamilies([*names[:place], name, *(other for other in names[place:] if other != name)])
    return found


@cache
def _system_families() -> tuple[str, ...]:
    """Those that are installed."""
    there = frozenset(QFontDatabase.families())
    return tuple(name for name in _SCRIPTS.get(sys.platform, _SCRIPTS["linux"]) if name in there)
