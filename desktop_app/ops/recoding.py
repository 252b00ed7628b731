"""Changes of attributes that go through to the values: plans, as in `refactoring`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.attributes import ATTRIBUTES
from desktop_app.base.errors import TagsetError
from desktop_app.base.i18n import _
from desktop_app.model.tagset import Attribute, Tagset
from desktop_app.model.values import Values
from desktop_app.ops.converting import Converter
from desktop_app.ops.project import Project
from desktop_app.ops.recasting import Plan, Recode
from desktop_app.ops.refactoring import checked, recoder
from desktop_app.store import annotations as rows

MOST_OPTIONS = 200
"""No more options than these are made of what was typed."""


def delete_attribute(project: Project, uid: str) -> Plan:
    """Remove an attribute with all its values."""
    tagset = project.tagset
    gone = tagset.attribute(uid)
    after = replace(tagset, attributes=tuple(item for item in tagset.attributes if item.uid != uid))
    label = _("Delete {name} with its values").format(name=gone.name)
    note = _("Deleted the attribute {name} with its values.").format(name=gone.name)
    return _of_attribute(project, gone, after, (label, note), recoder(project, tagset, {uid: None}))


def change_kind(project: Project, uid: str, kind: str) -> Plan:
    """Give an attribute another kind and read its values anew.

    A kind with options keeps those there are, or makes one of each text that was coded. Raises
    TagsetError for a kind that does not exist, or for too many options.
    """
    tagset = project.tagset
    before = tagset.attribute(uid)
    found = ATTRIBUTES.get(kind)
    takes = found is not None and found.OPTIONS
    options = (before.options or _proposed(project, before)) if takes else ()
    after = replace(before, kind=kind, options=options)
    label = _("Change the kind of {name}").format(name=before.name)
    note = _("Changed the kind of {name}.").format(name=before.name)
    return _of_attribute(
        project,
        before,
        checked(_with_attribute(tagset, after)),
        (label, note),
        recoder(project, tagset, {uid: after}),
    )


def _proposed(project: Project, attribute: Attribute) -> tuple[str, ...]:
    """The texts that are coded, as options: each once, in order."""
    words = Converter(project).words
    found = {words(value, attribute) for value in rows.coded_values(project.file.database, attribute.uid)}
    if not 0 < len(found) <= MOST_OPTIONS:
        raise TagsetError(
            _("There are too many different values to make options of them.")
            if found
            else _("This kind of attribute needs options."),
            where=attribute.name,
            hint=_("Name the options first."),
        )
    return tuple(sorted(found))


def recode_option(
    project: Project, uid: str, option: str, becomes: str | None, *, only: Iterable[str] | None = None
) -> Plan:
    """Let an option be another one: a new one renames it, one there is takes its values in, None deletes them.

    With `only`, just these marks (uids) get it, and the option stays: that splits it. Raises TagsetError.
    """
    tagset = project.tagset
    before = tagset.attribute(uid)
    if option not in before.options:
        raise TagsetError(_("There is no such option."), where=before.name, hint=_("Choose another one."))
    renamed = only is None and becomes is not None and becomes not in before.options
    options: list[str] = []
    for item in before.options:
        if item != option:
            options.append(item)
        elif only is not None:
            options += [item, *([becomes] if becomes and becomes not in before.options else [])]
        elif renamed and becomes:
            options.append(becomes)
    after = replace(before, options=tuple(options))
    names = {"option": option, "name": before.name, "becomes": becomes or ""}
    if becomes is None:
        label, note = _("Delete the option {option}"), _("Deleted the option {option} of {name}.")
    else:
        label, note = _("Change {option} to {becomes}"), _("Changed {option} to {becomes} in {name}.")
    plan = _of_attribute(
        project,
        before,
        checked(_with_attribute(tagset, after)),
        (label.format(**names), note.format(**names)),
        _option_recoder(after, option, becomes),
    )
    return replace(
        plan, value=option, only=frozenset(only) if only is not None else None, reopens=not renamed
    )


def _option_recoder(attribute: Attribute, option: str, becomes: str | None) -> Recode:
    order = {item: place for place, item in enumerate(attribute.options)}
    words = f"{attribute.name}: {option}"

    def recode(values: Values) -> tuple[Values, tuple[str, ...]]:
        coded = values.get(attribute.uid)
        several = coded if isinstance(coded, tuple) else (coded,)
        if option not in several:
            return values, ()
        put = dict.fromkeys(becomes if item == option else item for item in several)
        left = sorted((str(item) for item in put if item is not None), key=lambda item: order.get(item, 0))
        others = {uid: value for uid, value in values.items() if uid != attribute.uid}
        if left:
            others[attribute.uid] = tuple(left) if isinstance(coded, tuple) else left[0]
        return others, (words,) if becomes is None else ()

    return recode


def _of_attribute(
    project: Project, attribute: Attribute, after: Tagset, words: tuple[str, str], recode: Recode
) -> Plan:
    return Plan(
        *words,
        attribute.tag_uid,
        project.tagset,
        after,
        tags=frozenset({attribute.tag_uid} - {""}),
        attribute=attribute.uid,
        recode=recode,
    )


def _with_attribute(tagset: Tagset, after: Attribute) -> Tagset:
    return replace(
        tagset, attributes=tuple(after if item.uid == after.uid else item for item in tagset.attributes)
    )
