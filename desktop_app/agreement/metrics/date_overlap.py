"""Dates, compared by the days between which they lie: whoever has a day in common agrees.

Kappa for two, alpha for more, over the units that annotators marked alike; `parts` has how often they agree, and on how
many it rests. The same for the very value is among the values of passages.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.agreement.metrics._answers import measured
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.values import Scale
from desktop_app.base.i18n import N_

KEY = "date-overlap"
TITLE = N_("Dates that overlap")


def measure(study: Study) -> Iterator[Measure]:
    """For each attribute that takes a time expression: every pair, and all annotators where there are more than two."""
    yield from measured(study, KEY, [Scale.DAYS])
