"""Sentences around passages, and whether they gave way to others."""

from __future__ import annotations

from about import about, given
from hypothesis import strategies as st

from reader.text.edit_distance import kept
from reader.text.rebuilt import is_another, sentence
from reader.text.squeezing import Squeezed

texts = st.text("甲乙丙丁說票。！「」\n1.", min_size=1, max_size=60)


@given(texts, texts, st.data())
@about(sentence, is_another)
def test_a_sentence_holds_its_passage_and_is_itself(
    text: str, other: str, data: st.DataObject
) -> None:
    squeezed = Squeezed(text)
    size = len(squeezed.text)
    if size:
        start = data.draw(st.integers(0, size - 1))
        end = data.draw(st.integers(start + 1, size))
        low, high = sentence(squeezed, start, end)
        assert 0 <= low <= start < end <= high <= size
        assert sentence(squeezed, low, high) == (low, high)
    assert not is_another(kept(text, text), range(len(text)), range(len(text)))
    if is_another(kept(text, other), range(len(text)), range(len(other))):
        assert sum(match.size for match in kept(text, other)) < len(text)
