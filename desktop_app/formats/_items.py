"""What formats hand over: how a writing went, and what was found while reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from desktop_app.base.errors import AppError
from desktop_app.model.records import Origin, State, TargetKind
from desktop_app.model.span import Span


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the project that a format cannot hold, as a message to translate, and how many of it."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a file, and what did not. `passages` counts the parts of discontinuous annotations one by one,
    `relations` the links.

    `size` is in bytes. `tags`, `annotators` and `states` are counts of annotations by label, of annotations by
    annotator uid, and of lines by state, each sorted by its key.
    """

    lines: int
    documents: int
    annotations: int
    passages: int
    relations: int
    size: int
    sha256: str
    tags: Mapping[str, int]
    annotators: Mapping[str, int]
    states: Mapping[str, int]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared with the project when a written file was read back, all of it equal."""

    lines: int
    annotations: int
    passages: int
    relations: int = 0

    def and_then(self, other: Proof) -> Proof:
        """Both as one: `other` is that of what follows."""
        return Proof(
            self.lines + other.lines,
            self.annotations + other.annotations,
            self.passages + other.passages,
            self.relations + other.relations,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a line of a file. `refused`: the line, or the part of it that `error` names, is left out.

    `about`: what of the project is missing or otherwise there; problems with the same words about the same thing have
    one cause. None: the fault is in the file, at this very place.
    """

    line: int
    error: AppError
    refused: bool = True
    about: str | None = None


class IncomingAnnotation(msgspec.Struct, frozen=True, gc=False):
    """An annotation from a file. `quote` is the text that the file says is between its first and last code point."""

    uid: str
    label: str
    spans: tuple[Span, ...]
    quote: str | None = None
    values: dict[str, object] = {}
    note: str = ""
    origin: Origin = Origin.IMPORTED
    confidence: float | None = None
    created: str = ""
    changed: str = ""
    place: str = ""
    guideline: int = 0


class IncomingRelation(msgspec.Struct, frozen=True, gc=False):
    """A link from a file: from the annotation `head` to `target`, an annotation or an entity of this uid.

    `label` is the name of a slot of the head's tag; `name` what the file calls the entity, `place` where it stands.
    """

    uid: str
    head: str
    label: str
    kind: TargetKind
    target: str = ""
    name: str = ""
    created: str = ""
    changed: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class IncomingLine:
    """One annotator's layer of one document. `native`: from an export of this program, whose uids and times are kept.

    `text` is None where the line only names its document, by `sha256` or else by `name`. `values` are by attribute name
    and not checked yet; `annotator` and `annotator_uid` are '' and `state` is None where the line does not say.
    """

    number: int
    native: bool
    name: str
    text: str | None
    sha256: str
    metadata: Mapping[str, str]
    fields: Mapping[str, str]
    annotator: str
    annotator_uid: str
    state: State | None
    values: Mapping[str, object]
    annotations: tuple[IncomingAnnotation, ...]
    relations: tuple[IncomingRelation, ...] = ()
