"""Claims that repeat or contradict each other: offered, taken, declined, parted, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import Library, open_library
from reader.model import Annotation, Change, Span
from reader.model.offers import ClaimOffer
from reader.store.edits import Edits

NEWS = ("連鎖店在台灣有一千七百家門市。", "疾管署說，流感重症累計848例。")
OLD = ("目前連鎖店在全台的門市共1,500家。", "流感重症累計848例，疾管署表示。")


class Desk:
    """A library with an article of each day, all of whose lines are facts of 王."""

    def __init__(self, folder: Path) -> None:
        (folder / "articles").mkdir()
        for name, day, lines in (("new", "16", NEWS), ("old", "15", OLD)):
            text = f"---\ntitle: {name}\ndate: 2025-10-{day}\n---\n\n" + "\n\n".join(lines)
            (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
        self.library: Library = open_library(folder)
        self.library.sync()
        self.article = {it.head.title: it.head.id for it in self.library.list()}
        self.ids = {line: self.mark(line, tag="fact") for line in (*NEWS, *OLD)}

    def mark(self, line: str, who: str = "王", **fields: object) -> str:
        article = self.article["new" if line in NEWS else "old"]
        start = self.library.open(article).text.index(line)

        def work(edits: Edits) -> None:
            edits.become(who)
            edits.edit(article, Span(start, start + len(line)), **fields)

        self.library.submit(work).result()
        return next(it.id for it in self.library.annotations(article) if it.exact == line)

    def do(self, name: str, *args: object, **more: object) -> Change:
        def work(edits: Edits) -> Change:
            edits.become("王")
            part = edits.links if hasattr(edits.links, name) else edits.history
            return getattr(part, name)(*args, **more)  # type: ignore[no-any-return]

        return self.library.submit(work).result()

    def offers(self) -> list[ClaimOffer]:
        return self.library.claims.offers(self.article["new"])

    def at(self, line: str) -> Annotation:
        article = self.article["new" if line in NEWS else "old"]
        return next(it for it in self.library.annotations(article) if it.exact == line)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.library.close()


def told(desk: Desk) -> list[tuple[str, str, str]]:
    return [(str(it.found.kind), it.claim.quote, it.other.quote) for it in desk.offers()]


AT_ODDS = ("contradicts", NEWS[0], OLD[0])
BEFORE = ("repeats", NEWS[1], OLD[1])


def test_both_are_offered_with_what_differs(desk: Desk) -> None:
    assert sorted(told(desk)) == [AT_ODDS, BEFORE]
    (odds,) = [it for it in desk.offers() if it.found.kind == "contradicts"]
    assert odds.found.differs == (("一千七百家", "1,500家"),)
    assert odds.other.head.day == "2025-10-15"


def test_taking_both_leaves_no_offer_and_no_mark_changed(desk: Desk) -> None:
    before = {line: desk.at(line).updated for line in (*NEWS, *OLD)}
    desk.do("take", "contradicts", desk.ids[NEWS[0]], desk.ids[OLD[0]])
    desk.do("take", "repeats", desk.ids[NEWS[1]], desk.ids[OLD[1]])
    assert told(desk) == []
    assert {line: desk.at(line).updated for line in before} == before
    assert desk.at(NEWS[1]).claim_check == desk.at(OLD[1]).claim_check != ""
    linked = desk.library.claims.search("link:contradicts").pages()
    assert {it.quote for it in linked} == {NEWS[0], OLD[0]}
    desk.do("undo")
    assert told(desk) == [BEFORE]
    desk.do("undo")
    assert sorted(told(desk)) == [AT_ODDS, BEFORE]
    desk.do("redo")
    assert told(desk) == [BEFORE]


def test_what_is_declined_stays_declined_until_that_is_undone(desk: Desk) -> None:
    desk.do("decline", "contradicts", desk.ids[OLD[0]], desk.ids[NEWS[0]])
    assert told(desk) == [BEFORE]
    assert list(desk.library.claims.search("link:contradicts").pages()) == []
    desk.do("undo")
    assert sorted(told(desk)) == [AT_ODDS, BEFORE]


def test_deciding_one_decides_all_and_one_that_leaves_keeps_a_copy(desk: Desk) -> None:
    one, other = NEWS[1], OLD[1]
    desk.do("same", desk.ids[one], desk.ids[other])
    desk.mark(other, verdict="correct", justification="看過年報")
    assert desk.at(one).justification == "看過年報"
    sharing = desk.library.claims.sharing(desk.ids[one])
    assert [(it.head.title, it.head.day) for it in sharing] == [
        ("new", "2025-10-16"), ("old", "2025-10-15"),
    ]  # fmt: skip
    desk.do("part", desk.ids[one])
    assert desk.at(one).claim_check != desk.at(other).claim_check
    assert desk.at(one).justification == "看過年報"
    assert desk.at(one).verdict == desk.at(other).verdict
    assert told(desk) == [AT_ODDS]
    desk.mark(other, justification="又看了一次")
    assert desk.at(one).justification == "看過年報"
    desk.do("undo")
    desk.do("undo")
    assert desk.at(one).claim_check == desk.at(other).claim_check
    with pytest.raises(InputError, match="check_unshared"):
        desk.do("part", desk.ids[NEWS[0]])


def test_two_checks_that_say_something_are_joined_only_as_somebody_says(desk: Desk) -> None:
    one, other = NEWS[1], OLD[1]
    for line, url in ((one, "https://example.org/1"), (other, "https://example.org/2")):
        desk.mark(line, justification=f"根據{line[:2]}")
        article = desk.at(line).article
        desk.library.submit(
            lambda edits, a=article, i=desk.ids[line], u=url: edits.add_evidence(a, i, u)
        ).result()
    with pytest.raises(InputError, match="checks_differ"):
        desk.do("same", desk.ids[one], desk.ids[other])
    desk.do("same", desk.ids[one], desk.ids[other], keep=desk.ids[one])
    assert desk.at(other).justification == f"根據{one[:2]}"
    assert {it.url for it in desk.at(other).evidence} == {
        "https://example.org/1", "https://example.org/2",
    }  # fmt: skip
    desk.do("undo")
    assert desk.at(other).justification == f"根據{other[:2]}"
    assert len(desk.at(one).evidence) == 1


def test_what_is_private_or_hidden_is_not_offered_and_shares_nothing(desk: Desk) -> None:
    desk.mark(OLD[1], private=True)
    assert told(desk) == [AT_ODDS]
    with pytest.raises(InputError, match="claim_private"):
        desk.do("same", desk.ids[NEWS[1]], desk.ids[OLD[1]])
    me = desk.at(OLD[0]).annotator
    desk.library.submit(lambda edits: edits.show_annotator(me, shown=False)).result()
    assert told(desk) == []


def test_claims_of_a_private_article_are_as_private(desk: Desk) -> None:
    old = desk.article["old"]
    desk.library.submit(lambda edits: edits.shelf.put_private([old], on=True)).result()
    assert told(desk) == []
    with pytest.raises(InputError, match="claim_private"):
        desk.do("same", desk.ids[NEWS[1]], desk.ids[OLD[1]])
    desk.library.submit(lambda edits: edits.shelf.put_private([old], on=False)).result()
    assert len(told(desk)) == 2
