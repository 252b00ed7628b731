"""Proving a project from outside: nothing in it is changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.base.errors import AppError
from desktop_app.base.i18n import _
from desktop_app.readers import READERS
from desktop_app.store import check as rules
from desktop_app.store import documents
from desktop_app.store.check import Finding
from desktop_app.store.database import Database


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
    database = Database(path.resolve(), read_only=True)
    try:
        database.prepare_reading()
        found = (*rules.findings(database), *_rederived(database))
        return CheckReport(found, rules.counted(database))
    finally:
        database.close()


def _rederived(database: Database) -> Iterator[Finding]:
    for (uid,) in database.rows("SELECT uid FROM document ORDER BY name, uid"):
        document = documents.get(database, str(uid))
        reader = READERS.get(document.reader)
        if reader is None or document.reader_version != reader.VERSION:
            continue
        where = f"document {document.name}"
        try:
            original = documents.content(database, document.original_sha256)
            text = reader.read(original, document.name, encoding=document.encoding).text
        except AppError as error:
            yield Finding("original", where, str(error))
            continue
        if hashlib.sha256(text.encode()).hexdigest() != document.sha256:
            yield Finding("original", where, _("The text cannot be read again from its original."))
