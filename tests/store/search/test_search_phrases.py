"""Phrases that many texts share."""

import random

import pytest

from reader.store.search import phrases
from reader.store.search.phrases import ROOM, SAMPLE, shared

LAST = "本報記者綜合報導"


def texts(count: int = 100) -> list[str]:
    chance = random.Random(3)
    signs = [chr(0x4E00 + number) for number in range(800)]
    return ["".join(chance.choices(signs, k=200)) + LAST for _ in range(count)]


def test_what_ends_every_text_is_one_phrase() -> None:
    assert shared(texts()) == [LAST]


def test_a_name_that_is_also_part_of_a_longer_phrase_is_learnt_as_well() -> None:
    found = shared(
        [f"{text[:100]}記者{LAST}" for text in texts()]
        + [t[:50] + "綜合報" + t[50:99] for t in texts()]
    )
    assert f"記者{LAST}" in found
    assert "綜合報" in found


def test_what_is_known_is_not_learnt_again() -> None:
    assert shared(texts(), [LAST]) == []
    assert shared(texts(), ["綜合報"]) == [LAST]


def test_what_few_share_is_not_learnt() -> None:
    assert shared([*texts(5), *(text[:200] for text in texts(SAMPLE))]) == []
    assert shared([]) == []


@pytest.mark.parametrize("pool", [10, 80])
def test_phrases_have_their_room(pool: int) -> None:
    chance = random.Random(4)
    sentences = [f"{text[:40]}。" for text in texts(pool)]
    mixed = ["".join(chance.choices(sentences, k=25)) for _ in range(SAMPLE)]
    found = shared(mixed)
    assert sorted(found) == sorted(sentence[:-1] for sentence in sentences)
    assert sum(phrase in text for phrase in found for text in mixed) <= ROOM * len(mixed)


def test_long_articles_are_compared_by_their_ends() -> None:
    text = "頭" * 5000 + "尾" * 5000
    assert len(phrases._ends_of(text)) == 2 * phrases.END + 1
    assert phrases._ends_of("短文。") == "短文。"
