"""The library's list: every order and shelf against looking at all articles one by one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.analysis.matching import matches
from reader.errors import InputError
from reader.library import Library, open_library
from reader.model import Article, Entry, Role, Span, Tag
from reader.model.feed import Feed
from reader.model.listing import ORDERS, SHELVES, Shelf
from reader.store import arrivals, feeds, listing
from reader.store import marked_counts as marked
from reader.store.db.connection import connect
from reader.store.edits import Edits
from reader.store.feeds import ItemRow
from reader.text.marked_sentences import marked_sentences
from reader.text.query import parse
from reader.text.structure import parse as parse_text
from reader.text.structure.outline import outline_of

COUNT = 60
PIECES = (
    "市府說公園去年有三百萬人次", "园方计划增设厕所", "我認為數字太高", "京東要造車", "沒有人知道",
)  # fmt: skip
SOURCES = ("", "試刊", "南方试刊", "Ａ報")
TOPICS = ("交通", "公園", "车", "A & B")
DATES = ("", "2024-12-31", "2025-01-01", "2025-03-02", "2025-03-02", "2026-01-01")
FEEDS = {"渡輪報": "港聞", "明日報": "港聞", "山報": ""}
QUERIES = (
    "公園", "京東 -公園", "數字", "in:title 題1", "tag:opinion", "from:試刊", "after:2025-02",
    "in:note 查", "沒有這個詞", "-公園", "tag:fact 公園",
)  # fmt: skip


def ident(number: int) -> str:
    return f"{number * 7919 % 65521:08x}-0000-8000-8000-000000000000"


def content(chance: random.Random, number: int) -> Article:
    lines = ["。".join(chance.choices(PIECES, k=chance.randint(1, 4))) + "。" for _ in range(3)]
    found = parse_text("\n\n".join(lines))
    return Article(
        title=f"題{number % 17}", authors=("記者",), source=chance.choice(SOURCES),
        date=chance.choice(DATES), url="", lang="zh-Hant",
        tags=tuple(chance.sample(TOPICS, chance.randint(0, 2))),
        text=f"{found.text}\n\n第{number}篇。", sections=found.sections,
    )  # fmt: skip


def known(edits: Edits, name: str) -> str:
    """The id of a feed of ours."""
    feed = Feed("", f"https://example.org/{name}", name, folder=FEEDS[name])
    return edits.feeds.subscribe(feed)[0].id


def item(article: str, key: int) -> ItemRow:
    return ItemRow(f"{article}-{key}", article, "", "0" * 64)


def fill(edits: Edits, chance: random.Random, number: int) -> None:
    """An article in some state, as a reader leaves it."""
    article, found = ident(number), content(chance, number)
    moment = f"2025-10-{number % 5 + 1:02}T00:00:00.000000Z"
    arrivals.put(edits.connection, article, found, outline_of(found), now=moment)
    for state in ("read", "starred", "archived"):
        if chance.random() < 0.3:
            edits.shelf.put_state(article, state, True)
    if chance.random() < 0.4:
        edits.save_position(article, chance.randrange(len(found.text)), chance.random())
    if chance.random() < 0.3:
        edits.shelf.enqueue(article)
    for name in chance.sample(list(FEEDS), chance.randint(0, 2)):
        for key in range(chance.randint(1, 2)):  # one article may be two items
            feeds.put_item(edits.connection, known(edits, name), item(article, key))
    outline = outline_of(found)
    for name in chance.sample(("王", "李", "隱藏者"), 2):
        edits.become(name)
        for sentence in range(len(outline.sentence_starts)):
            if outline.sentence_roles[sentence] == list(Role).index(Role.BODY):
                fields: dict[str, Any] = {"tag": chance.choice([None, *Tag])}
                fields["note"] = chance.choice(("", "", "要查"))
                edits.edit(article, outline.sentence(sentence), **fields)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = open_library(tmp_path_factory.mktemp("listing"))
    chance = random.Random(11)
    for number in range(COUNT):
        library.submit(lambda edits, n=number: fill(edits, chance, n)).result()  # type: ignore[misc]
    hidden = next(each.id for each in library.annotators() if each.name == "隱藏者")
    library.submit(lambda edits: edits.show_annotator(hidden, False)).result()
    library.submit(lambda edits: edits.become("王")).result()
    yield library
    library.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A small library of one's own to change."""
    library = open_library(tmp_path, patience=0.2)
    chance = random.Random(3)
    for number in range(4):
        library.submit(lambda edits, n=number: fill(edits, chance, n)).result()  # type: ignore[misc]
    yield library
    library.close()


def added(library: Library) -> dict[str, str]:
    with closing(connect(library.database, reading=True)) as connection:
        return dict(connection.execute("SELECT id, added FROM article"))


def on_shelf(entry: Entry, shelf: Shelf, fed: set[str], names: dict[str, str]) -> bool:
    """`fed` are the feeds that brought the article in, `names` what feeds are called."""
    here = not entry.archived
    return {
        "all": here,
        "unread": here and not entry.read,
        "starred": entry.starred,
        "queue": entry.queued > 0,
        "archived": entry.archived,
        "source": here and entry.head.source == shelf.name,
        "topic": here and shelf.name in entry.head.topics,
        "feed": here and shelf.name in fed,
        "folder": here and shelf.name in {FEEDS[names[feed]] for feed in fed},
        "everything": True,
    }[shelf.kind]


def sentences(library: Library, article: str, annotators: set[str]) -> set[int]:
    """The sentences that some annotators' tags mark whole."""
    document = library.open(article)
    spans = [a.span for a in document.annotations if a.annotator in annotators and a.tag and a.span]
    return marked_sentences(document.outline, document.text, spans)


def brute_force(library: Library, shelf: Shelf) -> list[str]:
    """A shelf in its order, by sorting everything that is known of every article."""
    moments, me = added(library), library.me()
    left = {
        entry.head.id: entry.claims - len(sentences(library, entry.head.id, {me.id if me else ""}))
        for entry in library.list()
    }

    def newest(entry: Entry) -> tuple[str, str, str]:
        return entry.head.date, moments[entry.head.id], entry.head.id

    def turned(value: str) -> list[int]:
        return [-ord(sign) for sign in value] + [1]

    keys: dict[str, Any] = {
        "newest": newest,
        "added": lambda it: (moments[it.head.id], it.head.id),
        "read": lambda it: (it.last_read, newest(it)),
        "title": lambda it: tuple(map(turned, (it.head.title, *newest(it)))),
        "source": lambda it: (it.head.source != "", turned(it.head.source), newest(it)),
        "progress": lambda it: (1.0 if it.read else it.place, newest(it)),
        "unmarked": lambda it: (left[it.head.id], newest(it)),
        "notes": lambda it: (it.notes, newest(it)),
        "length": lambda it: (it.head.length, newest(it)),
    }
    with closing(connect(library.database, reading=True)) as connection:
        fed = set(connection.execute("SELECT article, feed FROM feed_item"))
        names = dict(connection.execute("SELECT id, title FROM feed"))
    chosen = [
        entry for entry in library.list()
        if on_shelf(entry, shelf, {feed for it, feed in fed if it == entry.head.id}, names)
    ]  # fmt: skip
    if shelf.kind == "queue":
        return [entry.head.id for entry in sorted(chosen, key=lambda it: it.queued)]
    chosen.sort(key=keys[shelf.order], reverse=not shelf.backward)
    return [entry.head.id for entry in chosen]


@pytest.mark.parametrize("kind", SHELVES)
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("backward", [False, True])
def test_every_order_of_every_shelf(made: Library, kind: str, order: str, backward: bool) -> None:
    ids = tuple(feed.id for feed in made.shelves().feeds)
    named = {"source": SOURCES, "topic": TOPICS, "feed": ids, "folder": ("港聞",)}
    names = named.get(kind, ("",))
    for name in names:
        shelf = Shelf(kind, name, order, backward)
        expected = brute_force(made, shelf)
        assert expected
        assert made.listed(shelf) == expected
        for limit in (0, 1, 7, COUNT):
            assert made.listed(shelf, limit) == expected[:limit]


@pytest.mark.parametrize("text", QUERIES)
def test_a_shelf_narrowed_by_a_search(made: Library, text: str) -> None:
    query = parse(text)
    found = {
        entry.head.id
        for entry in made.list()
        if matches(query, made.open(entry.head.id))
    }  # fmt: skip
    for shelf in (Shelf(), Shelf("unread", order="title"), Shelf("everything", backward=True)):
        expected = [it for it in made.listed(shelf) if it in found]
        assert made.listed(shelf, query=query) == expected
        assert made.listed(shelf, 3, query) == expected[:3]
    assert made.count(query) == len(found)


def test_what_is_not_indexed_yet_is_found(library: Library) -> None:
    def wait(edits: Edits) -> None:
        from reader.store.search import index

        index.forget(edits.connection, ident(2))
        edits.connection.execute("INSERT INTO search_pending VALUES (?)", (ident(2),))

    library.submit(wait).result()
    assert library.listed(Shelf("everything"), query=parse('"第2篇"')) == [ident(2)]


def test_a_row_says_what_the_article_says(made: Library) -> None:
    shown = {each.id: each.name for each in made.annotators() if each.shown}
    for entry in made.list():
        document = made.open(entry.head.id)
        every = [a for a in document.annotations if a.annotator in shown]
        tags = [sum(a.tag is tag for a in every) for tag in Tag]
        assert entry.head == document.head
        assert [entry.facts, entry.opinions, entry.nones] == tags
        assert entry.notes == sum(bool(a.note) for a in every)
        assert entry.claims == document.outline.claims
        taggers = {a.annotator for a in every if a.tag}
        assert {share.name: share.marked for share in entry.shares} == {
            shown[it]: len(sentences(made, entry.head.id, {it})) for it in taggers
        }
        me = made.me()
        assert me is not None
        counted_ones = {me.id} if me.id in taggers else taggers
        assert entry.marked == len(sentences(made, entry.head.id, counted_ones))
        place = (document.position or 0) / len(document.text)
        assert entry.place == pytest.approx(place)


def test_rows_come_in_the_order_they_are_asked_for(made: Library) -> None:
    ids = list(made.listed(Shelf("everything")))
    random.Random(5).shuffle(ids)
    assert [entry.head.id for entry in made.entries(ids)] == ids
    assert [entry.head.id for entry in made.entries([ids[0], "gone", ids[1]])] == ids[:2]
    assert made.entries([]) == []


def unread(library: Library, shelf: Shelf) -> int:
    return sum(not entry.read for entry in library.entries(library.listed(shelf)))


def test_the_shelves_are_counted(made: Library) -> None:
    shelves = made.shelves()
    for kind in ("all", "unread", "starred", "queue", "archived"):
        assert getattr(shelves, kind) == len(made.listed(Shelf(kind)))
    assert dict(shelves.sources) == {n: len(made.listed(Shelf("source", n))) for n in SOURCES if n}
    assert dict(shelves.topics) == {name: len(made.listed(Shelf("topic", name))) for name in TOPICS}
    for feed in shelves.feeds:
        assert feed.unread == unread(made, Shelf("feed", feed.id))
    assert dict(shelves.folders) == {"港聞": unread(made, Shelf("folder", "港聞"))}
    assert [feed.folder for feed in shelves.feeds] == ["", "港聞", "港聞"]
    counts = [count for _, count in shelves.sources]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("state", ["read", "starred", "archived"])
def test_states_on_and_off(library: Library, state: str) -> None:
    article = ident(1)

    def put(on: bool) -> bool:
        return library.submit(lambda edits: edits.shelf.put_state(article, state, on)).result()

    put(False)
    assert put(True) is True
    assert put(True) is False
    (entry,) = library.entries([article])
    assert getattr(entry, state) is True
    assert put(False) is True
    (entry,) = library.entries([article])
    assert getattr(entry, state) is False


def test_a_star_is_no_reading(library: Library) -> None:
    fresh = content(random.Random(1), 99)
    library.submit(
        lambda edits: arrivals.put(edits.connection, ident(99), fresh, outline_of(fresh))
    ).result()
    before = library.last_read()
    library.submit(lambda edits: edits.shelf.put_state(ident(99), "starred", True)).result()
    assert library.last_read() == before
    assert library.open(ident(99)).position is None


def test_a_title_of_ones_own_stays_when_the_file_comes_in_again(library: Library) -> None:
    article = ident(1)

    def rename(title: str) -> bool:
        return library.submit(lambda edits: edits.shelf.rename(article, title)).result()

    def come_in(title: str) -> None:
        again = Article(title, (), "報", "", "", "", ("新",), "另一個內文。", ())
        library.submit(
            lambda edits: arrivals.put(edits.connection, article, again, outline_of(again))
        ).result()

    told = library.open(article).head.title
    assert rename("  我的\x1b[31m題 目 ")
    (entry,) = library.entries([article])
    assert (entry.head.title, entry.renamed) == ("我的題 目", True)
    assert library.listed(Shelf("everything"), query=parse("in:title 我的")) == [article]
    come_in("檔案的新題")
    (entry,) = library.entries([article])
    assert (entry.head.title, entry.head.source) == ("我的題 目", "報")
    assert rename("")
    (entry,) = library.entries([article])
    assert (entry.head.title, entry.renamed) == ("檔案的新題", False)
    assert library.listed(Shelf("everything"), query=parse("in:title 我的")) == []
    assert not rename("檔案的新題")
    come_in(told)
    assert library.open(article).head.title == told
    with pytest.raises(InputError) as error:
        rename("長" * 301)
    assert error.value.code == "title_too_long"


def test_topics_of_ones_own(library: Library) -> None:
    article = ident(1)
    told = library.open(article).head.topics

    def put(topics: list[str] | None) -> bool:
        return library.submit(lambda edits: edits.shelf.put_topics(article, topics)).result()

    assert put(["查核", " 查核 ", "", "選 舉"])
    assert library.open(article).head.topics == ("查核", "選 舉")
    assert (
        article in library.listed(Shelf("topic", "選 舉")) or library.entries([article])[0].archived
    )
    again = Article("題", (), "", "", "", "", ("檔案",), "內文。", ())
    library.submit(
        lambda edits: arrivals.put(edits.connection, article, again, outline_of(again))
    ).result()
    assert library.open(article).head.topics == ("查核", "選 舉")
    assert put([])
    assert library.open(article).head.topics == ()
    assert put(None)
    assert library.open(article).head.topics == ("檔案",)
    assert told != ("檔案",)


def test_the_queue_is_a_line(library: Library) -> None:
    def submit(work: Any) -> Any:
        return library.submit(work).result()

    for number in range(4):
        submit(lambda edits, n=number: edits.shelf.dequeue(ident(n)))
    for number in (2, 0, 3):
        submit(lambda edits, n=number: edits.shelf.enqueue(ident(n)))
    submit(lambda edits: edits.shelf.enqueue(ident(2)))

    def line() -> list[str]:
        return list(library.listed(Shelf("queue")))

    assert line() == [ident(2), ident(0), ident(3)]
    assert [entry.queued for entry in library.entries(line())] == [1, 2, 3]
    assert submit(lambda edits: edits.shelf.move_in_queue(ident(3), -1)) is True
    assert line() == [ident(2), ident(3), ident(0)]
    assert submit(lambda edits: edits.shelf.move_in_queue(ident(0), 1)) is False
    assert submit(lambda edits: edits.shelf.move_in_queue(ident(1), 1)) is False

    def following(number: int) -> str | None:
        entry = library.next_queued(ident(number))
        return entry.head.id if entry else None

    assert [following(n) for n in (2, 3, 0, 1)] == [ident(3), ident(0), ident(2), ident(2)]
    assert submit(lambda edits: edits.shelf.dequeue(ident(3)))
    assert line() == [ident(2), ident(0)]
    submit(lambda edits: edits.history.undo(scope="shelf"))
    assert line() == [ident(2), ident(3), ident(0)]
    submit(lambda edits: edits.shelf.finish(ident(2)))
    assert line() == [ident(3), ident(0)]
    assert library.entries([ident(2)])[0].read
    for number in (3, 0):
        submit(lambda edits, n=number: edits.shelf.dequeue(ident(n)))
    assert library.next_queued(ident(1)) is None


def test_filters_are_kept_by_name(library: Library) -> None:
    def keep(name: str, query: str) -> str:
        return library.submit(lambda edits: edits.shelf.keep_filter(name, query)).result()

    first = keep("要查", "status:to_check")
    keep("  觀  點 ", "tag:opinion")
    assert keep("要查", "status:to_check 公園") == first
    assert [(it.name, it.query) for it in library.shelves().filters] == [
        ("要查", "status:to_check 公園"),
        ("觀 點", "tag:opinion"),
    ]
    library.submit(lambda edits: edits.shelf.drop_filter(first)).result()
    assert [it.name for it in library.shelves().filters] == ["觀 點"]
    for name, query in (("", "公園"), ("名", "  ")):
        with pytest.raises(InputError) as error:
            keep(name, query)
        assert error.value.code == "filter_name_empty"


@pytest.mark.parametrize("shelf", [Shelf("attic"), Shelf(order="colour")])
def test_an_unknown_shelf_or_order(made: Library, shelf: Shelf) -> None:
    with pytest.raises(InputError) as error:
        made.listed(shelf)
    assert error.value.code in ("shelf_unknown", "order_unknown")


TABLES = ("listing", "listing_topic", "tally")


def rows(connection: sqlite3.Connection) -> list[list[Any]]:
    """What the tables that triggers keep say; that someone said nothing need not be there."""
    said = {"tally": " WHERE facts + opinions + nones + notes <> 0"}
    return [
        connection.execute(f"SELECT * FROM {table}{said.get(table, '')} ORDER BY 1, 2").fetchall()
        for table in TABLES
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE article SET title = 'x', date = '1999-01-01'",
        'UPDATE article SET topics = \'["a", "a", 3, ""]\' WHERE id < \'00002\'',
        "UPDATE article SET deleted = 1",
        "UPDATE article SET deleted = 1; UPDATE article SET deleted = 0",
        "UPDATE OR IGNORE article SET source = 'y'",
        "UPDATE reading SET starred = 1, position = 3",
        "DELETE FROM reading",
        "INSERT OR REPLACE INTO reading (article, text, last_read, archived)"
        " SELECT id, text, '2026', 1 FROM article",
        "UPDATE outline SET claims = claims + 1",
        "INSERT OR REPLACE INTO outline SELECT * FROM outline",
        "UPDATE annotation SET tag = 'fact', note = ''",
        "UPDATE annotation SET tag = NULL",
        "UPDATE annotation SET deleted = 1 - deleted",
        "UPDATE annotation SET annotator = (SELECT min(id) FROM annotator)",
        "UPDATE annotation SET article = (SELECT min(id) FROM article)",
        "INSERT OR REPLACE INTO annotation SELECT * FROM annotation",
        "UPDATE annotation SET tag = 'none'; UPDATE OR IGNORE annotation SET note = 'x'",
        "UPDATE OR IGNORE annotation SET tag = NULL WHERE tag = 'fact'",
        'UPDATE anchor SET "end" = start + 2',
        "UPDATE anchor SET deleted = 1 WHERE start < 9",
        "DELETE FROM anchor WHERE start > 9",
        "UPDATE outline SET roles = zeroblob(length(roles)),"
        " sentence_roles = zeroblob(length(sentence_roles))",
    ],
)
def test_the_list_follows_whatever_changes_an_article(library: Library, statement: str) -> None:
    """The rows that triggers keep are those that are made from nothing."""
    library.close()
    with closing(connect(library.database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # REPLACE deletes what others refer to
        assert all(counted(connection))
        for part in statement.split("; "):
            connection.execute(part)
        kept, numbers = rows(connection), counted(connection)
        listing.rebuild(connection)
        assert rows(connection) == kept
        assert any(kept)
        assert counted(connection) == numbers


def counted(connection: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """How many sentences are marked, once all that triggers noted is counted again."""
    marked.count(connection, -1)
    return connection.execute("SELECT * FROM marked WHERE sentences <> 0 ORDER BY 1, 2").fetchall()


def test_sentences_are_counted_when_the_writer_is_done(library: Library) -> None:
    document = library.open(ident(1))
    outline = document.outline
    first, second = outline.sentence(0), outline.sentence(1)
    half = Span(second.start, second.start + 2)

    def tag(span: Span, tag: Tag | None) -> None:
        library.submit(lambda edits: edits.become("趙")).result()
        library.submit(lambda edits: edits.edit(ident(1), span, tag=tag)).result()

    def told() -> tuple[int, int]:
        (entry,) = library.entries([ident(1)])
        return entry.marked, {share.name: share.marked for share in entry.shares}["趙"]

    tag(first, Tag.FACT)
    tag(half, Tag.FACT)
    assert told() == (1, 1)
    tag(Span(half.end, second.end), Tag.OPINION)
    assert told() == (2, 2)
    library.close()
    with closing(connect(library.database, reading=True)) as connection:
        stored = connection.execute("SELECT count(*) FROM marked WHERE sentences IS NULL")
        assert stored.fetchone() == (0,)
        (me,) = connection.execute("SELECT id FROM annotator WHERE name = '趙'").fetchone()
        row = "SELECT sentences FROM marked WHERE article = ? AND annotator = ?"
        assert connection.execute(row, (ident(1), me)).fetchone() == (2,)


def test_an_article_that_is_deleted_for_good_leaves_the_list(library: Library) -> None:
    library.submit(lambda edits: edits.shelf.enqueue(ident(3))).result()
    library.close()
    with closing(connect(library.database)) as connection:
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("DELETE FROM search_text")
        tables = ("search_article", "search_note", "outline", "anchor", "journal_row", "journal")
        for table in (*tables, "label", "annotation", "reading", "alias", "revision"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM article")
        connection.execute("COMMIT")
        assert rows(connection) == [[], [], []]
        assert connection.execute("SELECT count(*) FROM queue").fetchone() == (0,)


def test_a_page_of_every_indexed_order_is_read_from_an_index(library: Library) -> None:
    library.close()
    kinds, orders = ("all", "unread", "archived"), ("newest", "added", "read", "title", "source")
    shelves = [Shelf(k, "", o, b) for k in kinds for o in orders for b in (False, True)]
    with closing(connect(library.database, reading=True)) as connection:
        for shelf in shelves:
            statements: list[str] = []
            connection.set_trace_callback(statements.append)
            listing.order(connection, shelf, 50)
            connection.set_trace_callback(None)
            (statement,) = statements
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert any("COVERING INDEX" in step for step in plan), shelf
            assert not any("TEMP B-TREE" in step for step in plan), shelf
