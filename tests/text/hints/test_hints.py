"""Hints: which words make a sentence one that may be a fact, an opinion or a question answered."""

import pytest

from reader.model import Span
from reader.text.hints import HintKind, hints, leaning
from reader.text.scripts import view
from reader.text.sentences import split


def reasons(text: str) -> dict[str, str]:
    """The reasons of the hints of a text's first sentence, with the words they lie on."""
    return {it.why: it.span.of(text) for it in hints(text, split(text)[0])}


@pytest.mark.parametrize(
    ("text", "why", "words"),
    [
        ("河濱公園去年有三百萬人次到訪。", "number", "三百萬人次"),
        ("新橋造價約4,680億元。", "number", "約4,680億元"),
        ("停車格少了數百個。", "number", "數百"),
        ("大橋在2025年7月3日通車。", "date", "2025年7月3日"),
        ("民國八十五年的颱風更大。", "date", "民國八十五年"),
        ("根據衛生局統計，病例少了。", "cited", "根據衛生局統計"),
        ("調查顯示，家長並不擔心。", "cited", "調查顯示"),
        ("局長說：「橋沒有問題。」", "said", "說"),
        ("「橋沒有問題。」局長指出。", "said", "」局長指出"),
        ("這是國內首座木造車站。", "ranked", "首座"),
        ("它是全球最大的木造車站。", "ranked", "全球最大"),
        ("昨晚的火警發生在三樓。", "event", "發生"),
    ],
)
def test_signs_of_a_fact(text: str, why: str, words: str) -> None:
    assert reasons(text)[why] == words
    assert leaning(hints(text, split(text)[0])) is HintKind.FACT


@pytest.mark.parametrize(
    ("text", "why", "words"),
    [
        ("我認為這座橋蓋得太早。", "own_view", "我認為"),
        ("不得不說，這座橋很美。", "judging", "不得不說"),
        ("市府應該向居民道歉。", "ought", "應該"),
        ("空蕩的月台令人感慨。", "feeling", "令人感慨"),
        ("那是一生最幸福的時光。", "superlative", "最幸福的"),
        ("難道居民不會累嗎？", "rhetorical", "難道"),
        ("恐怕沒有人會搭。", "guess", "恐怕"),
        ("重點不是價格，而是態度。", "contrast", "不是價格，而是"),
        ("房子簡直像一座迷宮。", "likened", "簡直"),
        ("這意味著改革失敗。", "reading", "意味著"),
        ("這種說法非常荒謬。", "valued", "荒謬"),
    ],
)
def test_signs_of_an_opinion(text: str, why: str, words: str) -> None:
    found = hints(text, split(text)[0])
    assert words in [it.span.of(text) for it in found if it.why == why]
    assert leaning(found) is HintKind.OPINION


@pytest.mark.parametrize(
    "text",
    [
        "河邊有一座公園。",
        "最近的天氣很好。",
        "最後一班車已經開走。",
        "供應當地的廠商很多。",
        "這件事十分要緊。",
        "為什麼？",
    ],
)
def test_words_that_only_look_like_signs(text: str) -> None:
    assert hints(text, split(text)[0]) == []


def test_a_question_that_the_text_answers_claims_nothing() -> None:
    text = "為什麼漲了10%？因為油價漲了。為什麼漲了10%？店家不肯說。"
    asked, _, open_one, _ = split(text)
    assert leaning(hints(text, asked)) is HintKind.QUESTION
    assert leaning(hints(text, open_one)) is HintKind.FACT


def test_where_both_balance_the_hints_say_neither() -> None:
    text = "恐怕有三百人。"
    found = hints(text, split(text)[0])
    assert {it.kind for it in found} == {HintKind.FACT, HintKind.OPINION}
    assert leaning(found) is None


def test_a_reason_counts_once() -> None:
    text = "我認為1家、2家、3家、4家、5家都太多。"
    assert leaning(hints(text, split(text)[0])) is HintKind.OPINION


def test_simplified_text_has_the_same_hints_at_the_same_places() -> None:
    text = "根據統計，去年有三百萬人次到訪，是全國第一。我認為，不得不說這令人遺憾。難道應該這樣？"
    simplified = view(text, "t2s").text
    assert simplified != text
    assert len(simplified) == len(text)
    for sentence in split(text):
        assert hints(simplified, sentence) == hints(text, sentence) != []


def test_places_count_from_the_beginning_of_the_text() -> None:
    text = "河邊有公園。𠮷田說：「很吵。」我認為不吵。"
    second, third = split(text)[1:]
    assert [it.span.of(text) for it in hints(text, second)] == ["說"]
    assert [it.span for it in hints(text, third)] == [Span(15, 18)]
