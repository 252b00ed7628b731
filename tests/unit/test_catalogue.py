"""The translations' own tool, on a small program that is made up, and the translations of the real one."""

from __future__ import annotations

import gettext
import io
from typing import TYPE_CHECKING

import pytest

from tools import catalogue

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """
_("Hello {name}")
ngettext("{n} dog", "{n} dogs", 3)
# Translators: a command
_("Mark")
"""
GERMAN = """
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Mark"
msgstr "Markieren"

msgid "No longer said"
msgstr "Nicht mehr gesagt"
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The root of a program with three messages, one of them translated."""
    (tmp_path / "desktop_app").mkdir()
    (tmp_path / "desktop_app" / "words.py").write_text(SOURCE, encoding="utf-8")
    translate(tmp_path, GERMAN)
    return tmp_path


def translate(root: Path, text: str) -> None:
    path = catalogue.place("de", "po", root=root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_template_holds_every_message_with_the_note_for_translators(program: Path) -> None:
    text = catalogue.as_text(catalogue.template(program)).decode()
    assert 'msgid "Hello {name}"' in text
    assert 'msgid_plural "{n} dogs"' in text
    assert "#. Translators: a command\n#: desktop_app/words.py\n" in text


def test_translations_are_kept_and_messages_that_are_gone_are_dropped(program: Path) -> None:
    text = catalogue.as_text(catalogue.translated("de", root=program)).decode()
    assert 'msgid "Mark"\nmsgstr "Markieren"\n' in text
    assert "No longer said" not in text


def test_what_is_not_translated_is_named(program: Path) -> None:
    found = list(catalogue.problems(catalogue.translated("de", root=program)))
    assert found == ["de: not translated: 'Hello {name}'", "de: not translated: '{n} dog'"]


def test_a_lost_or_invented_placeholder_is_named(program: Path) -> None:
    plural = 'msgid "{n} dog"\nmsgid_plural "{n} dogs"\nmsgstr[0] "ein Hund"\nmsgstr[1] "{number} Hunde"\n'
    translate(program, GERMAN + '\nmsgid "Hello {name}"\nmsgstr "Hallo"\n\n' + plural)
    found = list(catalogue.problems(catalogue.translated("de", root=program)))
    assert found == [
        "de: other placeholders than in 'Hello {name}'",
        "de: other placeholders than in '{n} dog'",
    ]


def test_the_same_words_give_the_same_files_and_python_reads_them(program: Path) -> None:
    first = catalogue.as_text(catalogue.translated("de", root=program))
    translate(program, first.decode())
    german = catalogue.translated("de", root=program)
    assert catalogue.as_text(german) == first
    spoken = gettext.GNUTranslations(io.BytesIO(catalogue.as_machine_file(german)))
    assert spoken.gettext("Mark") == "Markieren"
    assert spoken.gettext("Hello {name}") == "Hello {name}"


def test_files_that_are_missing_or_behind_are_named(program: Path) -> None:
    files, amiss = catalogue.today(program)
    assert len(amiss) == 2
    assert catalogue.stale(files) == list(files)
    for path, content in files.items():
        path.write_bytes(content)
    assert catalogue.stale(files) == []


def test_the_program_says_in_german_all_that_it_says() -> None:
    files, amiss = catalogue.today()
    assert amiss == []
    assert [path.name for path in catalogue.stale(files)] == []
