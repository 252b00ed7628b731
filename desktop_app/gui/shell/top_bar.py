"""The bar on top: the program's name, the menu, and the field that finds and runs everything."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.theme.style import theme
from desktop_app.gui.widgets import ElidedLabel, IconButton, Keycap, Surface, plain_label, quiet_button
from desktop_app.gui.widgets.painting import filled, outline
from desktop_app.gui.widgets.pressable import Pressable

HEIGHT = 43
_FIELD_WIDTH = 340
_EDGE, _GAP, _PROJECT = 12, 8, 60


class PaletteField(Pressable):
    """Looks like a field and opens the palette: a click, Return or Space emits `clicked`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(_("Find or run a command"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_FIELD_WIDTH)
        self.cap = Keycap("", self)
        self.words = ElidedLabel(_("Find or run a command"), look="muted", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.cap, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(_FIELD_WIDTH, max(28, self.fontMetrics().height() + 8))

    def wanted_px(self) -> int:
        """The width in which its words and its key can be read."""
        words = self.words.fontMetrics().horizontalAdvance(self.words.text())
        return min(words + self.cap.sizeHint().width() + 30, _FIELD_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, box = theme(), QRectF(self.rect())
        filled(painter, box, look.colour("hover" if self.underMouse() else "page"))
        outline(
            painter, box, look.colour("focus" if self.hasFocus() else "field_line"), width=1 + self.hasFocus()
        )


class RoomTabs(QWidget):
    """The workspaces, side by side. `wanted` carries the key of the one that was clicked."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.setSpacing(4)
        self.setAccessibleName(_("Workspaces"))

    def add(self, key: str, title: str) -> None:
        """Offer a workspace."""
        button = quiet_button(title, lambda: self.wanted.emit(key), self)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.buttons[key] = button
        self._row.addWidget(button)

    def show_room(self, key: str) -> None:
        """Say which one is shown."""
        for name, button in self.buttons.items():
            button.setChecked(name == key)


class TopBar(Surface):
    """Name, workspaces, project, menu and palette field. `menu_wanted` carries the menu just before it opens."""

    menu_wanted = Signal(object)
    palette_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "bottom", parent=parent)
        self.setFixedHeight(max(HEIGHT, theme().size + 28))
        self.brand = plain_label("Rubricator", look="brand", step=2, weight=QFont.Weight.Bold, parent=self)
        self.rooms = RoomTabs(self)
        self.project = ElidedLabel(look="muted", parent=self)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(lambda: self.menu_wanted.emit(self.menu))
        self.menu_button = IconButton("list", _("Menu"), parent=self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self.menu)
        self.left = IconButton("panel-left", "", parent=self)
        self.right = IconButton("panel-right", "", parent=self)
        self.field = PaletteField(self)
        self.field.clicked.connect(self.palette_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, 0, _EDGE, 1)
        row.setSpacing(_GAP)
        row.addWidget(self.menu_button)
        row.addWidget(self.brand)
        row.addWidget(self.rooms)
        row.addWidget(self.project, 1)
        row.addWidget(self.left)
        row.addWidget(self.right)
        row.addWidget(self.field, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name of the program gives way first: the title of the window has it, too."""
        super().resizeEvent(event)
        parts = (self.menu_button, self.rooms, self.left, self.right)
        room = self.width() - sum(part.sizeHint().width() + _GAP for part in parts) - 2 * _EDGE
        wanted, brand = self.field.wanted_px(), self.brand.sizeHint().width() + _GAP
        self.brand.setVisible(room - brand - _PROJECT >= wanted)
        self.field.setMinimumWidth(max(0, min(wanted, room - _PROJECT)))

    def show_project(self, name: str, *, panes: bool) -> None:
        """Write the name of the project that is open, and offer to fold its panes."""
        self.project.setText(name)
        self.rooms.setVisible(panes)
        self.left.setVisible(panes)
        self.right.setVisible(panes)
