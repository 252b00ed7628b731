"""Measures of a page that follow from its font: line pitch, where tints and lanes lie, how wide the column is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

CHARACTERS = 80
"""Average characters on a full line."""
LANES = 4
SPACING = 2.0
LEAST_SPACING, MOST_SPACING = 1.4, 4.0

_SAMPLE = (
    "The quick brown fox jumps over a lazy dog while five boxing wizards look on, as it was said in June. "
)
_LANE_PX, _LANE_STEP_PX = 2, 3
_SMALL = 0.7


@dataclass(frozen=True, slots=True)
class Metrics:
    """All in pixels. Heights inside of a line are counted from the line's top.

    Every line is `pitch` high, whatever its letters: the baseline is at `baseline`, tints reach from `tint_top` to
    `tint_bottom`, the first lane's line begins there. `gap` follows a paragraph, an empty one is `blank` high.
    `average` is the width of an average character, `column` that of a full line. `small` is for numbers in the margin,
    `small_ascent` from their top to their baseline.
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

    @classmethod
    def of(cls, font: QFont, spacing: float = SPACING) -> Metrics:
        """The measures for running text in this font, with lines `spacing` times the font size apart (1.4 to 4)."""
        size = font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()
        measure = QFontMetricsF(font)
        average = measure.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        pitch = round(size * min(max(spacing, LEAST_SPACING), MOST_SPACING))
        above, below = round(size * 0.96), round(size * 0.36)
        room = max(pitch - above - below, 0)
        scale = max(size / 17, 0.5)
        small = QFont(font)
        small.setPixelSize(max(round(above * _SMALL), 9))
        step = max(2, min(round(_LANE_STEP_PX * scale), room // LANES))
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
        )

    def lane_top(self, lane: int) -> int:
        """Where the line of a lane begins; deeper lanes than there are lie in the last."""
        return self.tint_bottom + min(lane, LANES - 1) * self.lane_step
