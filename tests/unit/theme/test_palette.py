"""The colours of the themes and of tags: readable on every ground, and apart for every eye."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.gui.theme.oklch import (
    contrast,
    distance,
    from_linear,
    hex_of,
    oklch_of,
    rgb_of,
    to_linear,
)
from desktop_app.gui.theme.palette import DARK, LIGHT, THEMES, WHEEL, Colours, next_colour, tag_colours

READABLE = 4.5
STRONG = 7.0
VISIBLE = 3.0
APART = 0.027

# Machado, Oliveira and Fernandes 2009, full severity, on linear light.
FULL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
EYES = {"full": FULL, "protanopia": PROTANOPIA, "deuteranopia": DEUTERANOPIA}

DRAWN = {
    "Actor": ("#2F66B0", "#DDE9F8", "#7FB0EE", "#1E3350"),
    "Claim": ("#B8501A", "#FBE7DA", "#F0A070", "#47291A"),
    "Date": ("#2A7D62", "#DBF0E7", "#6CC9A8", "#173A30"),
    "Cue": ("#6F52B5", "#EBE5F8", "#B49BEC", "#30264C"),
    "Place": ("#17788A", "#D8EEF2", "#66C2D2", "#143840"),
}

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def seen(colour: str, eye: Sequence[Sequence[float]]) -> str:
    """The colour as such an eye sees it."""
    light = [to_linear(part) for part in rgb_of(colour)]
    red, green, blue = (
        from_linear(max(0.0, sum(w * part for w, part in zip(row, light, strict=True)))) for row in eye
    )
    return hex_of(red, green, blue)


def least_distance(colours: Sequence[str], eye: Sequence[Sequence[float]]) -> float:
    """How far apart the two most alike of these colours are for such an eye."""
    return min(distance(one, other) for one, other in combinations([seen(each, eye) for each in colours], 2))


def grounds(theme: Colours) -> tuple[str, ...]:
    return (theme.window, theme.panel, theme.page, theme.hover, theme.chosen)


def enough(theme: Colours) -> float:
    return STRONG if theme.high_contrast else READABLE


@every_theme
@pytest.mark.parametrize("role", ["ink", "muted", "missing", "brand", "danger", "focus"])
def test_words_are_readable_on_every_ground(theme: Colours, role: str) -> None:
    least = min(contrast(getattr(theme, role), ground) for ground in grounds(theme))
    assert least >= enough(theme)
    assert role != "ink" or least >= STRONG


@every_theme
def test_words_are_readable_on_coloured_grounds(theme: Colours) -> None:
    for ground in (theme.selection, theme.missing_tint, theme.danger_tint):
        assert contrast(theme.ink, ground) >= enough(theme)
    for colour, ground in (
        (theme.on_focus, theme.focus),
        (theme.missing, theme.missing_tint),
        (theme.danger, theme.danger_tint),
    ):
        assert contrast(colour, ground) >= enough(theme)


@every_theme
def test_signs_are_seen_on_every_ground(theme: Colours) -> None:
    for ground in grounds(theme):
        for sign in (theme.focus, theme.done, theme.missing, theme.brand, theme.caret, theme.muted):
            assert contrast(sign, ground) >= VISIBLE


@pytest.mark.parametrize(
    "theme", [theme for theme in THEMES.values() if theme.high_contrast], ids=lambda t: t.name
)
def test_where_contrast_is_high_lines_and_what_is_off_are_seen_too(theme: Colours) -> None:
    for ground in grounds(theme):
        assert contrast(theme.done, ground) >= STRONG
        for sign in (theme.line, theme.field_line, theme.scroll):
            assert contrast(sign, ground) >= VISIBLE
        assert contrast(theme.faint, ground) >= READABLE


@every_theme
@given(colour=any_colour)
def test_any_tag_is_readable_and_visible_in_every_theme(theme: Colours, colour: str) -> None:
    pair = tag_colours(colour, theme)
    assert contrast(theme.ink, pair.tint) >= enough(theme)
    assert contrast(theme.muted, pair.tint) >= enough(theme)
    assert contrast(pair.line, theme.page) >= VISIBLE
    assert contrast(pair.line, pair.tint) >= VISIBLE


@every_theme
@given(colour=any_colour)
def test_only_the_hue_of_a_tag_counts(theme: Colours, colour: str) -> None:
    line = oklch_of(tag_colours(colour, theme).line)
    tint = oklch_of(tag_colours(colour, theme).tint)
    recipe = theme.recipe
    assert abs(line.lightness - recipe.line_lightness) <= recipe.tilt + 0.01
    assert abs(tint.lightness - recipe.tint_lightness) <= 0.01
    assert line.chroma <= recipe.line_chroma + 0.01
    assert tint.chroma <= recipe.tint_chroma + 0.01


@pytest.mark.parametrize("colour", ["", "#777777", "red", "#12345"])
def test_a_tag_without_a_hue_is_grey_in_every_theme(colour: str) -> None:
    for theme in THEMES.values():
        pair = tag_colours(colour, theme)
        assert oklch_of(pair.line).chroma < 0.001
        assert oklch_of(pair.tint).chroma < 0.001


def test_the_first_colours_of_the_wheel_are_those_that_were_drawn() -> None:
    for colour, drawn in zip(WHEEL, DRAWN.values(), strict=False):
        light, dark = tag_colours(colour, LIGHT), tag_colours(colour, DARK)
        for made, wanted in zip((light.line, light.tint, dark.line, dark.tint), drawn, strict=True):
            assert distance(made, wanted) < 0.08


@pytest.mark.parametrize("eye", EYES.values(), ids=list(EYES))
@every_theme
def test_the_sixteen_hues_stay_apart_for_colour_blind_eyes(
    theme: Colours, eye: Sequence[Sequence[float]]
) -> None:
    lines = [tag_colours(colour, theme).line for colour in WHEEL]
    assert len(set(lines)) == 16
    assert least_distance(lines, eye) >= APART


def test_stored_colours_of_the_wheel_are_their_own_lines_in_the_light_theme() -> None:
    assert all(distance(tag_colours(colour, LIGHT).line, colour) < 0.006 for colour in WHEEL)


def test_new_tags_get_the_colours_of_the_wheel_in_order() -> None:
    used: list[str] = []
    for _number in range(16):
        used.append(next_colour(used))
    assert used == list(WHEEL)
    assert next_colour(used) == WHEEL[0]


def test_a_colour_like_one_of_the_wheel_counts_as_taken() -> None:
    assert next_colour(["#2F66B0", "#B8501A"]) == WHEEL[2]
