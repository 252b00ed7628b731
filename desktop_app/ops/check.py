"""Proving a project from outside: nothing in it is changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.ops.project import existing
from desktop_app.readers import READERS
from desktop_app.store import backups, documents
from desktop_app.store import check as rules
from desktop_app.store.database import Database
from desktop_app.store.file import refuse_outdated, resolved
from desktop_app.store.past import Finding

_TRIES = 2


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What is wrong (empty: nothing), and how many rows of each kind were looked at."""

    findings: tuple[Finding, ...]
    counted: dict[str, int]


def check(path: Path) -> CheckReport:
    """Check a project that may be open elsewhere. Raises the errors of opening.

    SQLite's checks, row checksums, hashes of texts and originals, texts read again from their originals, quotes,
    references, and the history: its chain of digests and that it leads to the rows as they stand.
    """
    with closing(Database(resolved(existing(path)), read_only=True)) as database:
        database.prepare_reading()
        refuse_outdated(database)
        for _attempt in range(_TRIES):
            before = database.data_version
            report = _report(database)
            if not report.findings or database.data_version == before:
                return report
        return _of_copy(database)


def quick(path: Path) -> None:
    """SQLite's quick check, which reads the whole file. Fit for a child process while the project is open.

    Raises DamagedError and the errors of opening.
    """
    with closing(Database(resolved(existing(path)), read_only=True)) as database:
        database.prepare_reading()
        database.prove()


def _report(database: Database) -> CheckReport:
    found = (*rules.findings(database), *_rederived(database))
    return CheckReport(found, rules.counted(database))


def _of_copy(database: Database) -> CheckReport:
    """The report on one moment of a project that somebody goes on changing: rows that were read one after the other
    need not fit together.
    """
    with TemporaryDirectory() as folder:
        target = Path(folder, database.path.name)
        backups.copy_to(database, target)
        with closing(Database(target, read_only=True)) as copy:
            copy.prepare_reading()
            return _report(copy)


def _rederived(database: Database) -> Iterator[Finding]:
    for (uid,) in database.rows("SELECT uid FROM document ORDER BY name, uid", patient=True):
        try:
            document = documents.get(database, str(uid))
        except AppError:  # the row has its own finding
            continue
        reader = READERS.get(document.reader)
        if reader is None or document.reader_version != reader.VERSION:
            continue
        where = f"document {shown(document.name, 80)}"
        try:
            original = documents.content(database, document.original_sha256)
            text = reader.read(original, document.name, encoding=document.encoding).text
        except AppError as error:
            yield Finding("original", where, str(error))
            continue
        if hashlib.sha256(text.encode()).hexdigest() != document.sha256:
            yield Finding("original", where, _("The text cannot be read again from its original."))
