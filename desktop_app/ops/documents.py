"""Documents: lists, texts, metadata, states, the bin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import DamagedError, InvalidValueError, UsageError
from desktop_app.base.i18n import _, ngettext
from desktop_app.base.shown import shown
from desktop_app.model.identity import now
from desktop_app.model.query import DocumentRow, Query
from desktop_app.model.records import METADATA, SETTABLE, Document, Progress, State
from desktop_app.model.tagset import DOCUMENT, Attribute
from desktop_app.model.values import Value
from desktop_app.ops.annotations import after_a_change, own_progress, with_value
from desktop_app.ops.project import Project
from desktop_app.store import documents as rows


def count(project: Project, query: Query) -> int:
    """How many documents fit."""
    return project.documents.count(query)


def page(project: Project, query: Query, offset: int, limit: int) -> tuple[DocumentRow, ...]:
    """Lines `offset` to `offset + limit` of the list."""
    return project.documents.page(query, offset, limit)


def groups(project: Project, query: Query) -> tuple[tuple[str, int], ...]:
    """(label, number) of each group, in the order of the list; empty when it is not grouped."""
    return project.documents.groups(query)


def row_of(project: Project, query: Query, document_uid: str) -> int | None:
    """The line of a document in the list, or None when it does not fit."""
    return project.documents.place_of(query, document_uid)


def states(project: Project) -> dict[State, int]:
    """How many documents the annotator has in each state."""
    return project.documents.states()


def next_unfinished(project: Project, query: Query, after_uid: str | None) -> Document | None:
    """The next document in the list that is not done, round the end; None when all are."""
    return project.documents.next_unfinished(query, after_uid)


def get(project: Project, document_uid: str) -> Document:
    """The document with this uid. Raises NotFoundError."""
    return rows.get(project.file.database, document_uid)


def by_name(project: Project, name: str) -> Document | None:
    """The document with this name, or None."""
    found = rows.find(project.file.database, "name", name)
    return found[0] if found else None


def text_bytes(project: Project, document_uid: str) -> bytes:
    """The text as UTF-8."""
    return project.text(get(project, document_uid).sha256).data


def text(project: Project, document_uid: str) -> str:
    """The text, exactly as decoded. Raises DamagedError."""
    document = get(project, document_uid)
    try:
        return project.text(document.sha256).data.decode()
    except UnicodeDecodeError as error:
        raise DamagedError(
            _("The text is not what was stored."),
            where=shown(document.name, 80),
            hint=_("Run a check of the project, and restore the newest good backup."),
        ) from error


def edit(project: Project, document_uid: str, **metadata: str) -> Document:
    """Change metadata: title, author, outlet, published, url, language, or any further field ('' removes it).

    Raises InvalidValueError when `published` is no date.
    """
    before = get(project, document_uid)
    known = {key: value.strip() for key, value in metadata.items() if key in METADATA}
    if known.get("published"):
        known["published"] = _date(known["published"])
    further = {**before.fields, **{key: value for key, value in metadata.items() if key not in METADATA}}
    kept = {key: value for key, value in further.items() if value}
    after = replace(
        before,
        title=known.get("title", before.title),
        author=known.get("author", before.author),
        outlet=known.get("outlet", before.outlet),
        published=known.get("published", before.published),
        url=known.get("url", before.url),
        language=known.get("language", before.language),
        fields=kept,
    )
    with project.step(_("Edit document details")) as step:
        step.put(after)
    return after


def _date(value: str) -> str:
    pseudo = Attribute("", DOCUMENT, _("published"), "date")
    return str(ATTRIBUTES["date"].parse(value, pseudo))


def move_to_bin(project: Project, document_uids: Iterable[str]) -> None:
    """Take documents out of the list; their annotations stay with them in the bin."""
    found = [get(project, uid) for uid in document_uids]
    label = ngettext("Move document to the bin", "Move {number} documents to the bin", len(found))
    with project.step(label.format(number=len(found))) as step:
        step.put_all(replace(item, binned=now()) for item in found if not item.binned)


def restore(project: Project, document_uids: Iterable[str]) -> None:
    """Bring documents back from the bin."""
    found = [get(project, uid) for uid in document_uids]
    label = ngettext("Restore document", "Restore {number} documents", len(found))
    with project.step(label.format(number=len(found))) as step:
        step.put_all(replace(item, binned="") for item in found)


def progress(project: Project, document_uid: str) -> Progress:
    """The annotator's state with a document and the values they gave it."""
    return own_progress(project, document_uid)


def set_state(project: Project, document_uid: str, state: State) -> Progress:
    """Say how far the annotator is with a document. Raises UsageError for a reviewer's state."""
    return set_states(project, [document_uid], state)[0]


def set_states(project: Project, document_uids: Iterable[str], state: State) -> tuple[Progress, ...]:
    """The same for several documents, in one step and in their order. Raises UsageError as `set_state` does."""
    if state not in SETTABLE:
        raise UsageError(_("Only a reviewer can give this state."))
    moment = now()
    found = tuple(
        replace(own_progress(project, uid), state=state, changed=moment)
        for uid in dict.fromkeys(document_uids)
    )
    label = ngettext("Set state of document", "Set state of {number} documents", len(found))
    with project.step(label.format(number=len(found))) as step:
        step.put_all(found)
    return found


def set_document_value(
    project: Project, document_uid: str, attribute_uid: str, value: Value | None
) -> Progress:
    """Code an attribute of the document as a whole; None makes it not coded. Raises InvalidValueError."""
    attribute = project.tagset.attribute(attribute_uid)
    if attribute.tag_uid != DOCUMENT:
        raise InvalidValueError(_("{name} does not belong to documents.").format(name=attribute.name))
    before = own_progress(project, document_uid)
    moved = after_a_change(before.state)
    values = with_value(before.values, attribute, value)
    after = replace(before, values=values, state=moved, changed=now())
    with project.step(_("Set {name}").format(name=attribute.name)) as step:
        step.put(after)
    return after
