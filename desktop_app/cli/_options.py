"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from desktop_app.base.i18n import _
from desktop_app.cli._session import Session

P = ParamSpec("P")
R = TypeVar("R")

ANY_PATH = click.Path(path_type=Path)
pass_session = click.make_pass_decorator(Session, ensure=True)


def common(command: Callable[P, R]) -> Callable[P, R]:
    """`--json` and `--project-dir`, understood before and after the command's name."""
    as_json = click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        callback=_set_json,
        help=_("Print one JSON object instead of sentences."),
    )
    project_dir = click.option(
        "--project-dir",
        type=ANY_PATH,
        expose_value=False,
        callback=_set_folder,
        metavar="DIR",
        help=_("Keep settings, backups and new projects below this folder."),
    )
    return as_json(project_dir(command))


project_argument = click.argument("project", type=ANY_PATH)
format_option = click.option(
    "--format", "key", default="jsonl", metavar="KEY", help=_("The format; see “formats”.")
)


def annotator_option(help_text: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """`--annotator NAME`, once."""
    return click.option("--annotator", default=None, metavar="NAME", help=help_text)


def _set_json(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Session).as_json = True


def _set_folder(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Session).project_dir = value
