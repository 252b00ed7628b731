"""Files in memory."""

from __future__ import annotations

import io

from desktop_app.formats import IncomingLine, Problem, jsonl
from desktop_app.model.corpus import Corpus


def read(data: bytes) -> list[IncomingLine | Problem]:
    return list(jsonl.read(io.BytesIO(data)))


def good(data: bytes) -> list[IncomingLine]:
    return [item for item in read(data) if isinstance(item, IncomingLine)]


def problems(data: bytes) -> list[Problem]:
    return [item for item in read(data) if isinstance(item, Problem)]


def written(source: Corpus) -> bytes:
    file = io.BytesIO()
    jsonl.write(source, file)
    return file.getvalue()
