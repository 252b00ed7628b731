"""Nothing that was called saved is lost, whenever the process dies."""

from itertools import count
from pathlib import Path

import pytest

from desktop_app.ops import annotations
from desktop_app.ops.project import Project
from desktop_app.store import check
from tests.builders import ANNA, a_document, a_project, places
from tests.killing import killed_at_random
from tests.torture import rounds
from tests.unit.store.writer import TEXT

ROUNDS = rounds(6, promised=500)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_no_acknowledged_annotation_is_lost_when_the_program_is_killed_at_any_moment(tmp_path: Path) -> None:
    with a_project(tmp_path) as project:
        document = a_document(project, TEXT, name="a.txt")
    expected: set[str] = set()
    acknowledged = 0
    for seed in count():
        # A busy machine may have had no time for a mark yet.
        if seed >= ROUNDS and acknowledged:
            break
        if seed % 50 == 49:
            expected = _cleared(tmp_path, document.uid)
        lines = killed_at_random(
            "tests.unit.store.writer", [str(tmp_path), str(seed)], seconds=(0.005, 0.25), seed=seed
        )
        made = {line[5:] for line in lines if line.startswith("made ")}
        gone = {line[5:] for line in lines if line.startswith("gone ")}
        going = {line[6:] for line in lines if line.startswith("going ")} - gone
        acknowledged += len(made)
        with Project.open(tmp_path / "news.rubric", places=places(tmp_path), who=ANNA) as project:
            assert list(check.findings(project.file.database)) == []
            kept = {item.uid for item in annotations.of_document(project, document.uid)}
        lost = ((expected | made) - gone - going) - kept
        assert lost == set(), f"round {seed}"
        unannounced = kept - ((expected | made) - gone)
        assert len(unannounced) <= 1, f"round {seed}"
        expected = kept


def _cleared(folder: Path, document_uid: str) -> set[str]:
    with Project.open(folder / "news.rubric", places=places(folder), who=ANNA) as project:
        uids = [item.uid for item in annotations.of_document(project, document_uid)]
        annotations.remove(project, uids)
    return set()
