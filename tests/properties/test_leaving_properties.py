"""Nothing private leaves, whoever asks, and what is public stays as it is."""

from __future__ import annotations

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.config import Config
from reader.model import Document
from reader.model.leaving import DefaultPrivacy, leaving, may_leave

WHAT = ("nothing", "notes", "annotations", "articles")


@given(some.documents())
@about(leaving, may_leave)
def test_what_leaves_is_what_is_public(document: Document) -> None:
    told = leaving(document.annotations)
    assert len(told.annotations) + told.left_out == len(document.annotations)
    kept = iter(told.annotations)
    for it in document.annotations:
        public = may_leave(it)
        assert (public is None) == it.private
        if public is None:
            continue
        assert public == next(kept)
        assert public.note == ("" if it.note_private else it.note)
        assert public.evidence == tuple(each for each in it.evidence if not each.private)
        assert may_leave(public) == public


@given(st.sampled_from(WHAT))
@about(
    DefaultPrivacy.articles, DefaultPrivacy.annotations, DefaultPrivacy.notes,
    Config.default_privacy,
)  # fmt: skip
def test_each_setting_holds_what_the_one_before_held(what: str) -> None:
    chosen = Config(private=what).default_privacy
    held = (chosen.notes, chosen.annotations, chosen.articles)
    assert sum(held) == WHAT.index(what)
    assert held == tuple(sorted(held, reverse=True))
