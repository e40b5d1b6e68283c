"""Lines of a Markdown body without their marks.

Blocks and inlines are those of CommonMark with tables and strikethrough. A source line stays a
line, blank lines stay; what only marks (fences, rules, table borders, link targets, HTML tags)
goes. Beyond CommonMark:

- an image alone on its line is a caption, and its alternative text is the line;
- a line may end in its role, as in Pandoc's attributes: `文字 {.caption}`, with one of `.body`,
  `.heading`, `.caption`, `.editor-note`, `.attribution`;
- `**「國民好車」**將` loses its marks too, though beside CJK punctuation CommonMark keeps them;
- the text of a footnote stays where it stands: `[^1]: 文字` is `[1] 文字`, `[^1]` is `[1]`;
- a link definition goes only if a link uses it, and `[行長](周小川)`, where no address stands, is
  text;
- stars inside a number are its own: `5*3*2`, `138****5678`;
- white space written as its number is kept at both ends of a line (`&#12288;`, `&#32;`), and
  `&#10;` alone is a blank line, also at the start and end of the body;
- in a line too long to be searched for marks, backslashes and such numbers still count;
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
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>")
_ALTERNATIVE = re.compile(r"<img\s[^<>]*?\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TABLE_RULE = re.compile(r"\n[> \t]*+(?=[^\n]*\|)\|?[ \t]*+(?::?-+:?[ \t]*+\|?[ \t]*+)+(?=\n|\Z)")
_PIPE = re.compile(r"(?<!\\)\|")
_DEEP = re.compile(r"^[ \t]*+(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*+){16,}", re.MULTILINE)
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]]+)\]:[ \t]*(?:<[^<>]*>|[^\s/.:#]*[/.:#]\S*)"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
_REFERENCE = re.compile(r"\[([^\[\]]+)\](\[\])?")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]+)\]:[ \t]*")
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]+)\]")
_NUMBER = re.compile(r"(?<!\])\[(\d+)\](?![\[(])")
_BRACKETS = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()/:.#]*+)\)")
_NO_ADDRESS = {"href": "", "title": ""}
_HAN = re.compile("[\u3400-\u9fff]")
_ESCAPED = {ord("*"): "\ufdd0", ord("_"): "\ufdd1", ord("~"): "\ufdd2"}
_UNESCAPED = {ord(sign): chr(mark) for mark, sign in _ESCAPED.items()}
_SPACES = " \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_KEPT = {ord(space): chr(0xFDD3 + place) for place, space in enumerate(_SPACES)}
_UNKEPT = {ord(mark): chr(space) for space, mark in _KEPT.items()}
_ENDS = re.compile(
    "(?P<before>[\ufdd3-\ufdef]*)(?P<words>.*?)(?P<after>[\ufdd3-\ufdef]*)", re.DOTALL
)
_SPACE_BY_NUMBER = re.compile(r"&#\d{1,7};")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")
_BLANK = "&#10;"
_INLINE_LIMIT = 20_000
"""Lines longer than this, in code points, are not searched for inline marks."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of canonical text: its heading level (0 for none) and the role marked in the file.

    `strong` says that the whole line was bold, `listed` that it stands in a list without numbers or
    in a quotation, where no line is a heading unless it is marked as one.
    """

    text: str
    role: Role | None = None
    level: int = 0
    strong: bool = False
    listed: bool = False


def is_marked_up(text: str) -> bool:
    """Whether a text has marks that plain text does not have by chance: headings or a table."""
    return has_headings(text) or any(
        "|" in text[text.rfind("\n", 0, rule.start()) + 1 : rule.start()]
        for rule in _TABLE_RULE.finditer(text)
    )


def has_headings(text: str) -> bool:
    """Whether a text has a heading of Markdown's `#` kind."""
    return bool(_ATX.search(text))


def lines_of(body: str) -> list[Line]:
    """The lines of a Markdown body, without blank lines at its start and end."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    parser.disable(["inline", "reference"])
    # Marks nested deeper than the parser goes would take their text with them.
    body = _DEEP.sub("", body)
    source = body.split("\n")
    blocks = list(_blocks(parser.parse(body), source))
    inlines = _Inlines(
        [line.text for block in blocks if not block.verbatim for line in block.lines]
    )
    lines: list[Line] = []
    reached = 0
    for block in blocks:
        found = block.lines
        if not block.verbatim:
            found = [line for raw in found for line in inlines.read(raw)]
        kept = any(raw.text.strip() == _BLANK for raw in block.lines)
        if not (kept or any(line.text for line in found)):
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


def _blocks(tokens: Sequence[Token], source: Sequence[str]) -> Iterator[_Block]:
    level, number, depth = 0, "", 0
    cells: list[str] | None = None
    for token in tokens:
        start, end = token.map or (0, 0)
        if token.type.startswith(("blockquote_", "bullet_list_")):
            depth += token.nesting
        if token.type == "heading_open":
            level = int(token.tag[1]) * (-1 if token.markup == "-" else 1)
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "tr_open":
            cells, row = [], (start, end)
        elif token.type == "tr_close" and cells is not None:
            surplus = _cells(source[row[0]])[len(cells) :]
            yield _Block(*row, [Line("　".join(cells + surplus), Role.BODY)])
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(token.content)
        elif token.type == "inline":
            found = _raw_lines(number + token.content, level)
            yield _Block(start, end, [replace(line, listed=depth > 0) for line in found])
            level, number = 0, ""
        elif token.type == "html_block":
            yield _Block(start, end, _verbatim(_without_tags(token.content)), verbatim=True)
        elif token.type in ("fence", "code_block"):
            if _HAN.search(token.info):
                yield _Block(start, start + 1, _verbatim(token.info), verbatim=True)
            yield _Block(start, end, _verbatim(token.content), verbatim=True)


def _cells(row: str) -> list[str]:
    """The cells of a table's row, with those beyond its first row's, which the parser drops."""
    row = row.strip("> \t")
    cells = _PIPE.split(row.removeprefix("|"))
    return [cell.strip().replace("\\|", "|") for cell in cells[: -1 if row[-1:] == "|" else None]]


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
    """The words of an HTML block, without scripts, styles and comments that end."""
    kept, reached, hidden = [], 0, ""
    for mark in _UNSEEN.finditer(content):
        if not hidden:
            kept.append(content[reached : mark.start()])
        opens = mark.group().startswith(("<s", "<S", "<!"))
        hidden = mark.group() if opens else ""
        reached = mark.end()
    if hidden in ("", "<!--"):
        kept.append(content[reached:])
    return clean(html.unescape(_TAG.sub(_words_of_tag, "".join(kept)))).text


def _words_of_tag(tag: re.Match[str]) -> str:
    """What a tag itself says: an image has its alternative text."""
    picture = _ALTERNATIVE.match(tag[0])
    return (picture[1] or picture[2] or "") if picture else ""


class _Inlines:
    """Reads lines without their inline marks, knowing the links and notes that `lines` define."""

    def __init__(self, lines: Sequence[str]) -> None:
        from markdown_it import MarkdownIt
        from markdown_it.common.utils import normalizeReference

        self._normal = normalizeReference
        self._parser = MarkdownIt("commonmark").enable("strikethrough").disable("text_join")
        self._notes = {note[1] for line in lines if (note := _NOTE.match(line))}
        self._links: dict[str, dict[str, str]] = {}
        defined = {self._normal(found[1]) for line in lines if (found := _DEFINITION.match(line))}
        if defined:
            for line in lines:
                if not _DEFINITION.match(line):
                    self._links.update(dict.fromkeys(defined & self._used(line), _NO_ADDRESS))

    def _used(self, line: str) -> set[str]:
        """The labels by which a line links. A number alone in brackets is to be seen: no link."""
        return {
            self._normal(link[1])
            for link in _REFERENCE.finditer(line)
            if link[2] or not link[1].isdecimal() or line[link.start() - 1 : link.start()] == "]"
        }

    def read(self, line: Line) -> list[Line]:
        """A line without its marks; an HTML line break makes two, a used definition none."""
        if not _INLINE_MARK.search(line.text):
            return [replace(line, text=line.text.strip())]
        if line.text.strip() == _BLANK:
            return [replace(line, text="", role=None)]
        if len(line.text) > _INLINE_LIMIT:
            text = _LEFTOVER.sub(_words_of, _ESCAPE.sub(_unescaped, line.text))
            return [replace(line, text=_settled(text.replace("\n", " ")))]
        definition = self._links and _DEFINITION.match(line.text)
        if definition and self._normal(definition[1]) in self._links:
            return []
        children = self._parser.parseInline(self._prepared(line.text), {"references": self._links})
        told = children[0].children or []
        role = line.role
        if role is None and not line.level and _only_images(told):
            role = Role.CAPTION
        text = _LEFTOVER.sub(_words_of, _text_of(told))
        parts = [_settled(part) for part in text.split("\n")]
        strong = _only_strong(told)
        return [replace(line, text=part, role=role, strong=strong) for part in parts if part]

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
    is_text = _HAN.search(link[2])
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
            parts.append(_text_of(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "html_inline":
            parts.append(_text_of_html(token.content))
    return "".join(parts)


def _unescaped(escape: re.Match[str]) -> str:
    """What a backslash or a number stands for, as a mark that nothing takes for Markdown's."""
    if escape[1]:
        return escape[1].translate(_ESCAPED)
    return html.unescape(escape[0]).translate(_ESCAPED | _KEPT)


def _settled(part: str) -> str:
    """A part of a line as it is read: clean, on one line, without white space that is not kept."""
    ends = _ENDS.fullmatch(part.strip())
    if not ends:
        return ""
    words = ends["words"].translate(_UNESCAPED | _UNKEPT)
    words = " ".join(clean(words).text.split("\n")).strip()
    return ends["before"].translate(_UNKEPT) + words + ends["after"].translate(_UNKEPT)


def _text_of_html(content: str) -> str:
    """What stands for inline HTML: nothing for a tag or comment, itself for the like of `<?…?>`."""
    if content.lower().startswith("<br"):
        return "\n"
    return "" if content.startswith("<!--") else _TAG.sub(_words_of_tag, content)


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
