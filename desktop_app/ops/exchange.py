"""Annotations out of a project and into it: exports that prove themselves, and imports that never overwrite."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.base.errors import ConflictError, FormatError, UsageError
from desktop_app.base.files import replacing
from desktop_app.base.i18n import _
from desktop_app.base.memory import nothing_collected
from desktop_app.base.paths import PROJECT_SUFFIX, Places
from desktop_app.base.shown import shown
from desktop_app.formats import FORMATS, Format, IncomingLine, Loss, Problem, Proof, Written
from desktop_app.model.corpus import Corpus, Selection
from desktop_app.model.query import Query
from desktop_app.model.records import Annotator, State
from desktop_app.model.tagset import Tagset
from desktop_app.ops import sight
from desktop_app.ops._import_lines import read_slices
from desktop_app.ops._import_report import Difference, Finding, ImportReport, Taken, came_along
from desktop_app.ops._manifest import manifest_of, manifest_path
from desktop_app.ops._proving import StoppedError, Watch, prove, write_and_prove
from desktop_app.ops.importing import Importer
from desktop_app.ops.project import Project
from desktop_app.store import corpus as rows
from desktop_app.store import registers

__all__ = [
    "Difference",
    "ExportReport",
    "Finding",
    "ImportReport",
    "Importer",
    "Taken",
    "came_along",
    "export",
    "export_from",
    "format_of",
    "import_",
    "losses",
    "manifest_path",
    "read_file",
    "select",
]

_TRIES = 3

Progress = Callable[[int, str], None]
"""Hears how many documents are behind (each counts twice: written, and proven) and the name of the next one."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported where. `proof`: what was compared after reading the file back, all of it equal."""

    target: Path
    manifest: Path
    written: Written
    proof: Proof


def format_of(key: str) -> Format:
    """The format with this key. Raises UsageError."""
    found = FORMATS.get(key)
    if found is None:
        raise UsageError(
            _("There is no format {key}.").format(key=shown(key, 40)),
            hint=_("Choose from: {known}.").format(known=", ".join(FORMATS)),
        )
    return found


def select(
    project: Project,
    *,
    tags: Iterable[str] = (),
    annotators: Iterable[str] = (),
    states: Iterable[str] = (),
    untouched: bool = False,
) -> Selection:
    """The selection that these names mean: labels of tags, names or uids of annotators, states. Raises UsageError."""
    people = rows.annotators(project.file.database)
    return Selection(
        tag_uids=frozenset(_tag_uid(project.tagset, name) for name in tags),
        annotator_uids=frozenset(uid for name in annotators for uid in _annotator_uids(people, name)),
        states=frozenset(_state(name) for name in states),
        untouched=untouched,
    )


def losses(project: Project, *, key: str = "jsonl", selection: Selection | None = None) -> tuple[Loss, ...]:
    """What an export with these choices would leave out, counted. Nothing is written."""
    return format_of(key).losses(_corpus(project, selection or Selection()))


def export(
    project: Project,
    target: Path,
    *,
    key: str = "jsonl",
    selection: Selection | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ExportReport | None:
    """Write the chosen part of a project to `target` and a manifest beside it; None when `cancelled` said so.

    The file takes its place only after it was read back and found equal to the project; until then, and when anything
    goes wrong, what was at `target` stays. Raises UsageError, FormatError, ConflictError and the errors of the disk.
    """
    chosen = format_of(key)
    _check_target(project, target, chosen)
    whole = _corpus(project, selection or Selection())
    watch = Watch(progress, cancelled)
    try:
        written, proof = _write_and_prove(project, chosen, whole, target, watch)
    except StoppedError:
        return None
    manifest = manifest_path(target)
    with replacing(manifest) as file:
        file.write(manifest_of(chosen, whole, shown(target.name, 255), written))
    return ExportReport(target, manifest, written, proof)


def export_from(
    path: Path,
    places: Places,
    target: Path,
    *,
    key: str = "jsonl",
    selection: Selection | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> ExportReport | None:
    """Export the project at `path`, which may be open elsewhere. Fit for a child process.

    `progress` hears the steps that are behind, those in all (each document has two) and the next document's name.
    """
    nobody = Annotator("", "")
    with Project.open(path, places=places, who=nobody, read_only=True) as project:
        total = 2 * project.documents.count(Query())

        def tell(number: int, name: str) -> None:
            if progress is not None:
                progress(number, total, name)

        return export(project, target, key=key, selection=selection, progress=tell)


def import_(
    project: Project,
    source: Path,
    *,
    key: str = "jsonl",
    annotator: str | None = None,
    create_tags: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Bring the annotations of a file in as one step; see `Importer`, which can also be watched and stopped."""
    chosen = format_of(key)
    importer = Importer(project, source, annotator=annotator, create_tags=create_tags, dry_run=dry_run)
    return importer.run(chosen)


def read_file(source: Path, *, key: str = "jsonl") -> tuple[IncomingLine | Problem, ...]:
    """All that is in a file, for `Importer.take`. Needs no project: fit for a child process."""
    return tuple(read_slices(source, format_of(key)))


def _corpus(project: Project, selection: Selection) -> Corpus:
    database = project.file.database
    entries = sight.Seen(project, rows.StoredEntries(database, selection))
    return Corpus(
        project.uid,
        rows.tagset(database),
        rows.annotators(database),
        entries,
        selection,
        registers.entities(database),
        registers.concepts(database),
    )


def _write_and_prove(
    project: Project, chosen: Format, corpus: Corpus, target: Path, watch: Watch
) -> tuple[Written, Proof]:
    """Write and compare; again if somebody changed meanwhile what was written already."""
    for _attempt in range(_TRIES):
        before = _steps(project)
        try:
            with replacing(target) as file, nothing_collected():
                written, proof = write_and_prove(chosen, corpus, file, watch)
                if _steps(project) != before:
                    prove(chosen, corpus, file)
                return written, proof
        except FormatError:
            if _steps(project) == before:
                raise
    raise ConflictError(
        _("The project was changed while it was being exported."),
        where=str(project.path),
        hint=_("Export again when nobody is working in it."),
    )


def _steps(project: Project) -> int:
    return project.file.database.number("SELECT count(*) FROM step")


def _check_target(project: Project, target: Path, chosen: Format) -> None:
    place = target.resolve()
    if place.is_dir():
        raise UsageError(
            _("This is a folder."),
            where=str(target),
            hint=_("Name a file in it, such as export{suffix}.").format(suffix=chosen.SUFFIX),
        )
    if (
        place == project.path
        or place.suffix == PROJECT_SUFFIX
        or place.name.endswith(f"{PROJECT_SUFFIX}.lock")
    ):
        raise UsageError(
            _("An export must not take the place of a project."),
            where=str(target),
            hint=_("Choose a name that ends in {suffix}.").format(suffix=chosen.SUFFIX),
        )


def _tag_uid(tagset: Tagset, name: str) -> str:
    found = tagset.by_path(name) or next(
        (tag for tag in tagset.tags if tagset.path(tag.uid).casefold() == name.casefold()), None
    )
    if found is None:
        raise UsageError(
            _("There is no tag {name}.").format(name=shown(name, 80)),
            hint=_("Choose from: {known}.").format(
                known=", ".join(tagset.path(tag.uid) for tag in tagset.tags)
            ),
        )
    return found.uid


def _annotator_uids(people: Iterable[Annotator], name: str) -> list[str]:
    listed = list(people)
    found = [item.uid for item in listed if name in (item.name, item.uid)]
    if not found:
        raise UsageError(
            _("There is no annotator {name}.").format(name=shown(name, 80)),
            hint=_("Choose from: {known}.").format(known=", ".join(item.name for item in listed)),
        )
    return found


def _state(name: str) -> str:
    wanted = name.replace("-", " ").replace("_", " ").casefold()
    if wanted not in State.__members__.values():
        raise UsageError(
            _("There is no state {name}.").format(name=shown(name, 40)),
            hint=_("Choose from: {known}.").format(known=", ".join(State)),
        )
    return wanted
