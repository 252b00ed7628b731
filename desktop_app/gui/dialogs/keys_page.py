"""The page of the settings where every command can be given other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Group, group_title
from desktop_app.gui.shell.keymap import NO_TAGS, SEPARATOR
from desktop_app.gui.widgets import InlineMessage, plain_label, primary_button, push_button

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow

KEY_ROLE = Qt.ItemDataRole.UserRole


class KeysPage(QWidget):
    """A list of commands; below it the keys of the chosen one. A key that is taken is refused with the reason."""

    def __init__(self, window: MainWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self.filter = QLineEdit(self)
        self.tree = QTreeWidget(self)
        self.edit = QKeySequenceEdit(self)
        self.message = InlineMessage(self, stay_ms=0)
        self.set_button = primary_button(_("Use this key"), self.use, self)
        self.remove_button = push_button(_("No key"), lambda: self._give(""), self)
        self.reset_button = push_button(_("As delivered"), self.reset, self)
        self._lay_out()
        self.fill()

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setAccessibleName(_("Filter"))
        self.filter.textChanged.connect(lambda _text: self.fill())
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([_("Command"), _("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(_("Commands and their keys"))
        self.tree.setColumnWidth(0, 320)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._chosen())
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(_("New key"))
        self.edit.editingFinished.connect(self.message.dismiss)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(plain_label(_("New key"), look="muted", parent=self))
        row.addWidget(self.edit, 1)
        for button in (self.set_button, self.remove_button, self.reset_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addWidget(self.message)
        column.addLayout(row)

    def fill(self) -> None:
        """List the commands with their keys as they are now; the chosen one stays chosen."""
        kept = self.current()
        wanted = self.filter.text().strip().casefold()
        self.tree.clear()
        for group in Group:
            fitting = [item for item in self._window.commands.of(group) if wanted in item.title.casefold()]
            if not fitting:
                continue
            heading = QTreeWidgetItem(self.tree, [group_title(group)])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for command in fitting:
                line = QTreeWidgetItem(heading, [command.title, self._keys(command)])
                line.setData(0, KEY_ROLE, command.key)
                if kept is not None and command.key == kept.key:
                    self.tree.setCurrentItem(line)
        self.tree.expandAll()
        self._chosen()

    def current(self) -> Command | None:
        """The command that is chosen."""
        item = self.tree.currentItem()
        key = item.data(0, KEY_ROLE) if item is not None else None
        return next((command for command in self._window.commands if command.key == key), None)

    def choose(self, key: str) -> None:
        """Choose a command by its key."""
        for heading in (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())):
            for place in range(heading.childCount() if heading is not None else 0):
                line = heading.child(place) if heading is not None else None
                if line is not None and line.data(0, KEY_ROLE) == key:
                    self.tree.setCurrentItem(line)

    def use(self) -> None:
        """Give the chosen command the key in the field, in place of its main key."""
        command = self.current()
        fresh = self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if command is not None and fresh:
            others = self._window.keymap.keys_of(command.key)[1:]
            self._give(SEPARATOR.join(dict.fromkeys((fresh, *others))))

    def reset(self) -> None:
        """Give the chosen command the keys that it came with."""
        command = self.current()
        if command is not None:
            self._give(command.shortcut)

    def _give(self, keys: str) -> None:
        command, project = self.current(), self._window.project
        if command is None:
            return
        tagset = project.tagset if project is not None else NO_TAGS
        try:
            changed = self._window.keymap.with_keys(command.key, keys, tagset=tagset)
            self._window.preferences.change(keys=changed)
        except AppError as error:
            self.message.say_error(error)
            return
        self.message.dismiss()
        self.edit.clear()
        self.fill()

    def _chosen(self) -> None:
        there_is = self.current() is not None
        for widget in (self.edit, self.set_button, self.remove_button, self.reset_button):
            widget.setEnabled(there_is)
        self.edit.clear()

    def _keys(self, command: Command) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        return "   ".join(
            QKeySequence(key).toString(native) for key in self._window.keymap.keys_of(command.key)
        )
