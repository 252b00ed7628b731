"""The relations of a line, checked as far as they can be without the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.base.errors import FormatError
from desktop_app.base.i18n import _
from desktop_app.formats._items import IncomingAnnotation, IncomingRelation
from desktop_app.formats._jsonl_lines import ForeignEnd, ForeignRelation
from desktop_app.formats._jsonl_span import label_from, moment_from, uid_from
from desktop_app.formats._words import check_line_of_text
from desktop_app.model.identity import derived_uid
from desktop_app.model.records import TargetKind
from desktop_app.model.tagset_rules import RELATED

_Place = tuple[int, int, str]


class Ends:
    """Finds the annotations of a line by what the file calls them: by uid, by an id of its own, by where they stand."""

    def __init__(self, good: Sequence[IncomingAnnotation], ids: Mapping[str, str]) -> None:
        self._uids = {item.uid for item in good}
        self._ids = ids
        self._places: dict[_Place, str] = {}
        for item in good:
            self._places.setdefault((item.spans[0].start, item.spans[-1].end, item.label), item.uid)

    def find(self, name: str | int | None, end: ForeignEnd | None) -> str | None:
        """The uid of a good annotation, or None."""
        if end is not None:
            return self._places.get((end.start, end.end, end.label))
        found = self._ids.get(str(name), str(name))
        return found if found in self._uids else None


def relations_from(
    items: Sequence[ForeignRelation], ends: Ends, place: str, *, native: bool, seed: str
) -> Iterator[IncomingRelation | FormatError]:
    """The relations in order; in place of each bad one what is wrong with it.

    A native one keeps its uid and times, others get a uid that follows from `seed` and their place.
    """
    for at, item in enumerate(items):
        where = f"{place}, relations[{at}]"
        try:
            yield _relation(item, ends, where, native=native, seed=f"{seed}:relations[{at}]")
        except FormatError as error:
            yield error


def _relation(item: ForeignRelation, ends: Ends, place: str, *, native: bool, seed: str) -> IncomingRelation:
    head = ends.find(item.from_id if item.head is None else item.head, item.head_span)
    if head is None:
        raise _no_end("head", place)
    kind, target, name = _target(item, ends, place)
    found = IncomingRelation(
        uid=uid_from(item.id, place, "id") if native else derived_uid("imported", seed),
        head=head,
        label=label_from(item.label or item.type or RELATED, place),
        kind=kind,
        target=target,
        name=name,
        created=moment_from(item.created, place, "created") if native and item.created else "",
        changed=moment_from(item.changed, place, "changed") if native and item.changed else "",
        place=place,
    )
    check_line_of_text(found.name, f"{place}.entity")
    return found


def _target(item: ForeignRelation, ends: Ends, place: str) -> tuple[TargetKind, str, str]:
    if item.published or item.unknown:
        return TargetKind.PUBLISHED if item.published else TargetKind.UNKNOWN, "", ""
    if item.entity is not None:
        uid, name = item.entity.get("id"), item.entity.get("name", "")
        if not isinstance(name, str):
            raise FormatError(_("This is no name."), where=f"{place}.entity", hint=_("Write a text."))
        return TargetKind.ENTITY, uid_from(uid, place, "entity"), name
    target = ends.find(item.to_id if item.child is None else item.child, item.child_span)
    if target is None:
        raise _no_end("child", place)
    return TargetKind.ANNOTATION, target, ""


def _no_end(key: str, place: str) -> FormatError:
    return FormatError(
        _("The relation has no mark at its end “{key}”.").format(key=key),
        where=f"{place}.{key}",
        hint=_("Both ends have to be spans of the same line; one of them may have been left out."),
    )
