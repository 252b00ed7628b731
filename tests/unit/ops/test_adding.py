"""Documents come in as they are, once, and a bad file keeps nobody else out."""

from pathlib import Path

import pytest

from desktop_app.base.paths import seeds
from desktop_app.model.query import GroupKey, Query, SortKey
from desktop_app.model.records import State
from desktop_app.model.span import Span
from desktop_app.ops import adding, annotations, annotators, backups, check, documents, stats, tagset
from desktop_app.ops.project import Project
from desktop_app.store.documents import content
from tests.builders import a_document, reopened, tag_named


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "b.txt").write_bytes("Grüße aus Köln\r\n".encode("utf-16"))
    (folder / "a.md").write_text("# Ministers meet\n\nThey met.\n")
    (folder / "deep" / "er" / "c.html").write_text(
        "<h1>Strike</h1><p>Ports closed.</p><script>alert(1)</script>"
    )
    (folder / "deep" / "twin.txt").write_text("# Ministers meet\n\nThey met.\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / ".hidden" / "x.txt").write_text("not for us")
    (folder / "other.rubric").write_bytes(b"not for us")
    return folder


def test_a_folder_comes_in_whole_and_what_fails_is_listed(project: Project, tmp_path: Path) -> None:
    heard: list[str] = []
    report = adding.add(project, [_folder(tmp_path)], progress=lambda _number, name: heard.append(name))
    assert [item.name for item in report.added] == ["a.md", "b.txt", "deep/er/c.html"]
    assert report.duplicates == (("deep/twin.txt", "a.md"),)
    assert [item.name for item in report.failed] == ["empty.txt", "picture.png"]
    assert all(item.error.what and item.error.hint for item in report.failed)
    assert heard == ["a.md", "b.txt", "empty.txt", "picture.png", "deep/twin.txt", "deep/er/c.html"]
    utf16 = report.added[1]
    assert documents.text(project, utf16.uid) == "Grüße aus Köln\r\n"
    assert utf16.bom
    assert content(project.file.database, utf16.original_sha256) == "Grüße aus Köln\r\n".encode("utf-16")
    assert report.added[0].title == "Ministers meet"
    assert "alert" not in documents.text(project, report.added[2].uid)
    assert check.check(project.path).findings == ()


def test_what_is_in_the_bin_counts_nowhere(project: Project) -> None:
    document = a_document(project, "Norway waits for Oslo.")
    actor = tag_named(project, "Actor")
    annotations.highlight(project, document.uid, [Span(0, 6)], actor)
    kept = stats.stats(project)
    assert (kept.documents, kept.annotations, tagset.uses(project, actor)) == (1, {"anna": {"Actor": 1}}, 1)
    documents.move_to_bin(project, [document.uid])
    gone = stats.stats(project)
    assert (gone.documents, gone.binned, gone.annotations, gone.characters) == (0, 1, {}, 0)
    assert [person.marks for person in annotators.overview(project)] == [0]
    project.undo()
    assert stats.stats(project).annotations == kept.annotations


def test_the_seed_brings_its_title_date_and_address(project: Project) -> None:
    (document,) = adding.add(project, [seeds()]).added
    assert document.title == "Al-Qaida Calls for Islamic Militant Coalition Against Russia and the West"
    assert document.published == "2015-11-02"
    assert document.url.startswith("https://www.themoscowtimes.com/2015/11/02/")
    assert document.outlet == "themoscowtimes.com"
    assert documents.text(project, document.uid).encode() == next(seeds().glob("*.txt")).read_bytes()


def test_adding_is_one_step_and_undo_takes_all_of_it_back(project: Project, tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    adding.add(project, [folder])
    assert project.undo_label == "Add 3 documents"
    project.undo()
    assert documents.count(project, Query()) == 0
    project.redo()
    assert documents.count(project, Query()) == 3
    assert adding.add(project, [folder]).added == ()
    assert project.undo_depth == 1
    assert check.check(project.path).findings == ()


def test_cancelling_keeps_what_was_read(project: Project, tmp_path: Path) -> None:
    heard: list[str] = []
    report = adding.add(
        project,
        [_folder(tmp_path)],
        progress=lambda _number, name: heard.append(name),
        cancelled=lambda: len(heard) == 2,
    )
    assert report.cancelled
    assert [item.name for item in report.added] == ["a.md", "b.txt"]


def test_a_document_from_the_bin_comes_back_with_its_marks(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Reuters reported.")
    (document,) = adding.add(project, [tmp_path / "a.txt"]).added
    mark = annotations.highlight(project, document.uid, [Span(0, 7)], tag_named(project, "Actor"))
    documents.move_to_bin(project, [document.uid])
    assert documents.count(project, Query()) == 0
    assert documents.count(project, Query(binned=True)) == 1
    (again,) = adding.add(project, [tmp_path / "a.txt"]).added
    assert again.uid == document.uid
    assert annotations.of_document(project, document.uid) == (mark,)


def test_equal_names_are_numbered(project: Project, tmp_path: Path) -> None:
    for folder, text in (("one", "first"), ("two", "second")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text)
    report = adding.add(project, [tmp_path / "one", tmp_path / "two"])
    assert [item.name for item in report.added] == ["a.txt", "a.txt (2)"]


def test_an_import_that_died_is_taken_back_when_the_project_opens_again(
    project: Project, tmp_path: Path
) -> None:
    a_document(project, "here before")
    adder = adding.Adder(project)
    for number in range(60):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"text {number}")
        adder.take(adding.load(adding.Source(path, path.name)))
    assert documents.count(project, Query()) == 51
    with reopened(project) as again:
        assert again.dropped == ("Add documents",)
        assert documents.count(again, Query()) == 1
        assert again.undo_depth == 1
        found = again.file.database.number("SELECT count(*) FROM content")
        assert found == 1
        assert check.check(again.path).findings == ()


def test_a_backup_is_made_before_adding_to_a_project_with_work(project: Project, tmp_path: Path) -> None:
    a_document(project, "here before")
    (tmp_path / "a.txt").write_text("more")
    adding.add(project, [tmp_path / "a.txt"])
    (backup,) = backups.list_backups(project)
    assert check.check(backup.path).findings == ()


def test_documents_are_sorted_grouped_filtered_and_searched(project: Project) -> None:
    for number, (outlet, published) in enumerate(
        [("bbc.co.uk", "2015-01-02"), ("taz.de", "2015-01-01"), ("bbc.co.uk", "2014-12-31"), ("taz.de", "")]
    ):
        document = a_document(project, f"text {number}", name=f"{number}.txt")
        documents.edit(
            project, document.uid, outlet=outlet, published=published, title=f"Title {9 - number}%"
        )
    done = documents.by_name(project, "1.txt")
    assert done is not None
    documents.set_state(project, done.uid, State.DONE)

    def names(query: Query) -> list[str]:
        assert documents.count(project, query) == len(documents.page(project, query, 0, 100))
        return [row.document.name[0] for row in documents.page(project, query, 0, 100)]

    assert names(Query()) == ["0", "1", "2", "3"]
    assert names(Query(sort=SortKey.TITLE)) == ["3", "2", "1", "0"]
    assert names(Query(sort=SortKey.PUBLISHED, descending=True)) == ["0", "1", "2", "3"]
    assert names(Query(text="TAZ")) == ["1", "3"]
    assert names(Query(text="%")) == ["0", "1", "2", "3"]
    assert names(Query(text="_")) == []
    assert names(Query(state=State.DONE)) == ["1"]
    by_outlet = Query(group=GroupKey.OUTLET)
    assert documents.groups(project, by_outlet) == (("bbc.co.uk", 2), ("taz.de", 2))
    assert names(by_outlet) == ["0", "2", "1", "3"]
    assert documents.groups(project, Query(group=GroupKey.MONTH))[0] == ("", 1)
    assert documents.row_of(project, by_outlet, done.uid) == 2
    following = documents.next_unfinished(
        project, Query(), "".join(d.uid for d in [documents.get(project, done.uid)])
    )
    assert following is not None
    assert following.name == "2.txt"
    assert documents.states(project)[State.NEW] == 3


def test_next_unfinished_goes_round_the_end_and_ends_when_all_are_done(project: Project) -> None:
    first, second = (a_document(project, name, name=name) for name in ("a.txt", "b.txt"))
    found = documents.next_unfinished(project, Query(), second.uid)
    assert found is not None
    assert found.uid == first.uid
    for document in (first, second):
        documents.set_state(project, document.uid, State.DONE)
    assert documents.next_unfinished(project, Query(), first.uid) is None


def test_a_published_date_that_is_none_is_refused(project: Project) -> None:
    document = a_document(project, "text")
    with pytest.raises(Exception, match="date"):
        documents.edit(project, document.uid, published="soon")
    assert documents.edit(project, document.uid, published="2015-11").published == "2015-11"
