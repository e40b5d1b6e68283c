"""What docs/storage.md says holds always does: as shipped, after anything done, once migrated."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.errors import InputError
from reader.library import open_library
from reader.library.joining import join, part
from reader.model import Span, Status, Tag
from reader.store.annotation_query import words
from reader.store.edits import Edits
from tests.archives import unpack
from tests.store.invariants import INVARIANTS, broken

BROKEN = {
    "Rules of the tables": "UPDATE annotation SET unsure = 2",
    "Texts": "UPDATE body SET text = text || '。'",
    "Outlines": "DELETE FROM outline",
    "Current revision": "UPDATE revision SET article = 'another'",
    "What is shown": "UPDATE article SET title = title || '！'",
    "Aliases": "DELETE FROM alias WHERE kind = 'text'",
    "Joined articles": "INSERT INTO alias (kind, value, article) SELECT 'id', min(id), max(id)"
    " FROM article",
    "Places": "DELETE FROM anchor",
    "Words": 'UPDATE anchor SET start = start + 1, "end" = "end" + 1',
    "Code book": "UPDATE code_book SET kind = 'verdict', digit = NULL",
    "Persons": "UPDATE annotator SET joined = id",
    "Checks": "UPDATE claim_check SET status = 'unchecked'",
    "Quotes of evidence": "UPDATE evidence SET quote_exact = '車'",
    "Stamps": "UPDATE annotation SET clock = json_set(clock, '$.tag', 'now')",
    "Times": "UPDATE annotation SET updated = 'yesterday'",
    "Journal": "UPDATE journal SET standing = 'past' WHERE standing IS NOT NULL",
    "Rows of the journal": "UPDATE journal_row SET after = json_set(after, '$.no', 1)",
    "Reading": "UPDATE reading SET position = 100000",
    "Settings": "UPDATE setting SET value = 'nobody' WHERE key = 'me'",
    "List of articles": "DELETE FROM listing",
    "Counts": "UPDATE tally SET facts = facts + 1",
    "List of annotations": "UPDATE claim_listing SET tag = 'none' WHERE tag <> 'none'",
    "Search index": "DELETE FROM search_note",
}
"""What breaks each of them, in a library that holds something of everything."""

ROOT = Path(__file__).parents[2]
OLD = sorted((Path(__file__).parent / "old_libraries").glob("*.tar.xz"))
SENTENCES = ["甲說明年會下雨。", "乙不這麼認為！", "丙沒有說話，丁說了很多。", "戊呢？", "己走了。"]
FIELDS: list[dict[str, Any]] = [
    {"tag": Tag.FACT}, {"tag": Tag.OPINION, "unsure": True}, {"tag": Tag.NONE}, {"tag": None},
    {"note": "要查"}, {"note": ""}, {"source": "市府", "kind": "數字"}, {"source": ""},
    {"status": Status.TO_CHECK}, {"status": "unchecked"}, {"verdict": "incorrect"},
    {"verdict": "disputed", "justification": "見公報"}, {"verdict": ""}, {"highlight": "yellow"},
    {"highlight": "", "note": "", "tag": None}, {"private": True}, {"note_private": True},
]  # fmt: skip


class Life:
    """A library in which anything is done; what is refused changes nothing."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        (root / "articles").mkdir()
        for number in range(3):
            self.write(number)
        self.library = open_library(root)
        self.library.sync()
        self.articles = [entry.head.id for entry in self.library.list()]
        self.become()
        self.done: set[str] = set()

    def write(self, number: int) -> None:
        text = "\n\n".join(self.chance.sample(SENTENCES, 4))
        title, topics = self.chance.choice("題目"), self.chance.choice(["[]", "[車, 人]"])
        head = f"---\ntitle: {title}{number}\ntopics: {topics}\ndate: 2025-01-0{number + 1}\n---\n"
        (self.root / "articles" / f"{number}.md").write_text(f"{head}\n{text}\n", "utf-8")

    def act(self) -> None:
        chance, article = self.chance, self.chance.choice(self.articles)
        span = Span(start := chance.randrange(20), start + chance.choice([1, 5]))
        actions: dict[str, Callable[[Edits], object]] = {
            "edit": lambda it: it.edit(article, span, **chance.choice(FIELDS)),
            "again": lambda it: it.edit(article, self.mark(it, article), **chance.choice(FIELDS)),
            "label": lambda it: it.label(article, span, chance.choice("甲乙丙")),
            "evidence": lambda it: it.add_evidence(article, span, "https://example.org/a"),
            "remove": lambda it: it.remove(self.mark(it, article)),
            "place": lambda it: it.choose_place(article, self.mark(it, article), span),
            "orphan": lambda it: it.keep_as_orphan(article, self.mark(it, article)),
            "undo": lambda it: it.undo(article),
            "redo": lambda it: it.redo(article),
            "rename": lambda it: it.rename_label(self.label(it), chance.choice("甲丁"), join=True),
            "unlabel": lambda it: it.remove_label(self.label(it)),
            "key": lambda it: it.key_label(self.label(it), chance.choice([1, 2, None])),
            "person": lambda it: it.join_annotators(self.person(it), self.person(it)),
            "undo_naming": lambda it: it.undo(scope="book"),
            "redo_naming": lambda it: it.redo(scope="book"),
            "take_out": lambda it: it.take_out([article]),
            "put_back": lambda it: it.put_back([article]),
            "title": lambda it: it.rename(article, chance.choice(["我的題目", ""])),
            "topics": lambda it: it.put_topics(article, chance.choice([("新",), None])),
            "star": lambda it: it.put_state(article, "starred", chance.random() < 0.5),
            "read": lambda it: it.save_position(article, span.start, 0.5),
            "index": lambda it: words.settle(it.connection, chance.choice([3, 500])),
        }
        whole: dict[str, Callable[[], object]] = {
            "become": self.become,
            "revise": self.revise,
            "join": lambda: join(self.library, article, chance.choice(self.articles)),
            "part": lambda: part(self.library, article),
        }
        name = chance.choice(["edit", "again", "undo", *actions, *whole])
        try:
            if name in whole:
                whole[name]()
            else:
                self.library.submit(actions[name]).result()
            self.done.add(name)
        except InputError:
            pass

    def become(self) -> None:
        name = self.chance.choice(["王", "林"])
        self.library.submit(lambda edits: edits.become(name)).result()

    def revise(self) -> None:
        self.write(self.chance.randrange(3))
        self.library.sync()

    def one(self, edits: Edits, sql: str, *values: str) -> str:
        found = edits.connection.execute(sql, values).fetchall()
        return str(self.chance.choice(found)[0]) if found else "none"

    def mark(self, edits: Edits, article: str) -> str:
        return self.one(edits, "SELECT id FROM annotation WHERE article = ? ORDER BY id", article)

    def label(self, edits: Edits) -> str:
        return self.one(edits, "SELECT id FROM code_book WHERE kind = 'label' ORDER BY id")

    def person(self, edits: Edits) -> str:
        return self.one(edits, "SELECT id FROM annotator ORDER BY id")

    def broken(self) -> list[str]:
        with closing(sqlite3.connect(self.root / "annotations.db")) as connection:
            return broken(connection)


@pytest.mark.parametrize("seed", range(6))
def test_they_hold_whatever_is_done(seed: int, tmp_path: Path) -> None:
    life = Life(tmp_path, random.Random(seed))
    try:
        for _ in range(60):
            life.act()
            assert life.broken() == []
    finally:
        life.library.close()
    assert life.broken() == []


def test_they_hold_in_the_library_that_is_shipped(tmp_path: Path) -> None:
    shutil.copy(ROOT / "annotations.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "annotations.db")) as connection:
        assert broken(connection) == []


@pytest.mark.parametrize("made", OLD, ids=lambda path: path.name[:4])
def test_they_hold_in_a_library_of_every_earlier_version(made: Path, tmp_path: Path) -> None:
    unpack(made, tmp_path)
    open_library(tmp_path / "library").close()
    with closing(sqlite3.connect(tmp_path / "library" / "annotations.db")) as connection:
        assert broken(connection) == []


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("used")
    unpack(OLD[-1], folder)
    open_library(folder / "library").close()
    return folder / "library" / "annotations.db"


@pytest.mark.parametrize("name", INVARIANTS)
def test_what_breaks_one_is_seen(name: str, used: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(shutil.copy(used, tmp_path))) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(BROKEN[name])
        assert name in {each.partition(":")[0] for each in broken(connection)}
