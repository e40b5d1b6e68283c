"""A library with something in every table, and every column of it set to what it cannot hold.

Each value is written behind the program's back, past STRICT, CHECK, NOT NULL and foreign keys, as
somebody can who hands on a library.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result

from reader.cli.main import program
from reader.exchange.registry import FORMATS
from reader.library import open_library
from reader.model import Draft, Span, Tag
from reader.model.feed import Feed, Problem
from reader.store import feeds, settings
from reader.store.edits import Edits
from reader.store.feeds import ItemRow
from reader.store.outlines import ARRAYS, pack, unpack

ARTICLE = """---
title: 河濱公園十年
author: [記者林]
source: 試刊
date: 2025-03-02
url: https://example.org/park
lang: zh-Hant
topics: [公園, 河]
id: 0199e2b4-5c00-7a1e-8f3d-6d7a9c41b210
---

市府說，河濱公園去年有三百萬人次到訪。我認為這個數字太高了。

## 誰在用公園

週末多半是家庭，平日多半是跑者。園方計畫明年增設兩座廁所。
"""
LATER = ARTICLE.replace("平日多半是跑者", "平日多半是遛狗的人").replace(
    "我認為這個數字太高了。", ""
)
HIDDEN = "\u200b\u2060\ufeff\U000e0041\U000e007f"
TURNED = "\u202e\u2066\u200f\u061c"
COMMAND = "\x1b]52;c;SkkwMQ==\x07\x1b[2J\x9b31m\x00\r\n"

VALUES: dict[str, object] = {
    "null": None,
    "text": "字",
    "empty": "",
    "number": 7,
    "nothing": 0,
    "negative": -3,
    "huge": 2**63 - 1,
    "fraction": 0.5,
    "infinite": float("inf"),
    "bytes": b"\x01\x02\xff",
    "no bytes": b"",
    "no UTF-8": "cast(x'80ff' AS TEXT)",
    "command": f"前{COMMAND}後",
    "hidden": f"前{HIDDEN}後",
    "turned": f"前{TURNED}後",
    "list": "[1, null, {}]",
    "object": '{"a": [1], "code": 3, "params": 4}',
    "hidden list": json.dumps([f"前{COMMAND}{HIDDEN}{TURNED}後"]),
    "hidden object": json.dumps({"note": f"前{COMMAND}{HIDDEN}", "code": COMMAND, "params": {}}),
    "deep": "[" * 5000 + "]" * 5000,
    "pairs": '[["x", {"a": {}}], ["revised", [1, 2]], [[], {}]]',
    "injected": '{"note\\" = x, \\"tag": "fact"}',
    "long number": "[" + "9" * 5000 + "]",
    "deepest": "[" * 100_000 + "]" * 100_000,
    "far": 100_000,
    "no time": "2025-13-45T99:99:99+00:00",
    "half": "cast(x'e5ad97eda080' AS TEXT)",
    "no gaps": '{"code": "reply_status", "params": {}}',
    "other gaps": '{"code": "file_unreadable", "params": {"path": [1], "self": 1, "code": 2}}',
    "no code": '[["no.such.code", {}], ["{0.__class__}", {"a": "b"}]]',
    "unknown code": '{"code": "no_such_code", "params": {"a": "b"}}',
}


def _numbers(change: Callable[[array[int]], array[int]]) -> Callable[[object], object]:
    """A change of the offsets that a column holds."""

    def changed(value: object) -> object:
        return pack(change(unpack(value))) if isinstance(value, bytes) and value else value

    return changed


OFFSETS: dict[str, Callable[[object], object]] = {
    "beyond": _numbers(lambda them: array("I", [each + 1000 for each in them])),
    "last beyond": _numbers(lambda them: them[:-1] + array("I", [them[-1] + 1000])),
    "backwards": _numbers(lambda them: them[::-1]),
    "one less": _numbers(lambda them: them[:-1]),
    "overlapping": _numbers(lambda them: array("I", [max(0, each - 5) for each in them])),
    "all nought": _numbers(lambda them: array("I", [0] * len(them))),
}
"""Offsets of an outline that are numbers, but not those of its text."""
CODES: dict[str, Callable[[object], object]] = {
    "no role": lambda value: b"\xc8" * len(value) if isinstance(value, bytes) else value,
    "other role": lambda value: b"\x02" * len(value) if isinstance(value, bytes) else value,
    "one more": lambda value: value + b"\x01" if isinstance(value, bytes) else value,
}
"""Roles and levels of an outline that are bytes, but not those of its text."""
TEXTS: dict[str, Callable[[object], object]] = {
    "cut": lambda value: value[: len(value) // 2] if isinstance(value, str) else value,
    "grown": lambda value: f"又{value}一段。\n\n再一段" if isinstance(value, str) else value,
}
"""Texts that were edited."""
CHANGED = OFFSETS | CODES | TEXTS

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("list", "--json"),
    ("list", "--sort", "progress"),
    ("show", "公園", "--plain"),
    ("show", "公園", "--json"),
    ("search", "園"),
    ("search", "園", "--json"),
    ("stats",),
    ("stats", "--json"),
    ("changes", "公園"),
    ("feeds",),
    ("feeds", "--json"),
    ("doctor",),
    *(("export", "--format", name) for name in FORMATS),
)
WRITING: tuple[tuple[str, ...], ...] = (
    ("annotate", "公園", "--quote", "市府說", "--tag", "fact", "--note", "又一則", "--as", "王"),
    ("doctor", "--repair"),
)


class Case(NamedTuple):
    """One column and what it is set to, by the name of the value."""

    table: str
    column: str
    value: str


def make(folder: Path) -> Path:
    """A library with at least one row in every table."""
    (folder / "articles").mkdir(parents=True)
    file = folder / "articles" / "park.md"
    file.write_text(ARTICLE, encoding="utf-8")
    library = open_library(folder)
    library.sync()
    article = library.find("park")
    library.submit(lambda edits: edits.become("王")).result()
    text = library.open(article).text

    def span(quote: str) -> Span:
        return Span(text.index(quote), text.index(quote) + len(quote))

    def mark(edits: Edits, at: Span, tag: Tag) -> None:
        fields = {"note": "哪裡？", "source": "市府", "kind": "數", "highlight": "yellow"}
        edits.edit(article, at, tag=tag, **fields)
        edits.label(article, at, "待查")
        edits.add_evidence(article, at, "https://example.org/e", "據此")

    for quote, tag in (("市府說", Tag.FACT), ("我認為這個數字太高了", Tag.OPINION)):
        library.submit(partial(mark, at=span(quote), tag=tag)).result()
    library.submit(lambda edits: edits.edit(article, span("平日"), note="再看")).result()
    library.submit(lambda edits: edits.history.undo(article)).result()
    library.submit(lambda edits: edits.save_position(article, 5, 0.3)).result()
    library.submit(
        lambda edits: edits.save_draft(article, Draft(span("家庭"), "note", "寫到"))
    ).result()
    library.submit(lambda edits: edits.book.name_label(1, "待查")).result()
    library.submit(lambda edits: edits.shelf.put_state(article, "starred", True)).result()
    library.submit(lambda edits: edits.shelf.rename(article, "公園記")).result()
    library.submit(lambda edits: edits.shelf.put_topics(article, ["公園", "記"])).result()
    library.submit(lambda edits: edits.shelf.enqueue(article)).result()
    library.submit(lambda edits: edits.shelf.keep_filter("事實", "tag:fact")).result()
    library.submit(lambda edits: edits.choose_view("tw")).result()
    file.write_text(LATER, encoding="utf-8")
    library.sync()
    mine = library.annotations(article)[0].id
    library.submit(lambda edits: edits.save_note_draft(mine, "寫到一半")).result()

    def feed(edits: Edits) -> None:
        made, _ = edits.feeds.subscribe(Feed("", "https://example.org/feed", "報", folder="夾"))
        problem = Problem("reply_status", {"url": "https://example.org/feed", "status": 404})
        feeds.put_state(edits.connection, replace(made, problem=problem, failures=1))
        feeds.put_item(edits.connection, made.id, ItemRow("k", article, "", "0" * 64))
        settings.put(edits.connection, f"{settings.ARRIVED}{article}", '[["revised", {}]]')
        connection = edits.connection
        (one, two) = [row[0] for row in connection.execute("SELECT id FROM annotation LIMIT 2")]
        connection.execute(
            "INSERT INTO link (annotation, target, kind) VALUES (?, ?, 'contradicts')",
            (one, two),
        )
        connection.execute("INSERT INTO search_phrase VALUES (1, '公園')")

    library.submit(feed).result()
    library.close()
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    for left in (*folder.glob("annotations.db?*"), file):
        if left.is_file():
            left.unlink()
    return folder


def cases(library: Path) -> Iterator[Case]:
    """Every column of every table of our own with every value, and with what was there changed."""
    with closing(sqlite3.connect(library / "annotations.db")) as connection:
        for table, column, kind in connection.execute(
            "SELECT m.name, c.name, c.type FROM sqlite_schema m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table' AND m.sql LIKE '%STRICT%' ORDER BY 1, c.cid"
        ).fetchall():
            yield from (Case(table, column, value) for value in VALUES)
            blobs = OFFSETS if column in ARRAYS else CODES
            changes = {"TEXT": TEXTS, "BLOB": blobs}.get(kind, {})
            yield from (Case(table, column, value) for value in changes)


def spoil(library: Path, case: Case) -> bool:
    """Set a column of all rows, whatever the table's rules; whether there was a row to set."""
    value = VALUES.get(case.value)
    with closing(sqlite3.connect(library / "annotations.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' OR (type = 'index' AND sql"
            " IS NOT NULL)"
        ).fetchall()
        (kept,) = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ?", (case.table,)
        ).fetchone()
        _swap(connection, case.table, _loose(kept))
        with closing(sqlite3.connect(library / "annotations.db", isolation_level=None)) as other:
            other.execute("PRAGMA foreign_keys = OFF")
            other.execute("PRAGMA ignore_check_constraints = ON")
            for name, _ in triggers:
                other.execute("PRAGMA writable_schema = ON")
                other.execute(
                    "DELETE FROM sqlite_schema WHERE name = ? AND type = 'trigger'", (name,)
                )
            other.execute("PRAGMA writable_schema = RESET")
            raw = isinstance(value, str) and value.startswith("cast(")
            to = value if raw else "?"
            if case.value in CHANGED:
                other.create_function("changed", 1, CHANGED[case.value])
                raw, to = True, f'changed("{case.column}")'
            try:
                changed = other.execute(
                    f'UPDATE OR IGNORE {case.table} SET "{case.column}" = {to}',
                    () if raw else (value,),
                ).rowcount
            finally:
                for _, sql in triggers:
                    if sql.lstrip().upper().startswith("CREATE TRIGGER"):
                        other.execute(sql)
        _swap(connection, case.table, kept)
    return bool(changed)


def _loose(sql: str) -> str:
    """A table's SQL without the rules that keep values out."""
    loose = sql.replace("STRICT, WITHOUT", "WITHOUT").replace("STRICT", "")
    return re.sub(r"(?<!IS )NOT NULL", "", loose)


def _swap(connection: sqlite3.Connection, table: str, sql: str) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, table))
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = OFF")


def copied(made: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return shutil.copytree(made, place)


def said(library: Path, *words: str) -> Result:
    """What a command says of a library; an error that nobody foresaw is in `exception`."""
    settings = Path(__file__).with_name("settings.toml")
    runner = CliRunner(env={"MEIPI_CONFIG": str(settings)})
    return runner.invoke(program, [*words, "--library", str(library)], prog_name="meipi")
