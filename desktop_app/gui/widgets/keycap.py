"""Keys, drawn as keys: the program writes every key that works now where the eye already is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets.labels import plain_label
from desktop_app.gui.widgets.painting import draw_keycap, keycap_size

_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def key_text(key: str) -> str:
    """How a key is written on its cap: 'Ctrl+K' as 'Ctrl K' (or as the system writes it), 'Alt+Left' as 'Alt ←'."""
    if len(key) < 2:
        return shown(key.lower())
    # The big key says Enter on most keyboards; Qt's "Enter" is the one of the number pad, which does the same.
    native = _native(key.replace("Return", "Enter")) or key
    for name, arrow in _ARROWS.items():
        head = native.removesuffix(_native(name))
        if head != native and (not head or not head[-1].isalpha()):
            native = head + arrow
    # The last plus may be the key itself: Ctrl++.
    return shown(native[:-1].replace("+", " ") + native[-1], 24)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Keycap(QWidget):
    """One key or key combination, such as 'a', 'Ctrl+K' or 'Alt+A'. It only shows; it takes no focus."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text = ""
        self.set_key(key)

    def set_key(self, key: str) -> None:
        """Show another key; '' shows nothing and takes no room."""
        self._text = key_text(key)
        self.setAccessibleName(_("Key {key}").format(key=self._text) if key else "")
        self.setHidden(not key)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What is written on the cap."""
        return self._text

    def sizeHint(self) -> QSize:
        return keycap_size(theme(), self._text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_keycap(painter, self.rect(), self._text, theme())


class KeyHint(QWidget):
    """One or more keys and, muted, what they do: [Tab] next mark. For the footer and for hints in cards."""

    def __init__(self, keys: str | list[str], words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._caps = [Keycap(key, self) for key in ([keys] if isinstance(keys, str) else keys)]
        for cap in self._caps:
            row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        label = plain_label(words, look="muted", parent=self)
        row.addSpacing(2)
        row.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{' '.join(cap.text() for cap in self._caps)}: {words}")
