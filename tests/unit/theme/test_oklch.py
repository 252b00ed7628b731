"""Colours by lightness, chroma and hue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.gui.theme.oklch import (
    colour_of,
    contrast,
    distance,
    hex_of,
    hue_of,
    in_gamut,
    luminance,
    mixed,
    oklch_of,
    rgb_of,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_a_colour_comes_back_from_its_parts(colour: str) -> None:
    assert hex_of(*rgb_of(colour)) == colour


@given(colours)
def test_a_colour_comes_back_from_lightness_chroma_and_hue(colour: str) -> None:
    back = colour_of(*oklch_of(colour))
    assert all(abs(a - b) <= 1.01 / 255 for a, b in zip(rgb_of(back), rgb_of(colour), strict=True))


@given(st.floats(0.2, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_a_chroma_that_no_screen_shows_is_lowered_and_nothing_else_changes(
    lightness: float, chroma: float, hue: float
) -> None:
    place = oklch_of(colour_of(lightness, chroma, hue))
    assert abs(place.lightness - lightness) < 0.02
    assert place.chroma < chroma + 0.012
    assert in_gamut(oklch_of(colour_of(lightness, chroma, hue)))


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [("#ff0000", 0.628, 0.258, 29.2), ("#00ff00", 0.866, 0.295, 142.5), ("#0000ff", 0.452, 0.313, 264.1)],
)
def test_the_primaries_lie_where_the_definition_puts_them(
    colour: str, lightness: float, chroma: float, hue: float
) -> None:
    assert oklch_of(colour) == pytest.approx((lightness, chroma, hue), abs=0.06)


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert distance("#000000", "#ffffff") == pytest.approx(1, abs=1e-3)


def test_contrast_is_the_same_both_ways_round() -> None:
    assert contrast("#767676", "#ffffff") == contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_greys_have_no_hue_and_colours_have_one() -> None:
    assert hue_of("#808080") is None
    assert hue_of("#2f66b0") == pytest.approx(256.7, abs=0.1)


def test_mixing_runs_from_one_colour_to_the_other() -> None:
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
    assert mixed("#000000", "#ff0000", 0.5) == "#800000"


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "2f66b0", "#2f66b0ff", "#gggggg"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"not a colour|invalid literal"):
        rgb_of(wrong)
