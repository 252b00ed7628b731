"""Measures of a page that follow from its font: line pitch, where tints and lanes lie, how wide the column is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextOption

from desktop_app.gui.theme import fonts

CHARACTERS = 80
"""Average characters on a full line."""
LANES = 4
GROUP_LIMIT = 6
"""So many annotators can have lanes of their own."""
SPACING = 2.0
LEAST_SPACING, MOST_SPACING = 1.4, 4.0

_SAMPLE = (
    "The quick brown fox jumps over a lazy dog while five boxing wizards look on, as it was said in June. "
)
_LANE_PX, _LANE_STEP_PX, _GROUP_SPACE_PX = 2, 3, 2
_LANES_OF_GROUPS = (LANES, 2, 2, 1, 1, 1)
"""How many lanes each group has, when there are so many groups."""
_SMALL = 0.7
_TAB_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class Metrics:
    """All in pixels. Heights inside of a line are counted from the line's top.

    Every line is `pitch` high, whatever its letters: the baseline is at `baseline`, tints reach from `tint_top` to
    `tint_bottom`, the first lane begins there. There are `groups` of `lanes` each, numbered throughout, one every
    `lane_step`, with `group_space` between groups. `gap` follows a paragraph, an empty one is `blank` high.
    `average` is the width of an average character, `column` that of a full line. `small` is for numbers in the margin,
    `small_ascent` from their top to their baseline. `leftwards` is the font of paragraphs that begin with a letter
    written to the left, as Hebrew (R) and as Arabic (AL) is, `options` is how others and those are set.
    """

    font: QFont
    average: float
    pitch: int
    baseline: int
    tint_top: int
    tint_bottom: int
    lane_height: int
    lane_step: int
    gap: int
    blank: int
    column: int
    small: QFont
    small_ascent: int
    leftwards: Mapping[str, QFont]
    options: tuple[QTextOption, QTextOption] = field(compare=False)
    spacing: float
    lanes: int = LANES
    groups: int = 1
    group_space: int = 0

    @classmethod
    def of(cls, font: QFont, spacing: float = SPACING, *, groups: int = 1) -> Metrics:
        """The measures for running text in this font, with lines `spacing` times the font size apart (1.4 to 4).

        Lines are further apart if the lanes of several `groups` (up to 6) need it.
        """
        size = font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()
        average = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        pitch = round(size * min(max(spacing, LEAST_SPACING), MOST_SPACING))
        above, below = round(size * 0.96), round(size * 0.36)
        scale = max(size / 17, 0.5)
        small = _of_size(font, max(round(above * _SMALL), 9))
        groups = min(max(groups, 1), GROUP_LIMIT)
        step, space = max(round(_LANE_STEP_PX * scale), 2), 0
        if groups == 1:
            step = max(2, min(step, max(pitch - above - below, 0) // LANES))
        else:
            space = max(round(_GROUP_SPACE_PX * scale), 1)
            lanes = groups * _LANES_OF_GROUPS[groups - 1]
            pitch = max(pitch, above + below + lanes * step + (groups - 1) * space + 1)
        return cls(
            font=font,
            average=average,
            pitch=pitch,
            baseline=above,
            tint_top=0,
            tint_bottom=above + below,
            lane_height=max(1, min(round(_LANE_PX * scale), step - 1)),
            lane_step=step,
            gap=round(size * 0.25),
            blank=round(size * 0.75),
            column=math.ceil(average * CHARACTERS),
            small=small,
            small_ascent=round(QFontMetricsF(small).ascent()),
            leftwards={kind: fonts.led_by(font, kind) for kind in ("R", "AL")},
            options=(_option(average, from_right=False), _option(average, from_right=True)),
            spacing=spacing,
            lanes=_LANES_OF_GROUPS[groups - 1],
            groups=groups,
            group_space=space,
        )

    def grouped(self, groups: int) -> Metrics:
        """The same with lanes for so many groups; 0 if all share theirs."""
        groups = min(max(groups, 1), GROUP_LIMIT)
        return self if groups == self.groups else Metrics.of(self.font, self.spacing, groups=groups)

    def lays_out_like(self, other: Metrics) -> bool:
        """Whether a text takes up the same lines in both."""
        return (self.font, self.pitch, self.column) == (other.font, other.pitch, other.column)

    @property
    def lane_count(self) -> int:
        """How many lanes there are on a line."""
        return self.groups * self.lanes

    def lane_top(self, lane: int) -> int:
        """Where the line of a lane begins; deeper lanes than there are lie in the last."""
        lane = min(lane, self.lane_count - 1)
        return self.tint_bottom + lane * self.lane_step + lane // self.lanes * self.group_space

    def lane_lift(self, pitch: int) -> int:
        """How much higher lanes lie on a line that is lower than others, for it has nothing but blanks: within it, not
        between the words of the next one.
        """
        deepest = self.lane_top(self.lane_count - 1) + self.lane_height
        return min(deepest - pitch, self.tint_bottom) if pitch < self.pitch else 0

    def lane_at(self, y: float) -> int:
        """The lane at a height of the line; -1 above them all."""
        tops = [self.lane_top(lane) for lane in range(self.lane_count)]
        return sum(top <= y for top in tops) - 1


def _of_size(font: QFont, px: int) -> QFont:
    """The same font, so many pixels high."""
    other = QFont(font)
    other.setPixelSize(px)
    return other


def _option(average: float, *, from_right: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setTabStopDistance(round(average * _TAB_CHARACTERS))
    return option
