"""Articles through random arrivals, removals and joins: nothing is lost, and all stays true."""

import os
import tempfile
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.errors import InputError
from reader.library import open_library
from reader.library.joining import join, part
from reader.model import Draft, Span, Tag
from reader.store.repair.checks import anchors, references
from reader.store.search import check

TEXTS = (
    "市府說，公園去年來了三百萬人。我認為太多了。\n\n園方要增設廁所，鄰里反對。\n",
    "市府說，公園去年來了兩百萬人。我認為太多了。\n\n園方要增設廁所，鄰里反對。\n",
    "市府昨天說，公園來了兩百萬人。園方要增設廁所，鄰里反對。\n",
    "完全是另一件事：渡輪十月起加開夜班。\n\n市民說很方便。\n",
)
FILES = ("a.md", "b.md", "c.md")
MANY = int(os.environ.get("MEIPI_PROPERTIES", "0"))
CHANCE = st.integers(0, 10_000)


class Articles(RuleBasedStateMachine):
    """A library of some files that are written, marked, removed, put back, joined and parted."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        root = Path(self.place.name)
        (root / "articles").mkdir()
        self.library = open_library(root)
        self.do("become", "王")
        self.removed: set[str] = set()
        self.marks: set[str] = set()
        self.joins: list[str] = []
        self.moment = 1_700_000_000

    def do(self, method: str, *arguments: Any, **fields: Any) -> Any:
        return self.library.submit(
            lambda edits: attrgetter(method)(edits)(*arguments, **fields)
        ).result()

    def live(self) -> list[str]:
        return [entry.head.id for entry in self.library.list()]

    @rule(
        name=st.sampled_from(FILES),
        text=st.sampled_from(TEXTS),
        title=st.sampled_from(["公園", "公園十年"]),
        url=st.sampled_from(["", "https://example.org/1"]),
    )
    def write(self, name: str, text: str, title: str, url: str) -> None:
        path = self.library.articles / name
        path.write_text(f"---\ntitle: {title}\nurl: {url}\n---\n\n{text}", encoding="utf-8")
        self.moment += 1
        os.utime(path, (self.moment, self.moment))
        assert self.library.sync() == []

    @rule(name=st.sampled_from(FILES))
    def delete(self, name: str) -> None:
        (self.library.articles / name).unlink(missing_ok=True)
        assert self.library.sync() == []

    @precondition(lambda self: self.live())
    @rule(which=CHANCE, start=CHANCE, length=st.integers(1, 12))
    def mark(self, which: int, start: int, length: int) -> None:
        live = self.live()
        article = live[which % len(live)]
        end = len(self.library.open(article).text)
        first = start % (end - 1)
        span = Span(first, min(end, first + length))
        self.do("edit", article, span, tag=Tag.FACT, note="查")
        self.marks |= {each.id for each in self.library.annotations(article)}

    @precondition(lambda self: self.live())
    @rule(which=CHANCE)
    def remove(self, which: int) -> None:
        live = self.live()
        article = live[which % len(live)]
        assert self.do("shelf.take_out", [article]) == 1
        self.removed.add(article)

    @precondition(lambda self: self.removed)
    @rule(which=CHANCE)
    def put_back(self, which: int) -> None:
        article = sorted(self.removed)[which % len(self.removed)]
        assert self.do("shelf.put_back", [article]) == 1
        self.removed.remove(article)

    @precondition(lambda self: len(self.live()) > 1)
    @rule(one=CHANCE, other=CHANCE)
    def join_two(self, one: int, other: int) -> None:
        live = self.live()
        pair = live[one % len(live)], live[other % len(live)]
        if pair[0] == pair[1]:
            with pytest.raises(InputError, match="join_same"):
                join(self.library, *pair)
            return
        done = join(self.library, *pair)
        assert (done.article, done.other) == (min(pair), max(pair))
        self.joins.append(min(pair))

    @precondition(lambda self: self.live())
    @rule(which=CHANCE)
    def take_back_a_join(self, which: int) -> None:
        live = self.live()
        article = live[which % len(live)]
        if article not in self.joins:
            with pytest.raises(InputError, match="join_none"):
                part(self.library, article)
            return
        done = part(self.library, article)
        self.joins.remove(article)
        assert {done.article, done.other} <= set(self.live())

    @precondition(lambda self: self.live())
    @rule(which=CHANCE, archived=st.booleans(), offset=st.integers(0, 5))
    def leave_something(self, which: int, archived: bool, offset: int) -> None:
        """In the archive or not, read up to somewhere, and a note that is not finished."""
        live = self.live()
        article = live[which % len(live)]
        self.do("shelf.put_state", article, "archived", archived)
        self.do("save_position", article, offset, 0.5)
        draft = Draft(Span(offset, offset + 3), "note", f"寫到一半{which}")
        self.do("save_draft", article, draft)

    def state(self, *, through: str = "") -> dict[str, Any]:
        """All that is seen of each article, and which files are of it.

        What is typed may cover fewer words after it was carried `through` another text and back.
        """
        found: dict[str, Any] = {}
        files = self.library.files().values()
        for entry in self.library.list():
            page = self.library.open(entry.head.id)
            of = sorted((row.path, row.former) for row in files if row.article == entry.head.id)
            ids = [revision.id for revision in self.library.revisions(entry.head.id)]
            drafts = [(it.field, it.text, () if through else it.span) for it in page.drafts]
            found[entry.head.id] = entry, page.text, page.annotations, drafts, ids, of
        return found

    @precondition(lambda self: len(self.live()) > 1)
    @rule(
        order=st.permutations(FILES),
        deep=st.booleans(),
        arrives=st.sampled_from(["", *FILES]),
        by_undo=st.booleans(),
    )
    def join_and_take_back(self, order: list[str], deep: bool, arrives: str, by_undo: bool) -> None:
        """What was joined is parted again as it was, with what came meanwhile where it belongs."""
        rows = {Path(row.path).name: row for row in self.library.files().values()}
        live = self.live()
        of = [rows[name].article for name in order if name in rows]
        of = [it for it in dict.fromkeys(of) if it in live][: 3 if deep else 2]
        if len(of) < 2:
            return
        before = [self.state(through=arrives)]
        done = []
        for other in of[1:]:
            done.append(join(self.library, of[0], other))
            before.append(self.state(through=arrives))
        path, owner, text = self.library.articles / arrives, "", ""
        if arrives and path.is_file() and not rows[arrives].gone and rows[arrives].article in of:
            owner = rows[arrives].article
            self.moment += 1
            path.write_text(f"{path.read_text('utf-8').rstrip()}又訊。{self.moment}\n", "utf-8")
            os.utime(path, (self.moment, self.moment))
            assert self.library.sync() == []
            text = str(self.moment)
        split = set(self.live()) - set(before[-1])
        for each, was in zip(reversed(done), reversed(before[:-1]), strict=True):
            if by_undo:
                self.do("history.undo", scope="shelf")
            else:
                assert part(self.library, each.article)[:2] == each[:2]
            now = self.state(through=arrives)
            assert now.keys() == was.keys() | split
            if not text or split:
                assert {it: now[it] for it in was if it != owner} == {
                    it: was[it] for it in was if it != owner
                }
        now = self.state(through=arrives)
        for article, was_of in before[0].items():
            if article != owner or not text:
                assert now[article] == was_of
            elif not split:
                assert text in now[article][1]
                assert [it.id for it in now[article][2]] == [it.id for it in was_of[2]]
                assert now[article][4][1:] == was_of[4]
                assert now[article][5] == was_of[5]

    @invariant()
    def nothing_is_lost_and_all_is_true(self) -> None:
        live = set(self.live())
        assert {head.id for head in self.library.removed()} == self.removed
        assert not live & self.removed
        with self.library.reading() as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute(references.SHOWN).fetchall() == []
            assert list(anchors.wrong(connection)) == []
            stored = {
                row[0] for row in connection.execute("SELECT id FROM annotation WHERE deleted = 0")
            }
            assert stored == self.marks
            connection.execute("PRAGMA query_only = OFF")  # for its temporary tables
            assert check.check(connection) == []
            connection.execute("PRAGMA query_only = ON")

    def teardown(self) -> None:
        self.library.close()
        self.place.cleanup()


TestArticles = Articles.TestCase
TestArticles.settings = settings(max_examples=max(8, MANY), stateful_step_count=15, deadline=None)
