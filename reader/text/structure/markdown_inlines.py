"""Lines of Markdown without their inline marks, as `structure.markdown_lines` describes them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from reader.model import Link, Role
from reader.text.cleaning import clean
from reader.text.cleaning.alternative_texts import alternative, without_data, without_shortcodes
from reader.text.structure.note_links import without_note_links

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_INLINE_MARK = re.compile(r"[*_\[\]!<&\\`~]|==|\{[{%]|\bhttps?:")
_LEFTOVER = re.compile(
    r"(?<!\*)(?P<mark>\*\*\*?|~~)(?=\S)(?P<strong>[^*~\n]+?)(?<=\S)(?P=mark)(?!\*)"
    r"|\*(?P<opened>[「『“‘（《〈【][^*\n]+?)\*|\*(?P<closed>[^*\n]+?[」』”’）》〉】。！？，])\*"
    r"|(?<![=!<>0-9A-Za-z_])==(?=[^\s=])(?P<lit>[^=\n]+)(?<=\S)==(?![=0-9A-Za-z_])"
)
_STARS_IN_NUMBER = re.compile(r"(?<=\d)\*+(?=\d)")
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*(<[^<>]*>|[^\s/.:#]*[/.:#]\S*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>")
_ALTERNATIVE = re.compile(r"<img\s[^<>]*?\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_REFERENCE = re.compile(r"\[([^\[\]]+)\](\[\])?")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]+)\]:[ \t]*")
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]+)\]")
_NUMBER = re.compile(r"(?<!\])\[(\d+)\](?![\[(])")
_BRACKETS = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()/:.#]*+)\)")
HAN = re.compile("[\u3400-\u9fff]")
_ESCAPED = {ord("*"): "\ufdd0", ord("_"): "\ufdd1", ord("~"): "\ufdd2", ord("="): "\ufded"}
_UNESCAPED = {ord(sign): chr(mark) for mark, sign in _ESCAPED.items()}
_SPACES = " \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_KEPT = {ord(space): chr(0xFDD3 + place) for place, space in enumerate(_SPACES)}
_UNKEPT = {ord(mark): chr(space) for space, mark in _KEPT.items()}
_KEPT_SIGNS = "".join(_KEPT.values())
_OPEN, _CLOSE = "\ufdee", "\ufdef"
_ENDS_OF_LINKS = re.compile(f"([{_OPEN}{_CLOSE}])")
_SPACE_BY_NUMBER = re.compile(r"&#\d{1,7};")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")
BLANK = "&#10;"
"""A line of Markdown for a blank line where Markdown would not keep one."""

_INLINE_LIMIT = 20_000
"""Lines longer than this, in code points, are not searched for inline marks."""


class Break(Enum):
    """Kind of a line's end: its writer's, none, or that of Markdown or of plain text, which may be
    one.
    """

    HARD = 0
    NONE = 1
    SOFT = 2
    UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class MarkdownLine:
    """A line of canonical text: its heading level (0 for none) and the role marked in the file.

    `strong` says that the whole line was bold, `listed` that it stands in a list without numbers or
    in a quotation, where no line is a heading unless it is marked as one. `links` are words of it.
    Lines that are one paragraph may be one, with line ends in its `text` (see `wrapping`); `end` is
    what follows it.
    """

    text: str
    role: Role | None = None
    level: int = 0
    strong: bool = False
    listed: bool = False
    links: tuple[Link, ...] = ()
    end: Break = Break.HARD


@cache
def _parser() -> MarkdownIt:
    """Parser that parts inline marks from text; it keeps nothing from one line to the next."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough").disable("text_join")


class Inlines:
    """Reader of lines without inline marks, knowing the links and notes that `lines` define."""

    def __init__(self, lines: Sequence[str]) -> None:
        from markdown_it.common.utils import normalizeReference

        self._normal = normalizeReference
        self._parser = _parser()
        self._notes = {note[1] for line in lines if (note := _NOTE.match(line))}
        self._links: dict[str, dict[str, str]] = {}
        found = filter(None, map(_DEFINITION.match, lines))
        defined = {self._normal(each[1]): each[2].strip("<>") for each in reversed([*found])}
        if defined:
            for line in lines:
                if not _DEFINITION.match(line):
                    for label in defined.keys() & self._used(line):
                        self._links[label] = {"href": defined[label], "title": ""}

    def _used(self, line: str) -> set[str]:
        """The labels by which a line links. A number alone in brackets is to be seen: no link."""
        return {
            self._normal(link[1])
            for link in _REFERENCE.finditer(line)
            if link[2] or not link[1].isdecimal() or line[link.start() - 1 : link.start()] == "]"
        }

    def read(self, line: MarkdownLine) -> list[MarkdownLine]:
        """A line without its marks; an HTML line break makes two, a used definition none."""
        if not _INLINE_MARK.search(line.text):
            return [replace(line, text=line.text.strip())]
        if line.text.strip() == BLANK:
            return [replace(line, text="", role=None)]
        line = replace(line, text=without_note_links(without_shortcodes(without_data(line.text))))
        if len(line.text) > _INLINE_LIMIT:
            text = _LEFTOVER.sub(_words_of, _ESCAPE.sub(_unescaped, line.text))
            return [replace(line, text=_settled(text.replace("\n", " ")))]
        definition = self._links and _DEFINITION.match(line.text)
        if definition and self._normal(definition[1]) in self._links:
            return []
        children = self._parser.parseInline(self._prepared(line.text), {"references": self._links})
        tokens = children[0].children or []
        role = line.role
        if role is None and not line.level and _only_images(tokens):
            role = Role.CAPTION
        text = _LEFTOVER.sub(_words_of, _text_of(tokens))
        parts = [_settled(part) for part in text.split("\n")]
        strong = _only_strong(tokens)
        links = _links(tokens, parts)
        ends = [Break.HARD] * (len(parts) - 1) + [line.end]
        return [
            replace(line, text=part, role=role, strong=strong, links=found, end=end)
            for part, found, end in zip(parts, links, ends, strict=True)
            if part
        ]

    def _prepared(self, text: str) -> str:
        """The line with a backslash before what looks like a mark and is none."""
        text = _STARS_IN_NUMBER.sub(lambda stars: "\\*" * len(stars[0]), text)
        text = _BRACKETS.sub(_text_in_brackets, text)
        note = _NOTE.match(text)
        if note and note[1] in self._notes:
            text = f"\\[{note[1]}\\] {text[note.end() :]}"
        text = _NOTE_MARK.sub(
            lambda mark: f"\\[{mark[1]}\\]" if mark[1] in self._notes else mark[0], text
        )
        if self._links:
            text = _NUMBER.sub(r"\\[\1\\]", text)
        return text


def _text_in_brackets(link: re.Match[str]) -> str:
    is_text = HAN.search(link[2])
    return f"\\[{link[1]}\\]\\({link[2]}\\)" if is_text else link[0]


def _text_of(children: Sequence[Token]) -> str:
    parts = []
    for token in children:
        if token.type == "text":
            parts.append(token.content.replace("\n", " "))
        elif token.type == "text_special" and _SPACE_BY_NUMBER.fullmatch(token.markup):
            parts.append(token.content.replace("\n", " ").translate(_ESCAPED | _KEPT))
        elif token.type in ("text_special", "code_inline"):
            parts.append(token.content.replace("\n", " ").translate(_ESCAPED))
        elif token.type == "image":
            parts.append(alternative(_text_of(token.children or [])))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append(_text_of_html(token.content))
    return "".join(parts)


def _links(children: Sequence[Token], parts: Sequence[str]) -> list[tuple[Link, ...]]:
    """The links of each part of a line; what is an address itself is none."""
    opened = [
        token
        for token in children
        if token.type == "link_open" and token.markup != "autolink" and token.attrs.get("href")
    ]
    if not opened:
        return [()] * len(parts)
    signs = {id(token): _OPEN for token in opened}
    pieces, inside = [], False
    for token in children:
        ends = inside and token.type == "link_close"
        pieces.append(_CLOSE if ends else signs.get(id(token)) or _text_of([token]))
        inside = id(token) in signs or (inside and not ends)
    marked = _LEFTOVER.sub(_words_of, "".join(pieces)).translate(_UNESCAPED | _UNKEPT)
    if marked.count("\n") + 1 != len(parts):
        return [()] * len(parts)
    addresses = [str(token.attrs["href"]) for token in opened]
    found, begun = [], 0
    for with_ends, part in zip(marked.split("\n"), parts, strict=True):
        links, begun = _links_of_part(with_ends, part, addresses, begun)
        found.append(links)
    return found


def _links_of_part(
    with_ends: str, part: str, addresses: Sequence[str], begun: int
) -> tuple[tuple[Link, ...], int]:
    """The links of a part; `with_ends` are its words with the ends of links.

    `begun` is twice the number of links before it, and one more inside of a link; so it is
    returned for what follows.
    """
    words, edges = "", [0] if begun % 2 else []
    links = []
    for piece in _ENDS_OF_LINKS.split(with_ends):
        if piece not in (_OPEN, _CLOSE):
            words += piece
            continue
        edges.append(len(words))
        begun += 1
    if begun % 2:
        edges.append(len(words))
    first = (begun + begun % 2 - len(edges)) // 2
    at = words.find(part)
    for number, (begin, end) in enumerate(zip(edges[::2], edges[1::2], strict=True), first):
        link = Link(max(0, begin - at), min(len(part), end - at), addresses[number])
        if at >= 0 and link.start < link.end:
            links.append(link)
    return tuple(links), begun


def _unescaped(escape: re.Match[str]) -> str:
    """Character that a backslash or a number stands for, as a mark that nothing takes for
    Markdown's.
    """
    if escape[1]:
        return escape[1].translate(_ESCAPED)
    return html.unescape(escape[0]).translate(_ESCAPED | _KEPT)


def _settled(part: str) -> str:
    """A part of a line as it is read: clean, on one line, without white space that is not kept."""
    part = part.strip()
    words = part.strip(_KEPT_SIGNS)
    before = len(part) - len(part.lstrip(_KEPT_SIGNS))
    after = before + len(words)
    text = clean(words.translate(_UNESCAPED | _UNKEPT)).text
    line = " ".join(text.split("\n")).strip()
    return part[:before].translate(_UNKEPT) + line + part[after:].translate(_UNKEPT)


def _text_of_html(content: str) -> str:
    """Text of inline HTML: nothing for a tag or comment, itself for the like of `<?…?>`."""
    if content.lower().startswith("<br"):
        return "\n"
    return "" if content.startswith("<!--") else TAG.sub(words_of_tag, content)


def _words_of(leftover: re.Match[str]) -> str:
    return next(words for words in leftover.group("strong", "opened", "closed", "lit") if words)


def _only_images(children: Sequence[Token]) -> bool:
    kinds = {token.type for token in children if token.type != "text" or token.content.strip()}
    return "image" in kinds and kinds <= {"image", "link_open", "link_close"}


def _only_strong(children: Sequence[Token]) -> bool:
    tokens = [token for token in children if token.type != "text" or token.content.strip()]
    kinds = [token.type for token in tokens]
    return (
        kinds[:1] == ["strong_open"]
        and kinds[-1:] == ["strong_close"]
        and kinds.count("strong_open") == 1
    )


def words_of_tag(tag: re.Match[str]) -> str:
    """Text of a tag itself: an image has its alternative text."""
    picture = _ALTERNATIVE.match(tag[0])
    return alternative(picture[1] or picture[2] or "") if picture else ""
