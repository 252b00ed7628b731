"""The theme's colours in the words of the reading view."""

from __future__ import annotations

from PySide6.QtGui import QColor

from desktop_app.gui.reading.colours import MarkColours, ReadingColours
from desktop_app.gui.theme.style import Theme

# How opaque grounds are that lie over page and tints (of 255): ink on them keeps the contrast that the theme promises.
SELECTION_ALPHA, FOUND_ALPHA, FOUND_NOW_ALPHA = 68, 48, 96
FOUND_NOW_ON_BLACK_ALPHA = 64


def reading_colours(look: Theme) -> ReadingColours:
    """Everything the view paints that is not a tag, in the theme that is on now."""
    colours = look.colours
    on_black = colours.high_contrast and colours.dark
    return ReadingColours(
        page=look.colour("page"),
        ink=look.colour("ink"),
        muted=look.colour("muted"),
        rule=look.colour("line"),
        panel=look.colour("panel"),
        focus=look.colour("focus"),
        caret=look.colour("caret"),
        selection=_see_through(look.colour("focus"), SELECTION_ALPHA),
        found=_see_through(look.colour("missing"), FOUND_ALPHA),
        found_now=_see_through(
            look.colour("missing"), FOUND_NOW_ON_BLACK_ALPHA if on_black else FOUND_NOW_ALPHA
        ),
        unknown=mark_colours(look, ""),
    )


def mark_colours(look: Theme, colour: str, name: str = "") -> MarkColours:
    """The two colours, in the theme that is on now, of a tag with this name whose stored colour is `colour`."""
    paint = look.tag(colour)
    return MarkColours(paint.line, paint.tint, name)


def _see_through(colour: QColor, alpha: int) -> QColor:
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)


def waiting_mark(look: Theme, colour: str, name: str = "") -> MarkColours:
    """What is still to be looked at: the line of a tag's colour, without its tint."""
    return MarkColours(look.tag(colour).line, look.colour("page"), name)


def muted_mark(look: Theme) -> MarkColours:
    """What is settled: a quiet ground with a quiet line."""
    return MarkColours(look.colour("scroll"), look.colour("hover"))
