"""A merge is there as a whole or not at all, whenever the process dies."""

from pathlib import Path

import pytest

from desktop_app.model.query import Query
from desktop_app.ops import documents
from desktop_app.ops.merging import merge
from tests.builders import BEN, an_annotation, tag_named
from tests.killing import killed_at_random
from tests.torture import rounds
from tests.unit.merging.copies import TEXT, at, copied, is_sound, origin, rows

ROUNDS = rounds(5, promised=200)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_a_merge_that_is_killed_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    start = origin(tmp_path)
    theirs = copied(start, "ben.rubric")
    with at(theirs, BEN) as project:
        document = documents.page(project, Query(), 0, 1)[0].document
        actor = tag_named(project, "Actor")
        with project.step("Import") as step:
            step.add_all(
                an_annotation(
                    document, TEXT, [(place % 40, place % 40 + 5)], tag_uid=actor, annotator_uid=BEN.uid
                )
                for place in range(500)
            )
    with at(copied(start, "merged.rubric")) as project:
        before = rows(project)
        merge(project, theirs)
        after = rows(project)
    for seed in range(ROUNDS):
        path = copied(start, f"{seed}.rubric")
        said = killed_at_random(
            "tests.unit.merging.merger", [str(path), str(theirs)], seconds=(0.02, 1.0), seed=seed
        )
        with at(path) as project:
            found = rows(project)
            assert found in (before, after), f"round {seed}"
            if not said:
                assert is_sound(project)
            merge(project, theirs)
            assert rows(project) == after
            assert is_sound(project)
