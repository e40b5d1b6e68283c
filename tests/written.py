"""What formats write, as bytes."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import BinaryIO

from reader.exchange.sheet import Options, Sheet
from reader.library.export import export
from reader.library.reads import LibraryReads
from reader.model import CodeEntry
from reader.model.code_book import VERDICTS
from reader.words import Words

SCALE = {
    VERDICTS[key]: CodeEntry(VERDICTS[key], "verdict", "", averitec=averitec, rating=rating)
    for key, averitec, rating in (
        ("correct", "Supported", "5"),
        ("incorrect", "Refuted", "1"),
        ("partly_incorrect", "Conflicting Evidence/Cherrypicking", "3"),
        ("not_enough_evidence", "Not Enough Evidence", ""),
    )
}
"""The verdict scale, in part."""
PUBLISHING = {"name": "查核報", "page": "https://check.example.org/today"}

Write = Callable[[Iterable[Sheet], BinaryIO, Options], None]


def options(words: Words, ending: str = "") -> Options:
    """All that a format may ask for."""
    return Options(words, ending=ending, scale=SCALE, publishing=PUBLISHING)


def bytes_of(write: Write) -> Callable[[Sequence[Sheet], Words], bytes]:
    """What `write` writes of some sheets, in the language of some words."""

    def written(sheets: Sequence[Sheet], words: Words) -> bytes:
        with BytesIO() as stream:
            write(iter(sheets), stream, options(words))
            return stream.getvalue()

    return written


def exported(library: LibraryReads, articles: Sequence[str], format: str, words: Words) -> bytes:
    """What `export` writes of some articles."""
    with BytesIO() as stream:
        export(library, articles, format, words, stream, publishing=PUBLISHING)
        return stream.getvalue()
