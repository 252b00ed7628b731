"""The editor of what a time expression means: worked out from the words, to be confirmed or typed by a person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.attributes import timex as kind
from desktop_app.base.errors import AppError, InvalidValueError, NotFoundError
from desktop_app.base.i18n import _, current_language
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.editors import Subject
from desktop_app.gui.tagging.kept_fields import CalmCombo
from desktop_app.gui.tagging.search_editor import SearchEditor
from desktop_app.gui.tagging.type_ahead import Choice
from desktop_app.gui.tagging.words import date_words
from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Attribute
from desktop_app.model.timex import Proposal, Timex, TimexType, packed
from desktop_app.model.values import Value
from desktop_app.ops import dates
from desktop_app.ops.project import Project


class TimexEditor(SearchEditor):
    """Lists what the words may mean, the likeliest first: Return confirms it, arrows or Alt with a digit another one.

    Typing something else takes its place. Nothing is kept before a person has chosen. Below stand EDTF, the first and
    the last day, why, and the date from which it is counted.
    """

    def __init__(self, attribute: Attribute, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(attribute, project, _("type a date …"), parent)
        self._offered: tuple[Proposal, ...] = ()
        self._why = ""
        self._asked = ""
        self.anchor = CalmCombo()
        self.anchor.setAccessibleName(_("Counted from"))
        self.anchor.setToolTip(_("The date from which it is counted"))
        self.anchor.hide()
        self.below.addWidget(self.anchor)
        self.anchor.installEventFilter(self.folding)
        self.anchor.activated.connect(self._count_anew)
        self.field.field.installEventFilter(self)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._propose)

    def set_subject(self, subject: Subject) -> None:
        super().set_subject(subject)
        self._asked = ""

    def show_value(self, value: Value | None, *, missing: bool = False) -> None:
        self.line.invite(_("type a date …"))
        super().show_value(value, missing=missing)
        if value is None and isinstance(self.subject, Annotation):
            # The card comes first.
            self._soon.start()

    def start(self) -> None:
        self._ask()
        self._show_anchors()
        super().start()

    def fitting(self, typed: str) -> Sequence[Choice]:
        if not typed:
            if not self._offered:
                self.say(self._why)
            return [_choice(item.timex) for item in self._offered]
        for text in (typed, typed.upper()):
            try:
                timex = kind.record(kind.parse(text, self.attribute))
            except InvalidValueError as error:
                self.say(f"{error.what} {error.hint}".strip())
            else:
                return [_choice(timex)] if timex is not None else ()
        return ()

    def take(self, picked: object) -> Value | None:
        return packed(picked) if isinstance(picked, Timex) else None

    def reach(self, choice: object) -> None:
        timex = choice.value if isinstance(choice, Choice) else None
        if isinstance(timex, Timex):
            reason = next((item.reason for item in self._offered if item.timex == timex), "")
            self.say(" · ".join(part for part in (_span_words(timex), reason) if part))

    def words(self, value: Value) -> str:
        timex = kind.record(value)
        return f"{kind.words(timex)} · {_code(timex)}" if timex is not None else str(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.field.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.text().isdecimal()
        ):
            choices, number = self.field.choices(), int(event.text())
            if 1 <= number <= len(choices):
                self.field.picked.emit(choices[number - 1].value)
            return True
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._ask()
        most = min(9, len(self._offered))
        hint = _("Alt+1 to Alt+{number}, or type …").format(number=most) if most > 1 else _("type a date …")
        self.field.field.setPlaceholderText(hint)
        super()._begin()
        if self._offered and self._offered[0].ask:
            # Several are as likely: which of them is meant is for a person to say.
            self.field.list.setCurrentRow(-1)
            self.say(self._offered[0].reason)

    def _ask(self, anchor: str | None = None) -> None:
        """Work out what the words may mean, once for each annotation and anchor."""
        mark = self.subject
        wanted = f"{mark.uid} {anchor}" if isinstance(mark, Annotation) else ""
        if not isinstance(mark, Annotation):
            self._offered, self._why, self._asked = (), "", ""
        elif anchor is not None or not self._asked.startswith(mark.uid):
            self._offered, self._why, self._asked = (), "", wanted
            try:
                offer = dates.offer(self.project, mark.uid, anchor=anchor)
            except AppError as error:
                self._why = error.what
            else:
                self._offered, self._why = offer.proposals, offer.why

    def _propose(self) -> None:
        """Write the likeliest meaning where a value is asked for."""
        if self.value is None and isinstance(self.subject, Annotation):
            self._ask()
            if self._offered:
                self.line.invite(_("{words}?").format(words=kind.words(self._offered[0].timex)))
                self.line.update()

    def _show_anchors(self) -> None:
        self.anchor.clear()
        mark = self.subject
        try:
            found = dates.anchors(self.project, mark.uid) if isinstance(mark, Annotation) else ()
        except NotFoundError:
            found = ()
        for date, words in found:
            said = _("from {date}: {words}").format(date=date_words(date) or date, words=shown(words, 40))
            self.anchor.addItem(said, date)
        self.anchor.setHidden(len(found) < 2)

    def _count_anew(self) -> None:
        self._ask(str(self.anchor.currentData()))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.set_text("")
        self.field.search()


def _code(timex: Timex) -> str:
    parts = (timex.type, timex.value, timex.mod, timex.quant, timex.freq)
    return " ".join(part for part in parts if part)


def _brief(timex: Timex) -> tuple[str, str]:
    """The words of a meaning and its code, as short as a line of the card is."""
    day = QDate.fromString(timex.value, Qt.DateFormat.ISODate)
    if timex.type != TimexType.DATE or timex.mod or not day.isValid():
        return kind.words(timex), _code(timex)
    return QLocale(current_language()).toString(day, "ddd d MMM yyyy"), timex.value


def _span_words(timex: Timex) -> str:
    """The type, EDTF, and the days between which it lies."""
    first, last = date_words(timex.earliest), date_words(timex.latest)
    days = first if first == last else f"{first or '…'} – {last or '…'}"
    if not first and not last:
        days = ""
    edtf = _("EDTF {date}").format(date=timex.edtf) if timex.edtf else ""
    return " · ".join(part for part in (timex.type, edtf, days) if part)


def _choice(timex: Timex) -> Choice:
    words, code = _brief(timex)
    return Choice(words, code, value=timex)
