"""The sheet of paper: its size, its fonts, its colours. Its unit of length is an eighth of a point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize

from desktop_app.gui.reading.metrics import Metrics
from desktop_app.gui.theme import fonts
from desktop_app.gui.theme.palette import LIGHT, tag_colours

UNITS_PER_POINT = 8
UNITS_PER_INCH = 72 * UNITS_PER_POINT
BODY_POINTS = 10.5
SPACING = 2.2
BADGE_ROOM = 26 * UNITS_PER_POINT
"""Beside the column, for the number of annotations that have no lane."""
_FOOTER = 26 * UNITS_PER_POINT
_MOST_CHARACTERS = 100
_SHAPES = ("liga", "calt", "tnum")
_MARGINS_MM = QMarginsF(25, 19, 16, 15)
"""The room for badges makes up for the narrower right margin."""


def units(points: float) -> int:
    """A length in points as whole units of the paper (see above), rounded."""
    return round(points * UNITS_PER_POINT)


@dataclass(frozen=True, slots=True)
class Paper:
    """What can be printed on: `width` and `height` in units, `column` of it for running text."""

    width: int
    height: int
    metrics: Metrics

    @classmethod
    def of(cls, layout: QPageLayout, family: str = "") -> Paper:
        """The printable part of a page, to be filled with text in the family of the user's choice."""
        area = layout.paintRect(QPageLayout.Unit.Point)
        return cls(units(area.width()), units(area.height()), Metrics.of(body_font(family), SPACING))

    @property
    def column(self) -> int:
        """The width of the lines of running text, in units: no more characters than are read with ease."""
        return max(min(self.width - BADGE_ROOM, round(self.metrics.average * _MOST_CHARACTERS)), 1)

    @property
    def room(self) -> int:
        """The height for the contents: all of it but the footer."""
        return max(self.height - _FOOTER, self.metrics.pitch)

    @property
    def characters(self) -> float:
        """How many average characters a line holds."""
        return self.column / self.metrics.average


def usual_size() -> QPageSize.PageSizeId:
    """Letter where people measure in inches, A4 elsewhere."""
    metric = QLocale.system().measurementSystem() is not QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter


def page_layout(size: QPageSize.PageSizeId) -> QPageLayout:
    """An upright page with our margins."""
    return QPageLayout(
        QPageSize(size), QPageLayout.Orientation.Portrait, _MARGINS_MM, QPageLayout.Unit.Millimeter
    )


def body_font(family: str = "") -> QFont:
    """The font of running text."""
    return _plain(fonts.reading_font(units(BODY_POINTS), family))


def serif(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of titles and quoted passages."""
    return _plain(fonts.reading_font(units(points), weight=weight))


def sans(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of everything beside the text."""
    return _plain(fonts.interface_font(units(points), weight))


def _plain(font: QFont) -> QFont:
    """Without shapes that stand for other letters, of which a PDF does not know which: 'office' would not be found."""
    for name in _SHAPES:
        font.setFeature(QFont.Tag(name), 0)
    return font


@lru_cache(maxsize=32)
def colour(role: str) -> QColor:
    """A colour of the light theme, whatever theme is on."""
    return QColor(cast(str, getattr(LIGHT, role)))


@lru_cache(maxsize=1024)
def line_and_tint(tag_colour: str) -> tuple[QColor, QColor]:
    """The two colours of a tag in the light theme."""
    pair = tag_colours(tag_colour, LIGHT)
    return QColor(pair.line), QColor(pair.tint)
