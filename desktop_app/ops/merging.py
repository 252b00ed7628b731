"""Bringing copies of a project together: what they would change, and changing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.base.errors import UsageError
from desktop_app.base.i18n import N_, _
from desktop_app.base.memory import nothing_collected
from desktop_app.base.shown import shown
from desktop_app.model.changes import Changes
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.identity import new_uid
from desktop_app.model.records import Annotation, Annotator, Document, Link, Progress
from desktop_app.model.review import Assignment, Comment, Setting, Verdict
from desktop_app.model.tagset import Attribute, Decision, Slot, Tag
from desktop_app.ops import backups, sight
from desktop_app.ops._replica import known_replica
from desktop_app.ops.conflicts import Conflict, Sees, described, disputes, may_see_record, seen
from desktop_app.ops.project import Project, existing
from desktop_app.store import backups as copies
from desktop_app.store import corpus, intake
from desktop_app.store.database import Database
from desktop_app.store.file import ProjectFile, refuse_outdated, resolved, uid_of
from desktop_app.store.intake import Intake
from desktop_app.store.merging import Settled
from desktop_app.store.step import MERGE

_KINDS: tuple[tuple[str, type], ...] = (
    (N_("documents"), Document),
    (N_("tags"), Tag),
    (N_("attributes"), Attribute),
    (N_("slots"), Slot),
    (N_("links"), Link),
    (N_("entities"), Entity),
    (N_("concepts"), Concept),
    (N_("decisions"), Decision),
    (N_("annotators"), Annotator),
    (N_("states"), Progress),
    (N_("verdicts"), Verdict),
    (N_("comments"), Comment),
    (N_("assignments"), Assignment),
    (N_("settings"), Setting),
)


_NAMED = frozenset({"annotation", "document", "tag", "attribute", "annotator", "slot", "entity"})
"""What has a name, or words of its own."""


@dataclass
class Count:
    """How many were added, changed and removed, and how many conflicts are open about them."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, or would do.

    `marks` counts by (document, annotator), both by name; `others` the other records by kind. `conflicts` are all that
    are open afterwards. `mended` are names of what got another name or came back. `steps` is the number of actions that
    were taken in, 0 when there was nothing new. `hidden` counts the layers that change, but are left out of all this,
    as blind mode keeps them from the one who works here.
    """

    marks: dict[tuple[str, str], Count]
    others: dict[str, Count]
    conflicts: tuple[Conflict, ...]
    mended: tuple[str, ...]
    steps: int
    dry_run: bool = False
    hidden: int = 0


def merge(project: Project, source: Path) -> MergeReport:
    """Take in what another copy of the project, or a package of it, has. One step, which undo takes back.

    Raises UsageError for another project, DamagedError for a copy that is not sound, ConflictError when both went on
    under one name or somebody is working in the copy, and the errors of opening and writing. Nothing of it is written
    then.
    """
    with _opened(source, project.path, project.uid) as (foreign, proven):
        found = Intake(project.file.database, foreign, replica=project.replica, proven=proven)
        if found.is_empty:
            return _report(project, project.file.database, Settled())
        backups.before(project)
        label = _("Merge {name}").format(name=shown(source.name, 80))
        with nothing_collected():
            settled = project.derive(label, MERGE, found.take)
        return _report(project, project.file.database, settled)


def rehearse(project: Project, sources: Iterable[Path]) -> list[MergeReport]:
    """What merging these one after the other would do. The project is left alone: a copy of it is merged.

    Raises as `merge` does.
    """
    reports = []
    replica = known_replica(project.places, project.file)
    with TemporaryDirectory() as folder:
        target = Path(folder, "copy.rubric")
        copies.copy_to(project.file.database, target)
        with closing(ProjectFile(target, read_only=False)) as file:
            for source in sources:
                with _opened(source, project.path, project.uid) as (foreign, proven):
                    found = Intake(file.database, foreign, replica=replica, proven=proven)
                    settled = Settled()
                    if not found.is_empty:
                        with file.derived("", replica=new_uid(), annotator_uid="", kind=MERGE) as step:
                            settled = found.take(step)
                    reports.append(replace(_report(project, file.database, settled), dry_run=True))
    return reports


@contextmanager
def _opened(source: Path, target: Path, uid: str) -> Iterator[tuple[Database, int]]:
    """Another copy, open for reading, and its state that was proven. Raises as `merge` does."""
    path = resolved(existing(source))
    if path.samefile(target):
        raise UsageError(_("This is the project itself."), where=str(path), hint=_("Choose another copy."))
    with closing(Database(path, read_only=True)) as foreign:
        foreign.prepare_reading()
        refuse_outdated(foreign)
        if uid_of(foreign) != uid:
            raise UsageError(
                _("This is another project, not a copy of this one."),
                where=str(path),
                hint=_("Export its marks and import that file."),
            )
        yield foreign, intake.prove(foreign)


def _report(project: Project, database: Database, settled: Settled) -> MergeReport:
    may_see = sight.sees(project)
    found = settled.disputes if settled.steps else disputes(database)
    conflicts = described(database, seen(database, found, may_see))
    marks, hidden = _marks(database, settled.changes, may_see)
    for item in conflicts:
        if (item.document, item.annotator) in marks:
            marks[item.document, item.annotator].conflicts += 1
    return MergeReport(
        marks=marks,
        others=_others(settled.changes),
        conflicts=conflicts,
        mended=tuple(_names(database, settled, may_see)),
        steps=settled.steps,
        hidden=hidden,
    )


def _marks(database: Database, changes: Changes, may_see: Sees) -> tuple[dict[tuple[str, str], Count], int]:
    """What became of the marks that may be seen, and the number of layers that may not."""
    names = {str(uid): shown(str(name), 80) for uid, name in database.rows("SELECT uid, name FROM document")}
    people = {item.uid: shown(item.name, 80) for item in corpus.annotators(database)}
    counts: dict[tuple[str, str], Count] = {}
    hidden: set[tuple[str, str]] = set()
    for before, after in changes.of(Annotation):
        one = after or before
        if one is None:
            continue
        if may_see(one.document_uid, one.annotator_uid):
            place = names.get(one.document_uid, ""), people.get(one.annotator_uid, "")
            _count(counts.setdefault(place, Count()), before, after)
        else:
            hidden.add((one.document_uid, one.annotator_uid))
    return dict(sorted(counts.items())), len(hidden)


def _others(changes: Changes) -> dict[str, Count]:
    found: dict[str, Count] = {}
    for name, kind in _KINDS:
        for item in changes.each():
            if isinstance(item.after or item.before, kind):
                _count(found.setdefault(name, Count()), item.before, item.after)
    return found


def _count(count: Count, before: object, after: object) -> None:
    if before is None:
        count.added += 1
    elif after is None:
        count.removed += 1
    else:
        count.changed += 1


def _names(database: Database, settled: Settled, may_see: Sees) -> Iterator[str]:
    for uid, (table, _fields) in sorted(settled.mends.items()):
        column = "quote" if table == "annotation" else "name"
        if table in _NAMED and may_see_record(database, table, uid, may_see):
            found = database.row(f'SELECT "{column}" FROM "{table}" WHERE uid = ?', (uid,))
            if found is not None:
                yield shown(str(found[0]), 80)
