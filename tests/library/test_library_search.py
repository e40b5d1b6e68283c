"""Searching a library finds what looking at every article finds, no more and no less."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_data import LABELS, NOTES, PEOPLE, PIECES, SOURCES, made, put

from reader.analysis.matching import matches, passages
from reader.errors import LibraryError
from reader.library import Library, open_library
from reader.model import Document, Span, Tag
from reader.model.search import Found, Query, Term
from reader.store.edits import Edits
from reader.store.search import check as checking
from reader.store.search import phrases
from reader.text.folding import fold
from reader.text.query import parse
from reader.text.query.regional_words import expanded


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.store.search.phrases.FIRST", 25)  # as if there were thousands
        library = made(tmp_path_factory.mktemp("many"))
    yield library
    library.close()


class Documents(list[Document]):
    """A list that hypothesis does not write out."""

    def __repr__(self) -> str:
        return f"{len(self)} documents"


@pytest.fixture(scope="module")
def documents(many: Library) -> list[Document]:
    return Documents(everything(many))


def test_phrases_were_learnt(many: Library) -> None:
    learnt = many.submit(lambda edits: phrases.latest(edits.connection)).result()
    assert learnt > 20


def everything(library: Library) -> list[Document]:
    """Every article, opened one by one, the newest first."""
    return [library.open(entry.head.id) for entry in library.list()]


def by_looking(query: Query, documents: list[Document]) -> list[tuple[str, list[object]]]:
    return [
        (each.head.id, list(passages(query, each))) for each in documents if matches(query, each)
    ]


def by_searching(library: Library, query: Query, part: int = 7) -> list[tuple[str, list[object]]]:
    found: list[Found] = []
    results = library.search(query, limit=part)
    found += results.found
    while results.after:
        results = library.search(query, limit=part, after=results.after)
        found += results.found
    return [(each.head.id, list(each.passages)) for each in found]


def assert_alike(library: Library, query: Query, documents: list[Document]) -> int:
    wanted = by_looking(query, documents)
    assert by_searching(library, query) == wanted, query
    assert library.count(query) == len(wanted), query
    return len(wanted)


def word(chance: random.Random) -> str:
    """One to six characters, most of them out of a text."""
    length = chance.randint(1, 6)
    if chance.random() < 0.1:
        return "".join(chance.choices("的人是京東市AIａ1😀沒有之字", k=length))
    piece = chance.choice((*PIECES, *NOTES)) + chance.choice(PIECES)
    at = chance.randrange(len(piece))
    return piece[at : at + length]


def filters(chance: random.Random) -> str:
    value = {
        "tag": ("fact", "opinion", "none", "觀點"),
        "status": ("unchecked", "to_check", "refuted", "屬實"),
        "source": tuple(source for source in SOURCES if source),
        "label": (*LABELS, "沒有"),
        "by": (*PEOPLE, "小", "誰"),
        "in": ("text", "title", "note"),
        "from": ("無相", "聯合", "联合", "a", "無"),
        "after": ("2025", "2025-01", "2025-10-14"),
        "before": ("2025", "2025-01-01", "2025-10-14", "2027"),
    }
    name = chance.choice(sorted(value))
    return f'{name}:"{chance.choice(value[name])}"'


def query(chance: random.Random) -> Query:
    parts = [
        chance.choice(("", "", "", "-")) + f'"{word(chance)}"'
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3)))
    ]
    parts += [
        chance.choice(("", "", "-")) + filters(chance)
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2)))
    ]
    return parse(" ".join(parts))


@pytest.mark.parametrize("seed", range(5))
def test_what_is_found_is_what_looking_at_every_article_finds(
    many: Library, documents: list[Document], seed: int
) -> None:
    chance = random.Random(seed)
    counts = [assert_alike(many, query(chance), documents) for _ in range(120)]
    assert sum(0 < count < len(documents) for count in counts) > 40


QUERIES = """
京東|京东|計程車|出租车 -計程車|「國民好車」|"iPhone 15"|ａｉ|4680亿|佈局|台北|里面
着名|😀|😀😀😀|\U000f0041|\U000f0041\U000f0042|\U000f0043|𠮷|𠮷野家|人人人|的 是|-的
-的 -是|in:note 要查|in:note -要查|in:title 京東|in:text 京東|-in:text 京東
-in:note 京東|in:title in:text 京|in:title tag:fact|in:text tag:fact
in:note in:text 人|in:note tag:fact|tag:fact|-tag:fact|tag:opinion 京東
tag:fact -京東|status:refuted|-status:unchecked|source:京東|-source:京東|label:数字
-label:數字|by:隱藏|-by:王|by:誰|by:王 tag:none 人|from:聯合|-from:聯合
after:2025-10-14|before:2025|-before:2025|after:2025 before:2026 人|\ud800
京東 \udc00|-\ud800
"""


@pytest.mark.parametrize("text", ["", *QUERIES.strip().replace("\n", "|").split("|")])
def test_every_kind_of_query(many: Library, documents: list[Document], text: str) -> None:
    assert_alike(many, expanded(parse(text)), documents)


def test_another_regions_word_is_found_and_marked(many: Library) -> None:
    plain, wide = parse("計程車"), expanded(parse("計程車"))
    assert many.count(wide) >= many.count(plain) > 0
    marks = [
        flag
        for found in many.search(wide).found
        for passage in found.passages
        for flag in passage.also
    ]
    assert set(marks) == {False, True}


TEXTS = st.text(st.sampled_from("".join(PIECES) + "京東的人"), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, st.booleans(), st.none() | TEXTS), max_size=3),
    st.sampled_from(["", "in:title", "in:text", "in:note", "tag:fact", "by:隱藏者", "after:2025"]),
)
def test_any_query(
    many: Library,
    documents: list[Document],
    words: list[tuple[str, bool, str | None]],
    rest: str,
) -> None:
    terms = tuple(
        Term(text, fold(text), (fold(also),) if also else (), negated=negated)
        for text, negated, also in words
    )
    assert_alike(many, Query(rest, terms, parse(rest).filters), documents)


def test_parts_follow_each_other_without_gap_or_repetition(many: Library) -> None:
    wide = parse("的")
    whole = [each.head.id for each in many.search(wide, limit=10_000).found]
    assert len(whole) == len(set(whole)) == many.count(wide) > 20
    for part in (1, 3, len(whole)):
        assert [ident for ident, _ in by_searching(many, wide, part)] == whole


def test_sections_are_named_as_passages_count_them(many: Library) -> None:
    for found in many.search(parse("京東")).found:
        for passage in found.passages:
            assert passage.section is None or passage.section < len(found.sections)


@pytest.mark.parametrize("limits", [(3, 3, 3), (1, 2, 20_000)])
def test_walking_finds_what_candidates_do(
    many: Library,
    documents: list[Document],
    monkeypatch: pytest.MonkeyPatch,
    limits: tuple[int, int, int],
) -> None:
    noted, found, wide = limits
    for room in ("articles", "claims"):
        monkeypatch.setattr(f"reader.store.search.{room}.MANY", found)
        monkeypatch.setattr(f"reader.store.search.{room}.MANY_NOTED", noted)
    monkeypatch.setattr("reader.store.search.claims.WIDE", wide)
    chance = random.Random(99)
    for _ in range(150):
        assert_alike(many, query(chance), documents)


def test_the_index_stays_true_through_any_changes(tmp_path: Path) -> None:
    library = made(tmp_path / "changing", count=40, seed=11)
    chance = random.Random(5)
    try:
        for number in chance.choices(range(60), k=40):
            put(library, chance, number)
        assert check(library) == []
        found = everything(library)
        for _ in range(60):
            assert_alike(library, query(chance), found)
    finally:
        library.close()


def test_what_waits_is_found_at_once_and_indexed_by_the_next_sync(tmp_path: Path) -> None:
    library = made(tmp_path / "waiting", count=30)
    try:
        assert library.unindexed() == 3
        chance = random.Random(1)
        queries = [query(chance) for _ in range(40)]
        before = [by_searching(library, each) for each in queries]
        assert library.sync() == []
        assert library.unindexed() == 0
        assert [by_searching(library, each) for each in queries] == before
        assert check(library) == []
    finally:
        library.close()


def test_what_cannot_be_indexed_is_still_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = made(tmp_path / "waiting", count=30)
    try:
        found = by_searching(library, parse("的"))

        def refuse(_: object) -> None:
            raise LibraryError("library_read_only", path="")

        monkeypatch.setattr(library, "submit", refuse)
        assert library.sync() == []
        assert library.unindexed() == 3
        assert by_searching(library, parse("的")) == found
    finally:
        library.close()


def test_nothing_is_found_where_nothing_is_asked_for(many: Library) -> None:
    assert many.search(parse("的"), limit=0).found == ()
    assert (many.search(parse("")).found, many.count(parse(""))) == ((), 0)


def check(library: Library) -> list[str]:
    return library.submit(lambda edits: checking.check(edits.connection)).result()


def test_words_are_found_behind_a_radical_whose_fold_is_of_another_plane(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = "⻊部的字。京東說國民好車不貴。\n"
    (tmp_path / "articles" / "radical.txt").write_text(text, "utf-8")
    library = open_library(tmp_path)
    try:
        library.sync()
        (entry,) = library.list()
        start = text.index("京東說國民")
        span = Span(start, start + 5)

        def mark(edits: Edits) -> None:
            edits.become("王")
            edits.edit(entry.head.id, span, tag=Tag.FACT)

        library.submit(mark).result()
        counts = {
            it: library.count(parse(it))
            for it in ("tag:fact 民", "tag:fact 東說國民", "tag:fact 。京")
        }
        assert counts == {"tag:fact 民": 1, "tag:fact 東說國民": 1, "tag:fact 。京": 0}
        assert check(library) == []
    finally:
        library.close()
