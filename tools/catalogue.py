"""The translations: gather the program's words, bring each language's catalogue up to date, say what is untranslated.

`resources/i18n/rubricator.pot` holds every message, `resources/i18n/<language>/LC_MESSAGES/rubricator.po` the
translation that people edit, and the `.mo` beside it what the program reads. With `--check` nothing is written.
"""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.environment import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOMAIN = "rubricator"
PROJECT = "Rubricator"
AUTHORS = "The Rubricator authors"
LANGUAGES = ("de",)
KEYWORDS = {"_": None, "ngettext": (1, 2), "N_": None}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# The catalogues hold no time of day: the same words give the same files.
WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def template(root: Path = ROOT) -> Catalog:
    """Every message of the program, with the files that it occurs in, in the order of the files."""
    catalogue = Catalog(project=PROJECT, copyright_holder=AUTHORS, charset="utf-8")
    _sign(catalogue)
    package = root / "desktop_app"
    for name, _line, message, notes, context in extract_from_dir(
        str(package), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        catalogue.add(message, None, [(f"desktop_app/{name}", 0)], auto_comments=notes, context=context)
    return catalogue


def translated(language: str, *, root: Path = ROOT) -> Catalog:
    """The catalogue of a language as it should be: all messages of today, with the translations that there are."""
    path = place(language, "po", root=root)
    catalogue = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(template(root), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    _sign(catalogue)
    return catalogue


def problems(catalogue: Catalog) -> Iterator[str]:
    """One line for each message that is not translated, or whose translation lost or made up a placeholder."""
    for message in catalogue:
        if message.id and not all(texts(message.string)):
            yield f"{catalogue.locale}: not translated: {texts(message.id)[0]!r}"
        elif message.id and not _same_placeholders(message):
            yield f"{catalogue.locale}: other placeholders than in {texts(message.id)[0]!r}"


def as_text(catalogue: Catalog) -> bytes:
    """The catalogue as a file for people, in the order of the program's files, without line numbers."""
    file = io.BytesIO()
    write_po(file, catalogue, width=110, include_lineno=False, include_previous=False)
    return file.getvalue()


def as_machine_file(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def place(language: str, suffix: str, *, root: Path = ROOT) -> Path:
    """Where the catalogue of a language lies; the template's language is ''."""
    folder = root / "resources" / "i18n"
    return (
        folder / language / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"
        if language
        else folder / f"{DOMAIN}.{suffix}"
    )


def texts(part: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A message or a translation as its forms: one, or one for each plural; an empty one where there is none."""
    return (part or "",) if part is None or isinstance(part, str) else tuple(part)


def today(root: Path = ROOT) -> tuple[dict[Path, bytes], list[str]]:
    """Every file as it should be, by its place, and the problems of all languages."""
    files = {place("", "pot", root=root): as_text(template(root))}
    amiss: list[str] = []
    for language in LANGUAGES:
        catalogue = translated(language, root=root)
        files[place(language, "po", root=root)] = as_text(catalogue)
        files[place(language, "mo", root=root)] = as_machine_file(catalogue)
        amiss += problems(catalogue)
    return files, amiss


def stale(files: dict[Path, bytes]) -> list[Path]:
    """The files that are not there or not as they should be."""
    return [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]


def main(arguments: list[str]) -> int:
    """Write the catalogues, or with `--check` compare them, and return 1 if anything is amiss."""
    files, amiss = today()
    changed = stale(files)
    if "--check" in arguments:
        amiss += [f"{path.name} is not up to date; run: make catalogue" for path in changed]
    else:
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
    print("\n".join([*amiss, f"{len(files)} files, {len(changed)} of them changed, {len(amiss)} remarks"]))
    return 1 if amiss else 0


def _sign(catalogue: Catalog) -> None:
    catalogue.header_comment = "# The words of Rubricator. Under the same license as the program."
    catalogue.fuzzy = False
    catalogue.project, catalogue.version, catalogue.msgid_bugs_address = PROJECT, "1", ""
    catalogue.creation_date = catalogue.revision_date = WHEN
    catalogue.last_translator = catalogue.language_team = AUTHORS


def _same_placeholders(message: Message) -> bool:
    known = {found for text in texts(message.id) for found in PLACEHOLDER.findall(text)}
    return all(set(PLACEHOLDER.findall(text)) <= known for text in texts(message.string)) and (
        message.pluralizable or set(PLACEHOLDER.findall(texts(message.string)[0])) == known
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
