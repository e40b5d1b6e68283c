"""The search language about claims: what is typed means what it says, or is refused precisely."""

from __future__ import annotations

from datetime import date
from itertools import product

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st

from reader.errors import InputError
from reader.model.claim_rows import All, Condition, Either, Is
from reader.model.search import Filter
from reader.text.cleaning import clean
from reader.text.query import FILTERS, parser
from reader.text.query.claim_query import LANGUAGE, parse_claims

TODAY = date(2026, 11, 30)
WORDS = "甲乙丙"

trees = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.tuples(st.sampled_from(("and", "or", "not")), inner, inner),
    max_leaves=8,
)


def typed(tree: object) -> str:
    """A tree as it may be typed, with brackets around each part."""
    if not isinstance(tree, tuple):
        return str(tree)
    how, one, other = tree
    if how == "not":
        return f"-({typed(one)})"
    return f"({typed(one)}{' OR ' if how == 'or' else '　'}{typed(other)})"


def holds(tree: object, true: set[str]) -> bool:
    if not isinstance(tree, tuple):
        return tree in true
    how, one, other = tree
    if how == "not":
        return not holds(one, true)
    return (any if how == "or" else all)((holds(one, true), holds(other, true)))


def meets(condition: Condition, true: set[str]) -> bool:
    match condition:
        case All(parts):
            return all(meets(part, true) for part in parts)
        case Either(parts):
            return any(meets(part, true) for part in parts)
        case Is(name, value, negated):
            return name == "is" or (value in true) != negated


@given(trees)
@about(parse_claims)
def test_brackets_or_and_minus_mean_what_they_say(tree: object) -> None:
    found = parse_claims(typed(tree), TODAY)
    for chosen in product((False, True), repeat=len(WORDS)):
        true = {word for word, has in zip(WORDS, chosen, strict=True) if has}
        assert meets(found, true) == holds(tree, true)


@given(some.typed)
@about(parse_claims)
def test_whatever_is_typed_is_a_condition_or_a_precise_error(text: str) -> None:
    try:
        found = parse_claims(text, TODAY)
    except InputError as error:
        refused(error, "filter_unknown", "filter_value", "filter_empty")
        return
    assert isinstance(found, All)
    assert found.parts[0] == Is("is", "claim")


@given(some.wild.map(lambda text: clean(text).text.replace("\n", " ")), some.line)
@about(parser.quoted, parser.value, parser.is_negated)
def test_a_phrase_in_quotes_is_read_back(phrase: str, rest: str) -> None:
    quoted = parser.quoted(phrase)
    assert not parser.is_negated(quoted, 0)
    assert parser.is_negated(f"-{quoted}", 0)
    found, is_phrase, end = parser.value(quoted, 0)
    assert is_phrase
    assert found == phrase or quoted[-1:] == phrase[-1:]
    if quoted != f"「{phrase}" and phrase:
        assert parser.value(f"{quoted}{rest}", 0) == (phrase, True, end)


@given(st.sampled_from(FILTERS), st.text("市府甲 ", min_size=1))
@about(LANGUAGE.name, LANGUAGE.filter)
def test_a_filter_is_found_by_each_of_its_names(name: str, value: str) -> None:
    if name == "in":
        return
    for written in (name, *parser.ALIASES[name].split()):
        assert LANGUAGE.name(f"字{written}：{value}", 1) == (name, written, len(written) + 2)
    try:
        found = LANGUAGE.filter(name, name, value)
    except InputError as error:
        refused(error, "filter_value", "filter_empty")
        return
    assert found == Filter(name, found.value)
