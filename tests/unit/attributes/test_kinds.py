"""What each kind of attribute takes, and what it sends back with a reason."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.attributes import ATTRIBUTES, check_value, kind_of
from desktop_app.base.errors import InvalidValueError
from desktop_app.model.tagset import Attribute

OPTIONS = ("support", "oppose", "Mixed", "mixed up")


def attribute(kind: str) -> Attribute:
    return Attribute("u", "t", "stance", kind, options=OPTIONS if kind in ("choice", "choices") else ())


KEPT = [
    ("text", "said on Tuesday", "said on Tuesday"),
    ("text", "  blanks stay\n", "  blanks stay\n"),
    ("text", "👩‍👩‍👧 and ا", "👩‍👩‍👧 and ا"),
    ("number", 3, 3),
    ("number", 3.0, 3),
    ("number", -0.0, 0),
    ("number", 0.1, 0.1),
    ("number", 1e300, 1e300),
    ("number", 2**53, 2**53),
    ("boolean", True, True),
    ("boolean", False, False),
    ("choice", "support", "support"),
    ("choice", "mixed up", "mixed up"),
    ("choices", ["oppose", "support"], ("support", "oppose")),
    ("choices", ("Mixed",), ("Mixed",)),
    ("date", "2015-03-12", "2015-03-12"),
    ("date", " 201x ", "201X"),
    ("timex", ["type=DURATION", "value=P3W"], ("type=DURATION", "value=P3W")),
]

REFUSED = [
    ("text", 3),
    ("text", None),
    ("text", ["a"]),
    ("text", ""),
    ("text", " \n"),
    ("text", "a\x00b"),
    ("text", "a\x85b"),
    ("text", "a\ud800"),
    pytest.param("text", "x" * 100_001, id="text too long"),
    ("number", "3"),
    ("number", True),
    ("number", None),
    ("number", math.nan),
    ("number", math.inf),
    ("number", -math.inf),
    ("number", 2**53 + 1),
    pytest.param("number", 10**5000, id="number of 5001 digits"),
    ("number", [1]),
    ("boolean", 1),
    ("boolean", 0),
    ("boolean", "true"),
    ("boolean", None),
    ("choice", "Support"),
    ("choice", ""),
    ("choice", "neutral"),
    ("choice", 1),
    ("choice", ["support"]),
    ("choice", None),
    ("choices", "support"),
    ("choices", []),
    ("choices", ["support", "support"]),
    ("choices", ["support", 1]),
    ("choices", [["support"]]),
    ("choices", {"support": True}),
    ("choices", ["neutral"]),
    ("date", 2015),
    ("date", ""),
    ("date", "yesterday"),
    ("date", "2015-02-29"),
    ("date", "2015-03-12\x00"),
    ("date", "1" * 81),
    ("timex", "2015-03-12"),
    ("timex", None),
    ("timex", []),
    ("timex", {}),
    ("timex", ["type=DATE", 3]),
    ("timex", ["type=DATE", "value=" + "1" * 200]),
]


@pytest.mark.parametrize(("kind", "given", "kept"), KEPT)
def test_a_fitting_value_is_kept_in_its_normal_form(kind: str, given: object, kept: object) -> None:
    found = check_value(given, attribute(kind))
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(("kind", "given"), REFUSED)
def test_a_value_that_does_not_fit_is_refused_with_where_what_and_what_next(kind: str, given: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        check_value(given, attribute(kind))
    assert caught.value.where == "stance"
    assert caught.value.what
    assert caught.value.hint
    assert len(str(caught.value)) < 300


def test_the_shelf_holds_the_kinds_in_the_order_of_the_menus() -> None:
    assert list(ATTRIBUTES) == [
        *("text", "number", "boolean", "choice", "choices", "date", "timex"),
        *("entity", "concept"),
    ]
    assert [kind.KEY for kind in ATTRIBUTES.values()] == list(ATTRIBUTES)
    assert [kind.KEY for kind in ATTRIBUTES.values() if kind.OPTIONS] == ["choice", "choices"]
    assert all(kind.TITLE for kind in ATTRIBUTES.values())


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(InvalidValueError, match="colour"):
        kind_of(attribute("colour"))


def test_a_choice_without_options_says_so() -> None:
    with pytest.raises(InvalidValueError, match="no options yet"):
        check_value("a", Attribute("u", "t", "form", "choice"))


TYPED = [
    ("text", "  two words ", "two words"),
    ("number", " 12 ", 12),
    ("number", "-2.5", -2.5),
    ("number", "\N{MINUS SIGN}2,5", -2.5),
    ("number", "1 500", 1500),
    ("number", "1e3", 1000),
    ("number", "0,125", 0.125),
    ("number", ".5", 0.5),
    ("number", "٣", 3),
    ("boolean", "Yes", True),
    ("boolean", "n", False),
    ("boolean", "TRUE", True),
    ("choice", "SUPPORT", "support"),
    ("choice", "mixed", "Mixed"),
    ("choices", "oppose; support;", ("support", "oppose")),
    ("date", "3.11.2015", "2015-11-03"),
    ("date", "11.2015", "2015-11"),
    ("date", "2015~", "2015~"),
    ("timex", " 3 weeks ", ("type=DURATION", "value=P3W", "by=human")),
]

MISTYPED = [
    ("text", "  "),
    ("number", "twelve"),
    ("number", ""),
    ("number", "1,500"),
    ("number", "1.2.3"),
    ("number", "1e999"),
    ("number", "9" * 5000),
    ("number", "nan"),
    ("number", "0x10"),
    ("boolean", "maybe"),
    ("boolean", ""),
    ("choice", "supp"),
    ("choices", ""),
    ("choices", "support; what"),
    ("choices", "support; SUPPORT"),
    ("date", "12/03/2015"),
    ("date", "31.2.2015"),
    ("date", "3.11.15"),
    ("timex", ""),
    ("timex", "12/03/2015"),
    ("timex", "31.2.2015"),
    ("timex", "soon"),
    ("timex", "2" * 500),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), TYPED)
def test_what_a_person_types_is_understood(kind: str, typed: str, kept: object) -> None:
    assert kind_of(attribute(kind)).parse(typed, attribute(kind)) == kept


@pytest.mark.parametrize(("kind", "typed"), MISTYPED)
def test_what_cannot_be_understood_is_refused_rather_than_guessed(kind: str, typed: str) -> None:
    with pytest.raises(InvalidValueError):
        kind_of(attribute(kind)).parse(typed, attribute(kind))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(kind=st.sampled_from(list(ATTRIBUTES)), value=anything)
def test_checking_twice_changes_nothing_and_what_is_shown_can_be_typed(kind: str, value: object) -> None:
    subject = attribute(kind)
    try:
        kept = check_value(value, subject)
    except InvalidValueError:
        return
    assert check_value(kept, subject) == kept
    typed = kind_of(subject).parse(kind_of(subject).show(kept), subject)
    assert typed == (kept.strip() if isinstance(kept, str) else kept)


@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_shown_with_all_its_digits(value: float) -> None:
    kind = ATTRIBUTES["number"]
    assert float(kind.show(kind.check(value, attribute("number")))) == value
