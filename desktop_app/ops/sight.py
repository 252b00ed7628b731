"""Blind mode: nobody sees what others marked in a document before they are done with it themselves.

A promise among people who work together, not a lock: who has the file can read all of it. The window keeps it
wherever marks are shown, listed, counted, printed or exported; reviewers and the command line are free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from desktop_app.base.errors import NotFoundError
from desktop_app.base.i18n import _
from desktop_app.model.changes import Bulk, Change, Changes
from desktop_app.model.corpus import Entry
from desktop_app.model.records import Annotation, Link, State
from desktop_app.model.review import Setting
from desktop_app.ops.project import Project
from desktop_app.store import coded, documents, people, tally
from desktop_app.store.corpus import setting_uid

FINISHED = (State.DONE, State.REVIEWED)
_BLIND, _REVIEWER, _ON = "blind", "reviewer", "yes"


def is_blind(project: Project) -> bool:
    """Whether the project is in blind mode."""
    return project.settings.get(_BLIND) == _ON


def set_blind(project: Project, *, on: bool) -> None:
    """Switch blind mode on or off for everybody, as one step."""
    label = _("Switch blind mode on") if on else _("Switch blind mode off")
    _set(project, _BLIND, label, on=on)


def is_reviewer(project: Project, annotator_uid: str) -> bool:
    """Whether somebody reviews: blind mode does not hold for them."""
    return project.settings.get(_key(annotator_uid)) == _ON


def reviewers(project: Project) -> frozenset[str]:
    """The uids of all reviewers; none where nobody was named."""
    mine = f"{_REVIEWER} "
    return frozenset(
        key.removeprefix(mine)
        for key, value in project.settings.items()
        if key.startswith(mine) and value == _ON
    )


def set_reviewer(project: Project, annotator_uid: str, *, on: bool) -> None:
    """Make somebody a reviewer, or a plain annotator again, as one step."""
    label = _("Make somebody a reviewer") if on else _("Make a reviewer an annotator")
    _set(project, _key(annotator_uid), label, on=on)


def reviewer_setting(project: Project, annotator_uid: str) -> Setting | None:
    """The record that makes somebody a reviewer, None if nothing was ever set."""
    key = _key(annotator_uid)
    return Setting(setting_uid(key), key, project.settings[key]) if key in project.settings else None


def _key(annotator_uid: str) -> str:
    return f"{_REVIEWER} {annotator_uid}"


def _set(project: Project, key: str, label: str, *, on: bool) -> None:
    if (project.settings.get(key) == _ON) is on:
        return
    with project.step(label) as step:
        step.put(Setting(setting_uid(key), key, _ON if on else ""))


def keep(project: Project) -> None:
    """Keep blind mode in all that is asked through `project`: the window does, the command line does not."""
    project.blindfold = partial(_heard, project)


def is_kept(project: Project) -> bool:
    """Whether blind mode holds for the one who works here."""
    return (
        project.blindfold is not None
        and is_blind(project)
        and not is_reviewer(project, project.annotator.uid)
    )


def hides(project: Project, document_uid: str) -> bool:
    """Whether others' layers of a document are kept from the one who works here."""
    if not is_kept(project):
        return False
    return documents.state(project.file.database, document_uid, project.annotator.uid) not in FINISHED


def only(project: Project, document_uid: str) -> str | None:
    """Whose layer of a document may be seen: an annotator's uid, None for everybody's."""
    return project.annotator.uid if hides(project, document_uid) else None


def units(project: Project, document_uid: str = "") -> list[coded.CodedUnit]:
    """The annotations of all documents in use, or of one, that may be seen, in no order and without their words."""
    may_see = sees(project)
    found = coded.units(project.file.database, document_uid)
    return [item for item in found if may_see(item.document_uid, item.annotator_uid)]


def links(project: Project, document_uid: str = "") -> list[coded.CodedLink]:
    """The links of all documents in use, or of one, that may be seen, by source, slot, position and uid."""
    may_see = sees(project)
    found = coded.links(project.file.database, document_uid)
    return [item for item in found if may_see(item.document_uid, item.annotator_uid)]


def begun(project: Project, document_uid: str = "") -> dict[tuple[str, str], coded.Begun]:
    """How far everybody is, by (document uid, annotator uid), where their layers may be seen."""
    may_see = sees(project)
    found = coded.begun(project.file.database, document_uid)
    return {pair: item for pair, item in found.items() if may_see(*pair)}


def sees(project: Project) -> Callable[[str, str], bool]:
    """Tells of a document and an annotator whether their layer may be seen, for many of them."""
    if not is_kept(project):
        return lambda _document, _annotator: True
    me = project.annotator.uid
    done = people.documents_done(project.file.database, me)
    return lambda document, annotator: annotator == me or document in done


def totals(project: Project) -> tuple[tuple[str, str, int], ...]:
    """(annotator uid, tag uid, number of annotations) over all documents in use, of what may be seen."""
    hidden_from = project.annotator.uid if is_kept(project) else ""
    return tally.totals(project.file.database, hidden_from=hidden_from)


def check_seen(project: Project, annotation: Annotation) -> Annotation:
    """The annotation, if it may be seen. Raises NotFoundError."""
    if annotation.annotator_uid != project.annotator.uid and hides(project, annotation.document_uid):
        raise NotFoundError(
            _("Others' marks can be seen once you are done with this document."),
            hint=_("Blind mode is on in this project."),
        )
    return annotation


def _heard(project: Project, changes: Changes) -> Changes:
    """What the one who works here may hear of an action."""
    if not is_kept(project) or not (changes.touches(Annotation) or changes.touches(Link)):
        return changes
    me = project.annotator.uid
    layers = changes.layers | {
        (link.document_uid, link.annotator_uid)
        for pair in changes.of(Link)
        for link in pair
        if link is not None
    }
    if all(who == me for _document_uid, who in layers):
        return changes
    may_see = sees(project)
    hidden = {pair for pair in layers if not may_see(*pair)}
    return Changes(changes.label, tuple(_without(changes.items, hidden))) if hidden else changes


def _without(items: Iterable[Change | Bulk], hidden: AbstractSet[tuple[str, str]]) -> Iterator[Change | Bulk]:
    for item in items:
        if not isinstance(item, Change):
            rest = _Rest(item, hidden)
            if rest.count:
                yield rest
        elif not any(_layer(record) in hidden for record in (item.before, item.after)):
            yield item


def _layer(record: object) -> tuple[str, str]:
    if isinstance(record, Annotation | Link):
        return record.document_uid, record.annotator_uid
    return "", ""


class _Rest:
    """Annotations that changed alike, without those of hidden layers."""

    def __init__(self, whole: Bulk, hidden: AbstractSet[tuple[str, str]]) -> None:
        self._whole = whole
        self._hidden = hidden
        self.layers = {pair: number for pair, number in whole.layers.items() if pair not in hidden}
        self.count = sum(self.layers.values())

    @property
    def changes(self) -> Sequence[Change]:
        """Each of them before and after."""
        return self._seen(self._whole.changes)

    def in_document(self, document_uid: str) -> Sequence[Change]:
        """Those of one document, before and after."""
        return self._seen(self._whole.in_document(document_uid))

    def _seen(self, changes: Iterable[Change]) -> list[Change]:
        return [change for change in changes if _layer(change.after) not in self._hidden]


class Seen:
    """The entries of a corpus without the layers that may not be seen. It can be gone through again."""

    def __init__(self, project: Project, entries: Iterable[Entry]) -> None:
        self._project = project
        self._entries = entries

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            found = self._seen(entry)
            if found.progress:
                yield found

    def _seen(self, entry: Entry) -> Entry:
        me = only(self._project, entry.document.uid)
        if me is None:
            return entry
        return replace(
            entry,
            annotations=tuple(item for item in entry.annotations if item.annotator_uid == me),
            progress=tuple(item for item in entry.progress if item.annotator_uid == me),
            links=tuple(item for item in entry.links if item.annotator_uid == me),
        )
