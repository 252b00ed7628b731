"""The look on a running application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QIODevice, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from desktop_app.gui.theme import fonts, icons
from desktop_app.gui.theme.oklch import contrast, mixed
from desktop_app.gui.theme.palette import CONTRAST_DARK, DARK, LIGHT, THEMES, WHEEL, tag_colours
from desktop_app.gui.theme.reading import mark_colours, reading_colours
from desktop_app.gui.theme.sheet import PICTURES
from desktop_app.gui.theme.style import Choice, System, Theme, apply, theme

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    yield apply(qapp, Choice.LIGHT)
    apply(qapp, Choice.LIGHT)


def test_there_is_one_theme_for_the_application(look: Theme) -> None:
    assert theme() is look
    assert theme() is theme()


@pytest.mark.parametrize("choice", [choice for choice in Choice if choice is not Choice.SYSTEM])
def test_a_fixed_choice_puts_its_colours_on_the_application(look: Theme, choice: Choice) -> None:
    look.use(choice)
    assert look.colours is THEMES[choice]
    assert QApplication.palette().color(QPalette.ColorRole.Base).name() == look.colours.page
    assert QApplication.palette().color(QPalette.ColorRole.WindowText).name() == look.colours.ink


def test_a_change_is_announced_once(look: Theme, qtbot: QtBot) -> None:
    heard: list[str] = []
    look.changed.connect(lambda: heard.append(look.colours.name))
    look.use(Choice.DARK)
    look.use(Choice.CONTRAST_DARK)
    assert heard == ["dark", "contrast-dark"]


def test_where_the_system_says_nothing_a_light_start_stays_light(look: Theme) -> None:
    look.use(Choice.DARK)
    look.use(Choice.SYSTEM)
    expected = {
        Qt.ColorScheme.Unknown: LIGHT,
        Qt.ColorScheme.Light: LIGHT,
        Qt.ColorScheme.Dark: DARK,
    }
    assert look.colours is expected[QApplication.styleHints().colorScheme()]


def test_every_role_gives_a_colour(look: Theme) -> None:
    roles = [field.name for field in fields(LIGHT) if str(getattr(LIGHT, field.name)).startswith("#")]
    assert len(roles) > 15
    assert all(look.colour(role).name() == getattr(LIGHT, role) for role in roles)


def test_a_tag_is_painted_in_the_colours_of_the_theme(look: Theme) -> None:
    look.use(Choice.DARK)
    line, tint = look.tag("#2f66b0")
    pair = tag_colours("#2f66b0", DARK)
    assert (line.name(), tint.name()) == (pair.line, pair.tint)


def test_the_interface_font_is_bundled_and_has_every_weight(look: Theme) -> None:
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        info = QFontInfo(look.font(weight=weight))
        assert (info.family(), info.weight(), info.pixelSize()) == ("Inter", weight, 13)


def test_figures_are_equally_wide_in_labels_too(look: Theme, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.ensurePolished()
    metrics = label.fontMetrics()
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_the_size_of_the_interface_is_the_users_within_reason(look: Theme) -> None:
    look.use(Choice.LIGHT, size=16)
    assert QApplication.font().pixelSize() == 16
    assert look.font(step=-2).pixelSize() == 14
    look.use(Choice.LIGHT, size=400)
    assert look.size == 28
    look.use(Choice.LIGHT, size=1)
    assert look.size == 9


def test_documents_are_read_in_the_bundled_serif_in_four_styles(look: Theme) -> None:
    assert set(fonts.load()) >= {"Inter", "Noto Serif"}
    assert QFontInfo(fonts.reading_font()).family() == "Noto Serif"
    assert set(QFontDatabase.styles("Noto Serif")) >= {"Regular", "Bold", "Italic", "Bold Italic"}


@pytest.mark.parametrize("direction", ["R", "AL"])
def test_a_text_from_the_right_has_the_same_families_and_the_users_own_first(direction: str) -> None:
    font = fonts.reading_font(wanted="Georgia")
    led = fonts.led_by(font, direction).families()
    assert led[0] == "Georgia"
    assert sorted(led) == sorted(font.families())
    assert fonts.led_by(font, "").families() == font.families()


def test_the_users_own_family_comes_before_the_bundled_one(look: Theme) -> None:
    families = fonts.reading_families("Garamond")
    assert families[:2] == ["Garamond", "Noto Serif"]
    assert len(families) == len(set(families))
    assert fonts.reading_families("Noto Serif").count("Noto Serif") == 1


def test_no_letter_is_looked_for_in_a_family_that_is_not_installed(look: Theme) -> None:
    assert set(fonts.reading_families()) <= set(QFontDatabase.families())


@pytest.mark.parametrize("name", [*PICTURES, "dot"])
@pytest.mark.parametrize("choice", ["light", "dark", "contrast-light", "contrast-dark"])
def test_the_pictures_of_the_sheet_are_there_without_a_file(look: Theme, name: str, choice: str) -> None:
    look.use(Choice(choice))
    file = QFile(f":/{choice}/{name}.svg")
    assert file.open(QIODevice.OpenModeFlag.ReadOnly)
    content = bytes(file.readAll().data())
    assert b"<svg" in content
    assert b"currentColor" not in content


def test_an_icon_is_drawn_in_the_colour_of_its_role_at_every_scale(look: Theme) -> None:
    for scale in (1.0, 1.5, 2.0):
        picture = icons.pixmap("minus", LIGHT.brand, 16, scale)
        assert picture.size() == QSize(round(16 * scale), round(16 * scale))
        assert picture.devicePixelRatio() == scale
        middle = picture.toImage().pixelColor(picture.width() // 2, picture.height() // 2)
        assert middle.alpha() > 100
        assert abs(middle.hslHue() - look.colour("brand").hslHue()) <= 4


def test_an_icon_is_kept_and_follows_the_theme(look: Theme) -> None:
    light = look.icon("pin").pixmap(16, 16).toImage()
    assert look.icon("pin").pixmap(16, 16).toImage() == light
    look.use(Choice.DARK)
    assert look.icon("pin").pixmap(16, 16).toImage() != light


def test_a_disabled_icon_is_faint(look: Theme) -> None:
    icon = look.icon("pin", "ink")
    assert (
        icon.pixmap(16, 16, QIcon.Mode.Disabled).toImage() != icon.pixmap(16, 16, QIcon.Mode.Normal).toImage()
    )


def test_an_icon_that_does_not_exist_is_an_error(look: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        look.icon("no-such-icon")


def test_the_program_has_an_icon_of_its_own(look: Theme) -> None:
    sizes = {size.width() for size in QApplication.windowIcon().availableSizes()}
    assert {16, 32, 256} <= sizes


def test_nothing_moves_for_who_wants_no_motion(look: Theme) -> None:
    effects = [effect for effect in Qt.UIEffect if QApplication.isEffectEnabled(effect)]
    look.use(Choice.LIGHT, still=True)
    assert [effect for effect in Qt.UIEffect if QApplication.isEffectEnabled(effect)] == []
    look.use(Choice.LIGHT)
    assert [effect for effect in Qt.UIEffect if QApplication.isEffectEnabled(effect)] == effects


def test_nothing_is_animated_past_the_theme() -> None:
    moving = re.compile(
        r"QPropertyAnimation|QVariantAnimation|QTimeLine|QMovie|setAnimated\(|setCursorFlashTime"
    )
    found = [
        path.name for path in (ROOT / "desktop_app").glob("**/*.py") if moving.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_caret_of_the_text_stands_still_and_all_others_blink_as_the_system_says(look: Theme) -> None:
    before = QApplication.cursorFlashTime()
    for choice in Choice:
        look.use(choice)
    assert QApplication.cursorFlashTime() == before


@pytest.mark.parametrize("choice", ["light", "dark", "contrast-light", "contrast-dark"])
def test_the_reading_view_gets_the_colours_of_the_theme(look: Theme, choice: str) -> None:
    look.use(Choice(choice))
    colours = reading_colours(look)
    assert colours.page.name() == look.colours.page
    assert colours.ink.name() == look.colours.ink
    assert all(0 < veil.alpha() < 128 for veil in (colours.selection, colours.found, colours.found_now))
    assert mark_colours(look, "#2f66b0", "Actor").name == "Actor"
    assert mark_colours(look, "#2f66b0").tint != colours.unknown.tint


@pytest.mark.parametrize("choice", ["light", "dark", "contrast-light", "contrast-dark"])
def test_ink_is_readable_on_all_that_is_laid_over_page_and_tints(look: Theme, choice: str) -> None:
    look.use(Choice(choice))
    colours = reading_colours(look)
    enough = 7.0 if look.colours.high_contrast else 4.5
    for ground in (look.colours.page, *(tag_colours(colour, look.colours).tint for colour in WHEEL)):
        for veil in (colours.selection, colours.found, colours.found_now):
            seen = mixed(ground, veil.name(), veil.alphaF())
            assert contrast(look.colours.ink, seen) >= enough


def test_high_contrast_is_a_theme_of_its_own(look: Theme) -> None:
    look.use(Choice.CONTRAST_DARK)
    assert look.colours is CONTRAST_DARK
    assert look.colours.high_contrast


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("high_contrast", [False, True])
def test_the_colours_follow_the_desktop_as_it_changes(look: Theme, dark: bool, high_contrast: bool) -> None:
    asked = System(dark=dark, high_contrast=high_contrast)
    look.use(Choice.SYSTEM)
    look.follow(System(dark=not dark, high_contrast=not high_contrast))
    heard: list[str] = []
    look.changed.connect(lambda: heard.append(look.colours.name))
    look.follow(asked)
    assert (look.colours.dark, look.colours.high_contrast) == asked
    assert QApplication.palette().color(QPalette.ColorRole.Base).name() == look.colours.page
    look.follow(asked)
    assert heard == [look.colours.name]


@pytest.mark.parametrize("choice", [choice for choice in Choice if choice is not Choice.SYSTEM])
def test_colours_that_were_chosen_for_good_stay_whatever_the_desktop_asks_for(
    look: Theme, choice: Choice
) -> None:
    look.use(choice)
    heard: list[str] = []
    look.changed.connect(lambda: heard.append(look.colours.name))
    for dark in (False, True):
        for high_contrast in (False, True):
            look.follow(System(dark, high_contrast))
    assert look.colours is THEMES[choice]
    assert heard == []


def test_qts_own_word_about_light_and_dark_reaches_the_colours(look: Theme) -> None:
    look.use(Choice.SYSTEM)
    look.follow(System(dark=True, high_contrast=True))
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not look.colours.high_contrast
    look.follow(System(dark=True, high_contrast=True))
    QApplication.styleHints().accessibility().contrastPreferenceChanged.emit(
        Qt.ContrastPreference.NoPreference
    )
    assert not look.colours.high_contrast


def test_a_choice_opens_as_a_list_that_has_room_for_all_of_it(look: Theme, qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.ensurePolished()
    assert box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, QStyleOptionComboBox(), box) == 0


def test_an_icon_is_sharp_on_a_screen_that_was_plugged_in_later(
    look: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Screen:
        def devicePixelRatio(self) -> float:
            return 3.0

    size = QSize(16, 16)
    assert look.icon("pin").pixmap(size, 3.0).size() != QSize(48, 48)
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [Screen()])
    assert look.icon("pin").pixmap(size, 3.0).size() == QSize(48, 48)
