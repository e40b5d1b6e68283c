"""Grams: a text that holds words has the grams of the words, whatever they are made of."""

from hypothesis import given
from hypothesis import strategies as st

from reader.store.search.grams import decoded, encoded, grams, holds, is_certain, needed

SIGNS = st.sampled_from('京東的人aA1. ,。「"\n😀𠮷é\x7f\U000f0041\U000f0042\U000f0080\U00100001')
TEXTS = st.text(SIGNS, max_size=12)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(TEXTS | ANY, st.integers(0, 11), st.integers(1, 6))
def test_a_text_has_the_grams_of_every_part(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    if part:
        assert set(needed(part)) <= set(grams(text))


@given(st.lists(TEXTS, max_size=3), st.text(SIGNS, min_size=1, max_size=4))
def test_what_is_certain_stands_in_a_text_that_has_its_grams(texts: list[str], form: str) -> None:
    found = {gram for text in texts for gram in grams(text)}
    if is_certain(form) and set(needed(form)) <= found:
        assert any(form in text for text in texts)


def test_one_character_and_two_are_certain_unless_they_are_private() -> None:
    assert [is_certain(form) for form in ("京", "京东", "人人", "a1", "😀", "。")] == [True] * 6
    doubtful = ("京东商", "人人人", "。京", "。。", "\U000f0041", "京\U000f0041")
    assert not any(is_certain(form) for form in doubtful)


def test_no_gram_is_more_than_one_word_of_the_index() -> None:
    found = grams("A b\t\"'*^()-:\n京\x00\u3000")
    assert all(ord(sign) > 127 for gram in found for sign in gram)


@given(TEXTS | ANY, TEXTS | ANY)
def test_looking_at_a_kept_fold_is_looking_at_the_text(text: str, form: str) -> None:
    assert decoded(encoded(text)) == text
    assert holds(encoded(text), encoded(form)) == (form in text)
    assert holds(encoded(text + form), encoded(form))


def test_halves_of_two_characters_are_no_character() -> None:
    assert encoded("中") in encoded("一丮\u4e2d")
    text = "\u2d61\u614e"  # its bytes hold those of U+4E2D… across a border
    between = encoded(text)[1:3].decode("utf-16-le")
    assert encoded(between) in encoded(text)
    assert not holds(encoded(text), encoded(between))
    assert holds(encoded(text + between), encoded(between))
