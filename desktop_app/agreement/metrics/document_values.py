"""What annotators said of documents as a whole: the values of the attributes that are declared for the document."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.agreement.alpha import Value
from desktop_app.agreement.metrics._documents import measures
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.values import Question, answer
from desktop_app.base.i18n import N_

KEY = "document-values"
TITLE = N_("Values of documents")


def measure(study: Study) -> Iterator[Measure]:
    """For each attribute: Cohen's kappa of every pair; of more than two Fleiss' kappa and, gaps allowed, alpha."""
    for question in study.questions:
        if not question.label:
            answers = {uid: _answers(study, uid, question) for uid in study.annotators}
            yield from measures(KEY, answers, question.scale, attribute=question.name)


def _answers(study: Study, uid: str, question: Question) -> list[Value | None]:
    return [
        answer(coding.answers.get(uid, {}).get(question.uid), question.scale)
        if uid in coding.layers
        else None
        for coding in study.codings
    ]
