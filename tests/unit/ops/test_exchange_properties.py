"""Whatever a project holds travels to another project and back without a byte of it changing."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from desktop_app.model.corpus import Corpus
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import Annotator
from desktop_app.model.tagset_file import to_entry
from desktop_app.ops import exchange
from desktop_app.ops.check import check
from desktop_app.ops.project import Project
from desktop_app.store import documents, registers
from tests.builders import places
from tests.unit.formats.corpora import PEOPLE, corpora

HOST = Annotator(derived_uid("host"), "host")


def project_of(folder: Path, name: str, source: Corpus, *, filled: bool) -> Project:
    """A project with the corpus's tagset and, if `filled`, with all that is in it."""
    project = Project.create(folder / f"{name}.rubric", places=places(folder), who=HOST, tagset="blank")
    with project.step("Fill") as step:
        step.put_all([*source.tagset.tags, *source.tagset.attributes, *source.tagset.slots])
        step.put_all(source.concepts)
        if filled:
            step.put_all([*PEOPLE, *source.entities])
            for entry in source.entries:
                documents.keep_content(project.file.database, entry.text.encode())
                step.put_all([entry.document, *entry.progress, *entry.annotations, *entry.links])
    return project


def exported(project: Project, name: str) -> tuple[Path, list[bytes]]:
    """The file, and of each line what follows the uids of its document."""
    target = project.path.with_name(name)
    assert exchange.export(project, target) is not None
    lines = target.read_bytes().split(b"\n")[:-1]
    return target, [line.split(b'"name":', 1)[1] for line in lines]


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(source=corpora())
def test_a_project_exported_imported_and_exported_again_says_the_same(source: Corpus) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with project_of(folder, "one", source, filled=True) as one:
            path, first = exported(one, "one.jsonl")
        with project_of(folder, "two", source, filled=False) as two:
            report = exchange.import_(two, path)
            assert (report.problems, report.differences) == ((), ())
            assert exported(two, "two.jsonl")[1] == first
            again = exchange.import_(two, path)
            assert (again.annotations, again.links, again.states, again.documents) == (0, 0, 0, ())
            assert check(two.path).findings == ()


def narrowed(source: Corpus) -> Corpus:
    """The corpus under a tagset that was changed since: no slot allows what fills it."""
    slots = (
        replace(item, tag_uids=(item.tag_uid,), entities=False, published=False)
        for item in source.tagset.slots
    )
    return replace(source, tagset=replace(source.tagset, slots=tuple(slots)))


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(source=corpora().map(narrowed))
def test_links_that_the_tagset_allows_no_more_travel_as_they_are(source: Corpus) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with project_of(folder, "one", source, filled=True) as one:
            path, first = exported(one, "one.jsonl")
        with project_of(folder, "two", source, filled=False) as two:
            assert exchange.import_(two, path).problems == ()
            assert exported(two, "two.jsonl")[1] == first


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(source=corpora().map(narrowed))
def test_a_new_project_gets_the_whole_tagset_register_and_codebook(source: Corpus) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with project_of(folder, "one", source, filled=True) as one:
            path, first = exported(one, "one.jsonl")
            tagset = to_entry(one.tagset)
        with Project.create(folder / "two.rubric", places=places(folder), who=HOST, tagset="blank") as two:
            report = exchange.import_(two, path, create_tags=True)
            assert (report.problems, report.differences) == ((), ())
            database = two.file.database
            for arrived, sent in (
                (registers.entities, source.entities),
                (registers.concepts, source.concepts),
            ):
                assert sorted(arrived(database), key=attrgetter("uid")) == sorted(sent, key=attrgetter("uid"))
            assert to_entry(two.tagset) == tagset
            assert exported(two, "two.jsonl")[1] == first
            assert check(two.path).findings == ()
