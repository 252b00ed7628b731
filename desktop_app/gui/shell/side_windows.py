"""The windows that may stay open beside the text: the tagset, the register, the codebook. Made when first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop_app.base.i18n import _
from desktop_app.gui.register.reading import read_on

if TYPE_CHECKING:
    from desktop_app.gui.dialogs.tagset_window import TagsetWindow
    from desktop_app.gui.register.page import RegisterPage
    from desktop_app.gui.register.window import SidePage, SideWindow
    from desktop_app.gui.shell.workspace import Workspace
    from desktop_app.ops.mentions import Mention

_PAUSE_MS = 50


class SideWindows(QObject):
    """The windows that stay open beside a workspace: tagset, codebook, register. `close` closes them."""

    def __init__(self, space: Workspace) -> None:
        super().__init__(space)
        self._space = space
        self.tagset: TagsetWindow | None = None
        self._register: SideWindow | None = None
        self._register_page: RegisterPage | None = None
        self._codebook: SideWindow | None = None
        # Whoever types the first name should not have to wait for the whole register.
        self._reading = QTimer(self, interval=_PAUSE_MS)
        self._reading.timeout.connect(self._read_on)
        self._reading.start()
        space.changed.connect(self._read_again)

    def show_tagset(self, tag_uid: str = "") -> None:
        """Open the tagset editor, at a tag if one is named."""
        if self.tagset is None:
            from desktop_app.gui.dialogs.tagset_window import tagset_window

            self.tagset = tagset_window(self._space)
        self.tagset.show_tag(tag_uid)

    def show_register(self, entity_uid: str = "") -> None:
        """Open the register, at an entity if one is named."""
        if self._register is None or self._register_page is None:
            from desktop_app.gui.register.page import RegisterPage
            from desktop_app.gui.register.window import SideWindow

            space = self._space
            self._register_page = RegisterPage(space.project)
            self._register_page.mention_chosen.connect(self._go_to)
            self._let_ask(self._register_page)
            self._register = SideWindow(_("Register"), self._register_page, space.bridge, space)
        self._register.come()
        if entity_uid:
            self._register_page.show_entity(entity_uid)

    def show_codebook(self) -> None:
        """Open the codebook."""
        if self._codebook is None:
            from desktop_app.gui.codebook.page import CodebookPage
            from desktop_app.gui.register.window import SideWindow

            space = self._space
            page = CodebookPage(space.project)
            self._let_ask(page)
            self._codebook = SideWindow(_("Codebook"), page, space.bridge, space)
        self._codebook.come()

    def _let_ask(self, page: SidePage) -> None:
        page.undo_wanted.connect(lambda: self._space.asked.emit("edit.undo"))
        page.redo_wanted.connect(lambda: self._space.asked.emit("edit.redo"))

    def close(self) -> None:
        """Close all of them; what was typed is kept."""
        self._reading.stop()
        for window in (self.tagset, self._register, self._codebook):
            if window is not None:
                window.close()

    def _read_again(self, _changes: object) -> None:
        if not self._space.project.register.complete:
            self._reading.start()

    def _read_on(self) -> None:
        if read_on(self._space.project):
            self._reading.stop()

    def _go_to(self, mention: Mention) -> None:
        space = self._space
        space.choose_document(mention.document_uid)
        if mention.annotation_uid:
            space.controller.go_to(mention.annotation_uid)
        space.window().activateWindow()
        space.focus_text()
