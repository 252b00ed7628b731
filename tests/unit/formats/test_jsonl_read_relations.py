"""Relations of files from elsewhere."""

from __future__ import annotations

import json

from tests.unit.formats.reading import good


def test_the_relations_of_prodigy_are_found_by_where_their_ends_stand() -> None:
    line = {
        "text": "Kallas vetoed it.",
        "spans": [{"start": 0, "end": 6, "label": "Actor"}, {"start": 7, "end": 13, "label": "Cue"}],
        "relations": [
            {
                "head": 1,
                "child": 0,
                "label": "agent",
                "head_span": {"start": 7, "end": 13, "label": "Cue"},
                "child_span": {"start": 0, "end": 6, "label": "Actor"},
            }
        ],
    }
    (arrived,) = good(json.dumps(line).encode() + b"\n")
    actor, cue = (item.uid for item in arrived.annotations)
    (relation,) = arrived.relations
    assert (relation.head, relation.target, relation.label) == (cue, actor, "agent")
