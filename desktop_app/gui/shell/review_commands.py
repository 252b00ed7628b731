"""Commands about workspaces, and those of Review: its keys act while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Group, Maker
from desktop_app.gui.shell.rooms import ANNOTATE, kinds

if TYPE_CHECKING:
    from desktop_app.gui.review.workspace import ReviewWorkspace
    from desktop_app.gui.shell.main_window import MainWindow

Work = Callable[["ReviewWorkspace"], object]


def room_commands(window: MainWindow) -> tuple[Command, ...]:
    """A command for each workspace, and what comes back to who annotates."""
    make = Maker(Group.VIEW)
    rooms = tuple(
        make(
            f"view.{kind.key}",
            _("Workspace: {name}").format(name=kind.title),
            partial(window.pages.show_room, kind.key),
            kind.shortcut,
            window.has_project,
        )
        for kind in kinds()
    )
    return (*rooms, *_feedback(window))


def _feedback(window: MainWindow) -> tuple[Command, ...]:

    def show() -> None:
        from desktop_app.gui.review.feedback import FeedbackWindow

        if window.project is None:
            return
        found = FeedbackWindow(window.project, window)
        found.wanted.connect(go)
        window.holder.closing.connect(found.close)
        found.show()

    def go(uid: str, start: int, end: int) -> None:
        window.pages.show_room(ANNOTATE)
        space = window.workspace
        if space is not None:
            space.choose_document(uid)
            if end:
                space.view.jump(start, end)

    make = Maker(Group.VIEW)
    return (make("view.gold_and_mine", _("Gold beside mine, and remarks"), show, "", window.has_project),)


def review_commands(window: MainWindow) -> tuple[Command, ...]:
    """The commands of the group Review, in the order of the menu."""
    return (*_going(window), *_verdicts(window), *_around(window), *_rules(window))


def _command(window: MainWindow, key: str, title: str, work: Work, shortcut: str = "") -> Command:
    def run() -> None:
        space = window.pages.review
        if space is not None:
            work(space)

    return Command(
        key=f"review.{key}",
        title=title,
        group=Group.REVIEW,
        run=run,
        shortcut=shortcut,
        enabled=lambda: window.pages.review is not None,
        own_keys=True,
    )


def _going(window: MainWindow) -> tuple[Command, ...]:
    make = partial(_command, window)
    return (
        make("next", _("Next open difference"), lambda space: space.step(1), "J; Down"),
        make("previous", _("Previous open difference"), lambda space: space.step(-1), "K; Up"),
        make("skip", _("Leave the difference for later"), lambda space: space.skip(), "S"),
        make(
            "finish",
            _("Finish the document, and on to the next"),
            lambda space: space.acts.finish(),
            "Ctrl+Return",
        ),
    )


def _verdicts(window: MainWindow) -> tuple[Command, ...]:
    make = partial(_command, window)
    return (
        make("majority", _("Take what most say"), lambda space: space.deciding.majority(), "Return"),
        make(
            "first",
            _("Take the first, or the value on the left"),
            lambda space: space.deciding.side(0),
            "Left",
        ),
        make(
            "second",
            _("Take the second, or the value on the right"),
            lambda space: space.deciding.side(1),
            "Right",
        ),
        make("both", _("Take all of them"), lambda space: space.deciding.both(), "B"),
        make("none", _("Take none of them"), lambda space: space.deciding.none(), "X"),
        make("edit", _("Edit passage and tag"), lambda space: space.deciding.begin(), "E"),
        make("reason", _("Write the reason"), lambda space: space.pressing.reason(), "N"),
        make(
            "alike",
            _("Same verdict for cases like the last"),
            lambda space: space.deciding.decide_alike(),
            "A",
        ),
    )


def _around(window: MainWindow) -> tuple[Command, ...]:
    make = partial(_command, window)

    def names(space: ReviewWorkspace) -> None:
        space.acts.use_names(shown=space.naming.blind)

    return (
        make(
            "lanes", _("Lanes of the annotators, or not"), lambda space: space.showing.switch_lanes(), "Space"
        ),
        make(
            "side_by_side",
            _("Annotators side by side below the text, or not"),
            lambda space: space.text.show_lanes(on=not space.text.lanes),
            "L",
        ),
        make("names", _("Names of the annotators, or letters"), names),
    )


def _rules(window: MainWindow) -> tuple[Command, ...]:
    make = partial(_command, window)

    def rule(quorum: int) -> Work:
        def propose(space: ReviewWorkspace) -> None:
            from desktop_app.ops.by_rule import Policy

            space.by_rule.propose(Policy(quorum))

        return propose

    return (
        make("auto", _("Decide what all agree on"), rule(0), "U"),
        make("auto_2", _("Decide what at least two say alike"), rule(2)),
        make("auto_3", _("Decide what at least three say alike"), rule(3)),
        make(
            "give_back", _("Give the document back to its annotators"), lambda space: space.acts.give_back()
        ),
        make("round", _("Begin another round"), lambda space: space.acts.begin_round()),
    )
