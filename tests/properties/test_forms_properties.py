"""Pictures and marks of texts: what holds of any text."""

from __future__ import annotations

import strategies as some
from about import about, given

from reader.text.alternatives import alternative, without_data


@given(some.wild)
@about(alternative, without_data)
def test_what_a_picture_says_is_all_of_its_words_or_nothing(text: str) -> None:
    assert alternative(text) in ("", text.strip())
    assert alternative(alternative(text)) == alternative(text)
    assert without_data(text) == text or "![" in text
    assert alternative(f"{text.strip()}.png") == "" or "\n" in text.strip()
