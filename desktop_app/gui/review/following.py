"""Keeps Review in line with the project; what happens while other things are shown is taken into account later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.gui.review.book import Followed
from desktop_app.model.changes import Changes
from desktop_app.model.tagset import Tag
from desktop_app.ops.case_records import Decision

if TYPE_CHECKING:
    from desktop_app.gui.review.workspace import ReviewWorkspace


class Following:
    """Brings Review up to date after each action of the project, whoever did it."""

    def __init__(self, space: ReviewWorkspace) -> None:
        self._space = space
        self._missed: Decision | None = None
        self._behind = False

    def follow(self, changes: Changes) -> None:
        """Take an action into account."""
        space = self._space
        here = space.deciding.decision
        followed = space.book.apply(changes)
        space.reader.drop(followed.forgotten)
        space.naming.apply(changes)
        if not space.isVisible():
            # Who annotates does not wait for what nobody sees.
            self._missed = here or self._missed
            self._behind = True
            return
        if followed.others:
            space.documents.renew()
        space.model.apply(followed)
        space.documents.follow([*followed.forgotten, *(uid for uid, _number in followed.judged)])
        if changes.touches(Tag):
            space.text.show_look()
        space.showing.follow(followed, here)
        space.reader.start()
        space.changed.emit(changes)

    def catch_up(self) -> None:
        """Take into account what happened while other things were shown."""
        if not self._behind:
            return
        space = self._space
        before, self._missed, self._behind = self._missed, None, False
        space.book.renew()
        space.documents.renew()
        space.model.start_again()
        if space.text.document_uid:
            space.showing.follow(Followed(frozenset({space.text.document_uid}), (), others=True), before)
