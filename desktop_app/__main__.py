"""Where the program starts: the window, or a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.base import settings, syslibs
from desktop_app.base.i18n import _, choose_language
from desktop_app.base.paths import user_places
from desktop_app.base.shown import shown
from desktop_app.cli import COMMANDS

DONE, NOTHING, LIBRARIES_MISSING = 0, 2, 3
WITH_VALUE = ("--project-dir", "--out")
SESSION = "--offscreen-session"


@dataclass
class Words:
    """A command line as far as the window understands it. `is_command`: it is for the commands' own parser."""

    is_command: bool = False
    offscreen: bool = False
    project_dir: Path | None = None
    out: Path | None = None
    paths: list[Path] = field(default_factory=list)


def understood(words: Sequence[str]) -> Words:
    """Tell a command from paths for the window. What stands behind `--` is paths, whatever it looks like."""
    found = Words()
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            found.paths += map(Path, waiting)
            break
        if name in WITH_VALUE and (equals or waiting):
            folder = Path(value if equals else waiting.pop(0))
            if name == "--out":
                found.out = folder
            else:
                found.project_dir = folder
        elif word == SESSION:
            found.offscreen = True
        elif word.startswith("-") or (word in COMMANDS and not found.paths and not found.offscreen):
            found.is_command = True
            break
        else:
            found.paths.append(Path(word))
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Run the program. Returns 0 done, 1 done in part, 2 wrong usage or nothing done, 3 system libraries missing."""
    given = sys.argv[1:] if words is None else words
    found = understood(given)
    places = user_places(found.project_dir)
    choose_language(settings.load(places.settings).language)
    if found.is_command:
        from desktop_app.cli.main import run as run_command

        return run_command(given)
    refused = _no_such_path(found.paths) or _no_window(offscreen=found.offscreen)
    if refused:
        return refused
    from desktop_app.gui import app

    if found.offscreen:
        return app.run_offscreen_session(found.paths, places, found.out)
    return app.run(found.paths, places)


def _no_such_path(paths: Sequence[Path]) -> int:
    """Name what is not there, perhaps a misspelt command, and return the exit code for it; 0 when all is there."""
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        print(
            _("{path}: There is no such file or command.").format(path=shown(str(path), 1000)),
            file=sys.stderr,
        )
    if missing:
        print(_("The commands are: {commands}.").format(commands=", ".join(COMMANDS)), file=sys.stderr)
    return NOTHING if missing else DONE


def _no_window(*, offscreen: bool) -> int:
    """Say why no window can be opened here and return the exit code for it; 0 when one can."""
    if offscreen:
        os.environ.setdefault("QT_QPA_PLATFORM", syslibs.OFFSCREEN)
    candidates = syslibs.platforms(os.environ)
    if not candidates:
        print(_no_display(), file=sys.stderr)
        return NOTHING
    missing = syslibs.missing_for_a_window(candidates)
    if missing:
        names = ", ".join(library.soname for library in missing)
        print(
            _("The window needs libraries that this system does not have: {names}.").format(names=names),
            file=sys.stderr,
        )
        print(_("Install them: {command}").format(command=syslibs.install_hint(missing)), file=sys.stderr)
        return LIBRARIES_MISSING
    return DONE


def _no_display() -> str:
    return "\n".join(
        (
            _(
                "There is no display here, so no window can be opened (neither DISPLAY nor WAYLAND_DISPLAY is set)."
            ),
            _("These commands work without one: {commands}.").format(commands=", ".join(COMMANDS)),
            _(
                "“rubricator {command} --help” says more; “rubricator {session} PATH” plays a session in memory."
            ).format(command=COMMANDS[0], session=SESSION),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
