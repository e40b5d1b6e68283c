"""How much the characters of a passage tell."""

from __future__ import annotations

from about import about, given
from hypothesis import strategies as st

from reader.text.anchoring.word_weight import telling, worded
from reader.text.folding import fold

texts = st.text("甲乙票貼說表示認為的每年將第三十五元，。「」x9.", max_size=60).map(fold)


@given(texts, texts)
@about(telling, worded)
def test_only_words_tell_and_each_sentence_for_itself(text: str, other: str) -> None:
    weights, words = telling(text), worded(text)
    assert len(weights) == len(words) == len(text)
    assert all(0 <= weight <= word for weight, word in zip(weights, words, strict=True))
    assert telling(f"{text}!{other}")[: len(text)] == weights
