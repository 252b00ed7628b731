"""What the two metrics of whole documents share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_app.agreement.alpha import Value
from desktop_app.agreement.study import Measure
from desktop_app.agreement.values import Scale, compared
from desktop_app.base.i18n import N_

UNIT = N_("documents")


def measures(
    metric: str,
    answers: Mapping[str, Sequence[Value | None]],
    scale: Scale,
    *,
    label: str = "",
    attribute: str = "",
) -> Iterator[Measure]:
    """The measures of what annotators said of documents; None where an annotator did not take part."""
    for item in compared(answers, scale, unit=UNIT):
        detail = f"{item.kind}, {scale}"
        n = item.coefficient.n
        yield Measure(
            metric, item.coefficient, n, item.annotators, label, detail, parts=item.parts, attribute=attribute
        )
