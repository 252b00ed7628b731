"""Small parts that windows are made of. They know the theme and nothing about projects."""

from desktop_app.gui.widgets.buttons import (
    IconButton,
    danger_button,
    primary_button,
    push_button,
    quiet_button,
)
from desktop_app.gui.widgets.chip import Chip
from desktop_app.gui.widgets.fields import inset, leaves_undo
from desktop_app.gui.widgets.flow import FlowLayout, FlowRow
from desktop_app.gui.widgets.keycap import Keycap, KeyHint
from desktop_app.gui.widgets.labels import ClampedLabel, ElidedLabel, EmptyHint, SectionHeader, plain_label
from desktop_app.gui.widgets.messages import InlineMessage, Kind
from desktop_app.gui.widgets.progress import ProgressStrip
from desktop_app.gui.widgets.room import take_room
from desktop_app.gui.widgets.segmented import Segmented
from desktop_app.gui.widgets.sides import list_side, page_side, put_beside
from desktop_app.gui.widgets.states import StateDot
from desktop_app.gui.widgets.surface import Card, Rule, Surface
from desktop_app.gui.widgets.swatch import TagSwatch

__all__ = [
    "Card",
    "Chip",
    "ClampedLabel",
    "ElidedLabel",
    "EmptyHint",
    "FlowLayout",
    "FlowRow",
    "IconButton",
    "InlineMessage",
    "KeyHint",
    "Keycap",
    "Kind",
    "ProgressStrip",
    "Rule",
    "SectionHeader",
    "Segmented",
    "StateDot",
    "Surface",
    "TagSwatch",
    "danger_button",
    "inset",
    "leaves_undo",
    "list_side",
    "page_side",
    "plain_label",
    "primary_button",
    "push_button",
    "put_beside",
    "quiet_button",
    "take_room",
]
