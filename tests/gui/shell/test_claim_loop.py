"""Claims are coded by keyboard alone in the real window, on the article the project was made for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui import offscreen_input
from desktop_app.gui.dialogs.export_dialog import ExportDialog
from desktop_app.model.concept import Concept
from desktop_app.ops import completeness, concepts, documents
from tests.gui.shell.seat import CONTROL, Seat, articles, shown

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
MOST_KEYS = 9
CODEBOOK = (
    ("101", "Fight the coalition", "calls for a fight against Russia and the West"),
    ("102", "Condemn the air strikes", "says that the strikes are wrong"),
    ("103", "Accept the Islamic State", "takes it for legitimate"),
)
PUBLISHED = "date of the document"


@dataclass(frozen=True)
class Wanted:
    """A claim as a reader sees it: its words, what it is about, how it stands to that, who makes it, and when."""

    words: str
    concept: str
    stance: int
    claimant: str
    date: str


LEADER = "The leader of terrorist group al-Qaida, Ayman al-Zawahri"
STANCES = ("support", "oppose", "mixed", "unclear")
CLAIMS = (
    Wanted(
        "like-minded extremist groups operating in Syria and Iraq to band together against Russia",
        "fight",
        1,
        LEADER,
        "Sunday",
    ),
    Wanted("are coordinating their war against us", "strikes", 1, "Zawahri", "Sunday"),
    Wanted("direct all our efforts against them", "101", 1, "Zawahri", PUBLISHED),
    Wanted("stand together as one from East Turkestan to Morocco", "fight", 1, "Zawahri", PUBLISHED),
    Wanted(
        "Russia is bombing elements of the so-called moderate Syrian opposition",
        "air strikes",
        1,
        "Western officials",
        PUBLISHED,
    ),
    Wanted("the Islamic State was illegitimate", "islamic", 2, "Zawahri", "September"),
)


class Typist:
    """Counts the keys that are pressed besides the words that are typed."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.keys = 0

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = offscreen_input.NONE) -> None:
        self.seat.press(key, modifiers)
        self.keys += 1

    def write(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)
        offscreen_input.settle()

    def find(self, words: str) -> None:
        """Select words further on in the text, wherever the keyboard is."""
        self.press(Qt.Key.Key_F, CONTROL)
        self.write(words)
        self.press(Qt.Key.Key_Escape)

    def code(self, claim: Wanted) -> int:
        """Code a claim with its claimant and stance. Returns how many keys that took besides typed text."""
        self.keys = 0
        self.find(claim.words)
        self.press("c")
        self.write(claim.concept)
        self.press(Qt.Key.Key_Return)
        self.press(str(claim.stance))
        self.find(claim.claimant)
        self.press("a")
        taken = self.keys
        self.date(claim.date)
        self.press(Qt.Key.Key_Return)
        return taken + 1

    def date(self, words: str) -> None:
        """Mark when the claim was made, or take the document's own date."""
        if words == PUBLISHED:
            self.press("d")
            self.press("d")
            self.write(words)
            self.press(Qt.Key.Key_Return)
        else:
            self.find(words)
            self.press("d")


@pytest.fixture
def anna(seat: Seat) -> Typist:
    """Somebody before the article, with a codebook of three concepts."""
    seat.sit_down(SEEDS, size=(1200, 900))
    for code, label, support in CODEBOOK:
        concepts.add(seat.space.project, Concept("", code, label, support=support))
    seat.space.focus_text()
    offscreen_input.settle()
    return Typist(seat)


def exported(seat: Seat, target: Path) -> dict[str, object]:
    """The line of the article in the file that was exported by keys."""
    seat.press(Qt.Key.Key_E, CONTROL)
    dialog = shown(ExportDialog)
    dialog.target.setFocus()
    dialog.target.selectAll()
    QTest.keyClicks(dialog.target, str(target))
    QTest.keyClick(dialog.target, Qt.Key.Key_Return)
    seat.wait(lambda: dialog.message.text() != "")
    dialog.close()
    (line,) = target.read_text(encoding="utf-8").splitlines()
    found = json.loads(line)
    assert isinstance(found, dict)
    return found


def test_six_claims_with_claimant_stance_and_date_are_coded_by_keys_and_exported(anna: Typist) -> None:
    seat = anna.seat
    counted = [anna.code(claim) for claim in CLAIMS]
    assert max(counted) <= MOST_KEYS
    line = exported(seat, seat.home / "claims.jsonl")
    spans, relations = line["spans"], line["relations"]
    assert isinstance(spans, list)
    assert isinstance(relations, list)
    words = {span["id"]: span["text"] for span in spans}
    claims = {span["text"]: span for span in spans if span["label"] == "Claim"}
    assert list(claims) == [claim.words for claim in CLAIMS]
    for wanted in CLAIMS:
        made = claims[wanted.words]
        assert made["values"]["stance"] == STANCES[wanted.stance - 1]
        assert "concept" in made["values"]
        linked = {item["label"]: item for item in relations if item["head"] == made["id"]}
        assert words[linked["claimant"]["child"]] == wanted.claimant
        assert words.get(linked["made on"].get("child", ""), PUBLISHED) == wanted.date


def test_what_was_coded_so_lacks_nothing(anna: Typist) -> None:
    anna.code(CLAIMS[4])
    document = anna.seat.space.document
    assert document is not None
    assert not any(completeness.findings(anna.seat.space.project, document.uid))
    assert anna.seat.space.view.chosen == ""
    assert anna.seat.space.view.hasFocus()


def test_the_concept_is_typed_at_once_and_escape_leads_back_to_the_text(anna: Typist) -> None:
    anna.find(CLAIMS[4].words)
    anna.press("c")
    assert not anna.seat.space.view.hasFocus()
    anna.press(Qt.Key.Key_Escape)
    assert anna.seat.space.view.hasFocus()
    assert anna.seat.space.view.chosen != ""


def test_while_one_claim_after_the_other_is_marked_the_keyboard_stays_in_the_text(anna: Typist) -> None:
    anna.press("c")
    anna.find(CLAIMS[4].words)
    anna.press(Qt.Key.Key_Return)
    assert len(anna.seat.marks()) == 1
    assert anna.seat.space.view.hasFocus()


def test_without_a_codebook_the_keyboard_stays_in_the_text(seat: Seat) -> None:
    seat.sit_down(articles(seat.home / "news", toll="The toll must go, said Okafor."))
    seat.drag("The toll must go")
    seat.press("c")
    assert seat.space.view.hasFocus()
    assert (("1…4",), "stance") in seat.window.central.status.hints()


def test_a_claimant_that_is_marked_already_is_reached_by_tab(anna: Typist) -> None:
    anna.code(CLAIMS[4])
    anna.keys = 0
    anna.find("Islamic State targets")
    anna.press("c")
    anna.write("islamic")
    anna.press(Qt.Key.Key_Return)
    anna.press("2")
    anna.press("a")
    anna.press(Qt.Key.Key_Tab)
    anna.press(Qt.Key.Key_Return)
    anna.press(Qt.Key.Key_Return)
    assert anna.keys <= MOST_KEYS
    project, document = anna.seat.space.project, anna.seat.space.document
    assert document is not None
    assert not any(completeness.findings(project, document.uid))
    assert [item.quotes[0] for item in anna.seat.marks()].count("Western officials") == 1


def test_finishing_the_document_says_nothing_more(anna: Typist) -> None:
    anna.code(CLAIMS[4])
    document = anna.seat.space.document
    assert document is not None
    anna.press(Qt.Key.Key_Return, CONTROL)
    assert documents.progress(anna.seat.space.project, document.uid).state == "done"
