"""Records and projects for tests, made in one line."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.base.paths import Places, user_places
from desktop_app.model.identity import derived_uid, new_uid, now
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Annotator, Document, State
from desktop_app.model.span import Span
from desktop_app.ops.project import Project
from desktop_app.store import documents

ANNA = Annotator(derived_uid("anna"), "anna")
BEN = Annotator(derived_uid("ben"), "ben")


def places(folder: Path) -> Places:
    """The user's folders, all below `folder`."""
    return user_places(folder / "home")


def a_project(folder: Path, *, who: Annotator = ANNA, name: str = "news.rubric") -> Project:
    """A fresh project with the starter tagset, open for `who`."""
    return Project.create(folder / name, places=places(folder), who=who)


def reopened(project: Project, *, who: Annotator | None = None, read_only: bool = False) -> Project:
    """The same project, closed and opened again."""
    project.close()
    return Project.open(
        project.path, places=project.places, who=who or project.annotator, read_only=read_only
    )


def a_document(project: Project, text: str, *, name: str = "") -> Document:
    """A document with this text, put into the project as plain UTF-8."""
    body = text.encode()
    sha256 = documents.hash_of(body)
    document = Document(
        uid=derived_uid(project.uid, sha256),
        name=name or f"{sha256[:8]}.txt",
        sha256=sha256,
        length=len(text),
        original_sha256=sha256,
        original_size=len(body),
        encoding="utf-8",
        added=now(),
    )
    with project.step("Add document") as step:
        documents.keep_content(project.file.database, body)
        step.put(document)
    return document


def an_annotation(
    document: Document,
    text: str,
    spans: Iterable[tuple[int, int]],
    *,
    tag_uid: str,
    annotator_uid: str = ANNA.uid,
) -> Annotation:
    """An annotation record at these code points."""
    chosen = tuple(Span(start, end) for start, end in spans)
    quotes = tuple(text[span.start : span.end][:QUOTE_LIMIT] for span in chosen)
    moment = now()
    return Annotation(
        new_uid(), document.uid, annotator_uid, tag_uid, chosen, quotes, created=moment, changed=moment
    )  # fmt: skip


def states_of(project: Project, document_uid: str) -> dict[str, State]:
    """How far everybody is with a document who began it, by their uid."""
    found = documents.progress(project.file.database, document_uid)
    return {item.annotator_uid: item.state for item in found}


def tag_named(project: Project, name: str) -> str:
    """The uid of a tag of the starter tagset."""
    tag = project.tagset.by_path(name)
    assert tag is not None
    return tag.uid


NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody whom permissions hold back: root is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def open_to_strangers(folder: Path) -> None:
    """Let somebody else get as far as `folder`: pytest keeps its folders, of which there may be several, to itself."""
    temporary = Path(tempfile.gettempdir())
    for above in (folder, *folder.parents):
        if temporary in above.parents:
            above.chmod(0o755)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes."""
    # Not every system has it, and most tests need it not.
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
