"""Lists of feeds as OPML 2.0 (opml.org/spec2), the format in which feed readers exchange them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Event
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from reader.errors import InputError
from reader.ingest.addresses import link
from reader.ingest.declared import declared_text
from reader.ingest.isolation import safely
from reader.model.web_address import without_credentials
from reader.text.cleaning import clean, one_line

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest list that is read."""

DEEPEST = 100
"""Folders inside one another; no reader of feeds shows as many."""

_ROOT = re.compile(r"<opml(?=[\s>])", re.IGNORECASE)
_LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_REFERENCE = re.compile(r"&#(?:(\d+)|[xX]([0-9A-Fa-f]+));")
# What XML 1.0 allows (production 2); references to anything else stop a parser altogether.
_CHARACTER = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FULL_TEXT = "meipi:fullText"
_NAMESPACE = "urn:meipi:opml"
_LONGEST = 200
_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class OpmlOutline:
    """One feed of a list. `folder` holds the names of the folders around it, joined by " / "."""

    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class OpmlRead:
    """A list as it was read. `skipped` counts entries that are not http or https feeds,
    `repeated` those that stood there before. `broken` says that its XML is not well formed, or was
    cut; what could be recognised was read.
    """

    feeds: tuple[OpmlOutline, ...]
    skipped: int = 0
    repeated: int = 0
    broken: bool = False


def read_opml(data: bytes, path: str = "…", *, stop: Event | None = None) -> OpmlRead:
    """Read a list of feeds. Raises InputError with `path`: `opml_unreadable`, `opml_deep`, and as
    `isolation.safely` does, until `stop` is set.
    """
    if len(data) > LARGEST or not data.strip():
        raise InputError("opml_unreadable", path=path)
    try:
        return safely(stop, _read, data, path)
    except InputError as error:
        raise InputError(error.code, **({"path": path} | error.params)) from error


def _read(data: bytes, path: str) -> OpmlRead:
    from reader.text.cleaning import decoding

    wrong = InputError("opml_unreadable", path=path)
    text, _ = declared_text(data)
    text = clean(text).text
    root = _ROOT.search(text)
    if root is None or decoding.looks_binary(data, text):
        raise wrong
    # Without the text before the root there is no document type, and so no entity to expand.
    body = _REFERENCE.sub(_allowed, _LOOSE.sub("&amp;", text[root.start() :]))
    gathered, broken = _Gathered(path), False
    parser = expat.ParserCreate()
    parser.StartElementHandler = gathered.start
    parser.EndElementHandler = gathered.end
    try:
        parser.Parse(f'<?xml version="1.0" encoding="utf-8"?>{body}'.encode(), True)
    except (expat.ExpatError, InputError) as error:  # feeds that are never closed look like folders
        gathered, broken = _of_broken(body, path), True
        if not gathered.feeds:
            raise wrong from error
    return OpmlRead(tuple(gathered.feeds.values()), gathered.skipped, gathered.repeated, broken)


def _of_broken(body: str, path: str) -> _Gathered:
    from reader.ingest.feeds.opml_broken import entries

    gathered = _Gathered(path)
    for attributes in entries(body):
        if attributes is None:
            gathered.end("outline")
        else:
            gathered.start("outline", attributes)
    return gathered


def write_opml(feeds: Iterable[OpmlOutline], title: str) -> bytes:
    """A list of feeds, in UTF-8; folders are in the order of their first feed."""
    folders: dict[str, list[OpmlOutline]] = {}
    for feed in feeds:
        folders.setdefault(feed.folder, []).append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:meipi="{_NAMESPACE}">',
        f"  <head><title>{escape(_one_line(title))}</title></head>",
        "  <body>",
    ]
    for folder, held in folders.items():
        if folder:
            lines.append(f"    <outline text={_quoted(folder)}>")
        lines += [f"{'      ' if folder else '    '}{_outline(feed)}" for feed in held]
        if folder:
            lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""]).encode()


def _allowed(reference: re.Match[str]) -> str:
    """A character reference, or nothing where there can be no such character."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return f"&#{code};" if code <= 0x10FFFF and _CHARACTER.match(chr(code)) else ""


@dataclass(slots=True)
class _Gathered:
    """State of the reading: the feeds by address, and the open entries.

    Of each the names of the folders from the outermost one to itself, as one line.
    """

    path: str
    feeds: dict[str, OpmlOutline] = field(default_factory=dict)
    skipped: int = 0
    repeated: int = 0
    open: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.lower() != "outline":
            return
        fields = {name.lower(): value for name, value in attributes.items()}
        name = _one_line(without_credentials(fields.get("title") or fields.get("text") or ""))
        address, kind = fields.get("xmlurl", "").strip(), fields.get("type", "").strip().lower()
        folder = self.open[-1] if self.open else ""
        if len(self.open) == DEEPEST:
            raise InputError("opml_deep", path=self.path, deepest=DEEPEST)
        # A feed or a link is no folder.
        named = "" if address or fields.get("url") else name
        self.open.append(_one_line(_BETWEEN.join(filter(None, (folder, named)))))
        if not address:
            self.skipped += bool(fields.get("url")) or kind in ("link", "include", "rss", "atom")
            return
        url = link("", address)
        if not url:
            self.skipped += 1
        elif url in self.feeds:
            self.repeated += 1
        else:
            site = link("", fields.get("htmlurl", ""))
            full = fields.get(_FULL_TEXT.lower(), "") == "true"
            self.feeds[url] = OpmlOutline(url, name, site, folder, full)

    def end(self, tag: str) -> None:
        if tag.lower() == "outline":
            self.open.pop()


def _outline(feed: OpmlOutline) -> str:
    title = _quoted(feed.title or feed.url)
    site = f" htmlUrl={_quoted(feed.site)}" if feed.site else ""
    full = f' {_FULL_TEXT}="true"' if feed.full_text else ""
    return (
        f'<outline type="rss" text={title} title={title} xmlUrl={_quoted(feed.url)}{site}{full}/>'
    )


def _quoted(text: str) -> str:
    return quoteattr(_one_line(text))


def _one_line(text: str) -> str:
    return one_line(text, _LONGEST)
