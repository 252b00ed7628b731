"""Concepts, compared by what stands above each in the codebook: whoever chose a sibling agrees.

Kappa for two, alpha for more, over the units that annotators marked alike; `parts` has how often they agree, and on how
many it rests. The same for the very value is among the values of passages.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.agreement.metrics._answers import measured
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.values import Scale
from desktop_app.base.i18n import N_

KEY = "parent-concepts"
TITLE = N_("Concepts, one level up")


def measure(study: Study) -> Iterator[Measure]:
    """For each attribute that takes a concept: every pair, and all annotators where there are more than two."""
    yield from measured(study, KEY, [Scale.PARENT])
