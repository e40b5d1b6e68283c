"""The words of a block of HTML in Markdown: rows of tables, items of lists and paragraphs as lines.

No tree is made of it; the text between two tags is looked at once.
"""

from __future__ import annotations

import html
import re

from reader.text.cleaning import clean
from reader.text.punctuation import BAR
from reader.text.structure.list_items import bullet_of, counted
from reader.text.structure.markdown_inlines import TAG, words_of_tag
from reader.text.structure.table_rows import row_of

_UNSEEN = re.compile(r"<(?:script|style)\b|<!--|</(?:script|style)\s*>|-->", re.IGNORECASE)
_ROW = re.compile(
    r"<tr\b[^<>]*>(.*?)(?=<tr\b|</tr\b|</?table\b|</t(?:head|body|foot)\b|\Z)", re.I | re.S
)
_CELL = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_LIST = re.compile(r"<(?P<opens>[ou]l)\b[^<>]*>|</(?P<ends>[ou]l)\s*>|<(?P<item>li)\b[^<>]*>", re.I)
_START = re.compile(r"\bstart\s*=\s*[\"']?(\d{1,8})", re.IGNORECASE)
_ENDS = re.compile(
    r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|dt|dd|caption|blockquote|figcaption)\s*>", re.IGNORECASE
)


def words_of_block(content: str) -> str:
    """The words of a block, without scripts, styles and comments that end."""
    kept, reached, hidden = [], 0, ""
    for mark in _UNSEEN.finditer(content):
        if not hidden:
            kept.append(content[reached : mark.start()])
        opens = mark.group().startswith(("<s", "<S", "<!"))
        hidden = mark.group() if opens else ""
        reached = mark.end()
    if hidden in ("", "<!--"):
        kept.append(content[reached:])
    seen = "".join(kept)
    seen = _ROW.sub(_row, seen) if "<" in seen else seen
    seen = _ENDS.sub("\\g<0>\n", _with_markers(seen))
    lines = html.unescape(TAG.sub(words_of_tag, seen)).split("\n")
    return clean("\n".join(line for line in lines if line.strip())).text


def _row(row: re.Match[str]) -> str:
    cells = _CELL.split(row[1])[1:]
    bare = [TAG.sub(words_of_tag, _ENDS.sub(" ", cell)) for cell in cells]
    texts = [" ".join(cell.replace(BAR, "|").split()) for cell in bare]
    return f"\n{row_of(texts)}\n" if len(texts) > 1 else row[0]


def _with_markers(seen: str) -> str:
    """The block with its items' numbers and bullets before their words."""
    counts: list[int | None] = []

    def mark(tag: re.Match[str]) -> str:
        if tag["opens"]:
            start = _START.search(tag[0])
            counts.append((int(start[1]) if start else 1) if tag["opens"].lower() == "ol" else None)
        elif tag["ends"] and counts:
            counts.pop()
        elif tag["item"] and counts:
            number = counts[-1]
            if number is None:
                return f"\n{bullet_of(counts.count(None) - 1)} "
            counts[-1] = number + 1
            return f"\n{counted(number)} "
        return "\n"

    return _LIST.sub(mark, seen)
