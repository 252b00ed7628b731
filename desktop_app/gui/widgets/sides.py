"""A list on one side and what is chosen in it on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.buttons import IconButton
from desktop_app.gui.widgets.surface import Surface

_PAGE_PX = 560
Act = tuple[str, str, Callable[[], object]]
"""A small button: its icon, what it says, and what it does."""


def put_beside(owner: QWidget, side: QWidget, page: QWidget, *, side_px: int) -> None:
    """Fill `owner` with `side` and, with a line between them that can be pulled, `page`, which takes what is left.

    `side_px` is for text of the normal size.
    """
    splitter = QSplitter(Qt.Orientation.Horizontal, owner)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(side)
    splitter.addWidget(page)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([theme().sign_px(side_px), theme().beside_text(_PAGE_PX)])
    whole = QHBoxLayout(owner)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(splitter)


def list_side(
    above: Iterable[QWidget],
    listed: QWidget,
    below: Iterable[QWidget] = (),
    *,
    acts: Iterable[Act],
    file_acts: Iterable[Act],
) -> Surface:
    """A list that takes what room there is, with parts above and below it, and last a line of small buttons: `acts`
    at its start, `file_acts` at its end.
    """
    side = Surface("panel", "right")
    column = QVBoxLayout(side)
    column.setContentsMargins(12, 10, 13, 8)
    column.setSpacing(4)
    for part in above:
        column.addWidget(part)
    column.addWidget(listed, 1)
    for part in below:
        column.addWidget(part)
    line = QHBoxLayout()
    line.setSpacing(2)
    for icon, words, act in acts:
        line.addWidget(IconButton(icon, words, act, parent=side))
    line.addStretch(1)
    for icon, words, act in file_acts:
        line.addWidget(IconButton(icon, words, act, parent=side))
    column.addLayout(line)
    return side


def page_side(messages: Iterable[QWidget], content: QWidget) -> Surface:
    """What is chosen in the list: messages, and below them the content, which takes what room there is."""
    page = Surface("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in messages:
        column.addWidget(part)
    column.addWidget(content, 1)
    return page
