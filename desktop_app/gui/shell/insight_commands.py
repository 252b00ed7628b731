"""Commands of Insight: they can be run while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.base.i18n import _
from desktop_app.gui.shell.commands import Command, Group, Maker

if TYPE_CHECKING:
    from desktop_app.gui.insight.room import InsightRoom
    from desktop_app.gui.shell.main_window import MainWindow


def insight_commands(window: MainWindow) -> tuple[Command, ...]:
    """The end of group View."""
    make = Maker(Group.VIEW)

    def room() -> InsightRoom | None:
        from desktop_app.gui.insight.room import InsightRoom

        found = window.pages.room
        return found if isinstance(found, InsightRoom) else None

    def on(work: Callable[[InsightRoom], object]) -> Callable[[], object]:
        def run() -> None:
            found = room()
            if found is not None:
                work(found)

        return run

    def there_is() -> bool:
        return room() is not None

    every = on(lambda found: found.page.background.work_out_all())
    return (
        make("insight.measures", _("Work out all measures of agreement"), every, "", there_is),
        make(
            "insight.report",
            _("Save the report on agreement"),
            on(lambda found: found.save_report()),
            "",
            there_is,
        ),
        make(
            "insight.names",
            _("Names of the annotators, or letters"),
            on(lambda found: found.switch_names()),
            "",
            there_is,
        ),
    )
