"""What is done with a library on disk, and marks and queries made to slow it down.

Each way makes all that it needs of a text beforehand, and what is timed of it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

from reader import Library, open_library
from reader.errors import InputError

Timed = Callable[[], object]
SHOWS_OF_LIBRARIES = 2.0
"""Seconds from which on a time tells how it grew: what each mark costs hides it before."""

_HELD: list[tempfile.TemporaryDirectory[str]] = []


def _marks(make: Callable[[int], dict[str, object]]) -> Callable[[int], str]:
    """Lines of a batch, as many as take the size."""

    def lines(size: int) -> str:
        made = (json.dumps(make(number), ensure_ascii=False) for number in range(size // 60 + 1))
        return "\n".join(made)

    return lines


def _one(key: str, make: Callable[[int], object]) -> Callable[[int], str]:
    """A batch of one line that says a great deal of one passage."""

    def line(size: int) -> str:
        values = [make(number) for number in range(size // 12 + 1)]
        return json.dumps({"quote": "第0句", "tag": "fact", key: values}, ensure_ascii=False)

    return line


def _quote(number: int) -> str:
    return f"第{number}句話說了{number}件事。"


MARKS: dict[str, Callable[[int], str]] = {
    "marks": _marks(lambda it: {"quote": _quote(it), "tag": "fact"}),
    "marks with blanks": _marks(lambda it: {"quote": f"第 {it} 句話說了", "tag": "fact"}),
    "marks by their place": _marks(
        lambda it: {"quote": "件事", "occurrence": it + 1, "tag": "fact"}
    ),
    "sources": _marks(lambda it: {"quote": _quote(it), "source": f"人{it}", "tag": "fact"}),
    "private sources": _marks(
        lambda it: {"quote": _quote(it), "source": f"人{it}", "private": True}
    ),
    "marks of one passage": _marks(lambda it: {"quote": "第0句", "note": f"{it}"}),
    "labelled marks": _marks(lambda it: {"quote": _quote(it), "labels": [f"{it}", f"{it}a"]}),
    "labels": _one("labels", lambda it: f"標{it}"),
    "evidence": _one("evidence", lambda it: f"http://a.tw/{it}"),
    "one label": _one("labels", lambda it: "標"),
    "remarks": _one("evidence", lambda it: {"remark": f"{it}"}),
}  # fmt: skip


def _repeated(part: str) -> Callable[[int], str]:
    return lambda size: " ".join(part.format(it) for it in range(size // (len(part) + 1)))


QUERIES: dict[str, Callable[[int], str]] = {
    "words": _repeated("詞{0}"),
    "words left out": _repeated("-詞{0}"),
    "tags": _repeated("tag:fact"),
    "labels": _repeated("label:{0}"),
    "a long word": lambda size: "京東車" * (size // 3),
    "a long phrase": lambda size: '"' + "京東 " * (size // 3) + '"',
    "letters": lambda size: "ab" * (size // 2),
}


def _library(sentences: int) -> Library:
    """A library of one article, which goes when this process ends."""
    folder = tempfile.TemporaryDirectory(prefix="meipi-linear-")
    _HELD.append(folder)
    root = Path(folder.name)
    (root / "articles").mkdir()
    text = "\n\n".join(map(_quote, range(sentences)))
    (root / "articles" / "a.md").write_text(text, encoding="utf-8")
    library = open_library(root)
    library.sync()
    return library


def batch(text: str) -> Timed:
    """A batch is read and kept, each time by somebody else."""
    library, names = _library(text.count("\n") + 1), count()
    return lambda: _keep(library, text, f"人{next(names)}")


def _keep(library: Library, text: str, name: str) -> object:
    from reader.cli.batch import read_marks
    from reader.library.annotate import annotate

    marks = read_marks(text.encode().split(b"\n"), "a", library.find)
    return annotate(library, marks, name)


def told(text: str) -> Timed:
    """What a batch left behind is listed, counted, exported, opened and found."""
    from reader.analysis.statistics import statistics
    from reader.exchange.registry import FORMATS
    from reader.library.export import export
    from reader.model.listing import Shelf
    from reader.model.speaker import speaker
    from reader.text.query import parse
    from reader.words import load

    library, words = _library(text.count("\n") + 1), load("en")
    _keep(library, text, "人")
    article = library.find("a")

    def run() -> object:
        document = library.open(article)
        shown = library.entries(library.listed(Shelf("all"), None))
        found = library.search(parse("tag:fact"))
        who = partial(speaker, outline=document.outline, head=document.head)
        counts = statistics(document.annotations, who, document.outline)
        publishing = {"name": "報", "page": "https://example.org/"}
        files = [
            export(library, [article], it, words, BytesIO(), publishing=publishing)
            for it in FORMATS
        ]
        return shown, found, counts, files

    return run


def search(text: str) -> Timed:
    """A query is asked in a small library."""
    from reader.text.query import parse
    from reader.text.query.regional_words import expanded

    library = _library(100)

    def run() -> object:
        try:
            query = expanded(parse(text))
        except InputError as error:
            return error
        return library.search(query), library.count(query)

    return run


LIBRARIES: dict[str, tuple[Callable[[str], Timed], dict[str, Callable[[int], str]]]] = {
    "annotate --batch": (batch, MARKS),
    "list, count, export": (told, MARKS),
    "search": (search, QUERIES),
}
