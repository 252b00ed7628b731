"""What is seen on a page: tints, lines, joins, codes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desktop_app.gui.printing.body import BodyBlock
from desktop_app.gui.printing.gathering import Gathered
from desktop_app.gui.printing.paper import Paper
from desktop_app.gui.printing.printout import DocumentContents
from desktop_app.gui.reading.filter import Filter
from desktop_app.model.records import Document
from tests.gui.printing.press import EVERYTHING, Press

TEXT = "The mayors asked the state to pay for the new schools, and nobody said a word about it. " * 8 + "\n"


class Proof:
    """The first paragraph of a document, as it is painted."""

    def __init__(self, press: Press, document: Document, shown: Filter = EVERYTHING) -> None:
        self.found: Gathered = press.gathered(document, shown)
        self.paper: Paper = press.paper
        contents = DocumentContents(self.found, press.paper)
        block = contents.block(1)
        assert isinstance(block, BodyBlock)
        self.block = block
        self.image = self.painted(0, len(block.heights))

    def painted(self, first: int, stop: int) -> QImage:
        """These lines on white, with some paper around."""
        height = sum(self.block.heights[first:stop]) + 200
        image = QImage(self.paper.width + 200, height, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.translate(100, 100)
        self.block.paint(painter, first, stop)
        painter.end()
        return image

    def count(self, colour: QColor, image: QImage | None = None) -> int:
        """How many points have this colour."""
        pixels = np.frombuffer((image or self.image).constBits(), np.uint32)
        return int((pixels & 0xFFFFFF == colour.rgb() & 0xFFFFFF).sum())

    def at(self, offset: int, below: int) -> QColor:
        """The colour `below` units under the top of the line, in the middle of a character."""
        box = self.block.paragraph.boxes(offset, offset + 1)[0]
        x, y = (box.left + box.right) // 2, self.block.paragraph.line_top(box.line) + below
        return self.image.pixelColor(100 + x, 100 + y)

    def lane(self, offset: int, number: int) -> QColor:
        """What is painted in a lane under a character."""
        metrics = self.paper.metrics
        return self.at(offset, metrics.lane_top(number) + metrics.lane_height // 2)

    def ground(self, offset: int) -> QColor:
        """What is behind a character, just above where its line begins."""
        return self.at(offset, self.paper.metrics.tint_bottom - 3)


def colours(found: Gathered, tag_uid: str) -> tuple[QColor, QColor]:
    return found.tags[tag_uid].line, found.tags[tag_uid].tint


def inside(span: tuple[int, int]) -> Sequence[int]:
    return range(span[0] + 1, span[1] - 1)


def test_a_passage_has_a_tint_and_a_line_and_nothing_beside_it_has(press: Press) -> None:
    document = press.document(TEXT)
    made = press.mark(document, (4, 16))
    proof = Proof(press, document)
    line, tint = colours(proof.found, made.tag_uid)
    assert {proof.lane(offset, 0).name() for offset in inside((4, 16))} == {line.name()}
    assert {proof.ground(offset).name() for offset in inside((4, 16))} == {tint.name()}
    assert {proof.ground(offset).name() for offset in (1, 18, 30)} == {"#ffffff"}


def test_overlapping_passages_have_lines_one_below_the_other(press: Press) -> None:
    document = press.document(TEXT)
    outer, inner = press.mark(document, (4, 40)), press.mark(document, (11, 16), tag="Claim")
    proof = Proof(press, document)
    assert proof.lane(13, 0) == colours(proof.found, outer.tag_uid)[0]
    assert proof.lane(13, 1) == colours(proof.found, inner.tag_uid)[0]
    assert proof.lane(30, 1).name() == "#ffffff"


def test_parts_are_joined_by_a_thin_line(press: Press) -> None:
    document = press.document(TEXT)
    made = press.mark(document, (4, 10), (21, 26))
    proof = Proof(press, document)
    line, tint = colours(proof.found, made.tag_uid)
    metrics = proof.paper.metrics
    middle = metrics.lane_top(0) + metrics.lane_height // 2
    assert proof.at(14, middle) == line
    assert proof.at(14, metrics.lane_top(0)).name() == "#ffffff"
    assert proof.ground(14) != tint


def test_a_suggestion_is_dashed_and_has_no_tint(press: Press) -> None:
    document = press.document(TEXT)
    made = press.mark(document, (4, 40))
    solid = Proof(press, document)
    dashed = Proof(press, document, Filter(dashed=frozenset({press.project.annotator.uid})))
    line, tint = colours(solid.found, made.tag_uid)
    assert solid.count(tint) > 0 == dashed.count(tint)
    assert solid.count(line) / 3 < dashed.count(line) < solid.count(line) * 0.8


def test_marks_without_a_lane_are_counted_beside_the_line(press: Press) -> None:
    document = press.document(TEXT)
    for _number in range(6):
        press.mark(document, (4, 16))
    proof = Proof(press, document)
    right = proof.image.copy(100 + proof.paper.column + 8, 0, 92, 400)
    assert proof.count(QColor("white"), right) < right.width() * right.height()
    bare = Proof(press, press.document(TEXT + "other", name="other.txt"))
    right = bare.image.copy(100 + bare.paper.column + 8, 0, 92, 400)
    assert bare.count(QColor("white"), right) == right.width() * right.height()


def test_what_is_left_out_leaves_no_colour(press: Press) -> None:
    document = press.document(TEXT)
    made = press.mark(document, (4, 40))
    kept = press.mark(document, (50, 60), tag="Claim")
    line, tint = colours(press.gathered(document), made.tag_uid)
    proof = Proof(press, document, Filter(tags=frozenset({made.tag_uid})))
    assert (proof.count(tint), proof.count(line)) == (0, 0)
    assert proof.count(colours(proof.found, kept.tag_uid)[1]) > 0


def test_a_code_stands_over_the_start_and_again_where_a_page_begins(press: Press) -> None:
    document = press.document(TEXT)
    made = press.mark(document, (4, 300))
    proof = Proof(press, document)
    line = colours(proof.found, made.tag_uid)[0]
    above = proof.image.copy(100, 70, 400, 30)
    assert proof.count(line, above) > 0
    between = proof.painted(1, 3)
    assert proof.count(line, between.copy(100, 70, 400, 30)) > 0


def test_only_the_lines_of_a_page_are_painted(press: Press) -> None:
    proof = Proof(press, press.document(TEXT))
    whole, pitch = proof.image, proof.block.paragraph.pitch
    one = proof.painted(2, 3)
    assert one.copy(0, 100, one.width(), pitch) == whole.copy(0, 100 + 2 * pitch, one.width(), pitch)
    white = one.copy(0, 0, one.width(), 60)
    assert proof.count(QColor("white"), white) == white.width() * white.height()


def test_a_heap_of_marks_on_a_letter_stays_near_its_line(press: Press) -> None:
    proof = Proof(press, press.document("o" + "\u0302\u0323" * 200 + "!\n"))
    pitch = proof.block.paragraph.pitch
    image = QImage(proof.paper.width, 12 * pitch, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(100, 6 * pitch)
    proof.block.paint(painter, 0, 1)
    painter.end()
    for far in (
        image.copy(0, 0, image.width(), 4 * pitch),
        image.copy(0, 9 * pitch, image.width(), 3 * pitch),
    ):
        assert proof.count(QColor("white"), far) == far.width() * far.height()


@pytest.mark.parametrize("module", ["desktop_app.gui.printing.output", "PySide6.QtPrintSupport"])
def test_starting_the_program_does_not_load_what_prints(module: str) -> None:
    code = f"import sys, desktop_app.gui.shell.main_window; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
