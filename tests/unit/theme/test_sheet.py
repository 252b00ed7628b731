"""The style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app import gui
from desktop_app.base.paths import resources
from desktop_app.gui.theme.palette import THEMES, Colours
from desktop_app.gui.theme.sheet import PICTURES, sheet


def icons() -> list[Path]:
    """The files of all icons, by name."""
    return sorted((resources() / "icons").glob("*.svg"))


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
    fonts = resources() / "fonts"
    for licence in (fonts / "OFL-Inter.txt", fonts / "OFL-NotoSerif.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")
    assert "ISC License" in (resources() / "icons" / "LICENSE-lucide.txt").read_text(encoding="utf-8")


def test_every_icon_is_named_in_the_window() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(gui.__file__).parent.rglob("*.py"))
    assert [icon.stem for icon in icons() if f'"{icon.stem}"' not in code] == []


def test_every_icon_takes_the_colour_it_is_given() -> None:
    for path in icons():
        assert ("currentColor" in path.read_text(encoding="utf-8")) == (path.stem != "rubricator"), path.name
