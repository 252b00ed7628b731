"""Where a tagset comes from: the program's own ones by name, or a file."""

from __future__ import annotations

from pathlib import Path

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import _
from desktop_app.base.paths import resources
from desktop_app.base.shown import shown
from desktop_app.model.tagset_file import SIZE_LIMIT


def tagset_source(tagset: str) -> bytes:
    """The bytes of a tagset file: a KEY of the bundled ones, or a path. Raises UsageError.

    Of a file that is too large for a tagset, no more is read than shows it.
    """
    bundled = resources() / "tagsets" / f"{tagset}.json"
    try:
        for path in (bundled, Path(tagset)):
            if path.is_file():
                with path.open("rb") as file:
                    return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise UsageError(
            _("The tagset cannot be read: {reason}.").format(reason=error.strerror),
            where=shown(tagset, 200),
            hint=_("Check the file and its permissions."),
        ) from error
    known = ", ".join(sorted(path.stem for path in bundled.parent.glob("*.json")))
    raise UsageError(
        _("There is no tagset {name}.").format(name=shown(tagset, 200)),
        hint=_("Choose one of {known}, or a file.").format(known=known),
    )
