"""Deciding by a rule from the window: first it says how many, then it does it between two frames."""

from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _, ngettext
from desktop_app.gui.documents.dates import number as written
from desktop_app.gui.review.book import Book
from desktop_app.gui.shell.notices import Notices
from desktop_app.ops import by_rule, cases
from desktop_app.ops.by_rule import Policy
from desktop_app.ops.case_records import Standing

Work = Generator[object, None, None]


class RuleRun(QObject):
    """Works on a few cases at a time, so that no frame waits for more."""

    def __init__(self, book: Book, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._notices = notices
        self._work: Work | None = None
        self._done: Callable[[], object] = _nothing
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether it is at work."""
        return self._work is not None

    def propose(self, policy: Policy) -> None:
        """Say what a rule would decide, and offer to do it."""
        if self.busy or not cases.may_decide(self._book.project):
            self._notices.say(_("You cannot decide here now."))
            return
        found = [0, 0]

        def count() -> Work:
            for item in self._book.documents:
                if not self._book.is_read(item.document_uid):
                    yield from self._book.reading(item.document_uid)
                for decision in self._book.cases_of(item.document_uid):
                    if decision.standing is not Standing.DECIDED:
                        found[bool(by_rule.agreed(decision, policy))] += 1
                yield None

        self._begin(count(), lambda: self._offer(policy, left=found[0], clear=found[1]))

    def _offer(self, policy: Policy, *, left: int, clear: int) -> None:
        if not clear:
            self._notices.say(_("This rule decides nothing that is not decided."))
            return
        words = ngettext(
            "{number} case would be decided, {left} left to look at.",
            "{number} cases would be decided, {left} left to look at.",
            clear,
        ).format(number=written(clear), left=written(left))
        self._notices.offer(words, _("Decide them"), lambda: self.run(policy))

    def run(self, policy: Policy) -> None:
        """Do it, as one step."""
        if not self.busy:
            uids = [item.document_uid for item in self._book.documents]
            self._begin(by_rule.deciding_alike(self._book.project, uids, policy), self._say)

    def _say(self) -> None:
        self._notices.say(_("Decided by the rule. Undo takes all of it back."))

    def _begin(self, work: Work, done: Callable[[], object]) -> None:
        self._work, self._done = work, done
        self._timer.start()

    def _go_on(self) -> None:
        work = self._work
        try:
            if work is not None and next(work, self) is not self:
                return
        except AppError as error:
            self._end()
            self._notices.fail(error)
            return
        done = self._done
        self._end()
        done()

    def _end(self) -> None:
        self._timer.stop()
        self._work, self._done = None, _nothing

    def stop(self) -> None:
        """The project is about to be closed: what is not whole is taken back."""
        work = self._work
        self._end()
        if work is not None:
            work.close()


def _nothing() -> None:
    """There is nothing to do afterwards."""
