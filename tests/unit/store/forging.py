"""Projects as a stranger could make them: rows with good checksums that mean nothing, or never end."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.model.span import Span
from desktop_app.ops import annotations
from desktop_app.ops.project import Project
from desktop_app.store.rows import TABLES
from desktop_app.store.table import Cell, checksum
from tests.builders import a_document, a_project, tag_named

TEXT = "Ayman al-Zawahri called for 😀 a coalition, Reuters reported on Sunday."
Forge = Callable[[Path], None]


def filled(folder: Path) -> Path:
    """A closed project with one document and three marks, one of them in two parts."""
    with a_project(folder) as project:
        document = a_document(project, TEXT)
        actor = tag_named(project, "Actor")
        first = annotations.highlight(project, document.uid, [Span(0, 5)], actor)
        annotations.add_part(project, first.uid, Span(10, 15))
        annotations.highlight(project, document.uid, [Span(44, 51)], actor)
        annotations.set_note(project, first.uid, "unsure")
        return project.path


def row(table: str, **cells: Cell) -> Forge:
    """Other cells in every row of a table, with the checksum that belongs to them, in the history as well."""

    def forge(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            _loosen(connection, strict=False)
            kind = TABLES[table]
            for found in connection.execute(f'SELECT {kind.column_list} FROM "{table}"').fetchall():
                forged = tuple(
                    cells.get(column, cell) for column, cell in zip(kind.columns, found, strict=True)
                )
                image = kind.image_of(forged)
                names = ", ".join(f'"{column}" = ?' for column in (*kind.columns, "crc"))
                connection.execute(
                    f'UPDATE "{table}" SET {names} WHERE uid = ?', (*forged, checksum(image), found[0])
                )
            _loosen(connection, strict=True)

    return forge


def _loosen(connection: sqlite3.Connection, *, strict: bool) -> None:
    """Take the word STRICT from the tables, or give it back: then cells may hold anything."""
    connection.commit()
    before, after = (") STRICT", ")/*RICT*/")
    if strict:
        before, after = after, before
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (before, after))
    connection.execute("PRAGMA writable_schema=RESET")
    connection.commit()


def sql(statement: str, *parameters: Cell) -> Forge:
    """Whatever a statement does."""

    def forge(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(statement, parameters)
            connection.commit()

    return forge


def endless(table: str) -> Forge:
    """A table whose pages all lead to the same page, over and over, twenty times each on many levels."""

    def forge(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            (root,) = connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)
            ).fetchone()
            (size,) = connection.execute("PRAGMA page_size").fetchone()
        data = bytearray(path.read_bytes())
        leaf = bytes(data[(root - 1) * size : root * size])
        first = len(data) // size + 1
        levels = 9
        for level in range(levels):
            below = first + level + 1
            data += _interior(below, size)
        data += leaf
        data[(root - 1) * size : root * size] = _interior(first, size)
        pages = len(data) // size
        data[28:32] = pages.to_bytes(4, "big")
        path.write_bytes(bytes(data))

    return forge


def _interior(child: int, size: int, cells: int = 300) -> bytes:
    """An interior page of a table whose cells all point to one child."""
    body = b"".join(child.to_bytes(4, "big") + number.to_bytes(1, "big") for number in [1] * cells)
    start = size - len(body)
    head = (
        b"\x05\0\0" + cells.to_bytes(2, "big") + start.to_bytes(2, "big") + b"\0" + child.to_bytes(4, "big")
    )
    pointers = b"".join((start + 5 * number).to_bytes(2, "big") for number in range(cells))
    return (head + pointers).ljust(start, b"\0") + body


def everything(project: Project) -> None:
    """Ask for all that a window shows of the only document."""
    from desktop_app.model.query import Query
    from desktop_app.ops import documents, stats

    stats.stats(project)
    for line in documents.page(project, Query(), 0, 10):
        uid = line.document.uid
        documents.text(project, uid)
        documents.progress(project, uid)
        annotations.packed(project, uid)
        annotations.of_document(project, uid)
        annotations.in_window(project, uid, 0, 1000)
