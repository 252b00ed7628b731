"""The codebook: the tree of its concepts on one side, everything about one of them on the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.base.i18n import _
from desktop_app.gui.codebook.form import ConceptForm
from desktop_app.gui.codebook.tree import ConceptTree
from desktop_app.gui.register.files import Files
from desktop_app.gui.register.merge_button import MergeButton
from desktop_app.gui.register.window import SidePage
from desktop_app.gui.tagging.card_scroll import CardScroll
from desktop_app.gui.tagging.find_field import TYPING_NAMES, FindField
from desktop_app.gui.widgets import (
    EmptyHint,
    Kind,
    SectionHeader,
    list_side,
    page_side,
    put_beside,
)
from desktop_app.model.changes import Changes
from desktop_app.model.concept import Concept
from desktop_app.model.records import Annotation, Progress
from desktop_app.model.tagset import Attribute
from desktop_app.ops import concept_coding, concept_files, concepts
from desktop_app.ops.project import Project


class CodebookPage(SidePage):
    """Works on the codebook of an open project; connect `apply` to the announcement of changes."""

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(project, parent)
        self.files = Files(
            self,
            export=lambda as_json: concept_files.export(project, as_json=as_json),
            bring_in=partial(concept_files.bringing_in, project),
            proposed=project.path.with_name(f"{project.path.stem}-codebook"),
        )
        self.tree = ConceptTree()
        self.finder = FindField(_("find"), _("Find a concept"), typing_px=TYPING_NAMES)
        self.header = SectionHeader(_("Codebook"))
        self.form = ConceptForm(project)
        self.merge_button = MergeButton(self.merge)
        self.empty = EmptyHint(_("No concept yet. Add one, or add a codebook from a CSV or JSON file."))
        self._counts = Counter[str]()
        self._slices: Iterator[Counter[str]] = iter(())
        self._counting = QTimer(self, interval=0)
        self._counting.timeout.connect(self._count_on)
        self._lay_out()
        self._connect()
        self._reread()

    def _lay_out(self) -> None:
        self.header.add(self.finder)
        side = list_side(
            (self.header, self.empty),
            self.tree,
            (self.merge_button,),
            acts=(
                ("plus", _("Add a concept beside this one"), self.add),
                ("trash-2", _("Remove the concept"), self.remove),
                ("arrow-up", _("Move up"), lambda: self.tree.move_by(-1)),
                ("arrow-down", _("Move down"), lambda: self.tree.move_by(1)),
                ("arrow-right", _("Move below the one before it"), self.tree.move_in),
                ("arrow-left", _("Move out"), self.tree.move_out),
            ),
            file_acts=(
                ("upload", _("Add concepts from a file"), self.files.ask_load),
                ("download", _("Save the codebook as a file"), self.files.ask_save),
            ),
        )
        scroll = CardScroll()
        scroll.setWidget(self.form)
        self.form.setAutoFillBackground(False)
        put_beside(self, side, page_side((self.message, self.progress), scroll), side_px=320)

    def _connect(self) -> None:
        self.tree.picked.connect(self._show)
        self.tree.placed.connect(self._place)
        self.tree.removal_requested.connect(self.remove)
        self.tree.addition_requested.connect(self.add)
        self.tree.merge_requested.connect(self.merge)
        self.tree.itemSelectionChanged.connect(self._count_selected)
        self.tree.left.connect(self._leave)
        self.finder.textChanged.connect(lambda _text: self._look_for())
        self.finder.moved.connect(self.tree.step)
        self.finder.entered.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self.finder.left.connect(self.closed)
        self.form.fields.left.connect(self.start)
        self.follow(self.form.fields, self._title_of, self.show_concept)

    # What is shown

    def show_concept(self, uid: str) -> None:
        """Go to a concept."""
        self.finder.clear()
        self.tree.go_to(uid)

    def start(self) -> None:
        """Put the keyboard into the tree."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self, changes: Changes) -> None:
        """Take an action into account."""
        if changes.touches(Concept):
            self._reread()
        elif self.isVisible() and any(map(changes.touches, (Annotation, Progress, Attribute))):
            self._count()

    def flush(self) -> None:
        """Keep what has been typed, before the project is closed, and end what is being taken in."""
        self.files.end()
        self._counting.stop()
        self.form.fields.flush()

    def _reread(self) -> None:
        book = self.project.codebook
        self.tree.show_codebook(book, self._counts)
        self.empty.setVisible(not len(book))
        self._narrow(self.tree.current())
        self._show(self.tree.current())
        self._count()

    def _count(self) -> None:
        """Count anew how often concepts are coded, in slices."""
        self._counts, self._slices = Counter(), concepts.counts(self.project)
        self._counting.start()

    def _count_on(self) -> None:
        some = next(self._slices, None)
        if some is not None:
            self._counts.update(some)
            return
        self._counting.stop()
        self.tree.show_counts(self._counts)
        self.form.show_uses(self._counts[self.tree.current()], whole=True)

    def _show(self, uid: str) -> None:
        self.form.show_concept(self.project.codebook.find(uid))
        self.form.show_uses(self._counts[uid], whole=not self._counting.isActive())

    def _look_for(self) -> None:
        found = self._narrow()
        if found:
            self.tree.go_to(found[0])

    def _narrow(self, kept: str = "") -> list[str]:
        """Show the concepts that fit what is typed, and one that is `kept` though its name has changed.

        Returns those that fit, the best first; none where nothing is typed.
        """
        text, number = self.finder.text().strip(), len(self.project.codebook)
        found = [item.concept.uid for item in concepts.suggest(self.project, text, limit=number) if text]
        self.tree.narrow({*found, kept} if text else None)
        self.header.set_remark(str(len(found) if text else number or ""))
        return found

    def _leave(self) -> None:
        """Show all concepts again; when they are all shown, close."""
        if self.finder.text():
            self.finder.clear()
        else:
            self.closed.emit()

    def _title_of(self, uid: str) -> str:
        concept = self.project.codebook.find(uid)
        return concepts.title(concept) if concept is not None else ""

    def _count_selected(self) -> None:
        current = self.project.codebook.find(self.tree.current())
        self.merge_button.offer(len(self.tree.selected()), concepts.title(current) if current else "")

    # What is done

    def add(self) -> None:
        """Add a concept beside the current one, and put the keyboard into its code."""
        book = self.project.codebook
        above = book.above(self.tree.current()) if self.tree.current() else ()
        fresh = Concept("", concept_coding.free_code(book), _("New concept"), above[-1].uid if above else "")
        made: list[Concept] = []
        if self.attempt(lambda: made.append(concepts.add(self.project, fresh))):
            self.show_concept(made[0].uid)
            self.form.start()

    def remove(self) -> None:
        """Remove the current concept; why it cannot be removed is said above it."""
        uid = self.tree.current()
        if uid:
            self.attempt(lambda: concepts.remove(self.project, uid))

    def merge(self) -> None:
        """Let the current concept take the place of all that are selected."""
        uid, selected = self.tree.current(), self.tree.selected()
        concept = self.project.codebook.find(uid)
        if concept is None:
            return
        self.form.fields.flush()
        if self.attempt(lambda: concepts.merge(self.project, uid, selected)):
            self.start()
            words = _("Merged into {name}.").format(name=concepts.title(concept))
            self.message.say(words, kind=Kind.DONE, action=_("Undo"), act=self.undo)

    def _place(self, uid: str, above: str, before: str) -> None:
        self.attempt(lambda: concepts.move(self.project, uid, above, before))
