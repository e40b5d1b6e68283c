"""Other terminal readers on the same text, as programs that show it; each with its own keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from benchmarks import environment
from benchmarks.environment import AbsentError
from benchmarks.programs import Program, beginning
from reader.model import Document

FEED, ITEM = "feed-of-one", "item-of-one"

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">meipi-benchmark
</dc:identifier><dc:title>Benchmark</dc:title><dc:language>zh-Hant</dc:language>
<meta property="dcterms:modified">2025-10-14T00:00:00Z</meta></metadata>
<manifest><item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="text"/></spine></package>
"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Benchmark</title></head><body>{body}</body></html>
"""
CONTENTS = '<nav epub:type="toc"><ol><li><a href="text.xhtml">Benchmark</a></li></ol></nav>'
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{feed}</title><id>urn:meipi:feed</id>
<updated>2025-10-14T00:00:00Z</updated><entry><title>{item}</title><id>urn:meipi:item</id>
<updated>2025-10-14T00:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content></entry></feed>
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another reader: how it is made to show a text, and its keys for the next line and page.

    `prepare` writes what it reads into an empty folder and returns the program; it raises
    AbsentError where the reader is not installed. `back` goes back a page.
    """

    name: str
    prepare: Callable[[Path, Document], Program]
    line: str = "j"
    page: str = " "
    back: str = "b"


def less(folder: Path, document: Document) -> Program:
    """The text as a file in less."""
    quiet = {"LESSHISTFILE": "-"}
    return Program([_found("less"), _plain(folder, document)], folder, beginning(document), quiet)


def vim(folder: Path, document: Document) -> Program:
    """The text as a file in vim, without settings, swap file or history."""
    command = [_found("vim"), "--clean", "-n", _plain(folder, document)]
    return Program(command, folder, beginning(document))


def newsboat(folder: Path, document: Document) -> Program:
    """The text as the only item of a feed that newsboat has read from a file before."""
    program = _found("newsboat")
    feed = folder / "feed.atom"
    feed.write_text(ATOM.format(feed=FEED, item=ITEM, body=_paragraphs(document)), "utf-8")
    (folder / "urls").write_text(f"{feed.as_uri()}\n", "utf-8")
    (folder / "config").write_text("auto-reload no\n", "utf-8")
    places = {"-u": "urls", "-c": "cache.db", "-C": "config"}
    command = [program, *(part for it in places.items() for part in (it[0], str(folder / it[1])))]
    steps = (("\r", ITEM), ("\r", beginning(document)))
    made = Program(command, folder, FEED, steps=steps)
    done = subprocess.run(
        [*command, "-x", "reload"], env=made.environment, check=False, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    if done.returncode or done.stderr.strip():
        raise AbsentError(f"does not read the feed: {' '.join(done.stderr.split())[:200]}")
    return made


def epy(folder: Path, document: Document) -> Program:
    """The text as the only chapter of an EPUB in epy."""
    book = folder / "book.epub"
    write_book(book, document)
    return Program([str(environment.ready() / "epy"), str(book)], folder, beginning(document))


PEERS = (
    Peer("less", less),
    Peer("vim", vim, page="\x06", back="\x02"),
    Peer("newsboat", newsboat, line="\x1bOB", page="\x1b[6~", back="\x1b[5~"),
    Peer("epy", epy, back="h"),
)


def write_book(path: Path, document: Document) -> None:
    """Write a text as an EPUB 3 of one chapter."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("book.opf", PACKAGE)
        archive.writestr("nav.xhtml", PAGE.format(body=CONTENTS))
        body = PAGE.format(body=_paragraphs(document))
        archive.writestr("text.xhtml", body, compress_type=zipfile.ZIP_DEFLATED)


def _paragraphs(document: Document) -> str:
    lines = (line for line in document.text.split("\n") if line.strip())
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)


def _plain(folder: Path, document: Document) -> str:
    path = folder / "text.txt"
    path.write_text(document.text, "utf-8")
    return str(path)


def _found(program: str) -> str:
    path = shutil.which(program, path=os.environ.get("PATH"))
    if path is None:
        raise AbsentError("not installed")
    return path
