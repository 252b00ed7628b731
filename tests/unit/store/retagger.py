"""A process that merges a tag into another one and takes it back, until it is killed."""

import sys
from pathlib import Path

from desktop_app.ops import recasting, refactoring, undoing
from desktop_app.ops.pieces import at_once
from desktop_app.ops.project import Project
from tests.builders import ANNA, places, tag_named


def work(folder: Path) -> None:
    """Merge and undo without end."""
    with Project.open(folder / "news.rubric", places=places(folder), who=ANNA) as project:
        if all(tag.name != "Actor" for tag in project.tagset.tags):
            at_once(undoing.undo_in_pieces(project))
        print("ready", flush=True)
        while True:
            one, into = tag_named(project, "Actor"), tag_named(project, "Event")
            recasting.carry_out(project, refactoring.merge_tags(project, one, into))
            at_once(undoing.undo_in_pieces(project))


if __name__ == "__main__":
    work(Path(sys.argv[1]))
