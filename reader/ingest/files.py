"""Files on disk become articles."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from reader.errors import InputError
from reader.model import Article

if TYPE_CHECKING:
    from reader.model.page import Page, Repair

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".xhtml")
"""Endings of the files that a library's folder is searched for."""

Notice = tuple[str, dict[str, str]]
"""A message code and its parameters."""

_PAGES = (".html", ".htm", ".xhtml")
_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: its size in bytes, its time in nanoseconds, its bytes' sha256.

    `odd_head` says that it begins like front matter that cannot be read and so counts as text.
    `page` is what was found on a web page; None for any other file.
    """

    path: Path
    size: int
    mtime: int
    sha256: str
    article: Article
    encoding: str
    repairs: tuple[Repair, ...]
    odd_head: bool = False
    page: Page | None = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the reader should know of the file: `repaired`, `replaced` (with how many `count`
        characters), `front_matter_unreadable`.
        """
        told = told_of(self.repairs)
        if self.odd_head:
            told.append(("front_matter_unreadable", {"path": self.path.name}))
        return tuple(told)


def told_of(repairs: Iterable[Repair]) -> list[Notice]:
    """What the reader should know of repairs: `repaired` and `replaced`, with their counts."""
    counts = {"repaired": 0, "replaced": 0}
    for repair in repairs:
        counts["replaced" if repair.kind == "replaced" else "repaired"] += repair.count
    return [(code, {"count": str(count)}) for code, count in counts.items() if count]


def read_bytes(path: Path) -> tuple[bytes, int]:
    """The bytes of a file and its modification time in nanoseconds.

    Raises `InputError` with `path`: `file_missing`, `file_is_folder`, `file_unreadable`,
    `file_too_large`, `file_empty`.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("file_is_folder", path=str(path))
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device could keep us waiting for ever
            raise InputError("file_unreadable", path=str(path))
        if found.st_size > LARGEST:
            raise InputError("file_too_large", path=str(path), largest=LARGEST)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("file_missing", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise InputError("file_unreadable", path=str(path)) from error
    if not data.strip():
        raise InputError("file_empty", path=str(path))
    return data, found.st_mtime_ns


def is_web_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    return _WEB_PAGE.match(text) is not None


def read_file(path: Path) -> FileRead:
    """Read and parse one file; an article without a title takes the file's name.

    Raises `InputError` as `read_bytes` does, `file_binary`, and for a web page as
    `ingest.html.read_page` does.
    """
    data, mtime = read_bytes(path)
    size, digest = len(data), hashlib.sha256(data).hexdigest()
    try:
        if path.suffix.lower() in _PAGES:
            return _page_read(path, data, size=size, mtime=mtime, sha256=digest)
        return _text_read(path, data, size=size, mtime=mtime, sha256=digest)
    except InputError as error:
        raise InputError(error.code, **({"path": str(path)} | error.params)) from error


class _Seen(TypedDict):
    size: int
    mtime: int
    sha256: str


def _page_read(path: Path, data: bytes, **seen: Unpack[_Seen]) -> FileRead:
    from reader.ingest.html import read_page
    from reader.text.pages import article_of

    page = read_page(data)
    page = page if page.title else replace(page, title=path.stem)
    article = article_of(page)
    return FileRead(path, **seen, article=article, encoding=page.encoding,
                    repairs=page.repairs, page=page)  # fmt: skip


def _text_read(path: Path, data: bytes, **seen: Unpack[_Seen]) -> FileRead:
    from reader.text.cleaning import decode
    from reader.text.frontmatter import unreadable
    from reader.text.structure import parse

    decoded = decode(data)
    if is_web_page(decoded.text):
        return _page_read(path, data, **seen)
    article = parse(decoded.text)
    if not article.text.strip():
        raise InputError("file_empty")
    if not article.title:
        article = replace(article, title=path.stem)
    return FileRead(path, **seen, article=article, encoding=decoded.encoding,
                    repairs=decoded.repairs, odd_head=unreadable(decoded.text))  # fmt: skip
