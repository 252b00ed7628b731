"""What came of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

from desktop_app.base.errors import AppError, InvalidValueError, NotFoundError, TagsetError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.formats import Problem
from desktop_app.model.records import Annotation

_OF_THE_PROJECT = (InvalidValueError, NotFoundError, TagsetError)
"""What comes again and again for one cause, which is mended in the project."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the project holds otherwise than the file: left as the project has it."""

    line: int
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A label that the tagset writes in other capitals: its marks, `count` of them, got the tag `tag`."""

    label: str
    tag: str
    count: int

    def __str__(self) -> str:
        words = ngettext(
            "{label}: taken as {tag}, {number} mark", "{label}: taken as {tag}, {number} marks", self.count
        )
        return words.format(label=shown(self.label, 80), tag=self.tag, number=self.count)


@dataclass(frozen=True, slots=True)
class Finding:
    """Problems with one cause: the first of them, and how many there are."""

    first: Problem
    count: int

    @property
    def where(self) -> str:
        """Where the first one is, in words; and how many there are if it is not the only one."""
        where = self.first.error.where
        if self.count == 1:
            return where
        return _("{number} times, first at {where}").format(number=self.count, where=where)

    @property
    def error(self) -> AppError:
        """What is wrong, all places in one."""
        error = self.first.error
        return error if self.count == 1 else type(error)(error.what, where=self.where, hint=error.hint)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought (or, as a dry run, would bring), what was there already, and what was left out.

    `lacking`: something was left out that `create_tags` would have made. `more`: the manifest holds tags, attributes,
    slots, entities or concepts that it would have brought.
    """

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
    taken: tuple[Taken, ...] = ()
    lacking: bool = False
    more: bool = False
    dry_run: bool = False
    cancelled: bool = False

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The problems for which something was left out."""
        return tuple(item for item in self.problems if item.refused)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All the problems, those with one cause as one, in the order of the first places."""
        groups: dict[Hashable, list[Problem]] = {}
        for item in self.problems:
            error = item.error
            cause = (item.about, item.refused, error.what, error.hint)
            groups.setdefault(id(item) if item.about is None else cause, []).append(item)
        return tuple(Finding(items[0], len(items)) for items in groups.values())


def came_along(report: ImportReport) -> str:
    """How many entities and concepts an import brings, as a sentence; '' if none."""
    parts = []
    if report.entities:
        words = ngettext("{number} entity", "{number} entities", len(report.entities))
        parts.append(words.format(number=len(report.entities)))
    if report.concepts:
        words = ngettext("{number} concept", "{number} concepts", len(report.concepts))
        parts.append(words.format(number=len(report.concepts)))
    return _("Along with them: {what}.").format(what=", ".join(parts)) if parts else ""


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
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    lacking: bool = False
    more: bool = False
    written: bool = False

    def refuse(self, line: int, error: AppError, place: str) -> None:
        """Note that something was left out, and where in the file it stands."""
        where = f"{place}, {error.where}" if error.where else place
        about = error.where if isinstance(error, _OF_THE_PROJECT) else None
        placed = type(error)(error.what, where=where, hint=error.hint)
        self.problems.append(Problem(line, placed, about=about))

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
            taken=tuple(Taken(label, tag, count) for (label, tag), count in self.taken.items()),
            lacking=self.lacking,
            more=self.more,
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
