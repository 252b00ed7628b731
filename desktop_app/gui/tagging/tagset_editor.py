"""The tagset editor: the tree of tags on one side, everything about one of them on the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)

from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.attempt import attempt
from desktop_app.gui.tagging.act_dialog import ActDialog, slots_words
from desktop_app.gui.tagging.acts import Act
from desktop_app.gui.tagging.card_scroll import CardScroll
from desktop_app.gui.tagging.find_field import TYPING_NAMES, FindField
from desktop_app.gui.tagging.tag_form import TagForm
from desktop_app.gui.tagging.tag_tree import TagTree
from desktop_app.gui.tagging.tagset_steps import fitting, fresh_name
from desktop_app.gui.theme.palette import next_colour
from desktop_app.gui.widgets import InlineMessage, Kind, SectionHeader, list_side, page_side, put_beside
from desktop_app.model.changes import Changes
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import DOCUMENT, Attribute, Decision, Slot, Tag
from desktop_app.ops import tagset, tagset_files
from desktop_app.ops.project import Project


class TagsetEditor(QWidget):
    """Works on the tagset of an open project; connect `apply` to the announcement of changes. `closed` is
    emitted when Esc is pressed, `mark_wanted` with an Annotation to go to in the text.
    """

    closed = Signal()
    mark_wanted = Signal(object)

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.tree = TagTree()
        self.finder = FindField(_("find"), _("Find a tag"), typing_px=TYPING_NAMES)
        self.form = TagForm(project)
        self.message = InlineMessage(self)
        self.act: ActDialog | None = None
        self._lay_out()
        self.tree.picked.connect(self._show)
        self.tree.placed.connect(self._place)
        self.tree.removal_requested.connect(self.remove)
        self.tree.addition_requested.connect(self.add)
        self.tree.left.connect(self._leave)
        self.finder.textChanged.connect(lambda _text: self._look_for())
        self.finder.moved.connect(self.tree.step)
        self.finder.entered.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self.finder.left.connect(self._leave)
        self.form.left.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self.form.above_chosen.connect(lambda uid, above: self._place(uid, above, ""))
        self.form.act_wanted.connect(self.begin)
        self.tree.show_tagset(project.tagset)
        first = next((tag.uid for tag in project.tagset.tags), DOCUMENT)
        self.tree.go_to(first)

    def _lay_out(self) -> None:
        self.header = SectionHeader(_("Tagset"))
        self.header.add(self.finder)
        side = list_side(
            (self.header,),
            self.tree,
            acts=(
                ("plus", _("Add a tag"), self.add),
                ("trash-2", _("Remove the tag"), self.remove),
                ("arrow-up", _("Move up"), lambda: self.tree.move_by(-1)),
                ("arrow-down", _("Move down"), lambda: self.tree.move_by(1)),
            ),
            file_acts=(
                ("upload", _("Add tags from a file"), self.ask_load),
                ("download", _("Save the tagset as a file"), self.ask_save),
            ),
        )
        scroll = CardScroll()
        scroll.setWidget(self.form)
        self.form.setAutoFillBackground(False)
        put_beside(self, side, page_side((self.message,), scroll), side_px=260)

    def sizeHint(self) -> QSize:
        return QSize(860, 640)

    def show_tag(self, uid: str) -> None:
        """Go to a tag ('' for the document as a whole)."""
        self.finder.clear()
        self.tree.go_to(uid)

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        if self.act is not None:
            self.act.apply(changes)
        if changes.touches(Tag) or changes.touches(Attribute) or changes.touches(Slot):
            self.tree.show_tagset(self._project.tagset)
            self._narrow(self.tree.current())
            self._show(self.tree.current() or DOCUMENT)
        elif (changes.touches(Annotation) or changes.touches(Decision)) and self.isVisible():
            self._show(self.tree.current() or DOCUMENT)

    def add(self) -> None:
        """Add a tag at the end, in a colour that is still free, and put the keyboard into its name."""
        known = self._project.tagset.tags
        name = fresh_name(_("New tag"), {tag.name for tag in known if not tag.parent_uid})
        fresh = Tag("", name, colour=next_colour(tag.colour for tag in known))
        made: list[Tag] = []
        self._try(lambda: made.append(tagset.add_tag(self._project, fresh)))
        if made:
            self.show_tag(made[0].uid)
            self.form.start()

    def remove(self) -> None:
        """Remove the tag that is shown; said above it is why it cannot be removed, or what may fill slots instead."""
        uid, before = self.tree.current(), self._project.tagset
        if uid and self._try(lambda: tagset.remove_tag(self._project, uid)):
            words = " ".join(slots_words(before, self._project.tagset))
            if words:
                self.message.say(words)

    def begin(self, act: Act, uid: str) -> None:
        """Open the window of a change that goes through to the marks, in place of an earlier one."""
        if self.act is not None and not self.act.close():
            self.act.raise_()
            return
        self.act = ActDialog(act, self._project, uid, self)
        self.act.opened.connect(self.mark_wanted)
        self.act.finished.connect(self._forget)
        self.act.show()

    def _forget(self) -> None:
        self.act = None

    def flush(self) -> None:
        """Keep what has been typed, before the project is closed."""
        self.form.flush()

    # Files

    def ask_save(self) -> None:
        """Ask for a place and save the tagset there."""
        self._ask(QFileDialog.AcceptMode.AcceptSave, _("Save the tagset"), self.save_to)

    def ask_load(self) -> None:
        """Ask for a tagset file and add what is in it."""
        self._ask(QFileDialog.AcceptMode.AcceptOpen, _("Add tags from a file"), self.load_from)

    def _ask(self, mode: QFileDialog.AcceptMode, title: str, then: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(mode)
        dialog.setNameFilter(_("Tagsets ({patterns})").format(patterns="*.json"))
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the tagset to a file, whole or not at all."""
        if self._try(lambda: tagset_files.save(self._project, path)):
            self.message.say(_("The tagset is saved as {name}.").format(name=path.name), kind=Kind.DONE)

    def load_from(self, path: Path) -> None:
        """Add the tags, attributes and slots of a file that are not there yet."""
        added: list[int] = []

        def read() -> None:
            added.append(tagset_files.add(self._project, tagset_files.read(path)))

        if self._try(read):
            words = ngettext("{number} tag was added.", "{number} tags were added.", added[0])
            self.message.say(words.format(number=added[0]), kind=Kind.DONE)

    # Inside

    def _show(self, uid: str) -> None:
        self.form.show_tag(uid)

    def _look_for(self) -> None:
        found = self._narrow()
        if found:
            self.tree.go_to(found[0])

    def _narrow(self, kept: str = "") -> list[str]:
        """Show the tags that fit what is typed, and one that is `kept` though its name has changed.

        Returns those that fit, the best first; none where nothing is typed.
        """
        text = self.finder.text().strip()
        found = fitting(self._project.tagset, text) if text else []
        self.tree.narrow({*found, kept} - {""} if text else None)
        self.header.set_remark(str(len(found)) if text else "")
        return found

    def _leave(self) -> None:
        """Show all tags again; when they are all shown, keep what was typed and close."""
        if self.finder.text():
            self.finder.clear()
        else:
            self.flush()
            self.closed.emit()

    def _place(self, uid: str, above: str, before: str) -> None:
        self._try(lambda: tagset.place_tag(self._project, uid, above, before))

    def _try(self, change: Callable[[], object]) -> bool:
        done = attempt(change, self.message.say_error)
        if done:
            self.message.dismiss()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
