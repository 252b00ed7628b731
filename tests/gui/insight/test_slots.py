"""From a number on slots to the passages behind it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.model.query import Query
from desktop_app.model.records import Link, TargetKind
from desktop_app.ops import documents
from desktop_app.ops.agreement_passages import Passage
from tests.builders import ANNA, an_annotation, tag_named
from tests.gui.insight.desk import TEXT, Sit, people


def test_a_number_on_slots_opens_the_passages_in_which_they_differ(sit: Sit, qtbot: QtBot) -> None:
    table = sit(documents=1)
    project, page = table.page.project, table.page
    slot = next(item for item in project.tagset.slots if item.name == "claimant")
    (row,) = documents.page(project, Query(), 0, 5)
    claim = tag_named(project, "Claim")
    with project.step("Fill") as step:
        for who in people(2):
            made = an_annotation(row.document, TEXT, [(300, 310)], tag_uid=claim, annotator_uid=who.uid)
            step.put(made)
            if who == ANNA:
                uid = row.document.uid
                step.put(Link("c" * 32, uid, who.uid, made.uid, slot.uid, TargetKind.PUBLISHED, ""))
    page.background.work_out_all()
    table.settle()
    rows = page.sections.measures.cells.table.rows
    (wanted,) = {
        cell.wanted for cells in rows for cell in cells if cell.wanted and cell.wanted.slot == slot.uid
    } & {cells[0].wanted for cells in rows if cells[2].text.endswith("strict")}
    page.open_passages(wanted)
    qtbot.waitUntil(lambda: not page.passages.model.busy)
    (passage,) = [page.passages.model.line(place) for place in range(page.passages.model.rowCount())]
    assert isinstance(passage, Passage)
    assert (passage.start, passage.end) == (300, 310)
    assert "claimant" in page.passages.model.kind(passage)
