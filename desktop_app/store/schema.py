"""The schema as numbered migrations, and the list of what a project file may contain."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

APPLICATION_ID = 0x52554252
"""'RUBR' at byte 68 of every project file."""

_M0001 = """
CREATE TABLE "project" ("key" TEXT PRIMARY KEY, "value" TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE "content" ("sha256" TEXT PRIMARY KEY, "size" INTEGER NOT NULL, "body" BLOB NOT NULL) STRICT;
CREATE TABLE "annotator" (
    "uid" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "role" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE TABLE "document" (
    "uid" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "sha256" TEXT NOT NULL, "length" INTEGER NOT NULL,
    "title" TEXT NOT NULL, "author" TEXT NOT NULL, "outlet" TEXT NOT NULL, "published" TEXT NOT NULL,
    "url" TEXT NOT NULL, "language" TEXT NOT NULL, "fields" TEXT NOT NULL, "original_sha256" TEXT NOT NULL,
    "original_size" INTEGER NOT NULL, "encoding" TEXT NOT NULL, "bom" INTEGER NOT NULL, "reader" TEXT NOT NULL,
    "reader_version" TEXT NOT NULL, "added" TEXT NOT NULL, "binned" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX "document_name" ON "document" ("name");
CREATE INDEX "document_by_name" ON "document" ("name", "title", "outlet", "author", "published", "url", "binned")
    WHERE "binned" = '';
CREATE INDEX "document_by_title" ON "document" (CASE "title" WHEN '' THEN "name" ELSE "title" END, "name", "binned")
    WHERE "binned" = '';
CREATE INDEX "document_by_month" ON "document" (substr("published", 1, 7), "name", "binned") WHERE "binned" = '';
CREATE INDEX "document_by_published" ON "document" ("published", "name", "binned") WHERE "binned" = '';
CREATE INDEX "document_by_outlet" ON "document" ("outlet", "name", "binned") WHERE "binned" = '';
CREATE INDEX "document_by_author" ON "document" ("author", "name", "binned") WHERE "binned" = '';
CREATE INDEX "document_by_language" ON "document" ("language", "name", "binned") WHERE "binned" = '';
CREATE INDEX "document_by_added" ON "document" ("added", "name", "binned") WHERE "binned" = '';
CREATE INDEX "document_sha256" ON "document" ("sha256");
CREATE INDEX "document_original" ON "document" ("original_sha256");
CREATE INDEX "document_binned" ON "document" ("binned") WHERE "binned" <> '';
CREATE TABLE "tag" (
    "uid" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "parent_uid" TEXT NOT NULL, "colour" TEXT NOT NULL,
    "shortcut" TEXT NOT NULL, "guideline" TEXT NOT NULL, "examples" TEXT NOT NULL, "counter_examples" TEXT NOT NULL,
    "position" INTEGER NOT NULL, "active" INTEGER NOT NULL, "pinned" INTEGER NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE TABLE "attribute" (
    "uid" TEXT PRIMARY KEY, "tag_uid" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL,
    "options" TEXT NOT NULL, "required" INTEGER NOT NULL, "guideline" TEXT NOT NULL, "position" INTEGER NOT NULL,
    "crc" INTEGER NOT NULL) STRICT;
CREATE TABLE "annotation" (
    "uid" TEXT PRIMARY KEY,
    "document_uid" TEXT NOT NULL REFERENCES "document" DEFERRABLE INITIALLY DEFERRED,
    "annotator_uid" TEXT NOT NULL REFERENCES "annotator" DEFERRABLE INITIALLY DEFERRED,
    "tag_uid" TEXT NOT NULL REFERENCES "tag" DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, "parts" TEXT, "quote" TEXT NOT NULL, "values" TEXT NOT NULL,
    "note" TEXT NOT NULL, "origin" TEXT NOT NULL, "confidence" REAL, "created" TEXT NOT NULL, "changed" TEXT NOT NULL,
    "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "annotation_place" ON "annotation" ("document_uid", "start", "end");
CREATE TABLE "tally" (
    "document_uid" TEXT NOT NULL, "annotator_uid" TEXT NOT NULL, "tag_uid" TEXT NOT NULL, "count" INTEGER NOT NULL,
    PRIMARY KEY ("document_uid", "annotator_uid", "tag_uid")) STRICT, WITHOUT ROWID;
CREATE TABLE "progress" (
    "uid" TEXT PRIMARY KEY,
    "document_uid" TEXT NOT NULL REFERENCES "document" DEFERRABLE INITIALLY DEFERRED,
    "annotator_uid" TEXT NOT NULL REFERENCES "annotator" DEFERRABLE INITIALLY DEFERRED,
    "state" TEXT NOT NULL,
    "values" TEXT NOT NULL, "changed" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "progress_document" ON "progress" ("document_uid", "annotator_uid", "state");
CREATE INDEX "progress_state" ON "progress" ("annotator_uid", "state", "document_uid");
CREATE TABLE "link" (
    "uid" TEXT PRIMARY KEY, "document_uid" TEXT NOT NULL, "annotator_uid" TEXT NOT NULL, "source_uid" TEXT NOT NULL,
    "slot_uid" TEXT NOT NULL, "target_kind" TEXT NOT NULL, "target_uid" TEXT NOT NULL, "position" INTEGER NOT NULL,
    "values" TEXT NOT NULL, "created" TEXT NOT NULL, "changed" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "link_source" ON "link" ("source_uid");
CREATE INDEX "link_target" ON "link" ("target_uid");
CREATE TABLE "ghost" (
    "uid" TEXT PRIMARY KEY, "document_uid" TEXT NOT NULL, "annotator_uid" TEXT NOT NULL, "tag_uid" TEXT NOT NULL,
    "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, "values" TEXT NOT NULL, "suggester" TEXT NOT NULL,
    "confidence" REAL, "created" TEXT NOT NULL) STRICT;
CREATE INDEX "ghost_place" ON "ghost" ("document_uid", "start", "end");
CREATE TABLE "step" (
    "uid" TEXT PRIMARY KEY, "replica" TEXT NOT NULL, "sequence" INTEGER, "lamport" INTEGER,
    "annotator_uid" TEXT NOT NULL, "label" TEXT NOT NULL, "kind" TEXT NOT NULL, "target_uid" TEXT NOT NULL,
    "made" TEXT NOT NULL, "digest" TEXT) STRICT;
CREATE UNIQUE INDEX "step_sequence" ON "step" ("replica", "sequence");
CREATE INDEX "step_lamport" ON "step" ("lamport");
CREATE TABLE "change" (
    "step_uid" TEXT NOT NULL, "position" INTEGER NOT NULL, "record" TEXT NOT NULL, "record_uid" TEXT NOT NULL,
    "before" TEXT, "after" TEXT, PRIMARY KEY ("step_uid", "position")) STRICT;
CREATE INDEX "change_document" ON "change" ("record_uid") WHERE "record" = 'document';
"""

_M0002 = """
CREATE TABLE "verdict" (
    "uid" TEXT PRIMARY KEY,
    "document_uid" TEXT NOT NULL REFERENCES "document" DEFERRABLE INITIALLY DEFERRED,
    "annotator_uid" TEXT NOT NULL REFERENCES "annotator" DEFERRABLE INITIALLY DEFERRED,
    "items" TEXT NOT NULL, "digest" TEXT NOT NULL, "difference" TEXT NOT NULL, "choice" TEXT NOT NULL,
    "taken" TEXT NOT NULL, "gold" TEXT NOT NULL, "automatic" INTEGER NOT NULL, "reason" TEXT NOT NULL,
    "round" INTEGER NOT NULL, "made" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "verdict_document" ON "verdict" ("document_uid");
CREATE TABLE "comment" (
    "uid" TEXT PRIMARY KEY,
    "document_uid" TEXT NOT NULL REFERENCES "document" DEFERRABLE INITIALLY DEFERRED,
    "annotator_uid" TEXT NOT NULL REFERENCES "annotator" DEFERRABLE INITIALLY DEFERRED,
    "text" TEXT NOT NULL, "annotation_uid" TEXT NOT NULL, "parent_uid" TEXT NOT NULL, "resolved" INTEGER NOT NULL,
    "made" TEXT NOT NULL, "changed" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "comment_document" ON "comment" ("document_uid");
CREATE TABLE "assignment" (
    "uid" TEXT PRIMARY KEY,
    "document_uid" TEXT NOT NULL REFERENCES "document" DEFERRABLE INITIALLY DEFERRED,
    "annotator_uid" TEXT NOT NULL REFERENCES "annotator" DEFERRABLE INITIALLY DEFERRED,
    "made" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "assignment_document" ON "assignment" ("document_uid", "annotator_uid");
CREATE INDEX "assignment_annotator" ON "assignment" ("annotator_uid", "document_uid");
"""

_M0003 = """
CREATE TABLE "setting" (
    "uid" TEXT PRIMARY KEY, "key" TEXT NOT NULL, "value" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX "setting_key" ON "setting" ("key");
"""

_M0004 = """
CREATE TABLE "withdrawn" ("step_uid" TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE "disputed" ("record_uid" TEXT PRIMARY KEY, "record" TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE "mend" (
    "record_uid" TEXT PRIMARY KEY, "record" TEXT NOT NULL, "fields" TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

_M0005 = """
ALTER TABLE "annotation" ADD COLUMN "guideline" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "slot" (
    "uid" TEXT PRIMARY KEY, "tag_uid" TEXT NOT NULL, "name" TEXT NOT NULL, "key" TEXT NOT NULL,
    "tag_uids" TEXT NOT NULL, "entities" INTEGER NOT NULL, "published" INTEGER NOT NULL, "least" INTEGER NOT NULL,
    "most" INTEGER NOT NULL, "guideline" TEXT NOT NULL, "position" INTEGER NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE TABLE "decision" (
    "uid" TEXT PRIMARY KEY, "tag_uid" TEXT NOT NULL, "number" INTEGER NOT NULL, "text" TEXT NOT NULL,
    "annotator_uid" TEXT NOT NULL, "made" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE TABLE "entity" (
    "uid" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "kind" TEXT NOT NULL, "aliases" TEXT NOT NULL,
    "values" TEXT NOT NULL, "external_id" TEXT NOT NULL, "colour" TEXT NOT NULL, "note" TEXT NOT NULL,
    "affiliations" TEXT NOT NULL, "merged_into" TEXT NOT NULL, "crc" INTEGER NOT NULL) STRICT;
CREATE TABLE "concept" (
    "uid" TEXT PRIMARY KEY, "code" TEXT NOT NULL, "label" TEXT NOT NULL, "parent_uid" TEXT NOT NULL,
    "support" TEXT NOT NULL, "definition" TEXT NOT NULL, "include" TEXT NOT NULL, "exclude" TEXT NOT NULL,
    "examples" TEXT NOT NULL, "status" TEXT NOT NULL, "replaced_by" TEXT NOT NULL, "position" INTEGER NOT NULL,
    "crc" INTEGER NOT NULL) STRICT;
CREATE INDEX "link_document" ON "link" ("document_uid", "annotator_uid");
"""

_M0006 = """
CREATE INDEX "change_bundle" ON "change" ("step_uid") WHERE "record" = 'annotations';
"""

MIGRATIONS: tuple[str, ...] = (_M0001, _M0002, _M0003, _M0004, _M0005, _M0006)
"""Statements that lead from one version to the next. Appended to, never edited; version n has the first n applied."""


def newest() -> int:
    """The version that this program writes."""
    return len(MIGRATIONS)


def statements(script: str) -> Iterable[str]:
    """The single statements of a migration (no statement of ours holds a semicolon inside)."""
    return (part.strip() for part in script.split(";") if part.strip())


def migrate(tables: Tables) -> None:
    """Bring the schema to the newest version, inside the transaction that is open."""
    version: int = tables.execute("PRAGMA user_version").fetchone()[0]
    for script in MIGRATIONS[version:]:
        with tables.atomic():
            for statement in statements(script):
                tables.execute(statement)
    tables.execute(f"PRAGMA user_version = {newest()}")


def contents(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """What the file declares: (type, name, SQL), without SQLite's own automatic indexes."""
    found = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset(row for row in found.fetchall() if not row[1].startswith("sqlite_autoindex_"))


def allowed(version: int) -> frozenset[tuple[str, str, str]]:
    """Exactly what a sound project of this version declares."""
    with closing(sqlite3.connect(":memory:")) as blank:
        for script in MIGRATIONS[:version]:
            for statement in statements(script):
                blank.execute(statement)
        return contents(blank)
