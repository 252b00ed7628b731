"""The colours of every theme by what they are for, and the two colours of a tag. No Qt here."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.gui.theme.oklch import colour_of, distance, hue_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a theme makes a tag's line and tint from its hue.

    All hues have the same chroma, and the same lightness but for `tilt`: greens are lighter by it and purples darker.
    At one lightness for all, eyes that cannot tell red from green would see some of sixteen hues as the same.
    """

    line_lightness: float
    line_chroma: float
    tint_lightness: float
    tint_chroma: float
    tilt: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One theme. Every field but the first three and the last is a colour '#rrggbb', named by its role.

    `window`, `panel` and `page` are grounds, from the outermost to the sheet one reads; `hover` and `chosen` are
    grounds of rows and buttons. What words are written in keeps a contrast of 4.5:1 on all of them, of 7:1 where the
    contrast is high; `faint` is for what is off.
    """

    name: str
    dark: bool
    high_contrast: bool
    window: str
    panel: str
    page: str
    hover: str
    chosen: str
    line: str
    field_line: str
    scroll: str
    ink: str
    muted: str
    faint: str
    brand: str
    focus: str
    on_focus: str
    selection: str
    caret: str
    missing: str
    missing_tint: str
    done: str
    danger: str
    danger_tint: str
    recipe: Recipe


LIGHT = Colours(
    name="light",
    dark=False,
    high_contrast=False,
    window="#f4f2ee",
    panel="#faf9f6",
    page="#ffffff",
    hover="#f3f1ec",
    chosen="#eeebe4",
    line="#e2ded6",
    field_line="#d3cec4",
    scroll="#cfcac0",
    ink="#20242a",
    muted="#62676e",
    faint="#a3a6aa",
    brand="#a8321f",
    focus="#2f66b0",
    on_focus="#ffffff",
    selection="#bcd5f5",
    caret="#20242a",
    missing="#875a00",
    missing_tint="#fbefd2",
    done="#23805f",
    danger="#a8321f",
    danger_tint="#fae5e0",
    recipe=Recipe(line_lightness=0.54, line_chroma=0.13, tint_lightness=0.935, tint_chroma=0.028),
)

DARK = Colours(
    name="dark",
    dark=True,
    high_contrast=False,
    window="#16171a",
    panel="#1c1e22",
    page="#202227",
    hover="#272a30",
    chosen="#2d3138",
    line="#30333a",
    field_line="#3d4149",
    scroll="#454a53",
    ink="#e7e4de",
    muted="#9ba0a8",
    faint="#656a73",
    brand="#f0806a",
    focus="#7fb0ee",
    on_focus="#14171c",
    selection="#34527d",
    caret="#f4f1ea",
    missing="#e3b341",
    missing_tint="#3d3115",
    done="#4fb48f",
    danger="#f0806a",
    danger_tint="#47231c",
    recipe=Recipe(line_lightness=0.76, line_chroma=0.11, tint_lightness=0.318, tint_chroma=0.055),
)

CONTRAST_LIGHT = Colours(
    name="contrast-light",
    dark=False,
    high_contrast=True,
    window="#ffffff",
    panel="#ffffff",
    page="#ffffff",
    hover="#ececec",
    chosen="#dcdcdc",
    line="#5c5c5c",
    field_line="#000000",
    scroll="#4a4a4a",
    ink="#000000",
    muted="#2b2b2b",
    faint="#5c5c5c",
    brand="#821a0b",
    focus="#0a3d91",
    on_focus="#ffffff",
    selection="#9cc6ff",
    caret="#000000",
    missing="#5e3c00",
    missing_tint="#ffe9b3",
    done="#0a4d35",
    danger="#821a0b",
    danger_tint="#ffd9d1",
    recipe=Recipe(line_lightness=0.44, line_chroma=0.12, tint_lightness=0.915, tint_chroma=0.045, tilt=0.07),
)

CONTRAST_DARK = Colours(
    name="contrast-dark",
    dark=True,
    high_contrast=True,
    window="#000000",
    panel="#000000",
    page="#000000",
    hover="#1f1f1f",
    chosen="#303030",
    line="#9a9a9a",
    field_line="#ffffff",
    scroll="#b4b4b4",
    ink="#ffffff",
    muted="#dadada",
    faint="#9a9a9a",
    brand="#ffa797",
    focus="#a3cdff",
    on_focus="#000000",
    selection="#1d4f9c",
    caret="#ffffff",
    missing="#ffd25e",
    missing_tint="#3d3000",
    done="#74dcb4",
    danger="#ffa797",
    danger_tint="#541c10",
    recipe=Recipe(line_lightness=0.8, line_chroma=0.12, tint_lightness=0.3, tint_chroma=0.07, tilt=0.06),
)

THEMES = {colours.name: colours for colours in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}

_LIGHTEST_HUE = 150.0

WHEEL_HUES = (254, 46, 160, 294, 210, 354, 120, 318, 10, 228, 176, 28, 338, 142, 74, 194)
"""Hues for tags, those that are furthest apart first. They were searched for, so that the lines of any two differ by
0.027 or more in OKLab, in every theme, for eyes that see all colours, no red (protanopia) or no
green (deuteranopia); 0.02 is about the least that is noticed.
"""


@dataclass(frozen=True, slots=True)
class TagColours:
    """The two colours of a tag in one theme: the line below a passage and the tint behind it.

    Ink is readable on the tint as it is on the page.
    """

    line: str
    tint: str


@lru_cache(maxsize=1024)
def tag_colours(colour: str, colours: Colours) -> TagColours:
    """Line and tint, for this theme, of a tag whose colour is '#rrggbb': only its hue counts.

    A grey, an empty or an unreadable colour gives a grey pair.
    """
    try:
        hue = hue_of(colour)
    except ValueError:
        hue = None
    recipe = colours.recipe
    if hue is None:
        return TagColours(colour_of(recipe.line_lightness, 0, 0), colour_of(recipe.tint_lightness, 0, 0))
    return TagColours(_line(hue, recipe), colour_of(recipe.tint_lightness, recipe.tint_chroma, hue))


def _line(hue: float, recipe: Recipe) -> str:
    lean = recipe.tilt * math.cos(math.radians(hue - _LIGHTEST_HUE))
    return colour_of(recipe.line_lightness + lean, recipe.line_chroma, hue)


WHEEL = tuple(_line(hue, LIGHT.recipe) for hue in WHEEL_HUES)
"""The sixteen hues as colours to store with a tag; the first five are those of Actor, Claim, Date, Cue and Place."""


def next_colour(used: Iterable[str]) -> str:
    """The colour for a new tag: the first of the wheel that is free, or the one that is taken
    least often. A colour that is not of the wheel counts as the one it is nearest to.
    """
    counts = dict.fromkeys(WHEEL, 0)
    for colour in used:
        counts[nearest_on_wheel(colour)] += 1
    return min(WHEEL, key=lambda own: counts[own])


@lru_cache(maxsize=1024)
def nearest_on_wheel(colour: str) -> str:
    """The colour of the wheel that looks most like this one."""
    line = tag_colours(colour, LIGHT).line
    return min(WHEEL, key=lambda own: distance(own, line))
