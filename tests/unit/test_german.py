"""The German words as they are set."""

from __future__ import annotations

import gettext

from desktop_app.base import i18n
from desktop_app.base.paths import resources
from tools import catalogue

SENTENCE_ENDS = (".", "!", "?", ":", "…")


def messages() -> list[tuple[str, str]]:
    """Each form of each message in English, beside its German form."""
    pairs = []
    for message in catalogue.translated("de"):
        if message.id:
            english, german = catalogue.texts(message.id), catalogue.texts(message.string)
            pairs += list(zip(english, german, strict=True))
    return pairs


def test_the_program_finds_its_german_words() -> None:
    folder = resources() / "i18n"
    assert gettext.find(i18n.DOMAIN, str(folder), ["de"]) == str(catalogue.place("de", "mo"))


def test_a_german_sentence_ends_as_the_english_one_does() -> None:
    def end(text: str) -> str:
        return text[-1] if text.endswith(SENTENCE_ENDS) else ""

    assert [english for english, german in messages() if end(english) != end(german)] == []


def test_german_words_stand_in_german_quotation_marks() -> None:
    assert [german for _english, german in messages() if german.count("„") != german.count("“")] == []
    assert [
        german
        for _english, german in messages()
        if "”" in german or " ..." in german.replace("[PFAD ...]", "")
    ] == []


def test_blanks_around_a_message_are_kept() -> None:
    def blanks(text: str) -> tuple[int, int]:
        return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())

    assert [english for english, german in messages() if blanks(english) != blanks(german)] == []
