"""The menu in the text: the marks under the mouse, tags for what is selected, and the commands that fit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.reading.keys import Do
from desktop_app.gui.shell.mark_keys import key_of

if TYPE_CHECKING:
    from desktop_app.gui.shell.main_window import MainWindow
    from desktop_app.gui.shell.workspace import Workspace

COMMANDS = (
    key_of(Do.COPY),
    "mark.cite",
    "view.adopt",
    "mark.note",
    "mark.add_part",
    "mark.put_on_selection",
    "mark.example",
    "mark.counter_example",
    key_of(Do.REMOVE),
    "view.focus_tag",
    "edit.find",
    "document.details",
)


def text_menu(window: MainWindow, place: QPoint) -> QMenu:
    """What can be done at a place of the screen."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    space = window.workspace
    if space is not None:
        _offer_marks(space, place, menu)
        if window.is_writable():
            _offer_tags(space, menu)
    for key in COMMANDS:
        if window.commands[key].enabled():
            menu.addAction(window.bindings.menu_line(window.commands[key], window.keymap, menu))
    return menu


def _offer_marks(space: Workspace, place: QPoint, menu: QMenu) -> None:
    hover = space.view.hover
    marks = hover.marks_at(space.view.viewport().mapFromGlobal(place))
    if marks:
        words = _("Marks here: {number}").format(number=len(marks))
        menu.addAction(words, lambda: hover.menu(marks).popup(place))
        menu.addSeparator()


def _offer_tags(space: Workspace, menu: QMenu) -> None:
    view, tagset = space.view, space.project.tagset
    if view.selection is None and (not view.chosen or space.layering.is_of_another()):
        return
    below = menu.addMenu(_("Mark as") if view.selection is not None else _("Change the tag to"))
    for tag in tagset.tags:
        if tag.active:
            title = shown(tagset.path(tag.uid)).replace("&", "&&")
            keyed = f"{title}\t{tag.shortcut}" if tag.shortcut else title
            below.addAction(keyed, partial(space.use_tag, tag.uid))
    menu.addSeparator()
