"""The sidecar of an exported file: what it holds, how it was chosen, and the tagset it speaks of."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base import strict_json
from desktop_app.base.errors import FormatError
from desktop_app.formats import Format, Written
from desktop_app.model.corpus import Corpus
from desktop_app.model.tagset import Tagset
from desktop_app.model.tagset_file import TagsetEntry, from_entry, to_entry

MANIFEST_VERSION = 1
SIZE_LIMIT = 16_000_000


def manifest_path(target: Path) -> Path:
    """Where the manifest of an exported file lies."""
    return target.with_name(f"{target.name}.manifest.json")


def manifest_of(chosen: Format, corpus: Corpus, name: str, written: Written) -> bytes:
    """What was exported, from where and how it was chosen; the same bytes for the same export."""
    people = [item for item in corpus.annotators if item.uid in written.annotators]
    content = {
        "format": f"rubricator {chosen.KEY}",
        "version": MANIFEST_VERSION,
        "file": name,
        "size": written.size,
        "sha256": written.sha256,
        "project": corpus.project_uid,
        "filters": corpus.selection.describe(corpus.tagset, corpus.annotators),
        "counts": {
            "lines": written.lines,
            "documents": written.documents,
            "annotations": written.annotations,
            "passages": written.passages,
            "tags": dict(written.tags),
            "states": dict(written.states),
        },
        "annotators": [
            {
                "uid": item.uid,
                "name": item.name,
                "role": item.role.value,
                "annotations": written.annotators[item.uid],
            }
            for item in sorted(people, key=lambda item: (item.name, item.uid))
        ],
        "losses": [{"what": loss.what, "count": loss.count} for loss in written.losses],
        "tagset": to_entry(corpus.tagset),
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


class _ManifestFile(msgspec.Struct):
    tagset: TagsetEntry


def tagset_beside(source: Path) -> Tagset | None:
    """The tagset in the manifest beside an exported file; None when there is no manifest or it is no longer one."""
    path = manifest_path(source)
    try:
        if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
            return None
        found = strict_json.decode(path.read_bytes(), msgspec.json.Decoder(_ManifestFile))
        return from_entry(found.tagset, ATTRIBUTES)
    except (OSError, FormatError):
        return None
