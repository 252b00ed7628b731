"""Annotators are told apart by their uid; names can change and may be equal."""

from dataclasses import replace

import pytest

from desktop_app.base.errors import UsageError
from desktop_app.ops import annotators
from desktop_app.ops.project import Project
from tests.builders import ANNA, BEN, reopened


def test_a_new_name_stays_with_the_layer(project: Project) -> None:
    annotators.rename(project, "  Anna   Seghers ")
    assert [item.name for item in annotators.everybody(project)] == ["Anna Seghers"]
    assert project.annotator.uid == ANNA.uid
    with pytest.raises(UsageError):
        annotators.rename(project, "  ")


def test_the_name_in_the_settings_is_taken_over_when_a_project_opens(project: Project) -> None:
    with reopened(project, who=replace(ANNA, name="Anna S.")) as again:
        assert [item.name for item in annotators.everybody(again)] == ["Anna S."]
        assert again.undo_depth == 0


def test_equal_names_with_different_uids_stay_two(project: Project) -> None:
    with reopened(project, who=replace(BEN, name="anna")) as again:
        assert [item.uid for item in annotators.everybody(again)] == sorted([ANNA.uid, BEN.uid])
