"""The colours that the reading view paints with. It has none of its own: the theme fills these in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class MarkColours:
    """A tag's two colours: `line` for underlines, `tint` (opaque) behind the text. `name` is what the tag is called."""

    line: QColor
    tint: QColor
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadingColours:
    """Everything in the view that is not a tag.

    `page` is the paper, `ink` the text, `muted` what is aside of it (signs for invisible characters, badges, margin
    marks), `rule` thin separating lines, `panel` the ground of the overview strip, `focus` the outline of the chosen
    annotation and its handles, `caret` the text cursor. `selection`, `found` and `found_now` are grounds behind the
    text: ink must be readable on them, tints may shine through. `unknown` is for tags without a colour.
    """

    page: QColor
    ink: QColor
    muted: QColor
    rule: QColor
    panel: QColor
    focus: QColor
    caret: QColor
    selection: QColor
    found: QColor
    found_now: QColor
    unknown: MarkColours
