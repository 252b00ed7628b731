"""The indexes with which Qt asks an item model or a delegate."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
"""The index above all rows: what a flat list has its rows below."""
