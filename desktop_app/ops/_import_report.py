"""What came of an import."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.formats import Problem
from desktop_app.model.records import Annotation


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the project holds otherwise than the file: left as the project has it."""

    line: int
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought (or, as a dry run, would bring), what was there already, and what was left out."""

    documents: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    annotations: int = 0
    links: int = 0
    equal: int = 0
    states: int = 0
    lines: int = 0
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    dry_run: bool = False
    cancelled: bool = False

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The problems for which something was left out."""
        return tuple(item for item in self.problems if item.refused)


@dataclass(slots=True)
class Running:
    """A report in the making."""

    documents: list[str] = field(default_factory=list)
    annotators: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    annotations: int = 0
    links: int = 0
    equal: int = 0
    states: int = 0
    lines: int = 0
    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    written: bool = False

    def refuse(self, line: int, error: AppError, place: str) -> None:
        """Note that something was left out, and where in the file it stands."""
        where = f"{place}, {error.where}" if error.where else place
        self.problems.append(Problem(line, type(error)(error.what, where=where, hint=error.hint)))

    def closed(self, *, dry_run: bool) -> ImportReport:
        """The report as it is now."""
        return ImportReport(
            documents=tuple(self.documents),
            annotators=tuple(self.annotators),
            tags=tuple(self.tags),
            entities=tuple(self.entities),
            concepts=tuple(self.concepts),
            annotations=self.annotations,
            links=self.links,
            equal=self.equal,
            states=self.states,
            lines=self.lines,
            differences=tuple(self.differences),
            problems=tuple(self.problems),
            dry_run=dry_run,
        )


def differing_parts(before: Annotation, after: Annotation) -> str:
    """In what two annotations of one uid differ, in words; '' if they are equal."""
    if before == after:
        return ""
    parts = (
        (_("document"), before.document_uid != after.document_uid),
        (_("annotator"), before.annotator_uid != after.annotator_uid),
        (_("tag"), before.tag_uid != after.tag_uid),
        (_("passage"), before.spans != after.spans),
        (_("values"), before.values != after.values),
        (_("note"), before.note != after.note),
        (_("origin"), before.origin is not after.origin or before.confidence != after.confidence),
        (_("time"), (before.created, before.changed) != (after.created, after.changed)),
    )
    return ", ".join(name for name, differs in parts if differs) or _("text")
