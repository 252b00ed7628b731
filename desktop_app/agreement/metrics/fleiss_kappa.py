"""Fleiss' kappa of several annotators, of the characters that each says belong to a label."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.agreement.kappa import fleiss_kappa
from desktop_app.agreement.segments import overlap_reason, overlaps, pieces, ratings
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.units import Coefficient
from desktop_app.base.i18n import N_

KEY = "fleiss-kappa"
TITLE = N_("Fleiss' kappa of characters")
UNIT = N_("characters")


def measure(study: Study) -> Iterator[Measure]:
    """For all annotators together, on the documents that all take part in: over all labels and for each."""
    shared, layers = study.together(study.annotators)
    documents = int(shared.sum())
    for number, label in enumerate(("", *study.labels)):
        if not number and any(overlaps(layer) for layer in layers):
            yield Measure(KEY, Coefficient(None, UNIT, 0, overlap_reason()), documents)
            continue
        found = pieces(study, layers, number or None)
        inside = shared[found.documents]
        counts = ratings(found.codes[inside], 2 if number else len(study.labels) + 1)
        yield Measure(KEY, fleiss_kappa(counts, found.lengths[inside], unit=UNIT), documents, label=label)
