"""Lines of a Markdown body without their marks.

Blocks and inlines are those of CommonMark with tables and strikethrough. A source line stays a
line, blank lines stay; what only marks (fences, rules, table borders, link targets, HTML tags)
goes. Beyond CommonMark:

- the cells of a table's row have a bar between them, and an item of a list its number or bullet
  before it, also in HTML;
- an image alone on its line is a caption, and its alternative text is the line;
- a line may end in its role, as in Pandoc's attributes: `文字 {.caption}`, with one of `.body`,
  `.heading`, `.caption`, `.editor-note`, `.attribution`; or in `{.wrapped}`, which says that its
  paragraph goes on in the next line;
- `**「國民好車」**將` loses its marks too, though beside CJK punctuation CommonMark keeps them;
- the text of a footnote stays where it stands: `[^1]: 文字` is `[1] 文字`, `[^1]` is `[1]`;
- a link definition goes only if a link uses it, and `[行長](周小川)`, where no address stands, is
  text;
- `[[港務局|局方]]` and `[[港務局]]`, Obsidian's links, are the words that they show; of a callout
  (`> [!note] 標題`) the title stays, and no picture that is written into an `img` tag is text;
- stars inside a number are its own: `5*3*2`, `138****5678`;
- white space written as its number is kept at both ends of a line (`&#12288;`, `&#32;`), and
  `&#10;` alone is a blank line, also at the start and end of the body;
- in a line too long to be searched for marks, backslashes and such numbers still count;
- a line of text over `---` is a heading only if it reads like one, because writers of Chinese
  put the rule there as a divider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reader.model import Role
from reader.text.cleaning.alternative_texts import without_data_tags
from reader.text.structure.html_blocks import words_of_block
from reader.text.structure.list_items import bullet_of
from reader.text.structure.markdown_inlines import BLANK, HAN, Break, Inlines, MarkdownLine
from reader.text.structure.table_rows import row_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ATX = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_ROLE = re.compile(
    r"(?<![ \t])[ \t]*+\{\.(body|heading|caption|editor-note|attribution|wrapped)\}[ \t]*$"
)
_HARD = re.compile(r"(?<! ) {2,}+$|(?<!\\)(?:\\\\)*+(?P<slash>\\)$")
_CALLOUT = re.compile(r"\A\[![A-Za-z][\w-]{0,30}\][+-]?[ \t]*+\n?")
_TABLE_RULE = re.compile(r"\n[> \t]*+(?=[^\n]*\|)\|?[ \t]*+(?::?-++:?[ \t]*+\|?[ \t]*+)++(?=\n|\Z)")
_PIPE = re.compile(r"(?<!\\)\|")
_DEEP = re.compile(r"^[ \t]*+(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*+){16,}", re.MULTILINE)


def is_marked_up(text: str) -> bool:
    """Whether a text has marks that plain text does not have by chance: headings or a table."""
    return has_headings(text) or any(
        "|" in text[text.rfind("\n", 0, rule.start()) + 1 : rule.start()]
        for rule in _TABLE_RULE.finditer(text)
    )


def has_headings(text: str) -> bool:
    """Whether a text has a heading of Markdown's `#` kind."""
    return bool(_ATX.search(text))


@cache
def _parser() -> MarkdownIt:
    """Parser that parts a body into its blocks; it keeps nothing from one body to the next."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    return parser.disable(["inline", "reference"])


def lines_of(body: str) -> list[MarkdownLine]:
    """The lines of a Markdown body, without blank lines at its start and end."""
    # Marks nested deeper than the parser goes would take their text with them.
    body = _DEEP.sub("", body)
    source = body.split("\n")
    blocks = list(_blocks(_parser().parse(body), source))
    inlines = Inlines([line.text for block in blocks if not block.verbatim for line in block.lines])
    lines: list[MarkdownLine] = []
    reached = 0
    for block in blocks:
        found = block.lines
        if not block.verbatim:
            found = [line for raw in found for line in inlines.read(raw)]
        kept = any(raw.text.strip() == BLANK for raw in block.lines)
        if not (kept or any(line.text for line in found)):
            continue
        if lines:
            blank = sum(not line.strip("> \t　") for line in source[reached : block.start])
            lines.extend([MarkdownLine("")] * blank)
        lines.extend(found)
        reached = max(reached, block.end)
    return lines


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that holds text: its first source line, the line after its last, and its lines."""

    start: int
    end: int
    lines: list[MarkdownLine]
    verbatim: bool = False


def _blocks(tokens: Sequence[Token], source: Sequence[str]) -> Iterator[_Block]:
    level, number, depth, bullets = 0, "", 0, 0
    quoted = False
    cells: list[str] | None = None
    for token in tokens:
        start, end = token.map or (0, 0)
        if token.type.startswith(("blockquote_", "bullet_list_")):
            depth += token.nesting
            bullets += token.nesting * token.type.startswith("bullet")
        quoted = quoted or token.type == "blockquote_open"
        if token.type == "heading_open":
            level = int(token.tag[1]) * (-1 if token.markup == "-" else 1)
        elif token.type == "list_item_open":
            bullet = f"{bullet_of(bullets - 1)} "
            number = f"{token.info}{token.markup} " if token.info else bullet
        elif token.type == "tr_open":
            cells, row = [], (start, end)
        elif token.type == "tr_close" and cells is not None:
            surplus = _cells(source[row[0]])[len(cells) :]
            yield _Block(*row, [MarkdownLine(row_of(cells + surplus), Role.BODY)])
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(token.content)
        elif token.type == "inline":
            before = "" if level and not number[:1].isdecimal() else number
            content = without_data_tags(token.content)
            content = _CALLOUT.sub("", content, count=1) if quoted else content
            found = _raw_lines(before + content, level) if content else []
            yield _Block(start, end, [replace(line, listed=depth > 0) for line in found])
            level, number, quoted = 0, "", False
        elif token.type == "html_block":
            yield _Block(start, end, _verbatim(words_of_block(token.content)), verbatim=True)
        elif token.type in ("fence", "code_block"):
            if HAN.search(token.info):
                yield _Block(start, start + 1, _verbatim(token.info), verbatim=True)
            code = [replace(line, role=Role.BODY) for line in _verbatim(token.content)]
            yield _Block(start, end, code, verbatim=True)


def _cells(row: str) -> list[str]:
    """The cells of a table's row, with those beyond its first row's, which the parser drops."""
    row = row.strip("> \t")
    cells = _PIPE.split(row.removeprefix("|"))
    return [cell.strip().replace("\\|", "|") for cell in cells[: -1 if row[-1:] == "|" else None]]


def _raw_lines(content: str, level: int) -> list[MarkdownLine]:
    """The lines of a block with the roles that they are marked with, their inlines not yet read.

    A negative level is that of a line over `---`.
    """
    if level < 0:
        level = -level if len(content) <= 40 and content[-1] not in "。；，、" else 0
    lines: list[MarkdownLine] = []
    for raw in content.split("\n"):
        mark, hard = _ROLE.search(raw), _HARD.search(raw)
        if lines and raw.startswith("\u3000"):  # a paragraph of its own, by the Chinese indent
            lines[-1] = replace(lines[-1], end=Break.HARD)
        text = raw[:-1] if hard and hard["slash"] else raw
        joins = mark and mark[1] == "wrapped"
        role = Role(mark[1].replace("-", "_")) if mark and not joins else None
        own_level = level if role in (None, Role.HEADING) else 0
        end = Break.NONE if joins else Break.HARD if hard else Break.SOFT
        lines.append(MarkdownLine(text[: mark.start()] if mark else text, role, own_level, end=end))
    lines[-1] = replace(lines[-1], end=Break.HARD)
    return lines


def _verbatim(content: str) -> list[MarkdownLine]:
    return [MarkdownLine(line.strip()) for line in content.strip("\n").split("\n")]
