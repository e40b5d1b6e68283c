"""What of a page or an item is shown, kept or told apart, whatever it holds."""

from __future__ import annotations

import html
import json

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st

from reader.errors import InputError
from reader.ingest.feeds.identity import says_much_the_same
from reader.ingest.feeds.leads import with_lead
from reader.ingest.feeds.line_feeds import from_text, with_breaks
from reader.ingest.html import (
    bylines,
    forms,
    hidden,
    moments,
    script_heads,
    scripted,
    tree,
    trimming,
)
from reader.ingest.html.lines import pieces_of
from reader.ingest.html.sources import Headline

TITLE = "渡輪明年換新船"
LEAD = "更正：受傷的是兩人。"


@given(some.soup | some.html_pages)
@about(
    hidden.sort_hidden, moments.in_comments, moments.without_comments, trimming.take_rows,
)  # fmt: skip
def test_what_is_hidden_is_shown_kept_or_taken_out(html: str) -> None:
    try:
        root = tree.parse_tree(html)
    except InputError as error:
        refused(error, "page_empty")
        return
    kept = hidden.sort_hidden(root)
    named = [it for it in root.iter("*") if hidden.KEPT.search(it.get("class") or "")]
    assert kept == bool(named)
    assert not any(it.get("hidden") is not None for it in named)
    pieces = pieces_of(root)
    apart = moments.without_comments(pieces, 0)
    assert len(apart) == len(pieces)
    for piece, other in zip(pieces, apart, strict=True):
        assert not (other and moments.in_comments(piece.element))
    taken = [True] * len(pieces)
    trimming.take_rows(pieces, taken, taken)
    assert all(taken)


@given(some.soup | some.html_pages, st.data())
@about(bylines.lines_about, bylines.rows_about, bylines.signed_lines)
def test_lines_about_a_text_are_lines_of_the_page(html: str, data: st.DataObject) -> None:
    try:
        pieces = pieces_of(tree.parse_tree(html))
    except InputError as error:
        refused(error, "page_empty")
        return
    if not pieces:
        return
    places = st.integers(0, len(pieces) - 1)
    chosen = sorted(data.draw(st.sets(places, min_size=1)))
    headline = Headline(TITLE, data.draw(st.none() | places))
    shown = {piece.text for piece in pieces} | {piece.spaced for piece in pieces}
    lines = bylines.lines_about(pieces, chosen, headline)
    rows = bylines.rows_about(pieces, chosen, headline)
    signed = bylines.signed_lines(pieces, chosen[0], headline)
    assert shown.issuperset({*lines, *rows, *signed})
    after = len(pieces) if headline.place is None else headline.place + 1
    below = {piece.spaced for piece in pieces[after : chosen[0]][:2] if forms.is_signed(piece)}
    assert below.issubset(signed)
    assert headline.place is not None or not signed
    assert bylines.lines_about(pieces, chosen, headline, [False] * len(pieces)) == ()
    assert bylines.lines_about(pieces, chosen, headline, [True] * len(pieces)) == lines


@given(st.lists(some.line, max_size=4))
@about(moments.published_first)
def test_a_day_of_publication_stands_before_one_of_a_change(lines: list[str]) -> None:
    assert len(moments.published_first(lines)) == len(lines)
    row = "更新：2026-03-10 發布：2026-03-09"
    assert "2026-03-10" not in moments.published_first([row])[0]
    assert moments.published_first(["更新：2026-03-10"]) == ["更新：2026-03-10"]


@given(some.line, some.line)
@about(with_lead)
def test_a_content_keeps_its_words_behind_what_only_the_summary_says(one: str, other: str) -> None:
    content = f"<p>{other}</p>"
    assert with_lead(one, content).endswith(content)
    assert with_lead(content, content) == content
    assert with_lead(f"{LEAD}{one}", content).startswith(f"<p>{LEAD}")


@given(st.lists(some.line, max_size=5))
@about(from_text, with_breaks)
def test_breaks_for_line_feeds_take_no_word_away(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert bare(html.unescape(from_text(text).replace("<br>", ""))) == bare(text)
    marked = f"<img>{html.escape(text)}"
    assert bare(html.unescape(with_breaks(marked).replace("<br>", ""))) == bare(f"<img>{text}")
    whole = f"<p>{html.escape(text)}</p>\n<p>完。</p>"
    assert with_breaks(whole) == whole


def bare(text: str) -> str:
    return "".join(text.split())


@given(some.line, some.line)
@about(says_much_the_same)
def test_a_text_says_much_the_same_as_itself(one: str, other: str) -> None:
    assert says_much_the_same(one, one)
    assert says_much_the_same(one, "")
    assert says_much_the_same(one, other) == says_much_the_same(other, one)


@given(st.lists(some.wild, max_size=3), some.wild)
@about(script_heads.head_in, scripted.objects_named)
def test_a_head_is_read_beside_its_title_alone(codes: list[str], name: str) -> None:
    said = {"title": TITLE, "author": name, "publishedAt": "2026-03-09", "more": {"author": "別人"}}
    code = json.dumps(said)
    (found,) = scripted.objects_named([code], [TITLE])
    assert found == json.loads(code)
    authors, moment = script_heads.head_in([code], [TITLE])
    assert (authors, moment) == ([name.strip()] if name.strip() else [], "2026-03-09")
    assert script_heads.head_in(codes, ["不在任何地方的標題"]) == ([], "")
