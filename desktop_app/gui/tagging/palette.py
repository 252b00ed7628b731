"""The tag palette: what passages can be marked with, by a click, by its key, or by typing a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.gui.announcing import announce
from desktop_app.gui.tagging.find_field import FindField
from desktop_app.gui.tagging.palette_model import TagModel
from desktop_app.gui.tagging.palette_rows import rows_of
from desktop_app.gui.tagging.tag_list import TagList
from desktop_app.gui.widgets import EmptyHint, push_button
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Tag
from desktop_app.ops import annotations as marks
from desktop_app.ops import tagset
from desktop_app.ops.project import Project

_REMEMBERED = 8
_CALM_MS = 2000


class TagPalette(QWidget):
    """The tags of a project that are switched on.

    A tag that is picked is given to what is selected (`tag_chosen`), or armed for the selections to come when
    nothing is (`tag_armed`, None when it is no longer). `looked_at` says whose guideline is wanted while the
    mouse or the keyboard goes through the list (None: back to the usual), `filter_changed` whose marks are to
    be hidden in the text (a frozenset of uids), `edit_requested` which tag to open in the tagset editor ('' for
    none), `left` that the focus belongs back in the text, `recent_changed` which tags were used last, `refused`
    an AppError.
    """

    tag_chosen = Signal(str)
    tag_armed = Signal(object)
    looked_at = Signal(object)
    filter_changed = Signal(object)
    edit_requested = Signal(str)
    recent_changed = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._document = ""
        self._target = False
        # Whoever writes it to a file need not do so with every mark.
        self._saying = QTimer(self, interval=_CALM_MS, singleShot=True)
        self._saying.timeout.connect(self._say_recent)
        self._model = TagModel(self)
        self.finder = FindField(_("find"), _("Find a tag by typing its name"), self)
        self.list = TagList(self._model, self)
        self._empty = EmptyHint(
            _("No tag is switched on. Add tags in the tagset, or switch some on."),
            push_button(_("Open the tagset"), lambda: self.edit_requested.emit("")),
            self,
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._connect()
        self._read_tags()

    def _connect(self) -> None:
        self.list.used.connect(lambda index: self._pick(self._uid_at(index)))
        self.list.typed.connect(self.press_key)
        self.list.left.connect(self._leave)
        self.list.hovered.connect(lambda index: self.looked_at.emit(self._uid_at(index) if index else None))
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.finder.textChanged.connect(self._narrow)
        self.finder.moved.connect(self._move)
        self.finder.entered.connect(self._enter)
        self.finder.left.connect(self._leave)
        self.finder.installEventFilter(self)

    # What the pane tells the palette

    def show_document(self, uid: str) -> None:
        """Count the marks of another document ('' for none)."""
        self._document = uid
        self._count()

    def set_target(self, *, there_is: bool) -> None:
        """Say whether something is selected that a tag could be given to."""
        self._target = there_is

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        if changes.touches(Tag):
            self._read_tags()
        if changes.touches(Annotation):
            self._count()
            self._remember(changes)

    @property
    def armed(self) -> str | None:
        """The tag that the next selection gets, or None."""
        return self._model.armed

    def set_armed(self, uid: str | None) -> None:
        """Show a tag as armed without announcing it."""
        self._model.set_armed(uid)

    @property
    def current(self) -> str:
        """The tag that the keyboard stands on in the list, '' for none."""
        return self._uid_at(self.list.currentIndex()) if self.list.hasFocus() else ""

    @property
    def recent(self) -> tuple[str, ...]:
        """The tags that were used last, the last one first."""
        return self._model.recent

    def set_recent(self, uids: tuple[str, ...]) -> None:
        """Remember these as used last, without announcing it."""
        self._model.set_recent(tuple(uids)[:_REMEMBERED])

    @property
    def hidden(self) -> frozenset[str]:
        """The tags whose marks are hidden in the text."""
        return self._model.hidden

    def set_hidden(self, uids: frozenset[str]) -> None:
        """Hide the marks of these tags in the text, and of no others."""
        if uids != self._model.hidden:
            self._model.set_hidden(uids)
            self.filter_changed.emit(uids)

    def show_only(self, uid: str) -> None:
        """Hide the marks of all tags but one, also of those that are switched off."""
        self.set_hidden(frozenset(tag.uid for tag in self._project.tagset.tags) - {uid})

    def begin_find(self) -> None:
        """Put the keyboard into the field that finds tags."""
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()
        self._stand_on_first()

    def press_key(self, key: str) -> bool:
        """Pick the tag with this shortcut. Returns whether there is one."""
        tag = self._project.tagset.by_shortcut(key)
        if tag is not None:
            self._pick(tag.uid)
        return tag is not None

    # Inside

    def _read_tags(self) -> None:
        self._model.set_rows(rows_of(self._project.tagset))
        self._stack.setCurrentIndex(0 if self._model.rows or self._model.typed else 1)
        tags = self._project.tagset.tags
        if self._model.armed not in {None, *(tag.uid for tag in tags if tag.active)}:
            self._arm(None)
        self.set_hidden(self._model.hidden & {tag.uid for tag in tags})
        self.list.updateGeometry()

    def _count(self) -> None:
        self._model.set_counts(marks.counts(self._project, self._document) if self._document else {})

    def _remember(self, changes: Changes) -> None:
        me = self._project.annotator.uid
        made = next((item for item in changes.added(Annotation) if item.annotator_uid == me), None)
        if made is not None:
            others = [uid for uid in self._model.recent if uid != made.tag_uid]
            self._remember_as((made.tag_uid, *others)[:_REMEMBERED])

    def _remember_as(self, recent: tuple[str, ...]) -> None:
        if recent != self._model.recent:
            self._model.set_recent(recent)
            self._saying.start()

    def flush(self) -> None:
        """Announce now which tags were used last, if that is still to be said."""
        if self._saying.isActive():
            self._saying.stop()
            self._say_recent()

    def _say_recent(self) -> None:
        self.recent_changed.emit(self._model.recent)

    def _uid_at(self, index: QModelIndex) -> str:
        row = self._model.row_at(index.row())
        return row.uid if row is not None else ""

    def _pick(self, uid: str) -> None:
        if not uid:
            return
        if self._target:
            self.tag_chosen.emit(uid)
        else:
            self._arm(None if uid == self._model.armed else uid)

    def _arm(self, uid: str | None) -> None:
        self._model.set_armed(uid)
        self.tag_armed.emit(uid)

    def _leave(self) -> None:
        if self._model.armed is not None:
            self._arm(None)
        self.looked_at.emit(None)
        self.left.emit()

    def _narrow(self, typed: str) -> None:
        self._model.narrow(typed)
        self.list.setAccessibleDescription(self.list.remark())
        self._stand_on(0)
        self._tell_current()

    def _stand_on(self, number: int) -> None:
        number = max(0, min(number, self._model.rowCount() - 1))
        index = self._model.index(number)
        self.list.setCurrentIndex(index)
        self.looked_at.emit(self._uid_at(index) or None)

    def _stand_on_first(self) -> None:
        """Stand on the best of what was found, or on the tag that was used last while nothing is typed."""
        recent = self._model.recent[0] if self._model.recent and not self._model.typed else None
        self._stand_on(max(0, self._model.number_of(recent)))

    def _move(self, lines: int) -> None:
        self._stand_on(self.list.currentIndex().row() + lines)
        self._tell_current()

    def _tell_current(self) -> None:
        """Say what Return would take, or why there is nothing: the keyboard is in the line above, not in the list."""
        words = self._model.data(self.list.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
        announce(self.finder, self.list.remark() or str(words or ""))

    def _enter(self) -> None:
        index = self.list.currentIndex()
        uid = self._uid_at(index) if self._model.rows else ""
        if not uid:
            return
        self.finder.clear()
        self.list.clearSelection()
        self.looked_at.emit(None)
        self._pick(uid)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.finder and event.type() is QEvent.Type.FocusIn:
            self._stand_on_first()
        elif watched is self.finder and event.type() is QEvent.Type.FocusOut:
            self.list.clearSelection()
            self.looked_at.emit(None)
        return super().eventFilter(watched, event)

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu_for(self._uid_at(self.list.indexAt(place)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def menu_for(self, uid: str) -> QMenu:
        """What can be done with a tag ('' for what concerns all)."""
        menu = QMenu(self)
        tag = self._project.tagset.find(uid)
        if tag is not None:
            pin = _("Unpin") if tag.pinned else _("Pin to the top")
            menu.addAction(pin, lambda: self._change(replace(tag, pinned=not tag.pinned)))
            shown = uid in self._model.hidden
            hide = _("Show its marks") if shown else _("Hide its marks")
            menu.addAction(hide, lambda: self.set_hidden(self._model.hidden ^ {uid}))
            menu.addAction(_("Show only its marks"), lambda: self.show_only(uid))
            menu.addSeparator()
            menu.addAction(_("Edit this tag"), lambda: self.edit_requested.emit(uid))
            menu.addAction(_("Switch it off"), lambda: self._change(replace(tag, active=False)))
        if self._model.hidden:
            menu.addAction(_("Show all marks"), lambda: self.set_hidden(frozenset()))
        if tag is None:
            menu.addAction(_("Open the tagset"), lambda: self.edit_requested.emit(""))
        return menu

    def _change(self, tag: Tag) -> None:
        self._try(lambda: tagset.edit_tag(self._project, tag))

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except AppError as error:
            self.refused.emit(error)
