"""Lines of a Markdown body without their marks.

Blocks and inlines are those of CommonMark with tables and strikethrough. A source line stays a
line, blank lines stay; what only marks (fences, rules, table borders, link targets, HTML tags)
goes. Beyond CommonMark:

- an image alone on its line is a caption, and its alternative text is the line;
- a line may end in its role, as in Pandoc's attributes: `文字 {.caption}`, with one of `.body`,
  `.heading`, `.caption`, `.editor-note`, `.attribution`;
- `**「國民好車」**將` loses its marks too, though beside CJK punctuation CommonMark keeps them;
- stars inside a number are its own: `5*3*2`, `138****5678`;
- a line of text over `---` is a heading only if it reads like one, because writers of Chinese
  put the rule there as a divider.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.model import Role
from reader.text.cleaning import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ATX = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_ROLE = re.compile(r"[ \t]*\{\.(body|heading|caption|editor-note|attribution)\}[ \t]*$")
_INLINE_MARK = re.compile(r"[*_\[\]!<&\\`~]|\bhttps?:")
_LEFTOVER = re.compile(
    r"(?<!\*)(?P<mark>\*\*\*?|~~)(?=\S)(?P<strong>[^*~\n]+?)(?<=\S)(?P=mark)(?!\*)"
    r"|\*(?P<opened>[「『“‘（《〈【][^*\n]+?)\*|\*(?P<closed>[^*\n]+?[」』”’）》〉】。！？，])\*"
)
_STARS_IN_NUMBER = re.compile(r"(?<=\d)\*+(?=\d)")
_UNSEEN = re.compile(r"<(?:script|style)\b|<!--|</(?:script|style)\s*>|-->", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = {ord("*"): "\ufdd0", ord("_"): "\ufdd1", ord("~"): "\ufdd2"}
_UNESCAPED = {ord(sign): chr(mark) for mark, sign in _ESCAPED.items()}
_INLINE_LIMIT = 20_000
"""Lines longer than this, in code points, are not searched for inline marks."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of canonical text: its heading level (0 for none) and the role marked in the file.

    `strong` says that the whole line was bold.
    """

    text: str
    role: Role | None = None
    level: int = 0
    strong: bool = False


def has_headings(text: str) -> bool:
    """Whether a text has a heading of Markdown's `#` kind."""
    return bool(_ATX.search(text))


def lines_of(body: str) -> list[Line]:
    """The lines of a Markdown body, without blank lines at its start and end."""
    from markdown_it import MarkdownIt

    blocks = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    inlines = MarkdownIt("commonmark").enable("strikethrough").disable("text_join")
    source = body.split("\n")
    lines: list[Line] = []
    reached = 0
    for block in _blocks(blocks.disable("inline").parse(body)):
        found = block.lines
        if not block.verbatim:
            found = [line for raw in found for line in _inline(raw, inlines)]
        if not any(line.text for line in found):
            continue
        if lines:
            blank = sum(not line.strip("> \t　") for line in source[reached : block.start])
            lines.extend([Line("")] * blank)
        lines.extend(found)
        reached = max(reached, block.end)
    return lines


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that holds text: its first source line, the line after its last, and its lines."""

    start: int
    end: int
    lines: list[Line]
    verbatim: bool = False


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    level, number = 0, ""
    cells: list[str] | None = None
    for token in tokens:
        start, end = token.map or (0, 0)
        if token.type == "heading_open":
            level = int(token.tag[1]) * (-1 if token.markup == "-" else 1)
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "tr_open":
            cells, row = [], (start, end)
        elif token.type == "tr_close" and cells is not None:
            yield _Block(*row, [Line("　".join(cells))])
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(token.content)
        elif token.type == "inline":
            yield _Block(start, end, _raw_lines(number + token.content, level))
            level, number = 0, ""
        elif token.type == "html_block":
            yield _Block(start, end, _verbatim(_without_tags(token.content)), verbatim=True)
        elif token.type in ("fence", "code_block"):
            yield _Block(start, end, _verbatim(token.content), verbatim=True)


def _raw_lines(content: str, level: int) -> list[Line]:
    """The lines of a block with the roles that they are marked with, their inlines not yet read.

    A negative level is that of a line over `---`.
    """
    if level < 0:
        level = -level if len(content) <= 40 and content[-1] not in "。；，、" else 0
    lines = []
    for text in content.split("\n"):
        mark = _ROLE.search(text)
        role = Role(mark[1].replace("-", "_")) if mark else None
        own_level = level if role in (None, Role.HEADING) else 0
        lines.append(Line(text[: mark.start()] if mark else text, role, own_level))
    return lines


def _verbatim(content: str) -> list[Line]:
    return [Line(line.strip()) for line in content.strip("\n").split("\n")]


def _without_tags(content: str) -> str:
    """The words of an HTML block, without scripts, styles and comments."""
    kept, reached, hidden = [], 0, False
    for mark in _UNSEEN.finditer(content):
        if not hidden:
            kept.append(content[reached : mark.start()])
        hidden = mark.group().startswith(("<s", "<S", "<!"))
        reached = mark.end()
    if not hidden:
        kept.append(content[reached:])
    return clean(html.unescape(_TAG.sub("", "".join(kept)))).text


def _inline(line: Line, inlines: MarkdownIt) -> list[Line]:
    """A line without its inline marks; an HTML line break makes two of it."""
    if not _INLINE_MARK.search(line.text):
        return [replace(line, text=line.text.strip())]
    if len(line.text) > _INLINE_LIMIT:
        return [replace(line, text=_LEFTOVER.sub(_words_of, line.text).strip())]
    text = _STARS_IN_NUMBER.sub(lambda stars: "\\*" * len(stars[0]), line.text)
    children = inlines.parseInline(text)[0].children or []
    role = line.role
    if role is None and not line.level and _only_images(children):
        role = Role.CAPTION
    strong = _only_strong(children)
    text = _LEFTOVER.sub(_words_of, _text_of(children)).translate(_UNESCAPED)
    parts = [" ".join(clean(part).text.split("\n")).strip() for part in text.split("\n")]
    return [Line(part, role, line.level, strong) for part in parts if part]


def _text_of(children: Sequence[Token]) -> str:
    parts = []
    for token in children:
        if token.type == "text":
            parts.append(token.content.replace("\n", " "))
        elif token.type in ("text_special", "code_inline"):
            parts.append(token.content.replace("\n", " ").translate(_ESCAPED))
        elif token.type == "image":
            parts.append(_text_of(token.children or []))
        elif token.type in ("softbreak", "hardbreak") or (
            token.type == "html_inline" and token.content.lower().startswith("<br")
        ):
            parts.append("\n")
    return "".join(parts)


def _words_of(leftover: re.Match[str]) -> str:
    return leftover["strong"] or leftover["opened"] or leftover["closed"]


def _only_images(children: Sequence[Token]) -> bool:
    kinds = {token.type for token in children if token.type != "text" or token.content.strip()}
    return "image" in kinds and kinds <= {"image", "link_open", "link_close"}


def _only_strong(children: Sequence[Token]) -> bool:
    told = [token for token in children if token.type != "text" or token.content.strip()]
    kinds = [token.type for token in told]
    return (
        kinds[:1] == ["strong_open"]
        and kinds[-1:] == ["strong_close"]
        and kinds.count("strong_open") == 1
    )
