"""Colours by lightness, chroma and hue (OKLCH) instead of by red, green and blue. No Qt here.

OKLCH is made so that equal steps look equal: two hues of the same lightness and chroma look equally bright and
equally strong, which is what lets one hue of a tag serve every theme. Colours are written '#rrggbb'.
"""

from __future__ import annotations

import math
from typing import NamedTuple

_GAMUT_SLACK = 1e-4
_GREY_CHROMA = 0.02


class Oklch(NamedTuple):
    """Lightness 0..1, chroma 0..about 0.37, hue in degrees 0..360 (without meaning when the chroma is 0)."""

    lightness: float
    chroma: float
    hue: float


class Oklab(NamedTuple):
    """The same space in right angles; the straight distance of two colours is how different they look."""

    lightness: float
    a: float
    b: float


def rgb_of(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, each 0..1, of '#rrggbb'. Raises ValueError for anything else."""
    digits = colour.removeprefix("#")
    if len(digits) != 6 or digits == colour:
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def hex_of(red: float, green: float, blue: float) -> str:
    """'#rrggbb' in small letters; parts beyond 0..1 are cut off."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02x}" for part in (red, green, blue))


def to_linear(part: float) -> float:
    """The light behind one sRGB part 0..1."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def from_linear(light: float) -> float:
    """The sRGB part of an amount of light 0..1."""
    if light <= 0.0031308:
        return light * 12.92
    return float(1.055 * light ** (1 / 2.4) - 0.055)


def oklab_of(colour: str) -> Oklab:
    """The place of '#rrggbb' in OKLab."""
    red, green, blue = (to_linear(part) for part in rgb_of(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return Oklab(
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def oklch_of(colour: str) -> Oklch:
    """The place of '#rrggbb' in OKLCH."""
    lightness, a, b = oklab_of(colour)
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _light_of(place: Oklch) -> tuple[float, float, float]:
    turn = math.radians(place.hue)
    a, b = place.chroma * math.cos(turn), place.chroma * math.sin(turn)
    long = (place.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (place.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (place.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def in_gamut(place: Oklch) -> bool:
    """Whether a screen can show this colour."""
    return all(-_GAMUT_SLACK <= light <= 1 + _GAMUT_SLACK for light in _light_of(place))


def colour_of(lightness: float, chroma: float, hue: float) -> str:
    """'#rrggbb' of this lightness and hue, with as much of the chroma as a screen can show."""
    place = Oklch(lightness, chroma, hue)
    if not in_gamut(place):
        low, high = 0.0, chroma
        for _step in range(20):
            middle = (low + high) / 2
            if in_gamut(Oklch(lightness, middle, hue)):
                low = middle
            else:
                high = middle
        place = Oklch(lightness, low, hue)
    red, green, blue = (from_linear(max(0.0, light)) for light in _light_of(place))
    return hex_of(red, green, blue)


def hue_of(colour: str) -> float | None:
    """The hue of '#rrggbb' in degrees, or None for a grey, which has none."""
    place = oklch_of(colour)
    return None if place.chroma < _GREY_CHROMA else place.hue


def distance(one: str, other: str) -> float:
    """How different two colours look: about 0.02 is the least that is noticed, black to white is 1."""
    return math.dist(oklab_of(one), oklab_of(other))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2, 0 for black and 1 for white."""
    red, green, blue = (to_linear(part) for part in rgb_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 (equal) to 21 (black on white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with `share` (0..1) of `other` laid over it, as a screen blends."""
    first, second = rgb_of(one), rgb_of(other)
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return hex_of(red, green, blue)
