"""The Annotate workspace of one open project: documents, text, tags, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.gui.bridge import Bridge
from desktop_app.gui.documents.page import ReadingPage
from desktop_app.gui.documents.pane import DocumentsPane
from desktop_app.gui.documents.walk import Walk
from desktop_app.gui.preferences import Preferences
from desktop_app.gui.reading.controller import ReadingController
from desktop_app.gui.reading.keys import Do
from desktop_app.gui.reading.view import DocumentView
from desktop_app.gui.shell.checking import Checking
from desktop_app.gui.shell.keymap import Keymap
from desktop_app.gui.shell.layering import Layering
from desktop_app.gui.shell.letters import letter_of
from desktop_app.gui.shell.mark_keys import key_of
from desktop_app.gui.shell.missing_letters import MissingLetters
from desktop_app.gui.shell.notices import Notices
from desktop_app.gui.shell.panes import LEFT, RIGHT, Panes
from desktop_app.gui.shell.side_windows import SideWindows
from desktop_app.gui.shell.wiring import Wiring
from desktop_app.gui.shell.zoom import Zoom
from desktop_app.gui.tagging.right_pane import RightPane
from desktop_app.gui.theme.reading import reading_colours
from desktop_app.gui.theme.style import theme
from desktop_app.model.changes import Changes
from desktop_app.model.records import Document, Progress
from desktop_app.ops import documents
from desktop_app.ops.project import Project


class Workspace(QWidget):
    """`document_opened` carries the Document that is shown now (None for none); `changed` follows every action,
    `hints_changed` whatever makes other keys useful, `asked` brings the key of a command that the window is to run.
    """

    asked = Signal(str)
    document_opened = Signal(object)
    changed = Signal(object)
    hints_changed = Signal()

    def __init__(
        self,
        project: Project,
        preferences: Preferences,
        notices: Notices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self._preferences = preferences
        self._notices = notices
        self.zoom = Zoom(preferences, notices, self)
        self.windows = SideWindows(self)
        self.checking = Checking(self)
        self.bridge = Bridge(project, self)
        look = theme()
        self.view = DocumentView(reading_colours(look), self.zoom.font())
        self.controller = ReadingController(project, self.view, self)
        self.documents = DocumentsPane(project, self)
        self._walk = Walk(project, self.documents.model)
        self.page = ReadingPage(self.view, self)
        self.right = RightPane(project, self)
        self.wiring = Wiring(self.controller, self.right, preferences, self)
        self.layering = Layering(
            self.controller, self.right.palette_, self.page.shown, self.page.legend, self
        )
        self.panes = Panes(self.documents, self.page, self.right, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self._connect()
        self.apply_preferences()
        self._show_look()

    def _connect(self) -> None:
        self.bridge.changed.connect(self._follow)
        self.documents.opened.connect(self.choose_document)
        self.documents.left.connect(self.focus_text)
        self.panes.focus_lost.connect(self.focus_text)
        self.page.left.connect(self.focus_text)
        self.page.details_saved.connect(self._save_details)
        self.right.left.connect(self.focus_text)
        self.right.cards.entering.connect(lambda: self._unfold(RIGHT))
        self.right.edit_requested.connect(self.windows.show_tagset)
        self.right.cards.annotation.links.entity_chosen.connect(self.windows.show_register)
        self.right.cards.annotation.links.date_chosen.connect(self.page.edit_details)
        self.right.details_requested.connect(lambda _uid: self.page.edit_details())
        self.wiring.failed.connect(self._notices.fail)
        self.wiring.hints_changed.connect(self.hints_changed)
        self.layering.changed.connect(self.hints_changed)
        self.layering.said.connect(self._notices.say)
        self.document_opened.connect(MissingLetters(self.view, self._notices, self).look_soon)
        theme().changed.connect(self._show_look)

    # Documents

    @property
    def document(self) -> Document | None:
        """The document that is shown."""
        return self.page.document

    def open_first(self, uid: str = "") -> None:
        """Show the document with this uid, else the first one that is not done, else the first."""
        found = self._walk.first(uid)
        if found is not None:
            self.open_document(found.uid)
        else:
            self.show_nothing()

    def open_document(self, uid: str) -> None:
        """Show a document. Raises NotFoundError."""
        document = documents.get(self.project, uid)
        self.page.show_document(document, documents.progress(self.project, uid).state)
        self.controller.open(uid)
        self.wiring.show_document(uid)
        self.layering.show_document(uid)
        self.documents.show_document(document)
        self.document_opened.emit(document)

    def show_nothing(self) -> None:
        """Show the page that stands in for a document where none is open."""
        self.page.show_nothing(begun=any(documents.states(self.project).values()))
        self.controller.close()
        self.wiring.show_document("")
        self.layering.show_document("")
        self.document_opened.emit(None)

    def neighbour(self, step: int) -> None:
        """Show the next or previous document of the list."""
        found = self._walk.beside(self._here, step)
        if found is not None:
            self.open_document(found.uid)

    def next_unfinished(self) -> bool:
        """Show the next document that is not done. False when all the others are."""
        found = self._walk.unfinished(self._here)
        if found is not None:
            self.open_document(found.uid)
        return found is not None

    @property
    def _here(self) -> str:
        return self.document.uid if self.document is not None else ""

    def focus_text(self) -> None:
        """Put the keyboard into the text, or into the list while no document is shown."""
        if self.document is None:
            self.documents.focus_list()
        else:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_document(self, uid: str) -> None:
        """Show a document and put the keyboard into its text; an error is shown."""
        self._notices.attempt(lambda: self.open_document(uid))
        self.focus_text()

    def filter_documents(self) -> None:
        """Put the keyboard into the filter of the list, which is shown if it was folded away."""
        self._unfold(LEFT)
        self.documents.focus_filter()

    def _save_details(self, fields: dict[str, str]) -> None:
        document = self.document
        if document is not None:
            saved = self._notices.attempt(lambda: documents.edit(self.project, document.uid, **fields))
            if saved is not None:
                self.page.leave_details()

    # What changes

    def _follow(self, changes: Changes) -> None:
        self.documents.follow(changes)
        self.wiring.apply(changes)
        self.layering.apply(changes)
        here = self.document
        gone = {before.uid for before, after in changes.of(Document) if before is not None and after is None}
        if here is None or here.uid in gone:
            if changes.touches(Document):
                self.open_first()
                self._take_focus()
        elif changes.touches(Document) or changes.touches(Progress):
            document = documents.get(self.project, here.uid)
            self.page.show_document(document, documents.progress(self.project, here.uid).state)
        self.changed.emit(changes)

    def _take_focus(self) -> None:
        """The text was swapped while nobody typed elsewhere: go there."""
        focus = QApplication.focusWidget()
        if focus is None or focus.window() is not self.window() or self.isAncestorOf(focus):
            self.focus_text()

    def apply_preferences(self) -> None:
        """Read the text as the user wants it now."""
        settings = self._preferences.settings
        self.view.set_type(self.zoom.font(), settings.line_pitch)
        self.page.align_soon()
        self.view.by_character = not settings.snap_to_words

    def _show_look(self) -> None:
        self.view.set_colours(reading_colours(theme()))
        self.layering.show_colours()

    # Keys and panes

    def toggle(self, place: int) -> None:
        """Fold an outer pane away, or show it again. The keyboard never stays in what is not seen."""
        had_focus = self.panes.with_focus() == place
        self.panes.toggle(place)
        if had_focus and not self.panes.is_open(place):
            self.focus_text()

    def next_pane(self, step: int = 1) -> None:
        """Move the keyboard to the next pane: documents, text, tags."""
        target = self.panes.following(step)
        if target == LEFT:
            self.documents.focus_list()
        elif target == RIGHT:
            self.right.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_text()

    def letter_places(self) -> tuple[QWidget, ...]:
        """Where single letters are commands: the text and the lists."""
        return self.view, self.documents.list, self.right

    def use_keys(self, keymap: Keymap) -> None:
        """Tell the view which keys its own commands have."""
        self.view.set_keys({do: keymap.keys_of(key_of(do)) for do in Do})

    def use_tag(self, tag_uid: str) -> None:
        """Mark the selection, change the tag of the chosen mark, or arm the tag."""
        self.controller.use_tag(tag_uid)
        self.focus_text()

    def find_tag(self) -> None:
        """Put the keyboard into the field that finds tags, which is shown if it was folded away."""
        self._unfold(RIGHT)
        self.right.find_tag()

    def list_marks(self) -> None:
        """Put the keyboard into the list of marks, which is shown if it was folded away."""
        self._unfold(RIGHT)
        self.right.show_list()

    def _unfold(self, place: int) -> None:
        if not self.panes.is_open(place):
            self.panes.toggle(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What neither the text nor a list has a use for: a digit is a value, a letter the key of a slot or tag."""
        letter = letter_of(event)
        if self._choose_value(letter) or self.wiring.filling.press(letter):
            return
        tag = self.project.tagset.by_shortcut(letter) if letter else None
        if tag is not None:
            self.controller.use_tag(tag.uid)
        elif event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    def _choose_value(self, letter: str) -> bool:
        # A digit must not code by accident: not the whole document, nor, while another passage is selected, a mark
        # that may be out of sight.
        there_is = self.right.cards.chosen is not None and self.view.selection is None
        chosen = letter.isdecimal() and there_is
        if chosen and self.project.read_only:
            self.controller.refuse()
            return True
        return chosen and self.right.press_digit(int(letter))

    def escape(self) -> None:
        """Back to the text; from there, disarm the tag, and then end the focus on one."""
        in_text = self.view.hasFocus()
        if in_text and self.controller.armed is not None:
            self.controller.arm(None)
        elif in_text and not self.wiring.filling.leave():
            self.layering.end_focus()
        self.focus_text()

    def end(self) -> None:
        """The project is about to be closed."""
        self.checking.stop()
        self.windows.close()
        self.right.flush()
        self.bridge.end()
        self.documents.end()
        self.controller.end()
