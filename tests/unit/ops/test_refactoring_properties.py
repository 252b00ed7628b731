"""Whatever is done to the tagset: no mark is lost, and undo restores everything."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.model.records import Annotation
from desktop_app.model.tagset import Tag
from desktop_app.model.values import Value
from desktop_app.ops import annotations as marks
from desktop_app.ops import check, recasting, recoding, refactoring
from desktop_app.ops.project import Project
from desktop_app.ops.recasting import Plan
from desktop_app.store import links
from tests.builders import ANNA, BEN, a_document, a_project, tag_named
from tests.unit.ops.recast import TEXT, attribute, linked, marked, state_of

TAGS = ("Actor", "Claim", "Event", "Cue")
WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Actor": ("mention", ("name", "noun")),
    "Claim": ("stance", ("support", "oppose")),
    "Event": ("modality", ("asserted", "other")),
    "Cue": ("attitude", ("belief", "decree")),
}
ITEMS = st.lists(
    st.tuples(st.sampled_from(TAGS), st.integers(0, 40), st.booleans(), st.integers(0, 2)),
    min_size=1,
    max_size=12,
)


def _plans(project: Project, one: str, other: str) -> dict[str, Callable[[], Plan]]:
    uid, name = tag_named(project, one), WORDS[one][0]
    coded = attribute(project, one, name)
    return {
        "merge": lambda: refactoring.merge_tags(project, uid, tag_named(project, other)),
        "bring": lambda: refactoring.merge_tags(project, uid, tag_named(project, other), bring=True),
        "split": lambda: refactoring.split_tag(
            project, uid, Tag("", "Fresh"), value=(coded.uid, WORDS[one][1][0])
        ),
        "kind": lambda: recoding.change_kind(project, coded.uid, "text"),
        "option": lambda: recoding.recode_option(project, coded.uid, *WORDS[one][1]),
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ITEMS,
    st.sampled_from(TAGS),
    st.sampled_from(TAGS),
    st.sampled_from(["merge", "bring", "split", "kind", "option"]),
)
def test_no_mark_is_lost_and_undo_restores_everything(
    items: list[tuple[str, int, bool, int]], one: str, other: str, act: str
) -> None:
    with tempfile.TemporaryDirectory() as name, a_project(Path(name)) as project:
        document = a_document(project, TEXT)
        made: list[Annotation] = []
        for tag, start, mine, value in items:
            who = ANNA.uid if mine else BEN.uid
            word, options = WORDS[tag]
            values: dict[str, Value] = {word: options[value]} if value < 2 else {}
            made.append(marked(project, document, tag, start, who=who, values=values))
        tied = 0
        for source, target in pairwise(made):
            if source.tag_uid == tag_named(project, "Claim"):
                linked(project, source, target, "claimant")
                tied += 1
        if one == other:
            return
        plan = _plans(project, one, other)[act]()
        found, before = recasting.survey(project, plan), state_of(project)
        recasting.carry_out(project, plan)
        after = {item.uid: item for item in marks.of_document(project, document.uid)}
        assert set(after) == {item.uid for item in made}
        assert len(links.of_document(project.file.database, document.uid)) == tied
        kept = sum(len(item.values) for item in after.values())
        assert kept == sum(len(item.values) for item in made) - sum(found.lost.values())
        assert check.check(project.path).findings == ()
        project.undo()
        assert state_of(project) == before
