"""Commands as Qt actions: keys that work everywhere, letters that work in the text and in lists, and the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.gui.shell.commands import Command, Commands, Group, group_title
from desktop_app.gui.shell.keymap import Keymap, is_bare


class Actions:
    """Binds commands to a window. `run` is called with a command when its key is pressed or its menu line chosen."""

    def __init__(self, window: QWidget, commands: Commands, run: Callable[[Command], object]) -> None:
        self._window = window
        self._commands = commands
        self._run = run
        self._everywhere: dict[str, QAction] = {}
        self._letters: dict[str, QAction] = {}
        for command in commands:
            self._everywhere[command.key] = self._action(command, Qt.ShortcutContext.WindowShortcut)
            self._letters[command.key] = self._action(command, Qt.ShortcutContext.WidgetWithChildrenShortcut)
            window.addAction(self._everywhere[command.key])

    def _action(self, command: Command, context: Qt.ShortcutContext) -> QAction:
        action = QAction(command.title, self._window)
        action.setShortcutContext(context)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False: self._run(command))
        return action

    def bind(self, keymap: Keymap) -> None:
        """Give every command the keys that it has now."""
        for command in self._commands:
            keys = () if command.own_keys else keymap.keys_of(command.key)
            sequences = [QKeySequence(part) for part in keys if not is_bare(part)]
            self._everywhere[command.key].setShortcuts(sequences)
            letters = [QKeySequence(part) for part in keys if is_bare(part)]
            self._letters[command.key].setShortcuts(letters)

    def let_letters_act_in(self, widget: QWidget) -> None:
        """Let single letters run commands while the focus is in this widget."""
        for action in self._letters.values():
            widget.addAction(action)

    def fill(self, menu: QMenu, keymap: Keymap) -> None:
        """Fill a menu with one sub-menu a group; titles and what is possible are as of now."""
        menu.clear()
        for group in Group:
            commands = self._commands.of(group)
            if commands:
                below = menu.addMenu(group_title(group))
                for command in commands:
                    below.addAction(self.menu_line(command, keymap, below))

    def menu_line(self, command: Command, keymap: Keymap, parent: QWidget) -> QAction:
        """A line for a menu that runs a command and shows its key without listening to it."""
        key = QKeySequence(keymap.first(command.key)).toString(QKeySequence.SequenceFormat.NativeText)
        title = command.label().replace("&", "&&")
        line = QAction(f"{title}\t{key}" if key else title, parent)
        line.setEnabled(command.enabled())
        line.triggered.connect(lambda _checked=False: self._run(command))
        return line

    def forget(self) -> None:
        """Take every action off the window."""
        for action in [*self._everywhere.values(), *self._letters.values()]:
            self._window.removeAction(action)
            action.deleteLater()
