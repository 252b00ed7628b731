"""Values of attributes, compared over the units that annotators marked alike: equal passages under an equal label.

Kappa for two, alpha for more. A high number over few pairs says little: `parts` has how many pairs there are and what
part of the units they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.agreement.metrics._answers import measured
from desktop_app.agreement.study import Measure, Study
from desktop_app.agreement.values import PLAIN
from desktop_app.base.i18n import N_

KEY = "attributes"
TITLE = N_("Values of passages")


def measure(study: Study) -> Iterator[Measure]:
    """For each attribute of each label: every pair, and all annotators where there are more than two."""
    yield from measured(study, KEY, PLAIN)
