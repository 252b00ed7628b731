"""What a comparison of annotators came to, as data: for JSON and for CSV.

The same comparison gives the same bytes: there is no time of day in it, and what was drawn by chance has its seed
beside it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app import __version__
from desktop_app.agreement.intervals import Interval
from desktop_app.agreement.metrics.span_f1 import KEY as SPANS
from desktop_app.agreement.study import Measure
from desktop_app.base.files import replacing
from desktop_app.ops.agreement import Agreement, Differences

KINDS = ("same", "label", "boundary", "label and boundary", "missing", "spurious")
"""What became of passages: the names of `Differences.kinds`."""
VALUES = "same, other values"
"""Counted among the same ones as well."""
COUNTS = ("cor", "inc", "par", "mis", "spu")
COLUMNS = (
    "metric", "one", "other", "tag", "attribute", "detail", "unit", "n", "documents", "value", "reason",
    "low", "high", "replicates", "dropped", "seed", "observed", "expected",
    *COUNTS, "precision", "recall", "pairs", "coverage", "same", "alpha", "beta", "samples",
)  # fmt: skip
"""The columns of the CSV. `one` and `other` are empty where a number is of all annotators, `tag` where it is of all."""


def as_data(found: Agreement) -> dict[str, object]:
    """Everything, as it is written to JSON."""
    names = {item.uid: item.name for item in found.people}
    return {
        "program": f"rubricator {__version__}",
        "annotators": [
            {
                "uid": item.uid,
                "name": item.name,
                "role": item.role.value,
                "finished": found.finished[item.uid],
            }
            for item in found.people
        ],
        "documents": found.documents,
        "unfinished": found.unfinished,
        "rounds": [
            {"round": item.number, "guideline": item.guideline, "verdicts": item.verdicts}
            for item in found.rounds
        ],
        "pairs": [_pair(item, found.measures, names) for item in found.differences],
        "coefficients": [_coefficient(item, names) for item in found.measures if item.metric != SPANS],
    }


def as_json(found: Agreement) -> bytes:
    """The data as JSON, in UTF-8, with a line break at the end."""
    return (json.dumps(as_data(found), ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(found: Agreement) -> bytes:
    """A line for each number, in UTF-8: the measures, then the kinds of differences, then how often tags met.

    Lines of `kinds` have the kind as detail; lines of `confusion` have the tag of one annotator as tag, that of the
    other as detail. Both count in `n`.
    """
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    names = {item.uid: item.name for item in found.people}
    for item in found.people:
        row = {
            "metric": "finished",
            "one": item.name,
            "unit": "documents",
            "n": found.finished[item.uid],
            "detail": f"rubricator {__version__}",
        }
        writer.writerow(_safe(row))
    for each in found.rounds:
        detail = f"round {each.number}, guideline {each.guideline}"
        writer.writerow(_safe({"metric": "round", "detail": detail, "unit": "verdicts", "n": each.verdicts}))
    for measure in found.measures:
        writer.writerow(_safe(_line(measure, names)))
    for difference in found.differences:
        writer.writerows(_safe(row) for row in _lines_of(difference, names))
    return target.getvalue().encode()


def write(found: Agreement, target: Path, *, comma: bool) -> None:
    """Write the report as CSV (`comma`) or JSON. Raises DiskFullError, ReadOnlyError, DiskError."""
    data = as_csv(found) if comma else as_json(found)
    with replacing(target) as file:
        file.write(data)


def _pair(item: Differences, measures: Sequence[Measure], names: Mapping[str, str]) -> dict[str, object]:
    schemes: dict[str, dict[str, object]] = {}
    tags: dict[str, dict[str, object]] = {}
    for measure in measures:
        if measure.metric != SPANS or measure.annotators != item.annotators:
            continue
        row: dict[str, object] = {
            **measure.parts,
            "f1": measure.coefficient.value,
            "n": measure.coefficient.n,
        }
        if measure.coefficient.reason:
            row["reason"] = measure.coefficient.reason
        if measure.label:
            tags[measure.detail][measure.label] = row
        else:
            of_tags = tags[measure.detail] = {}
            spread = interval_data(measure.interval)
            schemes[measure.detail] = {**row, "interval": spread, "tags": of_tags}
    return {
        "one": names[item.annotators[0]],
        "other": names[item.annotators[1]],
        "documents": item.documents,
        "schemes": schemes,
        "kinds": {**dict(zip(KINDS, item.kinds, strict=True)), VALUES: item.values},
        "confusion": [
            {"one": one, "other": other, "n": n} for (one, other), n in sorted(item.confusion.items())
        ],
    }


def _coefficient(item: Measure, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "metric": item.metric,
        "annotators": [names[uid] for uid in item.annotators],
        **_numbers(item),
        "interval": interval_data(item.interval),
        "parts": dict(item.parts),
    }


def _numbers(item: Measure) -> dict[str, object]:
    """What a measure is about, and what it came to."""
    value = item.coefficient
    return {
        "tag": item.label,
        "attribute": item.attribute,
        "detail": item.detail,
        "unit": value.unit,
        "n": value.n,
        "documents": item.documents,
        "value": value.value,
        "reason": value.reason,
        "observed": value.observed,
        "expected": value.expected,
    }


def interval_data(found: Interval | None) -> dict[str, object] | None:
    """An interval as data; None where there is none."""
    if found is None or found.low is None:
        return None
    return {
        "low": found.low,
        "high": found.high,
        "documents": found.documents,
        "replicates": found.replicates,
        "dropped": found.dropped,
        "seed": found.seed,
    }


def _line(item: Measure, names: Mapping[str, str]) -> dict[str, object]:
    one, other = (names[uid] for uid in item.annotators) if item.annotators else ("", "")
    spread = interval_data(item.interval) or {}
    return {
        "metric": item.metric,
        "one": one,
        "other": other,
        **_numbers(item),
        **{key: item.parts[key] for key in COLUMNS if key in item.parts},
        **{key: number for key, number in spread.items() if key != "documents"},
    }


def _lines_of(item: Differences, names: Mapping[str, str]) -> list[dict[str, object]]:
    about = {
        "one": names[item.annotators[0]],
        "other": names[item.annotators[1]],
        "unit": "passages",
        "documents": item.documents,
    }
    kinds = [
        {"metric": "kinds", **about, "detail": kind, "n": n}
        for kind, n in zip((*KINDS, VALUES), (*item.kinds, item.values), strict=True)
    ]
    met = sorted(item.confusion.items())
    return kinds + [
        {"metric": "confusion", **about, "tag": one, "detail": other, "n": n} for (one, other), n in met
    ]


def _safe(row: Mapping[str, object]) -> dict[str, object]:
    """No text begins as a formula does: spreadsheets would work it out."""
    return {
        key: f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value
        for key, value in row.items()
    }
