"""A key belongs to one tag, and a refusal names the tag that has it."""

from dataclasses import replace

import pytest

from desktop_app.base.errors import TagsetError
from desktop_app.ops import tagset
from desktop_app.ops.project import Project


@pytest.mark.parametrize(("changed", "wanted", "holder"), [("Actor", "C", "Claim"), ("Claim", "a", "Actor")])
def test_the_tag_that_has_the_key_is_named_wherever_it_stands(
    project: Project, changed: str, wanted: str, holder: str
) -> None:
    tag = next(item for item in project.tagset.tags if item.name == changed)
    with pytest.raises(TagsetError) as caught:
        tagset.edit_tag(project, replace(tag, shortcut=wanted))
    assert f"already marks {holder}." in caught.value.what
    assert caught.value.where == changed
