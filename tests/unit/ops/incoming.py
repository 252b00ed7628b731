"""Files to import, and what of them arrived."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from desktop_app.model.records import Annotator
from desktop_app.model.sheets import SheetProgress, SheetReport
from desktop_app.ops import annotations as marking
from desktop_app.ops import documents
from desktop_app.ops.pieces import InPieces, at_once
from desktop_app.ops.project import Project
from desktop_app.store.corpus import annotators

TEXT = "Weber said on Tuesday that the toll must go."


def line(**keys: object) -> str:
    return json.dumps({"text": TEXT, "spans": [{"start": 0, "end": 5, "label": "Actor"}], **keys})


def file(folder: Path, *lines: str, name: str = "in.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(f"{item}\n" for item in lines), "utf-8")
    return path


def people(project: Project) -> dict[str, Annotator]:
    return {item.name: item for item in annotators(project.file.database)}


def marks(project: Project, name: str) -> list[tuple[str, int, int]]:
    document = documents.by_name(project, name)
    assert document is not None
    found = marking.of_document(project, document.uid)
    return [(project.tagset.path(item.tag_uid), item.start, item.end) for item in found]


def brought_in(
    bringing_in: Callable[[Project, bytes, SheetProgress], InPieces], project: Project, data: bytes
) -> SheetReport:
    """What came of taking in a codebook or a register."""
    progress = SheetProgress()
    at_once(bringing_in(project, data, progress))
    return progress.report
