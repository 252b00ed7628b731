"""The command line's front door."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from desktop_app import __version__
from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.cli import _documents, _packages, _people, _projects, _review
from desktop_app.cli._console import DONE, IN_PART, NOTHING, Console
from desktop_app.cli._options import common
from desktop_app.cli._session import Session

PROGRAM = "rubricator"


@click.group(
    help=_("Highlight passages in documents and tag them."),
    epilog=_(
        "Without a command, rubricator [PATH ...] opens the window on a project, on documents or on folders."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name=PROGRAM)
@common
def group() -> None:
    """All commands."""


for command in (
    _projects.new,
    _projects.tagset,
    _documents.add,
    _documents.import_,
    _documents.export,
    _projects.check,
    _projects.stats,
    _projects.undo,
    _people.assign,
    _people.withdraw,
    _review.agree,
    _packages.merge,
    _packages.package,
    _review.adjudicate,
    _projects.backups,
    _documents.formats,
    _documents.readers,
):
    group.add_command(command)


def run(words: Sequence[str]) -> int:
    """Carry out one command line, without the program's name. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    session = Session()
    try:
        code = group.main(args=list(words), prog_name=PROGRAM, standalone_mode=False, obj=session)
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except AppError as error:
        return session.console.fail(error)
    except click.ClickException as error:
        return _misused(session.console, error)
    except (click.Abort, KeyboardInterrupt):
        Console(as_json=False).tell(_("Stopped."))
        return NOTHING
    except BrokenPipeError:
        _silence()
        return IN_PART


def _misused(console: Console, error: click.ClickException) -> int:
    console.result({"error": {"what": error.format_message(), "where": "", "hint": ""}})
    error.show()
    return NOTHING


def _silence() -> None:
    """Whoever reads our output has gone: let nothing complain about it when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
