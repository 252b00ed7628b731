"""The sidecar of an exported file: what it holds, how it was chosen, and the tagset it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base import strict_json
from desktop_app.base.errors import FormatError
from desktop_app.formats import Format, Written
from desktop_app.model.concept import Concept
from desktop_app.model.corpus import Corpus
from desktop_app.model.entity import Entity
from desktop_app.model.tagset import Tagset
from desktop_app.model.tagset_file import TagsetEntry, from_entry, to_entry

MANIFEST_VERSION = 1
SIZE_LIMIT = 64_000_000


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
            "relations": written.relations,
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
        "entities": corpus.entities,
        "concepts": corpus.concepts,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


class _ManifestFile(msgspec.Struct):
    tagset: TagsetEntry
    entities: tuple[Entity, ...] = ()
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What the manifest beside an exported file knows: nothing where there is none, or none any more."""

    tagset: Tagset = field(default_factory=Tagset)
    entities: tuple[Entity, ...] = ()
    concepts: tuple[Concept, ...] = ()


def beside(source: Path) -> Beside:
    """What the manifest beside an exported file holds. Entities and concepts are as the file has them, not checked."""
    if not source.name:
        return Beside()
    path = manifest_path(source)
    try:
        if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
            return Beside()
        found = strict_json.decode(path.read_bytes(), msgspec.json.Decoder(_ManifestFile))
        return Beside(from_entry(found.tagset, ATTRIBUTES), found.entities, found.concepts)
    except (OSError, FormatError):
        return Beside()
