"""Properties of evidence that is being written, of its quote in words, and of a claim's history."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from about import about
from hypothesis import given
from hypothesis import strategies as st

from reader.library.quoted_pages import EvidenceDraft, draft_of
from reader.model import Evidence, Quotation, Span, Status, Tag, Verdict
from reader.model.journal import ClaimEvent, FieldChange
from reader.store.journal.claim_history import CALLED, SAID
from reader.tui.claims.history_panel import event_text
from reader.tui.quoting import commands
from reader.words import LANGUAGES, load
from reader.words.evidence import SHORT, evidence_text, quoted_text

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
drafts = st.builds(
    EvidenceDraft, texts, texts, texts, texts, texts,
    article=st.sampled_from(("", "a")), text=texts, start=st.integers(0, 9),
    end=st.integers(10, 20), words=texts,
)  # fmt: skip


@given(drafts)
@about(EvidenceDraft.as_text, draft_of)
def test_a_draft_is_read_as_it_was_kept(draft: EvidenceDraft) -> None:
    assert draft_of(draft.as_text()) == draft


@given(st.one_of(texts, st.sampled_from(("[]", "null", '{"url": 3}', '{"more": ""}'))))
@about(draft_of)
def test_anything_else_is_no_draft(text: str) -> None:
    found = draft_of(text)
    assert found is None or draft_of(found.as_text()) == found


@given(drafts)
@about(EvidenceDraft.evidence)
def test_a_draft_becomes_evidence_with_a_quote_of_its_text(draft: EvidenceDraft) -> None:
    given_ = draft.evidence
    assert (given_.url, given_.question, given_.answer) == (draft.url, draft.question, draft.answer)
    place = Quotation(draft.article, Span(draft.start, draft.end), draft.text)
    assert given_.quoted == (place if draft.article else None)


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(("", "去年有兩百一十萬人次到訪，其中週末佔六成。", "短")),
    st.sampled_from(("", "2026-12-01T05:00:00.000000Z", "nonsense")),
    st.booleans(),
    st.sampled_from(("", "https://park.example/report", "http://[broken")),
)
@about(quoted_text, evidence_text)
def test_a_quote_is_told_with_its_day_and_whether_its_page_has_changed(
    language: str, quote: str, came_in: str, changed: bool, url: str
) -> None:
    words = load(language)
    it = Evidence("e", url, quote=quote, came_in=came_in, page_changed=changed)
    said, short = quoted_text(words, it), evidence_text(words, it)
    assert bool(said) == bool(short) == bool(quote)
    assert quote in said
    assert (quote in short) == (len(quote) <= SHORT)
    assert (words("evidence.changed") in said) == (changed and bool(quote))
    assert ("park.example" in short) == ("park" in url and bool(quote))


WORDED = {"tag", "status", "verdict"}
FIELDS = sorted({CALLED.get(it, it) for columns in SAID.values() for it in columns} - WORDED)
"""The fields whose values are texts, numbers or flags."""
values = st.sampled_from((None, "2", "3"))
changes = st.one_of(
    st.builds(FieldChange, st.sampled_from(FIELDS), values, st.just("1")),
    st.builds(FieldChange, st.just("verdict"), st.just(None), st.just(Verdict("v", "可信"))),
    st.builds(FieldChange, st.just("tag"), st.just(None), st.sampled_from(Tag)),
    st.builds(FieldChange, st.just("status"), st.sampled_from(Status), st.just(None)),
    st.builds(FieldChange, st.just("private"), st.sampled_from((None, "1")), st.just("1")),
    st.builds(FieldChange, st.sampled_from(("place", "removed", "evidence_removed")),
              st.just(None), st.just(None)),
)  # fmt: skip


@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(("", "王")),
    st.sampled_from(("do", "undo", "redo", "merge")),
    st.lists(changes, min_size=1, max_size=4),
)
@about(event_text)
def test_an_entry_of_the_history_is_one_line_with_who_did_it(
    language: str, who: str, op: str, found: list[FieldChange]
) -> None:
    words = load(language)
    said = event_text(words, ClaimEvent("2026-12-01T05:00:00.000Z", who, op, tuple(found)))
    assert "\n" not in said
    assert (who or words("desk.none.annotator")) in said


@given(st.sampled_from(("", "enter")), st.booleans())
@about(commands.is_asking_nothing, commands.is_quoting)
def test_a_passage_is_taken_only_where_one_is_to_be_chosen(asking: str, taking: bool) -> None:
    host = SimpleNamespace(status=SimpleNamespace(asking=asking))
    it = cast("Any", SimpleNamespace(host=host, taking=taking))
    assert commands.is_asking_nothing(it) is (not asking)
    assert commands.is_quoting(it) is (not asking and taking)
