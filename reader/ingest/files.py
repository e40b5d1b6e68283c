"""Files on disk become articles."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Article
from reader.text.cleaning.file_names import day_and_words

if TYPE_CHECKING:
    from threading import Event

    from reader.model.page_content import PageContent
    from reader.model.repair import Repair

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

PAGES = (".html", ".htm", ".xhtml")
"""Endings of web pages."""

SUFFIXES = (".md", ".markdown", ".txt", *PAGES)
"""Endings of the files that a library's folder is searched for."""

Notice = tuple[str, dict[str, str]]
"""A message code and its parameters."""

_WEB_PAGE = re.compile(
    r"\s*+(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: its size in bytes, its time in nanoseconds, its bytes' sha256.

    `odd_head` says that it begins like front matter that cannot be read and so counts as text.
    `page` is what a web page shows beside its article.
    """

    path: Path
    size: int
    mtime: int
    sha256: str
    article: Article
    encoding: str
    repairs: tuple[Repair, ...]
    odd_head: bool = False
    page: PageContent | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Notices of the file for its reader: `repaired`, `replaced` (with how many `count`
        characters), `teaser`, `front_matter_unreadable`.
        """
        found = repair_notices(self.repairs) if self.page is None else page_notices(self.page)
        if self.odd_head:
            found.append(("front_matter_unreadable", {"path": self.path.name}))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class TextRead:
    """Plain text or Markdown that was read; `odd_head` as in `FileRead`."""

    article: Article
    encoding: str
    repairs: tuple[Repair, ...]
    odd_head: bool


def repair_notices(repairs: Iterable[Repair]) -> list[Notice]:
    """Notices of repairs for the reader: `repaired` and `replaced`, with their counts."""
    counts = {"repaired": 0, "replaced": 0}
    for repair in repairs:
        counts["replaced" if repair.kind == "replaced" else "repaired"] += repair.count
    return [(code, {"count": str(count)}) for code, count in counts.items() if count]


def page_notices(page: PageContent) -> list[Notice]:
    """Notices of a web page for the reader: as `repair_notices`, and `teaser`."""
    return repair_notices(page.repairs) + ([("teaser", {})] if page.teaser else [])


def read_bytes(path: Path) -> tuple[bytes, int]:
    """The bytes of a file and its modification time in nanoseconds.

    Raises `InputError` with `path`: `file_missing`, `file_is_folder`, `file_unreadable`,
    `file_too_large`, `file_empty`.
    """
    try:
        # A pipe or a device could keep us waiting for ever, also one that has just come there.
        with open(path, "rb", opener=_without_waiting) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise InputError("file_unreadable", path=str(path))
            data = file.read(LARGEST + 1) if found.st_size <= LARGEST else b""
        if data is None:  # a file of the system's without content yet
            raise InputError("file_unreadable", path=str(path))
        if max(found.st_size, len(data)) > LARGEST:
            raise InputError("file_too_large", path=str(path), largest=LARGEST >> 20)
    except IsADirectoryError as error:
        raise InputError("file_is_folder", path=str(path)) from error
    except FileNotFoundError as error:
        raise InputError("file_missing", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise InputError("file_unreadable", path=str(path)) from error
    if not data.strip():
        raise InputError("file_empty", path=str(path))
    return data, found.st_mtime_ns


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_web_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    return _WEB_PAGE.match(text) is not None


def read_file(path: Path, *, stop: Event | None = None) -> FileRead:
    """Read and parse one file; an article without a title takes the file's name, a text without a
    date the day in it.

    A file that ends in one of `PAGES`, or holds a web page, is read as `ingest.html` does, until
    `stop` is set. Raises `InputError` as `read_bytes` does, `file_binary`, and for web pages as
    `ingest.html.read_page` does.
    """
    data, mtime = read_bytes(path)
    return parse_file(path, data, mtime, stop=stop)


def parse_file(path: Path, data: bytes, mtime: int = 0, *, stop: Event | None = None) -> FileRead:
    """The same for bytes that a file is said to hold."""
    try:
        found = _read(path, data, mtime, stop)
    except InputError as error:
        raise InputError(error.code, **({"path": str(path)} | error.params)) from error
    article = found.article
    if not article.text.strip():
        raise InputError("file_empty", path=str(path))
    day, name = day_and_words(_name_of(path))
    dated = replace(article, date=article.date or (day if found.page is None else ""))
    return replace(found, article=replace(dated, title=article.title or name))


def _read(path: Path, data: bytes, mtime: int, stop: Event | None) -> FileRead:
    about = path, len(data), mtime, hashlib.sha256(data).hexdigest()
    read = None if path.name.lower().endswith(PAGES) else read_text(data, stop=stop)
    if read is None:
        from reader.ingest.html import read_page
        from reader.text.structure.page_conversion import article_of

        page = read_page(data, stop=stop)
        return FileRead(*about, article_of(page), page.encoding, page.repairs, page=page)
    return FileRead(*about, read.article, read.encoding, read.repairs, odd_head=read.odd_head)


def read_text(data: bytes, declared: str = "", *, stop: Event | None = None) -> TextRead | None:
    """Read plain text or Markdown; None if it is the source of a web page.

    `declared` is the encoding that a server names, a hint. Raises InputError as
    `text.cleaning.decode` does, and as `isolation.safely`, until `stop` is set.
    """
    from reader.ingest.isolation import safely

    return safely(stop, _parsed, data, declared)


def _parsed(data: bytes, declared: str) -> TextRead | None:
    from reader.text.cleaning import decode
    from reader.text.structure import parse
    from reader.text.structure.frontmatter import unreadable

    decoded = decode(data, declared=declared)
    if is_web_page(decoded.text):
        return None
    odd_head = unreadable(decoded.text)
    return TextRead(parse(decoded.text), decoded.encoding, decoded.repairs, odd_head)


def _name_of(path: Path) -> str:
    """A file's name as one clean line."""
    from reader.text.cleaning import clean

    return " ".join(clean(path.stem).text.split())
