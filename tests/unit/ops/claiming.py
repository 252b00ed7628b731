"""Claims of a short text, and what is said of them."""

from __future__ import annotations

from desktop_app.model.concept import Concept, Status
from desktop_app.model.records import Annotation, TargetKind
from desktop_app.model.span import Span
from desktop_app.model.values import Value
from desktop_app.ops import annotations as marks
from desktop_app.ops import completeness, documents, links
from desktop_app.ops.completeness import Finding, Weight
from desktop_app.ops.project import Project
from tests.builders import a_document, tag_named

TEXT = "The mayors asked the state to pay on Tuesday. The mayors asked the state to pay again."
TOP, TOLL, OLD, DRAFT = "a" * 32, "b" * 32, "c" * 32, "d" * 32
CODEBOOK = (
    Concept(TOP, "100", "Traffic"),
    Concept(TOLL, "101", "Keep the toll", TOP),
    Concept(OLD, "102", "Close the bridge", TOP, status=Status.RETIRED),
    Concept(DRAFT, "103", "Open the bridge", TOP, status=Status.DRAFT),
)


def mark(project: Project, document_uid: str, tag: str, words: str, *, last: bool = False) -> Annotation:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    return marks.highlight(project, document_uid, [Span(start, start + len(words))], tag_named(project, tag))


def code(project: Project, mark: Annotation, **values: Value) -> None:
    attributes = {item.name: item.uid for item in project.tagset.attributes_of(mark.tag_uid)}
    for name, value in values.items():
        marks.set_value(project, mark.uid, attributes[name], value)


def fill(project: Project, claim: Annotation, slot: str, target: str, kind: TargetKind) -> None:
    uid = next(item.uid for item in project.tagset.slots if item.name == slot)
    links.fill(project, claim.uid, uid, target, kind=kind)


def a_claim(project: Project, document_uid: str, *, last: bool = False) -> Annotation:
    """A claim that lacks nothing and is in no doubt."""
    claim = mark(project, document_uid, "Claim", "asked the state to pay", last=last)
    actor = mark(project, document_uid, "Actor", "The mayors", last=last)
    code(project, claim, concept=TOLL, stance="support")
    fill(project, claim, "claimant", actor.uid, TargetKind.ANNOTATION)
    return claim


def findings(project: Project, document_uid: str) -> list[Finding]:
    return [item for some in completeness.findings(project, document_uid) for item in some]


def said(project: Project, document_uid: str) -> list[tuple[Weight, str]]:
    return [(item.weight, item.words) for item in findings(project, document_uid)]


def a_coded_document(project: Project) -> str:
    """The uid of a document of TEXT with a date, in a project with CODEBOOK."""
    with project.step("Codebook") as step:
        step.put(*CODEBOOK)
    uid = a_document(project, TEXT).uid
    documents.edit(project, uid, published="2015-03-12")
    return uid
