"""A list on one side and what is chosen in it on the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

_PAGE_PX = 560


def put_beside(owner: QWidget, side: QWidget, page: QWidget, *, side_px: int) -> None:
    """Fill `owner` with `side` and, with a line between them that can be pulled, `page`, which takes what is left."""
    splitter = QSplitter(Qt.Orientation.Horizontal, owner)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(side)
    splitter.addWidget(page)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([side_px, _PAGE_PX])
    whole = QHBoxLayout(owner)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(splitter)
