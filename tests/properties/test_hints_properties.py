"""Hints lie inside their sentence, none over another, and are the same in every script."""

from __future__ import annotations

from about import about, given
from hypothesis import strategies as st

from reader.analysis.hint_scores import HintScores, KindScore
from reader.analysis.hinted_text import HintedText
from reader.cli.hinting import hinted_sentences, sentence_fields, sentence_rows
from reader.config import Config
from reader.model import Annotation, Document, Head, Span, Tag
from reader.model.hook import hook_of
from reader.text.hints import HintKind, hints, leaning
from reader.text.sentences import split
from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from reader.words import load
from reader.words.hints import hint_text

WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "我認為",
                "不得不說",
                "據",
                "統計",
                "最",
                "幸福",
                "的",
                "不是",
                "而是",
                "難道",
                "有人會問",
            ),
            *(
                "三百萬人次",
                "2025年",
                "7月3日",
                "全球",
                "首座",
                "說",
                "：「",
                "」",
                "令人",
                "，",
                "。",
                "？",
            ),
            *("因為", "應該", "恐怕", "𠮷", "\n\n", "上百", "萬", "%", "寶貴"),
        ]
    ),
    max_size=30,
).map("".join)
TEXTS = WORDS | st.text(max_size=60)


@given(TEXTS, st.data())
@about(hints, leaning)
def test_hints_lie_in_their_sentence_and_apart(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    sentence = Span(*ends)
    found = hints(text, sentence)
    reached = sentence.start
    for hint in found:
        assert reached <= hint.span.start < hint.span.end <= sentence.end
        reached = hint.span.end
    kinds = {hint.kind for hint in found}
    assert leaning(found) in kinds | {None}
    assert leaning([*found, *found]) == leaning(found)


@given(TEXTS)
@about(HintedText.of, HintedText.overlapping, HintedText.with_hints)
def test_a_passage_has_the_hints_that_touch_it(text: str) -> None:
    article = parse(text)
    outline = outline_of(article)
    hinted = HintedText(article.text, outline)
    numbers = range(len(outline.sentence_starts))
    every = [hint for number in numbers for hint in hinted.of(number)]
    assert hinted.overlapping(Span(0, len(article.text))) == every
    pointed = [hint._replace(kind=HintKind.HOOK, why="模型") for hint in every[::2]]
    more = hinted.with_hints(pointed)
    again = [hint for number in numbers for hint in more.of(number)]
    assert again == [pointed[n // 2] if n % 2 == 0 else hint for n, hint in enumerate(every)]
    assert hinted.overlapping(Span(0, len(article.text))) == every
    for hint in every:
        assert hint in hinted.overlapping(hint.span)
        assert outline.is_claim(outline.sentence_at(hint.span.start))


@given(st.lists(st.tuples(TEXTS, st.sampled_from(Tag)), max_size=4))
@about(
    HintScores.add,
    HintScores.of,
    HintScores.passages.fget,
    KindScore.precision.fget,
    KindScore.recall.fget,
)
def test_scores_add_up(articles: list[tuple[str, Tag]]) -> None:
    scores, tagged = HintScores(), 0
    for text, tag in articles:
        article = parse(text)
        spans = split(article.text)
        made = [Annotation(id="1", article="", annotator="", span=it, tag=tag) for it in spans]
        scores.add(article.text, outline_of(article), made)
        tagged += len(made)
    assert scores.passages == tagged
    for kind in (HintKind.FACT, HintKind.OPINION):
        score = scores.of(kind)
        assert 0 <= score.both <= min(score.tagged, score.pointed) <= tagged
        for share in (score.precision, score.recall):
            assert share is None or 0 <= share <= 1


@given(TEXTS)
@about(hinted_sentences, sentence_fields, sentence_rows, hint_text)
def test_each_hinted_sentence_says_why(text: str) -> None:
    article = parse(text)
    document = Document(
        Head(id="", revision="", text="", title=""), article.text, outline_of(article)
    )
    words = load("zh_hant")
    for one in hinted_sentences(document):
        told, rows = sentence_fields(one), list(sentence_rows(one, words))
        assert len(rows) == 2
        assert "像" in rows[1]
        assert told["text"] == article.text[told["start"] : told["end"]]
        assert [it["why"] for it in told["hints"]] == [it.why for it in one.found]
        reasons = [(str(it.kind), words(f"hint.{it.why}")) for it in one.found]
        said = hint_text(words, reasons)
        assert all(said.count(reason) >= 1 for _, reason in reasons)


LISTS = st.lists(st.text(max_size=4), max_size=3)


@given(st.text(max_size=4), LISTS, st.booleans() | st.text(max_size=2))
@about(hook_of, Config.named_hooks.fget)
def test_a_hook_is_a_program_with_its_arguments(
    name: str, command: list[str], hinting: bool | str
) -> None:
    plain, table = hook_of(name, command), hook_of(name, {"run": command, "hints": hinting})
    named = bool(name.strip()) and name.isprintable()
    runs = bool(command) and bool(command[0]) and not any("\0" in part for part in command)
    assert (plain is not None) == (named and runs)
    assert (table is not None) == (named and runs and isinstance(hinting, bool))
    if plain is not None:
        assert plain == (name, tuple(command), False)
        assert Config(hooks={name: command}).named_hooks == (plain,)
    assert hook_of(name, {"run": command, "shell": True}) is None
