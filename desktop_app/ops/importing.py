"""Bringing annotations in: line by line, in short transactions, as one step. What is there is never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop_app.base.errors import AppError, FormatError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.memory import nothing_collected
from desktop_app.base.shown import shown
from desktop_app.formats import Format, IncomingAnnotation, IncomingLine, Problem, misplaced
from desktop_app.model.concept import Concept
from desktop_app.model.entity import Entity
from desktop_app.model.identity import now
from desktop_app.model.records import QUOTE_LIMIT, Annotation, Annotator, Document, Progress, State
from desktop_app.model.tagset import DOCUMENT, Tag
from desktop_app.model.values import Value
from desktop_app.ops import backups
from desktop_app.ops._import_documents import Documents
from desktop_app.ops._import_lines import SLICE, items_of
from desktop_app.ops._import_links import Links
from desktop_app.ops._import_people import Annotators
from desktop_app.ops._import_registers import Registers
from desktop_app.ops._import_report import Difference, ImportReport, Running, differing_parts
from desktop_app.ops._manifest import beside
from desktop_app.ops._resolving import Tags
from desktop_app.ops.project import Project
from desktop_app.store import annotations as annotation_rows
from desktop_app.store import documents as document_rows
from desktop_app.store.corpus import annotators, progress_uid
from desktop_app.store.file import LongStep

_BATCH = 20_000
"""Annotations in one transaction: each writes most pages of the index of uids anew."""
_BATCH_BYTES = 4 * 1024 * 1024


class Importer:
    """One import of one file: `run` all of it, or `take` what `read_slices` gives, then `finish` or `abandon`.

    Layers belong to the annotator of their uid, else to the one called `annotator`, else to the one that the line
    names, else to one named after the file. Entities and concepts that the marks point to come along. `create_tags`:
    make missing tags instead of refusing, and take in the whole tagset, register and codebook of the manifest.
    `dry_run`: write nothing. Raises ReadOnlyError.
    """

    def __init__(
        self,
        project: Project,
        source: Path,
        *,
        annotator: str | None = None,
        create_tags: bool = False,
        dry_run: bool = False,
    ) -> None:
        self._project = project
        self._database = project.file.database
        self._source = source
        self._dry_run = dry_run
        self._moment = now()
        people = annotators(self._database)
        self._documents = Documents(self._database, project.uid, source, self._moment)
        self._annotators = Annotators(people, given=annotator, fallback=shown(source.name, 80))
        offered = beside(source)
        self._registers = Registers(project, offered)
        self._tags = Tags(project.tagset, self._registers, create=create_tags, offered=offered.tagset)
        self._links = Links(self._database, self._tags, self._registers, self._moment)
        self._marks: dict[str, Annotation] = {}
        self._waiting: list[Annotation] = []
        self._states: list[Progress] = []
        self._progress: dict[str, Progress] = {}
        self._batch = SLICE
        self._report = Running()
        if create_tags:
            self._registers.take_all()
            for error in self._tags.take_all():
                self._report.refuse(0, error, _("tagset of the manifest"))
        self._number = 0
        self._backs_up = self._is_blank = False
        self._long: LongStep | None = None if dry_run else project.begin(_("Import"))

    def run(
        self,
        chosen: Format,
        *,
        progress: Callable[[int, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Import the whole file, after a backup of what is there, or say what an import would do.

        `progress` hears the number of lines behind and the next document's name. When `cancelled` says so, or anything
        goes wrong, nothing of the file stays. Raises UsageError, ReadError and the errors of writing.
        """
        self._backs_up = True
        # Nobody marks anything meanwhile, and a file has no uid twice.
        self._is_blank = not annotation_rows.any_annotation(self._database)
        self._batch = _BATCH
        try:
            with nothing_collected():
                for number, item in enumerate(items_of(self._source, chosen)):
                    if cancelled is not None and cancelled():
                        self.abandon()
                        return ImportReport(dry_run=self._dry_run, cancelled=True)
                    if progress is not None and isinstance(item, IncomingLine):
                        progress(number, item.name)
                    self.take(item)
                return self.finish()
        except BaseException:
            self.abandon()
            raise

    def take(self, item: IncomingLine | Problem) -> None:
        """Take the next line of the file, or what is wrong with it. Raises UsageError and the errors of writing."""
        if isinstance(item, Problem):
            self._report.problems.append(item)
            return
        self._line(item)
        if self._is_full():
            self._flush()

    def finish(self) -> ImportReport:
        """Make what was taken one step, announce it and say what came of it."""
        self._flush()
        if self._long is not None and self._report.written:
            count = self._report.annotations
            label = ngettext("Import {number} mark from {name}", "Import {number} marks from {name}", count)
            self._long.step.label = label.format(number=count, name=shown(self._source.name, 80))
            self._project.finish(self._long)
        self._report.lacking = self._tags.lacking
        self._report.more = self._tags.offers_more() or self._registers.offers_more()
        return self._report.closed(dry_run=self._dry_run)

    def abandon(self) -> None:
        """Take everything back."""
        if self._long is not None and self._report.written:
            self._long.abandon()

    def _line(self, line: IncomingLine) -> None:
        place = _("line {number}").format(number=line.number)
        try:
            document, text = self._documents.find(line)
        except FormatError as error:
            self._report.refuse(line.number, error, place)
            return
        who = self._annotators.find(line)
        if line.number != self._number:
            self._marks = {}
        made: list[tuple[Annotation, IncomingAnnotation]] = []
        for mark in line.annotations:
            try:
                if line.text is None:
                    _check_place(mark, text)
                made.append((self._annotation(mark, document, who, text), mark))
            except AppError as error:
                self._report.refuse(line.number, error, mark.place)
            self._refuse_missing(line.number, mark.place)
        self._keep(made, line, document)
        if line.relations:
            self._links.take(line, self._marks, self._report)
        self._layer(line, document, who, begun=bool(made))
        self._report.lines += line.number != self._number
        self._number = line.number

    def _annotation(
        self, mark: IncomingAnnotation, document: Document, who: Annotator, text: str
    ) -> Annotation:
        tag: Tag = self._tags.find(mark.label)
        created = mark.created or self._moment
        made = Annotation(
            mark.uid,
            document.uid,
            who.uid,
            tag.uid,
            mark.spans,
            _quotes(mark, text),
            self._tags.values(mark.values, tag.uid) if mark.values else {},
            mark.note,
            mark.origin,
            mark.confidence,
            created,
            mark.changed or created,
            mark.guideline,
        )
        if mark.label in self._tags.taken:
            self._report.taken[mark.label, self._tags.tagset.path(tag.uid)] += 1
        return made

    def _keep(
        self, made: list[tuple[Annotation, IncomingAnnotation]], line: IncomingLine, document: Document
    ) -> None:
        marks = {item.uid: item for item, _mark in made}
        found = () if self._is_blank else annotation_rows.find(self._database, list(marks))
        known = {item.uid: item for item in found}
        fresh = [item for uid, item in marks.items() if uid not in known] if known else marks.values()
        self._marks |= marks | known
        self._waiting += fresh
        self._report.annotations += len(fresh)
        for item, mark in made if known else ():
            before = known.get(item.uid)
            if before is None:
                continue
            if not mark.created:
                item = msgspec.structs.replace(item, created=before.created, changed=before.changed)
            differing = differing_parts(before, item)
            if differing:
                where = f"{document.name}, {item.start}–{item.end}"
                self._report.differences.append(Difference(line.number, where, differing))
            else:
                self._report.equal += 1

    def _layer(self, line: IncomingLine, document: Document, who: Annotator, *, begun: bool) -> None:
        state = line.state or (State.IN_PROGRESS if begun else State.NEW)
        values = self._document_values(line)
        uid = progress_uid(document.uid, who.uid)
        before = self._progress.get(uid) or self._stored_progress(document, who)
        if before is not None and (before.state is not State.NEW or before.values):
            if line.state not in (None, before.state) or (values and values != before.values):
                what = _("state or values of the document")
                self._report.differences.append(Difference(line.number, document.name, what))
            return
        if state is State.NEW and not values:
            return
        fresh = Progress(uid, document.uid, who.uid, state, values, self._moment)
        self._progress[uid] = fresh
        self._states.append(fresh)
        self._report.states += 1

    def _document_values(self, line: IncomingLine) -> dict[str, Value]:
        values: dict[str, Value] = {}
        place = _("line {number}").format(number=line.number) + ", values"
        for name, value in line.values.items():
            try:
                values.update(self._tags.values({name: value}, DOCUMENT))
            except AppError as error:
                self._report.refuse(line.number, error, place)
            self._refuse_missing(line.number, place)
        return values

    def _refuse_missing(self, line: int, place: str) -> None:
        """Report the values that lead to nothing: the mark comes without them."""
        missing, self._registers.missing = self._registers.missing, []
        for error in missing:
            self._report.refuse(line, error, place)

    def _stored_progress(self, document: Document, who: Annotator) -> Progress | None:
        found = document_rows.progress(self._database, document.uid)
        return next((item for item in found if item.annotator_uid == who.uid), None)

    def _is_full(self) -> bool:
        waiting = len(self._waiting) + len(self._states) + len(self._links.waiting)
        return waiting >= self._batch or self._documents.fresh_bytes >= _BATCH_BYTES

    def _flush(self) -> None:
        texts = self._documents.take_fresh()
        tags, self._tags.fresh = self._tags.fresh, []
        people, self._annotators.fresh = self._annotators.fresh, []
        waiting, self._waiting = self._waiting, []
        states, self._states = self._states, []
        links, self._links.waiting = self._links.waiting, []
        registers, self._registers.fresh = self._registers.fresh, []
        self._report.documents += [document.name for document, _data in texts]
        self._report.tags += [self._tags.tagset.path(item.uid) for item in tags if isinstance(item, Tag)]
        self._report.annotators += [item.name for item in people]
        self._report.entities += [item.name for item in registers if isinstance(item, Entity)]
        self._report.concepts += [item.code for item in registers if isinstance(item, Concept)]
        if self._long is None or not (texts or tags or people or waiting or states or links or registers):
            return
        if self._backs_up and not self._report.written and document_rows.any_document(self._database):
            backups.before(self._project)
        with self._long.writing() as step:
            for _document, data in texts:
                if data:
                    document_rows.keep_content(self._database, data)
            step.put_all([*tags, *people, *registers, *(document for document, _data in texts), *states])
            step.add_all(waiting)
            step.add_all(links)
        self._report.written = True


def _quotes(mark: IncomingAnnotation, text: str) -> tuple[str, ...]:
    """The words of the passages. What the file quotes is the same: that was looked at."""
    if len(mark.spans) == 1 and mark.quote is not None and len(mark.quote) <= QUOTE_LIMIT:
        return (mark.quote,)
    return tuple(text[span.start : min(span.end, span.start + QUOTE_LIMIT)] for span in mark.spans)


def _check_place(mark: IncomingAnnotation, text: str) -> None:
    """Do what the format could not do for want of the text."""
    error = misplaced(mark, text)
    if error is not None:
        raise FormatError(error.what, hint=error.hint)
