"""Lists of rows: passages beside each other, changes, reviews, shelves, panels, what was found."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from functools import partial
from itertools import pairwise

import strategies as some
from about import about, given
from hypothesis import strategies as st
from test_screen_properties import INK, ambiguous, width

from reader.analysis.changes import Changes, arrange
from reader.model import AnchorStatus, Annotation, Annotator, Head, Span
from reader.model.feed import Feed
from reader.model.library import Entry
from reader.model.listing import Shelf, Shelves
from reader.model.page_content import PageContent
from reader.model.repair import Repair
from reader.model.revision import Kept, Review, Revision, ToReview
from reader.model.search import Found, Passage, Query
from reader.text.anchoring import reanchor
from reader.text.anchoring.diff import paragraphs as compared
from reader.text.typesetting.cell_width import cell_len, clusters
from reader.tui.changes import hunks, laying
from reader.tui.compare import columns as comparing
from reader.tui.compare.sides import Cell, SideMark, SideSetting, set_sides, side
from reader.tui.intake.entry_list import IntakeEntry as Given
from reader.tui.intake.preview_sheet import repairs
from reader.tui.kit import strips
from reader.tui.kit.choice_list import Choice, Listing
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.list_rows import Place, Rows
from reader.tui.kit.message_panel import Messages
from reader.tui.kit.prompt import is_address
from reader.tui.kit.request_queue import in_its_own_thread
from reader.tui.library.controllers.articles import split_topics
from reader.tui.library.shelf_list import of_feeds
from reader.tui.library.state import Browsing, Listed
from reader.tui.review import blocks as review_blocks
from reader.tui.review import items as reviewing
from reader.tui.review.passage_context import surroundings
from reader.tui.search import language
from reader.tui.search.cutting import excerpt
from reader.tui.search.result_sheet import ResultSetting as ListSetting
from reader.tui.search.state import SearchState, key
from reader.tui.session.names import called
from reader.words import Words


class Fixed(Rows):
    """Blocks of given heights."""

    def __init__(self, heights: list[int]) -> None:
        self.heights = heights

    def blocks(self) -> int:
        return len(self.heights)

    def height_of(self, block: int) -> int:
        return self.heights[block]


heights = st.lists(st.integers(1, 4), min_size=1, max_size=8)


@given(heights, st.integers(0, 40), st.integers(-40, 40), st.integers(1, 9))
@about(
    Rows.move, Rows.nearest, Rows.distance, Rows.last_top, Rows.trailing, Rows.places,
    Cursor.chosen,
)  # fmt: skip
def test_places_are_a_list_of_rows(sizes: list[int], at: int, by: int, height: int) -> None:
    rows = Fixed(sizes)
    every = [Place(block, row) for block, size in enumerate(sizes) for row in range(size)]
    at = min(at, len(every) - 1)
    to = min(max(0, at + by), len(every) - 1)
    assert rows.move(every[at], by) == every[to]
    assert rows.distance(every[at], every[to], 1000) == to - at
    assert rows.nearest(every[at]) == every[at]
    assert rows.nearest(Place(99, 99)) in every
    assert rows.trailing() == 0
    assert rows.last_top(height) == every[max(0, len(every) - height)]
    assert rows.places(every[at], height) == every[at : at + height]
    assert list(Cursor(At(at), began=to).chosen) == list(range(min(at, to), max(at, to) + 1))


@given(some.sound, st.data(), st.integers(4, 30), ambiguous, st.booleans())
@about(side, set_sides, Cell.glyphs)
def test_a_side_is_its_window_in_parts(
    text: str, data: st.DataObject, wide: int, cells: int, beside: bool
) -> None:
    window = data.draw(some.within(text))
    spans = data.draw(st.lists(some.within(text), max_size=3))
    cut = data.draw(st.tuples(st.booleans(), st.booleans()))
    made = side(
        text, window, about=window, marks=[(one, SideMark.STRUCK) for one in spans], cut=cut
    )
    assert made.parts[0][0].start == 0
    assert made.parts[-1][0].end == len(made.text)
    assert all(one.end == other.start for (one, _), (other, _) in pairwise(made.parts))
    body = made.text[cut[0] : len(made.text) - cut[1]]
    assert body == strips.safe(window.of(text).replace("\n", " "))
    lines = set_sides(made, None, wide, cells, side_by_side=beside)
    shown = "".join(it.left.row.text for it in lines if it.left)
    # A mark on a space at the end of a row hangs over it and is not drawn.
    assert list(filter(str.isalnum, shown)) == list(filter(str.isalnum, made.text))
    assert all(not it.left or not it.left.glyphs for it in lines)
    both = set_sides(made, made, wide, cells, side_by_side=beside)
    assert len(both) == len(lines) * (1 if beside else 2)


@given(some.news, st.data(), st.integers(0, 60))
@about(surroundings)
def test_a_window_holds_its_passage_and_stays_near(
    text: str, data: st.DataObject, far: int
) -> None:
    span = data.draw(some.within(text))
    window = surroundings(text, span, far)
    assert 0 <= window.span.start <= span.start
    assert min(span.end, span.start + 1) <= window.span.end + 1 <= len(text) + 1
    assert span.start - window.span.start <= far
    assert window.span.end - span.end <= far
    assert "\n" not in text[window.span.start : span.start]


@given(some.sound, st.data(), st.integers(4, 40), st.integers(1, 4), ambiguous)
@about(excerpt)
def test_an_excerpt_is_as_small_as_asked_and_its_offsets_hold(
    text: str, data: st.DataObject, wide: int, most: int, cells: int
) -> None:
    hit = data.draw(some.some_of(text)) if text else Span(0, 0)
    made = excerpt(text, [hit], wide, most, cells)
    assert len(made.rows) <= most
    for row in made.rows:
        assert cell_len(row.text, cells) <= wide or len(clusters(row.text.strip())) <= 2
        assert not re.search("[\x00-\x1f\x7f-\x9f]", row.text)
    start = made.rows[0].start + made.shift
    assert start <= hit.start or not made.rows[0].text.strip()


def state(text: str) -> Revision:
    return Revision(f"{len(text):064}", len(text), "2025-10-14T08:00:00+00:00")


@given(some.editions(), some.words, st.integers(40, 140), ambiguous, st.data())
@about(hunks.blocks, hunks.Hunk.old, hunks.Hunk.new, laying.lay_out)
def test_changes_laid_out_are_all_changes(
    both: tuple[str, str],
    words: Words,
    wide: int,
    cells: int,
    data: st.DataObject,
) -> None:
    old, new = both
    script = data.draw(st.booleans())
    before = [data.draw(some.annotation(old, number)) for number in range(2)]
    told = arrange(compared(old, new), before, before if old == new else [])
    changes = Changes(Head("a", "b", "題"), state(old), state(new), old, new, told)
    made = hunks.blocks(changes, script=script)
    folds = [block for block in made if isinstance(block, hunks.Fold)]
    parts_ = [block for block in made if isinstance(block, hunks.Hunk)]
    assert len(parts_) + sum(fold.paragraphs for fold in folds) >= len(told)
    assert all(
        not (isinstance(a, hunks.Fold) and isinstance(b, hunks.Fold)) for a, b in pairwise(made)
    )
    for hunk in parts_:
        assert hunk.passage.old.start <= hunk.old.start <= hunk.old.end <= hunk.passage.old.end
        assert hunk.passage.new.start <= hunk.new.start <= hunk.new.end <= hunk.passage.new.end
    setting = SideSetting(comparing.share(wide, 76), words, cells, roomy=True)
    for block in made:
        rows = laying.lay_out(changes, block, setting)
        assert rows[-1].blank
        assert len(rows) > 1
        for row in rows:
            for cell in filter(None, (row.left, row.right)):
                assert cell.row.cells <= setting.columns.text


@given(some.editions(), some.words, st.integers(40, 140), ambiguous, st.data())
@about(
    reviewing.begin,
    reviewing.inner,
    reviewing.became,
    reviewing.verdict_of,
    reviewing.ReviewItem.id,
    reviewing.Reviewing.know,
    reviewing.Reviewing.open,
    reviewing.Reviewing.number,
    reviewing.Reviewing.count,
    review_blocks.lay_out,
)
def test_a_review_counts_what_was_decided(
    both: tuple[str, str], words: Words, wide: int, cells: int, data: st.DataObject
) -> None:
    old, new = both
    if not old:
        return
    spans = data.draw(st.lists(some.some_of(old), min_size=1, max_size=3))
    anchors = reanchor(old, new, spans)
    waiting = tuple(
        ToReview(
            Annotation(
                str(n), "a", "lin", anchor.span, anchor.status, note="眉批", exact=span.of(old)
            ),
            "old",
            span,
        )
        for n, (span, anchor) in enumerate(zip(spans, anchors, strict=True))
    )
    review = Review(Head("a", "new", "題"), new, waiting, {"old": old})
    made = reviewing.begin(review)
    assert [item.id for item in made.items] == [it.annotation.id for it in waiting]
    assert made.open == list(range(len(waiting)))
    setting = SideSetting(comparing.share(wide, 76), words, cells, roomy=True)
    for number, item in enumerate(made.items):
        assert made.number(item.id) == number
        stretches = reviewing.inner(review, item)
        assert bool(stretches) <= (item.annotation.span is not None)
        assert words(f"review.became.{reviewing.became(item, stretches)}")
        for row in review_blocks.lay_out(made, number, setting):
            for cell in filter(None, (row.left, row.right)):
                assert cell.row.cells <= setting.columns.text
    decided = {it.annotation.id: it.annotation for it in waiting[:1]}
    made.know(Review(review.head, new, waiting[1:], {"old": old}), decided.get)
    verdict = reviewing.verdict_of(waiting[0].annotation)
    assert made.count(verdict) == 1
    assert len(made.open) == len(waiting) - 1
    assert (verdict is reviewing.ReviewVerdict.ORPHAN) == (waiting[0].annotation.span is None)
    assert waiting[0].annotation.anchor is not AnchorStatus.MANUAL


entries = st.lists(st.integers(0, 20), unique=True, max_size=8).map(
    lambda numbers: [Entry(Head(str(number), "r", "題")) for number in numbers]
)


@given(entries, entries, st.integers(0, 8), st.booleans())
@about(Browsing.here, Browsing.at, Browsing.top, Browsing.take, Browsing.leave)
def test_the_cursor_of_the_list_keeps_its_article(
    first: list[Entry], second: list[Entry], at: int, again: bool
) -> None:
    browsing = Browsing()
    assert browsing.here is None
    browsing.take(Listed([it.head.id for it in first], True, first, None), again=False)
    browsing.at = min(at, max(0, len(first) - 1))
    stood = browsing.here
    browsing.take(Listed([it.head.id for it in second], True, second, None), again=again)
    assert (browsing.here is None) == (not second)
    if again and stood in second:
        assert browsing.here == stood
    if second:
        gone = browsing.here
        browsing.leave(second[0].head.id)
        assert second[0].head.id not in browsing.ids
        assert browsing.here == gone or gone == second[0] or not browsing.ids
    assert 0 <= browsing.top <= max(0, browsing.at)
    assert browsing.shelf == Shelf()


@given(entries, st.lists(st.integers(0, 20)), st.booleans(), st.booleans())
@about(Browsing.marked)
def test_marked_articles_are_those_turned_or_all_but_those(
    listed: list[Entry], turned: list[int], everything: bool, again: bool
) -> None:
    browsing = Browsing()
    ids = [it.head.id for it in listed]
    browsing.take(Listed(ids, True, listed, None), again=False)
    browsing.marks.put_all(marked=everything)
    for number in turned:
        browsing.marks.turn(str(number))
    odd = {str(number) for number in turned if turned.count(number) % 2}
    assert browsing.marked == [ident for ident in ids if (ident in odd) != everything]
    browsing.take(Listed(ids[::-1], True, listed, None), again=again)
    # What is not listed any more is not marked any more either.
    assert bool(browsing.marks) == (again and (everything or bool(odd.intersection(ids))))
    assert browsing.marks.count(len(ids)) == len(browsing.marked)
    assert browsing.marked == [it for it in ids[::-1] if again and (it in odd) != everything]


feeds = st.lists(
    st.builds(
        Feed,
        st.integers(0, 30).map(str),
        some.line,
        folder=st.sampled_from(("", "甲", "乙")),
        unread=st.integers(0, 9),
    ),
    max_size=6,
    unique_by=lambda feed: feed.id,
)


@given(feeds, some.wild, some.words, st.none() | st.sampled_from(some.PEOPLE))
@about(of_feeds, split_topics, called)
def test_feeds_and_topics_stand_on_rows_of_their_own(
    found: list[Feed], typed: str, words: Words, person: Annotator | None
) -> None:
    folders = {feed.folder for feed in found if feed.folder}
    shelves = Shelves(
        feeds=tuple(sorted(found, key=lambda it: (it.folder, it.title))),
        folders=tuple(
            (name, sum(it.unread for it in found if it.folder == name)) for name in sorted(folders)
        ),
    )
    rows = of_feeds(shelves)
    assert sorted(row.name for row in rows if row.feed) == sorted(feed.id for feed in found)
    topics = split_topics(typed)
    assert all(topic == topic.strip() != "" for topic in topics)
    assert split_topics("，".join(topics)) == topics or any("\n" in topic for topic in topics)
    name = called(person, words)
    if person and person.kind == "person":
        assert name == person.name


choices = st.lists(
    st.tuples(st.sampled_from("abcdef123"), st.text("甲乙ab", min_size=1, max_size=6)),
    min_size=1,
    max_size=9,
    unique_by=lambda pair: pair[0],
)


@given(
    choices,
    st.lists(some.line_of_news, max_size=3),
    width,
    ambiguous,
    st.sampled_from("ax1"),
)
@about(Listing.lines, Listing.press, Messages.lines, Messages.press)
def test_a_list_shows_every_choice_and_its_key_picks_it(
    pairs: list[tuple[str, str]],
    said: list[str],
    wide: int,
    cells: int,
    pressed: str,
) -> None:
    picked: list[str] = []
    columns = len(pairs) % 2 == 0
    made = Listing(
        "題", "", [Choice(k, text, partial(picked.append, k)) for k, text in pairs], INK, cells,
        columns=columns,
    )  # fmt: skip
    shown = ["".join(text for text, _ in row) for row in made.lines(wide)]
    assert sum(text in row for row in shown for _, text in pairs) >= len(pairs)
    if columns and wide > 20:
        assert all(strips.cells(row, cells) <= wide for row in shown)
    assert made.press(pressed, pressed) == (pressed in dict(pairs))
    assert picked == [pressed] * (pressed in dict(pairs))
    told = Messages("題", "", said, INK, cells)
    assert not told.press(pressed, pressed)
    rows = ["".join(text for text, _ in row) for row in told.lines(wide)]
    assert "".join("".join(rows).split()) == "".join("".join(said).split())


passages = st.builds(
    lambda text, hits, also, place: Passage(place, Span(0, len(text)), text, hits, also),
    st.just("計程車與软件"),
    st.just((Span(0, 3), Span(4, 6))),
    st.tuples(st.booleans(), st.booleans()),
    st.sampled_from(("text", "title")),
)


@given(st.lists(passages, max_size=3), some.words, st.sampled_from(("", "tw", "cn")))
@about(
    SearchState.begin,
    SearchState.forget,
    SearchState.other_words,
    key,
    ListSetting.in_script,
    ListSetting.shown,
)
def test_what_was_found_is_told_in_the_reader_s_script(
    found: list[Passage], words: Words, region: str
) -> None:
    finding = SearchState(
        found=[Found(Head("a", "r", "題"), tuple(found))], count=1, shown={"a": 3}
    )
    also = {it.hits[n].of(it.text) for it in found for n in (0, 1) if it.also[n]}
    assert set(finding.other_words()) == also
    finding.begin()
    assert (finding.shown, finding.cursor.at.block) == ({}, 0)
    finding.forget()
    assert (finding.found, finding.query, finding.count) == ([], Query(), None)
    setting = ListSetting(40, 1, words, 1, lambda _: "", region=region)
    for one in found:
        shown = setting.shown(one)
        assert shown.text == setting.in_script(one.text)
        assert len(shown.hits) == len(one.hits)
        assert all(0 <= hit.start < hit.end <= len(shown.text) for hit in shown.hits)
        assert key("a", one) != key("a", None)
        assert key("a", one) != key("b", one)


@given(
    st.lists(
        st.builds(Repair, st.sampled_from(("bidi", "control", "replaced")), st.integers(1, 9))
    ),
    st.sampled_from(("utf-8", "big5hkscs")),
    some.words,
    st.booleans(),
    st.sampled_from(("", "new", "same", "failed")),
)
@about(repairs, Given.state, Given.wanted)
def test_what_was_repaired_is_told(
    made: list[Repair], encoding: str, words: Words, skipped: bool, found: str
) -> None:
    told = repairs(PageContent("題", encoding=encoding, repairs=tuple(made)), words)
    assert bool(told) == (bool(made) or encoding != "utf-8")
    assert all(line and "{" not in line for line in told)
    entry = Given("a", "a", found=found, skipped=skipped)
    assert entry.state == ("skipped" if skipped else found)
    assert entry.wanted == (not skipped and found != "failed")
    assert not replace(entry, kept=Kept("a", "new")).wanted


@given(some.line, some.words, st.integers(20, 80))
@about(language.examples, language.lines, is_address, in_its_own_thread)
def test_what_can_be_typed_is_shown_in_its_width(text: str, words: Words, wide: int) -> None:
    told = language.examples(words)
    assert all(typed and says for typed, says in told)
    for row in language.lines(wide, words, INK, 1):
        assert sum(strips.cells(part) for part, _ in row) <= wide

    async def read() -> str:
        return await in_its_own_thread(lambda: text)

    assert asyncio.run(read()) == text
    assert not is_address(text) or text.startswith("http")
    assert not is_address(f"{text} {text} x")
