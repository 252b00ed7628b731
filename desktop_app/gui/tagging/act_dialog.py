"""A change of the tagset that goes through to the marks: what it does, every mark that it concerns, and one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.gui.dialogs.frame import Dialog
from desktop_app.gui.documents.dates import number
from desktop_app.gui.pieces import Pieces
from desktop_app.gui.tagging.act_choices import choices_for
from desktop_app.gui.tagging.act_lines import ActModel, ActTable
from desktop_app.gui.tagging.acts import Act
from desktop_app.gui.tagging.people import People
from desktop_app.gui.tagging.wrapped import WrappedText
from desktop_app.gui.widgets import InlineMessage, ProgressStrip, plain_label, primary_button, push_button
from desktop_app.gui.widgets.rows import choose_row
from desktop_app.model.changes import Changes
from desktop_app.model.tagset import Attribute, Slot, Tag, Tagset
from desktop_app.ops import recasting
from desktop_app.ops.project import Project
from desktop_app.ops.recasting import Plan, Survey

_LOSSES, _DOCUMENTS = 6, 20


class ActDialog(Dialog):
    """Stays beside the text: `opened` brings an Annotation to go to. Nothing is changed before the button is pressed,
    and Esc while it works stops it and takes everything back.
    """

    opened = Signal(object)

    def __init__(self, act: Act, project: Project, uid: str, parent: QWidget) -> None:
        self.choices = choices_for(act, project, uid)
        super().__init__(self.choices.title, parent, width=680, height=620)
        self._project = project
        self._plan: Plan | None = None
        self._survey = Survey()
        self._people = People(project)
        self.what = WrappedText(lines=6, parent=self)
        self.lost = WrappedText(lines=4, role="missing", parent=self)
        self.model = ActModel(project, self)
        self.table = ActTable(self.model, self)
        self.message = InlineMessage(self, stay_ms=0)
        self.progress = ProgressStrip(self)
        self.looking, self.working = Pieces(self), Pieces(self)
        self.cancel_button = push_button(_("Cancel"), self.reject, self)
        self.start_button = primary_button(self.choices.verb, self.start, self)
        for button in (self.cancel_button, self.start_button):
            button.setAutoDefault(False)
        title = plain_label(self.choices.title, step=2, weight=QFont.Weight.DemiBold, parent=self)
        for part in (title, self.choices, self.what, self.lost):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.message)
        self.body.addWidget(self.progress)
        self.close_with(self.cancel_button, self.start_button)
        self._connect()
        self.look()

    def _connect(self) -> None:
        self.choices.changed.connect(self.look)
        self.model.ticked.connect(self._say)
        self.table.opened.connect(self.opened)
        self.progress.cancelled.connect(self.working.stop)
        self.looking.progressed.connect(lambda _done: self._say())
        self.looking.finished.connect(self._show)
        self.looking.failed.connect(self._failed)
        self.working.progressed.connect(lambda done: self.progress.set_progress(done, self._survey.marks))
        self.working.finished.connect(self.accept)
        self.working.stopped.connect(self._stopped)
        self.working.failed.connect(self._failed)

    def look(self) -> None:
        """Find out what the plan that is chosen would do."""
        if self.working.running:
            return
        self.message.dismiss()
        self._plan, self._survey = None, Survey()
        self.model.checkable = self.choices.picks
        self.model.show_uids((), ())
        try:
            self._plan = self.choices.plan(None)
        except AppError as error:
            self._failed(error)
        else:
            self.looking.start(recasting.surveying(self._project, self._plan, self._survey))
        self._say()

    def apply(self, changes: Changes) -> None:
        """Look again after an action of somebody else."""
        if self.working.running or self._plan is None:
            return
        if changes.touches(Tag) or changes.touches(Attribute) or changes.touches(Slot):
            self.look()

    def start(self) -> None:
        """Carry the plan out, a few milliseconds at a time; a plan that is refused is told in the dialog."""
        if self.working.running:
            return
        self.message.dismiss()
        try:
            plan = self.choices.plan(self.model.checked if self.choices.picks else None)
            work = recasting.carrying_out(self._project, plan)
        except AppError as error:
            self._failed(error)
            return
        self._rest(working=True)
        self.progress.start(plan.label)
        self.working.start(work)

    def reject(self) -> None:
        if self.working.running:
            self.working.stop()
        else:
            super().reject()

    def _show(self) -> None:
        plan = self._plan
        loss = _("is deleted") if plan is not None and plan.becomes is None else _("loses a value")
        attribute = plan.attribute if plan is not None else ""
        self.model.show_uids(self._survey.losing, self._survey.others, attribute=attribute, loss=loss)
        self.model.checked &= {*self._survey.losing, *self._survey.others}
        if self.model.rowCount():
            choose_row(self.table, 0)
        counted = self._survey.by_document.most_common(_DOCUMENTS)
        where = [f"{shown(self.model.document(uid), 80)}: {number(count)}" for uid, count in counted]
        self.what.set_about("\n".join([*where, "…"] if len(self._survey.by_document) > _DOCUMENTS else where))
        self._say()

    def _say(self) -> None:
        found, plan = self._survey, self._plan
        looking = self.looking.running
        self.what.set_text("" if plan is None else _("Looking …") if looking else self._in_words(plan))
        self.lost.set_text("" if looking else lost_words(found))
        self.lost.setVisible(bool(self.lost.text()))
        enough = not self.choices.picks or bool(self.model.checked)
        self.start_button.setEnabled(plan is not None and not looking and enough and not self.working.running)

    def _in_words(self, plan: Plan) -> str:
        found = self._survey
        parts = [concerned_words(found, self._people) if found.marks else _("No mark is concerned.")]
        if self.choices.picks and found.marks:
            ticked = ngettext(
                "{n} is chosen: Space or a click ticks.",
                "{n} are chosen: Space or a click ticks.",
                len(self.model.checked),
            )
            return f"{parts[0]} {ticked.format(n=number(len(self.model.checked)))}"
        if found.answers:
            words = ngettext(
                "{n} document has a value of it.", "{n} documents have a value of it.", found.answers
            )
            parts.append(words.format(n=number(found.answers)))
        if found.untyped:
            words = ngettext(
                "{n} link becomes a plain relation.", "{n} links become plain relations.", found.untyped
            )
            parts.append(words.format(n=number(found.untyped)))
        if found.emptied:
            words = ngettext("{n} link goes with them.", "{n} links go with them.", found.emptied)
            parts.append(words.format(n=number(found.emptied)))
        if plan.reopens and found.closed:
            words = ngettext(
                "{n} document that is done needs another look.",
                "{n} documents that are done need another look.",
                len(found.closed),
            )
            parts.append(words.format(n=number(len(found.closed))))
        parts += slots_words(plan.before, plan.after)
        parts.append(_("One undo takes all of it back."))
        return " ".join(parts)

    def _failed(self, error: AppError) -> None:
        self._rest(working=False)
        self.message.say_error(error)

    def _stopped(self) -> None:
        self._rest(working=False)
        self.message.say(_("Stopped. Nothing was changed."))

    def _rest(self, *, working: bool) -> None:
        for part in (self.choices, self.table):
            part.setEnabled(not working)
        if not working:
            self.progress.finish()
        self._say()


def concerned_words(found: Survey, people: People) -> str:
    """How many marks of whom: '12 marks in 3 documents: anna 8, ben 4.'"""
    marks = ngettext("{n} mark", "{n} marks", found.marks).format(n=number(found.marks))
    where = ngettext("{n} document", "{n} documents", len(found.by_document))
    most = found.by_annotator.most_common(6)
    whose = ", ".join(f"{shown(people.name(uid), 24)} {number(count)}" for uid, count in most)
    more = ", …" if len(found.by_annotator) > 6 else ""
    return _("{marks} in {documents}: {people}.").format(
        marks=marks, documents=where.format(n=number(len(found.by_document))), people=whose + more
    )


def slots_words(before: Tagset, after: Tagset) -> list[str]:
    """Which slots other tags can fill after a change of the tagset than before, a sentence for the same tags."""
    known = {item.uid: item.tag_uids for item in before.slots}
    changed: dict[tuple[str, ...], list[str]] = {}
    for slot in after.slots:
        were = set(known.get(slot.uid, slot.tag_uids))
        if were and (not slot.tag_uids or not were >= set(slot.tag_uids)):
            changed.setdefault(slot.tag_uids, []).append(shown(slot.name, 40))
    said: list[str] = []
    for uids, slots in changed.items():
        names = ", ".join(shown(after.path(uid), 40) for uid in uids)
        words = _("Slots that {tags} can fill from then on: {slots}.")
        if not uids:
            words = _("Slots that any tag can fill from then on: {slots}.")
        said.append(words.format(tags=names, slots=", ".join(slots)))
    return said


def lost_words(found: Survey) -> str:
    """What cannot go along, the most frequent first; '' if nothing is lost."""
    if not found.lost:
        return ""
    total = sum(found.lost.values())
    listed = ", ".join(
        f"{shown(words, 60)} ({number(count)})" for words, count in found.lost.most_common(_LOSSES)
    )
    more = ", …" if len(found.lost) > _LOSSES else ""
    words = ngettext("{n} value is lost: {listed}", "{n} values are lost: {listed}", total)
    return words.format(n=number(total), listed=listed + more)
