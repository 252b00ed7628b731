"""A process that works on a project until it is killed, and says on its standard output what it was told is saved."""

import random
import sys
from pathlib import Path

from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator
from desktop_app.model.span import Span
from desktop_app.ops import annotations, documents
from desktop_app.ops.project import Project
from tests.builders import ANNA, places, tag_named

TEXT = "Ayman al-Zawahri called for a coalition, Reuters reported on Sunday. " * 40


def work(folder: Path, seed: int) -> None:
    """Mark, remove, and begin long steps, printing one line after each has returned."""
    choice = random.Random(seed)
    with Project.open(folder / "news.rubric", places=places(folder), who=ANNA) as project:
        document = documents.by_name(project, "a.txt")
        assert document is not None
        print("ready", flush=True)
        while True:
            act = choice.random()
            if act < 0.7:
                start = choice.randrange(len(TEXT) - 10)
                span = Span(start, start + 7)
                made = annotations.highlight(project, document.uid, [span], tag_named(project, "Actor"))
                print("made", made.uid, flush=True)
            elif act < 0.85:
                uids = [item.uid for item in annotations.of_document(project, document.uid)]
                if uids:
                    gone = choice.choice(uids)
                    print("going", gone, flush=True)
                    annotations.remove(project, [gone])
                    print("gone", gone, flush=True)
            else:
                _begin_and_abandon(project, choice.random())


def _begin_and_abandon(project: Project, number: float) -> None:
    long = project.begin("never finished")
    for part in range(3):
        with long.writing() as step:
            name = f"unfinished {number} {part}"
            step.put(Annotator(derived_uid(name), name))
    long.abandon()


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
