"""What formats write, as bytes."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import BinaryIO

from reader.exchange.sheet import Options, Sheet
from reader.library.export import export
from reader.library.reads import LibraryReads
from reader.words import Words

Write = Callable[[Iterable[Sheet], BinaryIO, Options], None]


def bytes_of(write: Write) -> Callable[[Sequence[Sheet], Words], bytes]:
    """What `write` writes of some sheets, in the language of some words."""

    def written(sheets: Sequence[Sheet], words: Words) -> bytes:
        with BytesIO() as stream:
            write(iter(sheets), stream, Options(words))
            return stream.getvalue()

    return written


def exported(library: LibraryReads, articles: Sequence[str], format: str, words: Words) -> bytes:
    """What `export` writes of some articles."""
    with BytesIO() as stream:
        export(library, articles, format, words, stream)
        return stream.getvalue()
