"""What fills slots and what is coded of entities, where entries were merged and where a slot has no room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.model.entity import Entity
from desktop_app.ops import adjudication, cases, entities, tagset
from desktop_app.ops.agreement import agree
from desktop_app.ops.case_records import Standing
from desktop_app.ops.project import Project
from tests.builders import a_document
from tests.unit.ops.test_slot_cases import (
    ADA,
    BOB,
    HOLLANDE,
    MERKEL,
    TEXT,
    claimant,
    code,
    decide_marks,
    gold,
    slot_of,
    valued,
)


def test_annotators_who_coded_entries_that_were_merged_agree(project: Project) -> None:
    document = a_document(project, TEXT)
    first, other = (entities.add(project, Entity("", name)) for name in ("Angela Merkel", "A. Merkel"))
    # The tag has another attribute of this name, which nobody coded: there all are of one mind.
    valued(project, document, "entity", first.uid, other.uid)

    def same() -> list[float]:
        wanted = ("attributes", "entity")
        found = [item for item in agree(project).measures if (item.metric, item.attribute) == wanted]
        return sorted(item.parts["same"] or 0 for item in found)

    (found,) = cases.decisions(project, document.uid)
    assert (found.standing, same()) == (Standing.OPEN, [0, 1])
    entities.merge(project, first.uid, [other.uid])
    (found,) = cases.decisions(project, document.uid)
    assert (found.standing, same()) == (Standing.AGREED, [1, 1])


def test_a_verdict_puts_no_more_fillers_into_a_slot_than_it_takes(project: Project) -> None:
    document = a_document(project, TEXT)
    tagset.edit_slot(project, replace(project.tagset.slot(claimant(project)), most=1))
    code(project, document, ADA, HOLLANDE)
    code(project, document, BOB, MERKEL)
    decide_marks(project, document)
    found = slot_of(project, document)
    with pytest.raises(UsageError, match="cannot take all"):
        adjudication.take(project, found, [item.uid for item in found.case.items])
    assert gold(project, document) == []
    adjudication.take(project, found, [found.case.items[0].uid])
    assert len(gold(project, document)) == 1
