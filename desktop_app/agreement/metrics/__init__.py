"""Measures of agreement, one file each: a function over plain data, and `measure` over a study.

To add one: a file, and its name below.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from desktop_app.agreement.metrics import (
    attribute_values,
    character_f1,
    cohen_kappa,
    date_overlap,
    document_labels,
    document_values,
    fleiss_kappa,
    gamma,
    krippendorff_alpha,
    parent_concepts,
    slots,
    span_f1,
    u_alpha,
)
from desktop_app.agreement.study import Measure, Study
from desktop_app.base.registry import Plugin, Shelf


class Metric(Plugin, Protocol):
    """What a file on this shelf offers."""

    def measure(self, study: Study) -> Iterable[Measure]:
        """Its numbers for every pair of annotators, or for all of them, over all labels and for each."""


METRICS: Shelf[Metric] = Shelf(
    "rubricator.agreement",
    span_f1,
    character_f1,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    u_alpha,
    attribute_values,
    parent_concepts,
    date_overlap,
    slots,
    document_values,
    document_labels,
    gamma,
)
