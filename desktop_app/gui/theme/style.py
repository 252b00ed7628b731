"""The look of the running program: `apply` puts it on the application, `theme` hands it to whoever paints."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.gui.theme import fonts, icons, oklch
from desktop_app.gui.theme._memory_files import MemoryFiles
from desktop_app.gui.theme.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    THEMES,
    Colours,
    tag_colours,
)
from desktop_app.gui.theme.sheet import PICTURES, sheet

_DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="5" fill="{}"/></svg>'
SMALLEST_PX, LARGEST_PX = 9, 28
"""Sizes of interface text."""
_EFFECTS = tuple(Qt.UIEffect)


class Choice(StrEnum):
    """What the user may choose: as the system does, or one theme for good."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


class TagPaint(NamedTuple):
    """The two colours of a tag, ready to paint with."""

    line: QColor
    tint: QColor


class System(NamedTuple):
    """What the desktop asks for."""

    dark: bool = False
    high_contrast: bool = False


def system_colours(asked: System) -> Colours:
    """The colours that follow what the desktop asks for."""
    if asked.high_contrast:
        return CONTRAST_DARK if asked.dark else CONTRAST_LIGHT
    return DARK if asked.dark else LIGHT


class Theme(QObject):
    """The colours, fonts and icons in use. One per application: get it with `theme()`.

    `changed` is emitted after every change of theme or size. Widgets are repainted by Qt itself then; only what keeps
    colours of its own (an item model, a cache of pictures) needs to listen.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.choice = Choice.LIGHT
        self.colours = LIGHT
        self.size = fonts.INTERFACE_PX
        self.still = False
        self._app = app
        self._effects = [effect for effect in _EFFECTS if app.isEffectEnabled(effect)]
        self._files: dict[str, MemoryFiles] = {}
        self._started_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self._asked = self._ask()
        app.styleHints().colorSchemeChanged.connect(lambda: self.follow(self._ask()))
        contrast = app.styleHints().accessibility().contrastPreferenceChanged
        contrast.connect(lambda: self.follow(self._ask()))

    def use(self, choice: Choice, *, size: int = fonts.INTERFACE_PX, still: bool = False) -> None:
        """Put this theme on the application, with interface text `size` pixels high (9 to 28), and announce it.

        `still`: the user wants no motion, whatever the system says.
        """
        self.choice = choice
        self.still = still
        for effect in self._effects:
            self._app.setEffectEnabled(effect, not still)
        self.size = min(LARGEST_PX, max(SMALLEST_PX, size))
        self._tell_the_system()
        self._asked = self._ask()
        self._put_on()

    def follow(self, asked: System) -> None:
        """The desktop asks for this from now on: change the colours, unless the user chose some for good."""
        self._asked = asked
        if self._wanted() is not self.colours:
            self._put_on()

    def colour(self, role: str) -> QColor:
        """The colour of a role of `palette.Colours`, say 'muted'. Raises AttributeError for an unknown one."""
        return _qcolor(cast(str, getattr(self.colours, role)))

    def tag(self, colour: str) -> TagPaint:
        """Line and tint of a tag whose stored colour is `colour`."""
        pair = tag_colours(colour, self.colours)
        return TagPaint(_qcolor(pair.line), _qcolor(pair.tint))

    def font(self, *, step: int = 0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The interface font, `step` pixels larger (or smaller, when negative) than normal text."""
        return fonts.interface_font(max(SMALLEST_PX, self.size + step), weight)

    def icon(self, name: str, role: str = "muted", size: int = 16) -> QIcon:
        """The icon `resources/icons/<name>.svg` in the colour of a role. Raises FileNotFoundError for an unknown name.

        Ask again when the theme has changed; `widgets.IconButton` does so by itself.
        """
        return icons.coloured_icon(name, getattr(self.colours, role), self.colours.faint, size)

    def beside_text(self, px: int) -> int:
        """How large something is that has so many pixels when text has the normal size, and grows as much as text."""
        return round(px * self.size / fonts.INTERFACE_PX)

    def sign_px(self, px: int = 16) -> int:
        """How large a sign is that has so many pixels beside text of the normal size: half as large again beside text
        of twice the size, so that it leaves the words their room.
        """
        return max(px, round(px * (1 + self.size / fonts.INTERFACE_PX) / 2))

    def _wanted(self) -> Colours:
        return system_colours(self._asked) if self.choice is Choice.SYSTEM else THEMES[self.choice]

    def _ask(self) -> System:
        hints = self._app.styleHints()
        scheme = hints.colorScheme()
        dark = self._started_dark if scheme is Qt.ColorScheme.Unknown else scheme is Qt.ColorScheme.Dark
        contrast = hints.accessibility().contrastPreference()
        return System(dark, contrast is Qt.ContrastPreference.HighContrast)

    def _tell_the_system(self) -> None:
        """Let title bars and the system's own dialogs match, where the system can."""
        hints = self._app.styleHints()
        if self.choice is Choice.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = THEMES[self.choice].dark
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _put_on(self) -> None:
        self.colours = self._wanted()
        if self.colours.name not in self._files:
            self._files[self.colours.name] = _pictures(self.colours)
        if self._app.style().name() != "fusion":
            self._app.setStyle("Fusion")
        self._app.setPalette(_palette(self.colours))
        self._app.setFont(self.font())
        focus_hover = oklch.mixed(self.colours.focus, self.colours.ink, 0.12)
        self._app.setStyleSheet(sheet(self.colours, focus_hover))
        self.changed.emit()


def apply(
    app: QApplication,
    choice: Choice = Choice.SYSTEM,
    *,
    size: int = fonts.INTERFACE_PX,
    still: bool = False,
) -> Theme:
    """Load the fonts, put the chosen theme on the application and return it. Call it again to change the choice."""
    fonts.load()
    app.setWindowIcon(icons.application_icon())
    look = theme()
    look.use(choice, size=size, still=still)
    return look


def theme() -> Theme:
    """The theme of the running application; a light one if none has been applied yet. Needs a QApplication."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("there is no application that a theme could belong to")
    found = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else Theme(app)


@lru_cache(maxsize=1024)
def _qcolor(colour: str) -> QColor:
    return QColor(colour)


def _pictures(colours: Colours) -> MemoryFiles:
    files = {
        f"{name}.svg": icons.svg(icon, cast(str, getattr(colours, role)))
        for name, (icon, role) in PICTURES.items()
    }
    return MemoryFiles(colours.name, {**files, "dot.svg": _DOT.format(colours.on_focus).encode()})


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.window,
        role.WindowText: colours.ink,
        role.Base: colours.page,
        role.AlternateBase: colours.panel,
        role.Text: colours.ink,
        role.PlaceholderText: colours.muted,
        role.Button: colours.panel,
        role.ButtonText: colours.ink,
        role.BrightText: colours.danger,
        role.ToolTipBase: colours.page,
        role.ToolTipText: colours.ink,
        role.Link: colours.focus,
        role.LinkVisited: colours.focus,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.ink,
        role.Accent: colours.focus,
        role.Light: colours.page,
        role.Midlight: colours.panel,
        role.Mid: colours.field_line,
        role.Dark: colours.muted,
        role.Shadow: colours.line,
    }
    palette = QPalette()
    for which, colour in pairs.items():
        palette.setColor(which, _qcolor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, _qcolor(colours.faint))
    return palette
