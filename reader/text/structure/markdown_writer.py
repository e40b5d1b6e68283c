"""An article as a file for `articles/`: front matter and Markdown that read back as the same.

The Markdown is that of `markdown_lines`. Paragraphs that are neither body text nor headings
end in their role; so does one that would be taken for something else, and in `{.wrapped}` a line
that would not be seen to go on in the next one. Whatever in the words could be read as a mark has a
backslash before it. Links are written where they read back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.model import Article, Link, Paragraph, Role, Span, links_on
from reader.text.cleaning.file_names import file_name_of

_MARK = re.compile(
    r"[\\`*_\[\]]|(?<=\])\(|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=[A-Za-z#])|=(?==)|(?<==)="
    r"|\{(?=[{%])"
)
_ROLE_AT_END = re.compile(r"(?<=[a-z])\}(?=\s*$)")
_HEADING_END = re.compile(r"#(?=\s*$)")
_BLOCK_START = re.compile(
    r"(?P<sign>#{1,6}(?=[ \t]|$)|>|[-+](?=[-+*>\s\d]|$)|=(?==*\s*$)|[-|:](?=[-:|\s]*$))"
    r"|(?P<number>\d{1,9})(?=[.)](?:[-+*>\s]|$|(?:\d{1,9}[.)]){15}))"
)
_PLAIN = re.compile(
    r"[^\W\d_](?:[\w /.?=&~+%·，。、：；！？「」『』《》（）【】…—-]*[\w？！」』》）】])?"
)
_ADDRESS = re.compile(r"https?://[\w./:%?=&~+-]*[\w/]")
_ISO = re.compile(r"\d[\d:T.+-]*\d")
_TARGET = re.compile(r"[^\s<>\\\x00-\x20]+")
_ASKED = ("title", "authors", "source", "date")
"""The fields that the text's own lines fill where the front matter is silent."""


def as_markdown(article: Article, *, imported: str = "") -> str:
    """The article as a file in Markdown; `parse` of it gives an equal article.

    `imported` is the ISO 8601 time that the front matter names. The article's fields are lines
    as `parse` gives them: clean, without line ends, lists without duplicates.
    """
    from reader.text.structure.parser import parse

    text = _as_read(article, imported)
    if article.links and parse(text) != article:
        return _as_read(replace(article, links=()), imported)
    return text


def _as_read(article: Article, imported: str) -> str:
    """The file, with the roles marked and the fields silenced that would be read otherwise."""
    from reader.text.structure.parser import parse

    marked: dict[int, Role] = {
        paragraph.start: paragraph.role
        for paragraph in article.paragraphs
        if paragraph.role not in (Role.BODY, Role.HEADING)
    }
    wrapped: set[int] = set()
    silent: set[str] = set()
    while True:
        text = _front_matter(article, imported, silent) + _body(article, marked, wrapped)
        read = parse(text)
        torn = _torn(article, read) - wrapped
        wrong = {} if read == article or torn else _misread(article, read, marked)
        unasked = {
            name for name in _ASKED if getattr(read, name) and not getattr(article, name)
        } - silent
        if not (wrong or unasked or torn):
            return text
        wrapped |= torn
        marked |= wrong
        silent |= unasked


def _misread(article: Article, read: Article, marked: Mapping[int, Role]) -> dict[int, Role]:
    """The paragraphs that need a mark to be read in their role."""
    forms = _forms(article)
    found = _forms(read)
    return {
        start: form.role
        for start, form in forms.items()
        if start not in marked and found.get(start) != form
    }


def _torn(article: Article, read: Article) -> set[int]:
    """The paragraphs of several lines that are not read as one."""
    ends = {paragraph.start: paragraph.end for paragraph in read.paragraphs}
    return {p.start for p in article.paragraphs if "\n" in p.text and ends.get(p.start) != p.end}


class _Form(NamedTuple):
    """Form of a paragraph as it is read; `level` is 0 for none."""

    role: Role
    level: int
    end: int


def _forms(article: Article) -> dict[int, _Form]:
    """The form of the paragraph at each start."""
    levels = _levels(article)
    return {p.start: _Form(p.role, levels.get(p.start, 0), p.end) for p in article.paragraphs}


def file_name(article: Article) -> str:
    """The name of the article's file: `2025-10-14-標題.md`, safe on every system.

    See `reader.text.cleaning.file_names.file_name_of`.
    """
    before = f"{article.date[:10]}-" if article.date else ""
    return file_name_of(article.title, ".md", before=before, otherwise="article")


def _front_matter(article: Article, imported: str, silent: Collection[str]) -> str:
    """The block at the head; an empty list for the fields that the text must not fill."""
    rows = [
        ("title", "[]" if "title" in silent else _scalar(article.title)),
        ("author", _list(article.authors) if article.authors or "authors" in silent else ""),
        ("source", "[]" if "source" in silent else _scalar(article.source)),
        ("date", "[]" if "date" in silent else _scalar(article.date)),
        ("url", _scalar(article.url)),
        ("lang", _scalar(article.lang)),
        ("topics", _list(article.tags) if article.tags else ""),
        ("id", _scalar(article.id)),
        ("imported", _scalar(imported)),
    ]
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in rows if value) + "---\n\n"


def _scalar(value: str) -> str:
    """A value as YAML reads it back, in quotes where it could be read as anything else."""
    bare = any(form.fullmatch(value) for form in (_PLAIN, _ADDRESS, _ISO))
    return value if bare or not value else json.dumps(value, ensure_ascii=False)


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(_scalar(value) for value in values)}]"


def _body(article: Article, marked: Mapping[int, Role], wrapped: Collection[int]) -> str:
    """The text with its marks, line by line.

    `marked` names the roles that are written out, `wrapped` the paragraphs whose line ends are.
    """
    levels = _levels(article)
    lines = article.text.split("\n")
    filled = [place for place, line in enumerate(lines) if line]
    first, last = (filled[0], filled[-1]) if filled else (len(lines), -1)
    written: list[str] = []
    paragraphs = article.paragraphs
    paragraph: Paragraph | None = None
    at = 0
    for place, line in enumerate(lines):
        if words := line.strip():
            start = at + len(line) - len(line.lstrip())
            if paragraph is None or paragraph.end <= start:
                paragraph = next(paragraphs)
            span = Span(start, start + len(words))
            ends = span.end >= paragraph.end
            role = marked.get(paragraph.start) if ends else None
            mark = role.value.replace("_", "-") if role else ""
            if not ends and paragraph.start in wrapped:
                mark = "wrapped"
            links = links_on(article.links, span)
            written.append(_line(line, levels.get(start, 0), mark, links))
        elif line:
            written.append(_spaces(line))
        else:
            written.append("" if first < place < last else "&#10;")
        at += len(line) + 1
    return "\n".join(written) + "\n"


def _levels(article: Article) -> dict[int, int]:
    """The level of the line at each heading's start; the article's title has 1."""
    levels = {}
    for section in article.sections:
        leads = section.paragraphs[:1]
        if leads and leads[0].role is Role.HEADING:
            levels[leads[0].start] = 1 if section.heading is None else section.level
    return levels


def _marked(words: str, links: Sequence[Link]) -> str:
    """The words with a backslash before what is no mark, and with their links."""
    pieces: list[str] = []
    done = 0
    for start, end, address in links:
        if done <= start and _TARGET.fullmatch(address):
            before, label = words[done:start], words[start:end]
            pieces.append(_MARK.sub(r"\\\g<0>", before))
            if before.endswith("!"):  # it would make a picture of the link
                pieces[-1] = f"{pieces[-1][:-1]}\\!"
            pieces.append(_MARK.sub(r"\\\g<0>", label).join(("[", f"](<{address}>)")))
            done = end
    return "".join(pieces) + _MARK.sub(r"\\\g<0>", words[done:])


def _line(line: str, level: int, mark: str, links: Sequence[Link]) -> str:
    words = line.strip()
    indent = len(line) - len(line.lstrip())
    before, after = line[:indent], line[indent + len(words) :]
    marked = _marked(words, links)
    marked = _ROLE_AT_END.sub(r"\\\g<0>", marked)
    if level:
        marked = _HEADING_END.sub(r"\\\g<0>", marked)
    elif not before and (start := _BLOCK_START.match(marked)):
        marked = _escaped_start(start) + marked[start.end() :]
    written = _spaces(before) + marked + _spaces(after)
    return "#" * level + " " * bool(level) + written + (f" {{.{mark}}}" if mark else "")


def _escaped_start(start: re.Match[str]) -> str:
    return f"\\{start[0]}" if start["sign"] else f"{start[0]}\\"


def _spaces(spaces: str) -> str:
    return "".join(f"&#{ord(space)};" for space in spaces)
