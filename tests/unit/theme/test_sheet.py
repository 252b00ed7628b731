"""The style sheet."""

from __future__ import annotations

import re

import pytest

from desktop_app.base.paths import resources
from desktop_app.gui.theme.palette import THEMES, Colours
from desktop_app.gui.theme.sheet import PICTURES, sheet


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_no_role_is_left_unfilled_in_the_sheet(theme: Colours) -> None:
    text = sheet(theme, theme.focus)
    assert "$" not in text
    assert text.count("{") == text.count("}") > 50


def test_every_picture_that_the_sheet_names_can_be_drawn() -> None:
    named = set(re.findall(r":/light/(\w+)\.svg", sheet(THEMES["light"], "")))
    assert named == {*PICTURES, "dot"}
    for icon, role in PICTURES.values():
        assert (resources() / "icons" / f"{icon}.svg").is_file()
        assert getattr(THEMES["light"], role).startswith("#")


def test_fonts_and_icons_lie_beside_their_licences() -> None:
    fonts, icons = resources() / "fonts", resources() / "icons"
    for licence in (fonts / "OFL-Inter.txt", fonts / "OFL-NotoSerif.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")
    assert "ISC License" in (icons / "LICENSE-lucide.txt").read_text(encoding="utf-8")
    assert len(list(icons.glob("*.svg"))) >= 40


def test_every_icon_takes_the_colour_it_is_given() -> None:
    for path in (resources() / "icons").glob("*.svg"):
        assert ("currentColor" in path.read_text(encoding="utf-8")) == (path.stem != "rubricator"), path.name
