"""The session: where the reader is, what is marked, how selections grow."""

from __future__ import annotations

from dataclasses import replace

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.analysis.matching import spans
from reader.analysis.progress import progress, tagged_spans
from reader.errors import InputError
from reader.model import Annotation, Annotator, Article, Change, Document, Span
from reader.text.joined_lines import on_one_line
from reader.text.marked_sentences import remainders
from reader.text.query import parse as parse_query
from reader.tui.page.sections import shown_name
from reader.tui.reading.annotation_choices import choices_of
from reader.tui.session.aim import Anothers, Deed, Which, aim
from reader.tui.session.marks import FIELDS, Marks, order, touched
from reader.tui.session.orphans import OnPaper, paper
from reader.tui.session.selection import Selection, Selector
from reader.tui.session.sentence_cursor import SentenceCursor
from reader.tui.session.session import QUOTE, ArticleSession
from reader.tui.session.sources import Sources
from reader.words import Words, load

ME = some.PEOPLE[0]


@given(some.articles, st.data())
@about(
    SentenceCursor.count,
    SentenceCursor.is_stop,
    SentenceCursor.find,
    SentenceCursor.step,
    SentenceCursor.first,
    SentenceCursor.last,
    SentenceCursor.near,
    SentenceCursor.is_stop_at,
    SentenceCursor.paragraph,
    SentenceCursor.section,
    SentenceCursor.section_start,
)
def test_the_cursor_walks_over_stops_only(article: Article, data: st.DataObject) -> None:
    text, outline = some.outlined(article.text)
    walk = SentenceCursor(outline)
    stops = [number for number in range(walk.count) if walk.is_stop(number)]
    assert stops or not walk.count
    assert walk.first() == (stops[0] if stops else None)
    assert walk.last() == (stops[-1] if stops else None)
    assert walk.section_start(-1) is None
    if not stops:
        return
    at = data.draw(st.sampled_from(stops))
    after, before = [n for n in stops if n > at], [n for n in stops if n < at]
    assert walk.step(at, 1) == (after[0] if after else None)
    assert walk.step(at, -1) == (before[-1] if before else None)
    assert walk.find(at, 1) == at
    assert walk.find(at, 1, lambda n: n in after) == (after[0] if after else None)
    offset = data.draw(st.integers(0, len(text)))
    near = walk.near(offset)
    assert near in stops
    holds = [n for n in stops if outline.sentence(n).start <= offset < outline.sentence(n).end]
    assert not holds or near == holds[0]
    assert walk.is_stop_at(at)
    assert not walk.is_stop_at(walk.count)
    for way in (walk.paragraph, walk.section):
        on, back = way(at, 1), way(at, -1)
        assert on is None or on in after
        assert back is None or back in before
    for number in range(len(outline.sections)):
        start = walk.section_start(number)
        assert start is None or start in stops


@given(some.documents(), st.data())
@about(
    Selector.start,
    Selector.all_of,
    Selector.by_clause,
    Selector.by_word,
    Selector.by_character,
    Selector.by_sentence,
    Selector.between,
    Selection.span,
    Selection.swapped,
)
def test_a_selection_is_never_empty_and_stays_in_the_text(
    document: Document, data: st.DataObject
) -> None:
    text, outline = document.text, document.outline
    if not outline.sentence_roles:
        return
    selector = Selector(text, outline)
    number = data.draw(st.integers(0, len(outline.sentence_roles) - 1))
    sentence = outline.sentence(number)
    selection = selector.start(number)
    assert sentence.start <= selection.span.start < selection.span.end <= sentence.end
    assert selector.all_of(sentence).span == sentence
    for _ in range(data.draw(st.integers(1, 6))):
        how = data.draw(
            st.sampled_from(
                (selector.by_clause, selector.by_word, selector.by_character, selector.by_sentence)
            )
        )
        direction = data.draw(st.sampled_from((1, -1)))
        moved = how(selection, direction)
        if how != selector.by_sentence:
            assert moved.anchor == selection.anchor
            assert (moved.head - selection.head) * direction >= 0
        assert moved.swapped().span == moved.span
        assert moved.swapped().swapped() == moved
        selection = moved if data.draw(st.booleans()) else moved.swapped()
        assert 0 <= selection.span.start < selection.span.end <= len(text)
    # One of each by name, so that all of them are called from here.
    for moved in (
        selector.by_clause(selection, 1),
        selector.by_word(selection, -1),
        selector.by_character(selection, 1),
        selector.by_sentence(selection, -1),
    ):
        assert moved.span.start < moved.span.end
    one, other = data.draw(st.tuples(*[st.integers(0, len(text) - 1)] * 2))
    assert selector.between(one, other).span == Span(min(one, other), max(one, other) + 1)


@given(some.documents(), st.data())
@about(
    Marks.apply,
    Marks.know,
    Marks.renew,
    Marks.every,
    Marks.get,
    Marks.is_mine,
    Marks.overlapping,
    Marks.mine,
    Marks.mine_overlapping,
    Marks.mine_at,
    Marks.neighbour,
    Marks.present,
    Marks.private,
    Marks.private_notes,
    Marks.sources,
    Marks.labels,
    Marks.changed_since,
    order,
    touched,
)
def test_marks_are_found_as_by_a_look_at_all_of_them(
    document: Document, data: st.DataObject
) -> None:
    marks = Marks(document.annotations, document.annotators, ME)
    hidden = {person.id for person in document.annotators if not person.shown}
    placed = [it for it in document.annotations if it.span]
    shown = sorted((it for it in placed if it.annotator not in hidden), key=order)
    span = data.draw(some.some_of(document.text)) if document.text else Span(0, 1)
    assert list(marks.overlapping(span)) == [
        it for it in shown if it.span and it.span.overlaps(span)
    ]
    assert marks.every == document.annotations
    assert all(marks.get(it.id) == it for it in document.annotations)
    assert marks.mine() == [it for it in placed if marks.is_mine(it)]
    over = marks.mine_overlapping(span)
    assert over == [it for it in marks.overlapping(span) if it.annotator == ME.id]
    assert marks.mine_at(span) == next((it for it in over if it.span == span), None)
    after = [it for it in shown if it.span and it.span.start > span.start]
    before = [it for it in shown if it.span and it.span.start < span.start]
    assert marks.neighbour(span.start, 1) == (after[0] if after else None)
    assert marks.neighbour(span.start, -1) == (before[-1] if before else None)
    assert {it.id for it in marks.present()} == {it.annotator for it in marks.every}
    assert marks.private() == sum(it.private for it in shown)
    public = [it for it in shown if not it.private]
    assert marks.private_notes() == sum(it.note_private and it.note != "" for it in public)
    assert set(marks.sources()) == {it.source for it in marks.every if it.source}
    assert marks.labels() == sorted({label for it in marks.every for label in it.labels})
    assert not marks.renew(document.annotations)
    for mark in document.annotations:
        change = Change("do", ((mark, None),))
        marks.apply(change)
        others = {it.annotator for it in document.annotations if it is not mark} - hidden
        # Where somebody's only mark goes, who marked here is told anew everywhere.
        same = mark.annotator in hidden or mark.annotator in others
        known = (mark.span,) if mark.span and same else None
        assert marks.changed_since(marks.revision - 1) == known
        assert marks.get(mark.id) is None
        assert set(touched(change)) <= set(FIELDS)
        marks.apply(Change("undo", ((None, mark),)))
        assert touched(Change("do", ((mark, mark),))) == []
    assert sorted(marks.every, key=str) == sorted(document.annotations, key=str)
    assert marks.changed_since(marks.revision) == ()
    assert marks.changed_since(marks.revision - 2) is None
    marks.know([replace(it, shown=True) for it in document.annotators], None)
    assert marks.changed_since(marks.revision - 1) is None
    assert len(marks.shown) == len(placed)
    assert not any(marks.is_mine(it) for it in marks.every)
    assert marks.renew([]) == bool(document.annotations)


@given(some.documents(), st.sampled_from(("", "tw", "cn", "s2twp")), some.words, st.data())
@about(
    ArticleSession.selector,
    ArticleSession.settle,
    ArticleSession.neighbour,
    ArticleSession.first_offset,
    ArticleSession.here,
    ArticleSession.sentence_span,
    ArticleSession.focused,
    ArticleSession.go,
    ArticleSession.go_to,
    ArticleSession.return_to,
    ArticleSession.is_current,
    aim,
    ArticleSession.own,
    ArticleSession.span_of,
    ArticleSession.shown_here,
    ArticleSession.quote,
    ArticleSession.short,
    ArticleSession.speaker,
    ArticleSession.see,
    ArticleSession.shown,
    ArticleSession.head,
    ArticleSession.as_shown,
    shown_name,
)
def test_the_reader_is_always_somewhere_on_the_page(
    document: Document, choice: str, words: Words, data: st.DataObject
) -> None:
    session = ArticleSession(document, "已不在文中")
    whole = len(session.paper.text)
    assert session.first_offset == (
        min(document.outline.paragraph_starts) if document.outline.roles else 0
    )
    assert not session.go(None)
    for _ in range(data.draw(st.integers(1, 4))):
        span = data.draw(some.within(session.paper.text))
        mark = data.draw(st.sampled_from([None, *document.annotations]))
        session.go_to(span, mark.id if mark else None)
        if data.draw(st.booleans()):
            session.return_to(span)
        here = session.here
        assert 0 <= here.start <= here.end <= whole
        assert session.focused is None or session.focused in document.annotations
        for deed in Deed:
            found = aim(session, deed)
            if isinstance(found, Which):
                assert len(found.choices) > 1 or session.selection
                own = [it for it in found.choices if isinstance(it, Annotation)]
                assert all(map(session.marks.is_mine, own))
            elif isinstance(found, Anothers):
                assert not session.marks.is_mine(found.annotation)
            elif found is not None:
                mine = session.own(found.target)
                assert mine is None or session.marks.is_mine(mine)
                assert session.span_of(found.target) == found.span
                assert 0 <= found.span.start <= found.span.end <= whole
        for mark in session.shown_here():
            assert (
                session.is_current(mark)
                or mark.span is None
                or mark.span.start > len(document.text)
            )
        for direction in (1, -1):
            near = session.neighbour(direction)
            place = session.place(near) if near else None
            assert place is None or (place.start - here.start) * direction > 0
    if session.walk.count:
        assert session.go(0)
        assert session.sentence_span == document.outline.sentence(0)
    session.see(choice)
    span = data.draw(some.within(document.text))
    assert "\n" not in session.quote(span)
    assert len(session.quote(span)) <= QUOTE + 1
    whole = on_one_line(span.of(document.text))
    assert session.quote(span, 10_000, source=True) == session.short(whole, 10_000)
    assert session.shown(span) == session.article_view.shown(span)
    assert session.head.id == document.head.id
    for mark in document.annotations:
        told = session.as_shown(mark)
        assert (told.id, told.span, told.tag) == (mark.id, mark.span, mark.tag)
        assert session.as_shown(mark) == told
    session.see("")
    assert session.head == document.head
    assert all(session.as_shown(mark) == mark for mark in document.annotations)
    assert all(
        session.speaker(mark).name == mark.source for mark in session.marks.every if mark.source
    )
    assert isinstance(session.selector, Selector)
    assert not session.settle()
    for number in range(len(document.outline.sections)):
        name = shown_name(session, number, words)
        heading = document.outline.heading(number, document.text)
        assert name == (heading or name) != ""


typed = some.typed | st.sampled_from(("計程車", '"，"', "的", "造車", "重點", "说"))


@given(some.documents(some.news.map("出租車的，重點。\n{}".format)), typed, st.data())
@about(
    ArticleSession.progress,
    ArticleSession.counted,
    ArticleSession.counts_whose,
    ArticleSession.rests,
    ArticleSession.is_unmarked,
    ArticleSession.unmarked,
    ArticleSession.take_in,
    Marks.has_tagged,
    choices_of,
    ArticleSession.query,
    ArticleSession.as_marked,
    ArticleSession.found,
    ArticleSession.next_hit,
    ArticleSession.by_other_word,
    ArticleSession.hits_overlapping,
)
def test_counts_and_hits_of_the_desk(document: Document, typed: str, data: st.DataObject) -> None:
    session = ArticleSession(document)
    tagged = [it for it in session.marks.every if session.marks.is_mine(it) and it.tag]
    assert session.marks.has_tagged == bool(tagged)
    counted = session.marks.mine() if tagged else session.marks.shown
    assert session.counted() == counted
    assert session.progress == progress(document.outline, document.text, counted)
    whose = {session.marks.annotators[it.annotator].kind for it in session.marks.shown if it.tag}
    others = "others" if "person" in whose else "sample" if whose else ""
    assert session.counts_whose == ("" if tagged else others)
    for number in range(len(document.outline.sentence_roles)):
        within = document.outline.sentence(number)
        spans_of_mine = tagged_spans(session.marks.mine_overlapping(within))
        assert session.rests(number) == remainders(document.text, within, spans_of_mine)
    for direction in (1, -1):
        found = session.unmarked(direction)
        assert found is None or (session.is_unmarked(found) and session.walk.is_stop(found))
    assert session.as_marked().annotations == document.annotations
    try:
        query = parse_query(typed)
    except InputError:
        return
    hits = spans(query, document)
    session.found(query, hits)
    assert session.query == (typed if query else "")
    seen = [session.next_hit(1) for _ in hits]
    assert sorted(filter(None, seen)) == hits or len({hit.start for hit in hits}) < len(hits)
    assert session.next_hit(-1) in (hits or [None])
    span = data.draw(some.some_of(document.text)) if document.text else Span(0, 1)
    assert not any(session.by_other_word(hit) for hit in [*hits, span])
    assert session.hits_overlapping(span) == [hit for hit in hits if hit.overlaps(span)]
    every = [*document.annotations, *session.hits]
    for number, choice in enumerate(choices_of(session, load("en"), every, lambda _: None), 1):
        assert choice.key == f"{number}"
        assert "\n" not in choice.text
    for mark in document.annotations:
        session.focus = mark.id
        session.take_in(Change("do", ((mark, None),)))
        assert session.focused is None
        assert session.marks.get(mark.id) is None


@given(some.documents(), st.data())
@about(
    paper, OnPaper.lay_paper, OnPaper.place, OnPaper.lost_at, OnPaper.likely, OnPaper.overlapping
)
def test_marks_without_a_place_stand_after_the_text(
    document: Document, data: st.DataObject
) -> None:
    lost = [it for it in document.annotations if it.span is None]
    made = paper(document.text, document.outline, lost, "已不在文中")
    assert made.text.startswith(document.text)
    assert set(made.places) == {it.id for it in lost}
    for mark in lost:
        place = made.places[mark.id]
        assert place.start > len(document.text)
        assert place.of(made.text).removesuffix("…") in mark.exact.replace("\n", " ").replace(
            "\t", " "
        )
    session = ArticleSession(document, "已不在文中")
    assert session.lay_paper() == session.paper
    for mark in session.marks.lost:
        place = session.place(mark)
        assert place
        assert session.lost_at(place) == mark
        assert 0 <= session.likely(mark) <= len(document.text)
        assert [it.id for it in session.overlapping(place)] == [mark.id]
    span = data.draw(some.some_of(document.text)) if document.text else Span(0, 1)
    assert list(session.overlapping(span)) == list(session.marks.overlapping(span))
    assert session.lost_at(span) is None


def test_who_reads_without_a_name_owns_nothing() -> None:
    text, outline = some.outlined("甲說。乙說。")
    mark = Annotation("1", "a", "lin", Span(0, 3))
    marks = Marks([mark], [Annotator("lin", "林")], None)
    assert marks.mine_overlapping(Span(0, 3)) == []
    assert SentenceCursor(outline).count == len(text) // 3


@given(some.documents(), st.booleans())
@about(Sources.offered, Sources.completed, Sources.remember, Sources.last)
def test_a_name_that_only_private_annotations_use_is_for_those_alone(
    document: Document, private: bool
) -> None:
    marks = ArticleSession(document).marks
    sources = Sources(marks)
    named = [it for it in marks.every if it.source]
    public = {it.source for it in named if not it.private}
    known = {it.source for it in named} if private else public
    offered = sources.offered(private=private)
    assert set(offered) == known, "a name that is not offered leaves no hole"
    assert sources.last(private=private) in known | {""}
    for name in known:
        assert name in sources.completed(name, private=private)
    sources.remember("線人甲", private=True)
    assert sources.last(private=False) in public | {""}
    assert sources.last(private=True) == "線人甲"
    assert sources.offered(private=private) == offered
