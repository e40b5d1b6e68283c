"""A process that is killed at any moment loses nothing that it confirmed."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from reader.library import Library
from reader.model import Tag

ROUNDS = 25

TAGGER = """
import sys
from reader.library import open_library
from reader.model import Span, Tag
library = open_library(sys.argv[1])
article = library.find("long")
print("ready", flush=True)
for start in range(int(sys.argv[2]), 1_000_000):
    span, note = Span(start, start + 3), str(start)
    library.submit(lambda edits: edits.edit(article, span, tag=Tag.FACT, note=note)).result()
    print(start, flush=True)
"""


def test_every_confirmed_mark_is_there_after_a_kill(
    library: Library, opened: Callable[[Path], Library]
) -> None:
    text = "公園裡有樹，有水，有人，也有鳥。" * 2000
    (library.articles / "long.txt").write_text(text, encoding="utf-8")
    library.sync()
    library.close()
    chance = random.Random(20251014)
    confirmed: set[int] = set()
    for _ in range(ROUNDS):
        first = max(confirmed, default=-1) + 2  # the mark in flight may or may not be there
        process = subprocess.Popen(
            [sys.executable, "-c", TAGGER, str(library.root), str(first)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process.stdout as output:
            assert output.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
            # Without its line end a number may be cut short.
            confirmed |= {int(line) for line in output if line.endswith("\n")}
        process.wait()
    assert len(confirmed) > ROUNDS
    with closing(sqlite3.connect(library.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    after = opened(library.root)
    found = {each.span.start: each for each in after.annotations(after.find("long")) if each.span}
    assert confirmed <= found.keys()
    assert len(found) <= len(confirmed) + ROUNDS
    for start, annotation in found.items():
        assert (annotation.tag, annotation.note) == (Tag.FACT, str(start))
        assert annotation.exact == text[start : start + 3]
