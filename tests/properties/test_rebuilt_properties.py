"""Sentences around passages, and whether they gave way to others."""

from __future__ import annotations

from itertools import pairwise

from about import about, given
from hypothesis import strategies as st

from reader.text.anchoring.edit_distance import kept
from reader.text.anchoring.normalized_text import Squeezed
from reader.text.anchoring.rebuilt_sentences import is_another, sentences

texts = st.text("甲乙丙丁說票。！「」\n1.", min_size=1, max_size=60)


@given(texts, texts, st.data())
@about(sentences, is_another)
def test_sentences_hold_their_passage_and_are_themselves(
    text: str, other: str, data: st.DataObject
) -> None:
    squeezed = Squeezed(text)
    size = len(squeezed.text)
    if size:
        start = data.draw(st.integers(0, size - 1))
        end = data.draw(st.integers(start + 1, size))
        found = list(sentences(squeezed, start, end))
        assert 0 <= found[0][0] <= start < end <= found[-1][1] <= size
        assert all(one[1] == other[0] for one, other in pairwise(found))
        assert list(sentences(squeezed, found[0][0], found[-1][1])) == found
    assert not is_another(kept(text, text), text, text)
    if is_another(kept(text, other), text, other):
        assert sum(match.size for match in kept(text, other)) < len(text)
