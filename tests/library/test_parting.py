"""Three editions of one piece of news, joined one after another and parted again."""

import os
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from reader.library import Library, open_library
from reader.library.health.doctor import examine
from reader.library.joining import join, part
from reader.model import AnchorStatus, Draft, Entry, Span, Tag
from reader.text.structure import parse

TEXT = "{}，新橋明年通車。市長說，工程費是三十億元。\n\n居民認為，橋下的路太窄了。\n"
TITLES = {"a": "新橋通車", "b": "新橋明年通車", "c": "新橋快訊"}
FIRST = {"a": "昨天", "b": "今天", "c": "快訊"}
MOMENTS = count(1_700_000_000)
Said = list[tuple[str, str, Span | None, AnchorStatus]]
State = dict[str, tuple[Entry, str, Said, tuple[Draft, ...]]]


def write(root: Path, name: str, text: str) -> None:
    path = root / "articles" / f"{name}.md"
    day = f"2025-03-0{ord(name) - 96}"
    path.write_text(f"---\ntitle: {TITLES[name]}\ndate: {day}\n---\n\n{text}", encoding="utf-8")
    when = next(MOMENTS)
    os.utime(path, (when, when))


@pytest.fixture
def three(tmp_path: Path) -> Library:
    """A library of three files, with a mark on the first word of each and one on the price."""
    (tmp_path / "articles").mkdir()
    for name in TITLES:
        write(tmp_path, name, TEXT.format(FIRST[name]))
    library = open_library(tmp_path)
    library.sync()
    library.submit(lambda edits: edits.become("王")).result()
    for article in ids(library).values():
        price = library.open(article).text.index("三十億元")
        for span in (Span(0, 2), Span(price, price + 4)):
            mark(library, article, span, note="查")
    return library


def ids(library: Library) -> dict[str, str]:
    return {name: library.find(f"{name}.md") for name in TITLES}


def mark(library: Library, article: str, span: Span, **fields: object) -> None:
    library.submit(lambda edits: edits.edit(article, span, tag=Tag.FACT, **fields)).result()


def state(library: Library) -> State:
    """All that is seen of the articles in the list and on their pages."""
    found: State = {}
    for entry in library.list():
        page = library.open(entry.head.id)
        said = [(it.id, it.exact, it.span, it.anchor) for it in page.annotations]
        found[entry.head.id] = entry, page.text, said, page.drafts
    return found


def in_order(library: Library) -> bool:
    library.close()
    report = examine(library.root)
    return report.in_order


@pytest.mark.parametrize("order", [("ab", "ac"), ("bc", "ab"), ("ac", "bc"), ("bc", "ac")])
def test_files_keep_what_they_were_of_through_joins_on_joins(
    three: Library, order: tuple[str, str]
) -> None:
    before, article = state(three), ids(three)
    joined = [join(three, article[one], article[other]) for one, other in order]
    assert in_order(three)
    library = open_library(three.root)
    for name in TITLES:
        write(library.root, name, TEXT.format(FIRST[name]).replace("路", "道路"))
        assert library.sync() == []
        assert [entry.head.id for entry in library.list()] == [joined[-1].article]
        write(library.root, name, TEXT.format(FIRST[name]))
        assert library.sync() == []
    for each in reversed(joined):
        part(library, each.article)
    after = state(library)
    for ident, (entry, text, said, drafts) in before.items():
        now, *rest = after[ident]
        assert (now.head.title, now.head.path) == (entry.head.title, entry.head.path)
        assert rest == [text, said, drafts]
    assert in_order(library)


@pytest.mark.parametrize("by_undo", [False, True])
@pytest.mark.parametrize("times", [1, 2])
def test_what_came_since_for_the_parted_one_is_its_own(
    three: Library, times: int, by_undo: bool
) -> None:
    article = ids(three)
    winner, loser = sorted((article["a"], article["b"]))
    names = {ident: name for name, ident in article.items()}
    before = state(three)
    join(three, winner, loser)
    name = names[loser]
    for turn in range(times):
        write(three.root, name, TEXT.format(FIRST[name] + "下午" * (turn + 1)))
        assert three.sync() == []
    new = three.open(winner).text
    if by_undo:
        three.submit(lambda edits: edits.history.undo(scope="shelf")).result()
    else:
        part(three, winner)
    after = state(three)
    assert after[winner] == before[winner]
    assert after[loser][1] == new
    assert [revision.title for revision in three.revisions(loser)] == [TITLES[name]] * (times + 1)
    assert len(three.revisions(winner)) == 1
    first, price = after[loser][2]
    assert [new[it.start : it.end] for it in (first[2], price[2]) if it] == [
        FIRST[name],
        "三十億元",
    ]
    assert three.open(loser).to_review == 0
    write(three.root, names[winner], TEXT.format(FIRST[names[winner]]).replace("路", "道路"))
    assert three.sync() == []
    assert len(three.list()) == 3
    assert in_order(three)


def test_a_join_that_is_done_again_takes_along_what_came_between(three: Library) -> None:
    article = ids(three)
    winner, loser = sorted((article["a"], article["b"]))
    join(three, winner, loser)
    three.submit(lambda edits: edits.history.undo(scope="shelf")).result()
    name = next(name for name, ident in article.items() if ident == loser)
    write(three.root, name, TEXT.format("剛才"))
    assert three.sync() == []
    mark(three, loser, Span(0, 2))
    before = state(three)
    three.submit(lambda edits: edits.history.redo(scope="shelf")).result()
    assert len(three.open(winner).annotations) == 5
    assert len(three.revisions(winner)) == 3
    part(three, winner)
    assert state(three) == before
    assert in_order(three)


def test_what_was_said_of_a_text_goes_where_the_text_goes(three: Library) -> None:
    article = ids(three)
    winner, loser = sorted((article["a"], article["b"]))
    join(three, winner, loser)
    name = next(name for name, ident in article.items() if ident == loser)
    write(three.root, name, TEXT.format("剛才"))
    assert three.sync() == []
    mark(three, winner, Span(0, 2))
    part(three, winner)
    assert [len(three.annotations(it)) for it in (winner, loser)] == [2, 3]
    assert in_order(three)


@pytest.mark.parametrize("archived", ["", "w", "l", "wl"])
def test_only_what_was_twice_in_the_archive_is_there(three: Library, archived: str) -> None:
    article = ids(three)
    two = sorted((article["a"], article["b"]))
    for each, name in zip(two, "wl", strict=True):
        if name in archived:
            three.submit(
                lambda edits, it=each: edits.shelf.put_state(it, "archived", True)
            ).result()
    three.submit(lambda edits: edits.save_position(two[1], 12, 0.5)).result()
    before = state(three)
    join(three, *two)
    (entry,) = three.entries([two[0]])
    assert entry.archived == (archived == "wl")
    assert entry.progress == 0.5
    part(three, two[0])
    assert state(three) == before


def test_a_draft_is_only_where_it_was_unless_it_was_typed_in(three: Library) -> None:
    article = ids(three)
    winner, loser = sorted((article["a"], article["b"]))

    def save(where: str, words: str) -> None:
        draft = Draft(Span(10, 14), "note", words)
        three.submit(lambda edits: edits.save_draft(where, draft)).result()

    for own in ("", "這裡的"):
        save(loser, "寫到一半")
        if own:
            save(winner, own)
        before = state(three)
        join(three, winner, loser)
        (draft,) = three.open(winner).drafts
        assert draft.text == f"{own}\n寫到一半".strip()
        part(three, winner)
        assert state(three) == before
    join(three, winner, loser)
    save(winner, "全部重寫")
    part(three, winner)
    drafts = {it: [draft.text for draft in three.open(it).drafts] for it in (winner, loser)}
    assert drafts == {winner: ["全部重寫"], loser: ["寫到一半"]}


def test_a_page_that_comes_again_is_written_to_its_own_file(three: Library) -> None:
    def page(text: str, number: int) -> str:
        url = f"https://example.org/{number}"
        return three.keep(replace(parse(TEXT.format(text)), title="新橋", url=url)).article

    winner, loser = sorted(page(text, number) for number, text in enumerate(("晚報", "早報")))
    before = state(three)
    url = three.open(loser).head.url
    join(three, winner, loser)
    again = replace(parse(TEXT.format("號外")), title="新橋", url=url)
    assert three.keep(again).article == winner
    part(three, winner)
    after = state(three)
    assert after[winner] == before[winner]
    assert after[loser][1] == TEXT.format("號外")
    assert three.keep(again).what == "same"
    for ident in (winner, loser):
        path = three.root / three.open(ident).head.path
        path.write_text(path.read_text(encoding="utf-8").replace("路", "道路"), "utf-8")
    assert three.sync() == []
    assert all("道路" in three.open(ident).text for ident in (winner, loser))
    assert in_order(three)
