"""What was published with a revision, and what an article is known by."""

from __future__ import annotations

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.analysis.changes import Changes, published_lines
from reader.library.intake import changed_heads as heads
from reader.model import Head, Span
from reader.model.revision import Revision
from reader.model.web_address import address_key
from reader.store.aliases import feed_value
from reader.store.carried_anchors import place_of
from reader.store.journal.layers import Layer, beneath
from reader.store.repair.checks.summary import Known
from reader.text.anchoring import Carrier
from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from reader.words import Words

TEXTS = st.text("甲乙丙，。\n", max_size=40)
HEADS = st.builds(
    Revision,
    sha256=st.just("s"),
    length=st.just(0),
    created=st.just(""),
    id=st.text("ab", max_size=2),
    title=TEXTS,
    authors=st.lists(TEXTS, max_size=2).map(tuple),
    source=TEXTS,
    date=TEXTS,
)


@given(HEADS, HEADS, st.sampled_from(some.languages()))
@about(Revision.published_otherwise, Changes.published, published_lines)
def test_what_was_published_otherwise_leads_both_ways(
    one: Revision, other: Revision, words: Words
) -> None:
    there, back = other.published_otherwise(one), one.published_otherwise(other)
    assert there == {name: (was, now) for name, (now, was) in back.items()}
    assert one.published_otherwise(one) == {}
    changes = Changes(Head("a", "b", "題"), one, other, "", "", ())
    assert changes.published == (there if one.id and other.id else {})
    assert len(published_lines(changes, words)) == len(changes.published)


@given(st.lists(st.sampled_from([*heads.CODES.values(), "revised", "feed_text_only"])))
@about(heads.others)
def test_notices_of_something_else_stay_in_their_order(codes: list[str]) -> None:
    notices = [(code, {"before": "a", "after": "b"}) for code in codes]
    left = heads.others(notices)
    assert left == [each for each in notices if not each[0].startswith("head.")]


@given(TEXTS, TEXTS, st.data())
@about(place_of)
def test_a_passage_becomes_a_place_in_the_text_or_none(
    before: str, after: str, data: st.DataObject
) -> None:
    old, article = parse(f"甲。{before}").text, parse(after)
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    outline = outline_of(article)
    place = place_of(span, Carrier(old, article.text), outline)
    if place is None:
        assert not outline.sentence_roles
    else:
        assert 0 <= place.start < place.end <= len(article.text)


@given(st.sampled_from(["http", "https", "HTTP", "Https"]), some.wild, st.booleans())
@about(address_key)
def test_one_page_has_one_key(scheme: str, rest: str, dotted: bool) -> None:
    rest = "".join(rest.split()).replace("@", "")
    path = f"/{rest}"
    key = address_key(f"https://example.org{path}")
    host = "EXAMPLE.org" + "." * dotted
    port = ":443" if scheme.lower() == "https" else ":80"
    assert address_key(f"{scheme}://{host}{path}") == key
    assert address_key(f" {scheme}://example.org{port}{path} ") == key
    assert address_key(key) == key
    assert address_key(f"{key}#x") != key or "#" in path


@given(st.text(st.characters(exclude_characters="\n")), st.text())
@about(feed_value)
def test_an_item_of_a_feed_is_known_by_both(url: str, key: str) -> None:
    assert feed_value(url, key).split("\n", 1) == [url, key]


@given(st.text(min_size=1), st.text())
@about(Known.group)
def test_files_belong_to_what_they_came_in_as(article: str, former: str) -> None:
    known = Known("p", article, "", "", "", former=former)
    assert known.group == (former or article)


@given(st.lists(st.sampled_from(["stands", "undone", "done again"]), max_size=6))
@about(beneath)
def test_a_field_is_as_the_last_that_stands_beneath_left_it(since: list[str]) -> None:
    """Each entry wrote its own number over that of the one before; then some were turned."""
    last, standing = len(since) + 1, [0]
    under = []
    for number, became in enumerate(since, 1):
        gone = last + 1 if became == "undone" else None
        before, after = {"note": number - 1}, {"note": number}
        under.append(Layer(number, gone, became == "done again", before, after))
        standing += [] if gone else [number]
    assert beneath({"note": last - 1}, last, under[::-1]) == {"note": standing[-1]}
    assert beneath(None, last, under[::-1]) is None
