"""Lines that an edit made anew alone are those that a layer of the whole paragraph would have."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from desktop_app.gui.reading._levels import LONG
from desktop_app.gui.reading.filter import Filter
from desktop_app.gui.reading.view import DocumentView
from desktop_app.model.records import Annotation
from tests.gui.reading.bench import ME, TAGS, Bench, annotation
from tests.gui.reading.test_repainting import WORDS, long_text

TWO_WAYS = "\u0642\u0627\u0644 \u0627\u0644\u0631\u0626\u064a\u0633 NATO 2015 \u05e9\u05dc\u05d5\u05dd "


@pytest.mark.parametrize("seed", range(6))
def test_lines_made_anew_alone_look_as_in_a_layer_made_anew(seed: int, bench: Bench) -> None:
    chance = random.Random(seed)
    content = long_text(chance) if seed % 2 else "\n".join(WORDS * number for number in (4, 2, 9, 1, 7, 3))
    people = [ME, "b" * 32]
    view = bench.open(content)
    view.set_filter(Filter(groups=tuple(people) if seed % 3 == 0 else ()))
    there: list[Annotation] = []
    alone = 0
    for number in range(100):
        first, last = view.flow.seen()
        if number % 40 == 39:
            view.show_from(chance.randrange(len(content)))
            view.layers_of(view.flow.visible())
            first, last = view.flow.seen()
        before, after = None, None
        if len(there) > 40 or (there and chance.random() < 0.4):
            before = there.pop(chance.randrange(len(there)))
        if before is None or chance.random() < 0.5:
            start = chance.randrange(first, min(first + chance.choice([60, 60, 400]), last))
            end = min(start + chance.choice([1, 2, 7, 30, 30, 30, 120, 500]), len(content))
            name = number if before is None else before.uid
            after = annotation(name, (start, end), tag=chance.choice(list(TAGS)), who=chance.choice(people))
            after = replace(after, uid=before.uid) if before is not None else after
            there.append(after)
        lines = view.counts.lines
        view.apply(before, after)
        alone += view.counts.lines - lines
        compare_with_fresh(view)
    assert alone


def compare_with_fresh(view: DocumentView) -> None:
    """The layers that are seen are those that would be made now. Others than before are not kept."""
    kept, known = view.layers_of(view.flow.visible()), dict(view._layers)
    view._forget_layers()
    fresh = view.layers_of(view.flow.visible())
    view._layers.update(known)
    for layer, other in zip(kept, fresh, strict=True):
        assert not layer.lines_unlike(other) & {*layer.covered} & {*other.covered}
    assert [layer.runs for layer in kept] == [layer.runs for layer in fresh]


@pytest.mark.parametrize("seed", range(6))
def test_under_long_marks_lines_made_anew_alone_look_the_same_too(seed: int, bench: Bench) -> None:
    chance = random.Random(seed)
    content = "\n".join(WORDS * chance.randint(1, 9) for _paragraph in range(90))
    edges = [sorted(chance.choices(range(len(content)), k=2)) for _mark in range(3)]
    long = [(0, len(content)), *((start, end) for start, end in edges if end - start > LONG)]
    tags = list(TAGS)
    view = bench.open(content, [annotation(f"long{place}", span) for place, span in enumerate(long)])
    there: list[Annotation] = []
    places, edge = [edge for span in long for edge in span], 0
    for number in range(120):
        if number % 20 == 0:
            edge = chance.choice(places)
            view.show_from(max(edge - 300, 0))
            view.layers_of(view.flow.visible())
        first, last = view.flow.seen()
        before = there.pop(chance.randrange(len(there))) if there and chance.random() < 0.3 else None
        start = min(max(edge + chance.randint(-150, 60), first), last)
        end = min(start + chance.choice([1, 9, 30, 120]), len(content))
        after = (
            annotation(number, (start, end), tag=chance.choice(tags)) if start < end and not before else None
        )
        there += [] if after is None else [after]
        view.apply(before, after)
        compare_with_fresh(view)


def test_under_a_mark_over_all_an_edit_makes_no_whole_paragraph_anew(bench: Bench) -> None:
    content = "\n".join([WORDS] * 200)
    view = bench.open(content, [annotation("all", (0, len(content)), tag="Claim")])
    assert len(content) > LONG
    view.show_from(len(content) // 2)
    first, _last = view.flow.seen()
    view.layers_of(view.flow.visible())
    layers = view.counts.layers
    for number in range(9):
        bench.add(annotation(number, (first + 7 * number, first + 7 * number + 20)))
        assert bench.on_screen() == bench.painted_anew()
    assert view.counts.layers == layers
    assert view.counts.lines


@pytest.mark.parametrize(
    "content",
    [WORDS * 9, TWO_WAYS * 9, "\U0001f468\u200d\U0001f469 so good " * 60, "\u0915\u094d\u0937\u093f " * 90],
    ids=["from the left", "two ways", "emoji", "shared glyphs"],
)
def test_in_any_script_an_edit_makes_no_whole_paragraph_anew(content: str, bench: Bench) -> None:
    view = bench.open(content)
    view.layers_of(view.flow.visible())
    layers = view.counts.layers
    made = [annotation(number, (7 * number, 7 * number + 20)) for number in range(9)]
    for mark in made:
        bench.add(mark)
        assert bench.on_screen() == bench.painted_anew()
    view.apply(made[3], None)
    assert bench.on_screen() == bench.painted_anew()
    assert view.counts.layers == layers
    assert view.counts.lines


def test_what_lies_in_blanks_at_the_end_of_a_line_is_counted_on_the_next_one_after_an_edit_too(
    bench: Bench,
) -> None:
    view = bench.open((WORDS + " " * 30) * 9)
    paragraph = view.flow.paragraph(0)
    line = next(at for at, end in enumerate(paragraph.seen_ends) if paragraph.line_end(at) - end > 9)
    blank = paragraph.seen_ends[line]
    for number in range(4):
        view.apply(None, annotation(number, (blank - 3, blank + 8)))
    view.apply(None, annotation(5, (blank + 2, blank + 5)))
    assert [(badge.line, badge.count) for badge in view.layers_of(view.flow.visible())[0].badges] == [
        (line + 1, 1)
    ]


def test_what_lies_between_two_marks_is_not_painted_when_the_choice_goes_from_one_to_the_other(
    bench: Bench,
) -> None:
    lines = "\n".join(f"Line {number} of a page." for number in range(40))
    upper, lower = annotation(1, (0, 4)), annotation(2, (lines.index("Line 9"), lines.index("Line 9") + 4))
    view = bench.open(lines, [upper, lower])
    view.select(upper.uid)
    bench.settle()
    view.select(lower.uid)
    assert bench.on_screen() == bench.painted_anew()
    view.select(upper.uid)
    bench.settle()
    frames, paragraphs = view.counts.frames, view.counts.paragraphs
    view.select(lower.uid)
    bench.settle()
    assert view.counts.frames == frames + 1
    assert view.counts.paragraphs - paragraphs <= 6
