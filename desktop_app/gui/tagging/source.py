"""The small print of an annotation: where a gold one comes from, and under which guideline it was made."""

from __future__ import annotations

from desktop_app.base.i18n import _
from desktop_app.base.shown import shown
from desktop_app.gui.tagging.words import moment_words
from desktop_app.model.records import Annotation, Origin
from desktop_app.model.review import Choice, Verdict
from desktop_app.ops import annotators, cases, feedback, guidelines
from desktop_app.ops.project import Project


def source_words(project: Project, annotation: Annotation) -> str:
    """'From ada, bob. Decided by judge, 14:02. Why: …'; '' for an annotation that nobody decided about."""
    if annotation.origin is not Origin.ADJUDICATED:
        return ""
    verdict = cases.source_of(project, annotation)
    return verdict_words(project, verdict) if verdict is not None else ""


def small_print(project: Project, annotation: Annotation) -> tuple[str, str]:
    """Where it comes from, and whether its guideline has changed since; '' for what is not to be said."""
    return source_words(project, annotation), guideline_words(project, annotation)


def guideline_words(project: Project, annotation: Annotation) -> str:
    """'Made under guideline 3 (now 5).'; '' if the guideline of its tag is still the same.

    'Perhaps made before guideline 2.' where copies came together, and nothing tells what was known.
    """
    newest = guidelines.behind(project, annotation)
    if not newest:
        return ""
    if not annotation.guideline:
        return _("Made before guideline {newest}.").format(newest=newest)
    if newest <= annotation.guideline:
        return _("Perhaps made before guideline {newest}.").format(newest=newest)
    return _("Made under guideline {number} (now {newest}).").format(
        number=annotation.guideline, newest=newest
    )


def verdict_words(project: Project, verdict: Verdict) -> str:
    """From whom, who decided, when, and why."""
    names = ", ".join(shown(item.name, 40) for item in feedback.taken_from(project, verdict))
    said = [_("From {names}.").format(names=names)] if names else []
    if verdict.choice is Choice.EDITED:
        said.append(_("Edited while deciding."))
    when = moment_words(verdict.made)
    if verdict.automatic:
        said.append(_("Decided by rule, {when}.").format(when=when))
    else:
        people = {item.uid: item.name for item in annotators.everybody(project)}
        who = shown(people.get(verdict.annotator_uid, ""), 40) or _("somebody else")
        said.append(_("Decided by {who}, {when}.").format(who=who, when=when))
    if verdict.reason:
        said.append(_("Why: {reason}").format(reason=shown(verdict.reason, 400)))
    return " ".join(said)
