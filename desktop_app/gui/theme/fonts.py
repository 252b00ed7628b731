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

# Naming a family costs a thirtieth of what Qt's own search for a Chinese letter does; a family that is not installed
# costs nothing. Serif before sans, for running text.
_SCRIPTS = {
    "linux": (
        "Noto Serif CJK SC",
        "Noto Serif CJK JP",
        "Noto Sans CJK SC",
        "Noto Sans CJK JP",
        "WenQuanYi Micro Hei",
        "Noto Naskh Arabic",
        "Noto Serif Hebrew",
        "Noto Serif Devanagari",
        "Noto Serif Thai",
        "Noto Color Emoji",
        "DejaVu Serif",
        "DejaVu Sans",
    ),
    "darwin": (
        "Songti SC",
        "Hiragino Mincho ProN",
        "PingFang SC",
        "AppleMyungjo",
        "Geeza Pro",
        "Times New Roman",
        "Arial Hebrew",
        "Kohinoor Devanagari",
        "Thonburi",
        "Apple Color Emoji",
    ),
    "win32": (
        "SimSun",
        "Yu Mincho",
        "Microsoft YaHei",
        "Batang",
        "Malgun Gothic",
        "Times New Roman",
        "Nirmala UI",
        "Leelawadee UI",
        "Segoe UI Emoji",
        "Segoe UI Symbol",
    ),
}


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


def _system_families() -> tuple[str, ...]:
    return _SCRIPTS.get(sys.platform, _SCRIPTS["linux"])
