"""What is done with a whole document or project in Review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.ops import adjudication, cases, feedback, rounds

if TYPE_CHECKING:
    from desktop_app.gui.review.workspace import ReviewWorkspace


class Acts:
    """Each says what came of it."""

    def __init__(self, space: ReviewWorkspace) -> None:
        self._space = space

    def finish(self) -> None:
        """Say that the gold of the document is complete, and go on to the next with open cases."""
        space = self._space
        uid = space.text.document_uid
        if not uid or space.notices.attempt(lambda: adjudication.finish(space.project, uid)) is None:
            return
        following = space.documents.beside(uid)
        if following:
            space.open_document(following)
        else:
            space.notices.say(_("Finished. No other document has open differences."))

    def give_back(self) -> None:
        """Ask the annotators of the document to look at it again; the reason that was written goes along."""
        space = self._space
        uid, reason = space.text.document_uid, space.deciding.reason
        if uid and space.notices.attempt(lambda: feedback.give_back(space.project, uid, reason)) is not None:
            space.notices.say(_("The annotators are asked to look at it again."))

    def begin_round(self) -> None:
        """Verdicts count for another round from now on."""
        space = self._space
        number = space.notices.attempt(lambda: rounds.begin(space.project))
        if number is not None:
            words = _("Round {number} has begun, by guideline {guideline}.")
            guideline = rounds.guideline_of(space.project, number)
            space.notices.say(words.format(number=number, guideline=guideline))

    def use_names(self, *, shown: bool) -> None:
        """Show names instead of letters, which is noted with the document; or letters again."""
        space = self._space
        space.naming.blind = not shown
        space.preferences.show_names(shown=shown)
        uid = space.text.document_uid
        if shown and uid and cases.may_decide(space.project):
            space.notices.attempt(lambda: cases.note_names(space.project, uid))
        space.model.start_again()
        space.showing.renew()
