"""A list on one side and what is chosen in it on the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget


def put_beside(owner: QWidget, side: QWidget, page: QWidget, *, side_px: int, page_px: int = 560) -> None:
    """Fill `owner` with `side` and, with a line between them that can be pulled, `page`, which takes what is left."""
    splitter = QSplitter(Qt.Orientation.Horizontal, owner)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(side)
    splitter.addWidget(page)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([side_px, page_px])
    whole = QHBoxLayout(owner)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(splitter)
