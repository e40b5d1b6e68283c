"""Line feeds that are the only sign of paragraphs, in texts and in markup without any of its own.

Where markup says what a paragraph is, a line feed is white space (HTML, 3.2.5). Many feeds put
plain text with a link or a picture into a description; there it is a line as its writer set it,
unless the lines were wrapped.
"""

from __future__ import annotations

import html
import re
from itertools import accumulate

from reader.text.joined_lines import on_one_line
from reader.text.structure.hard_wraps import NARROWEST, wrapped
from reader.text.structure.markdown_inlines import Break, MarkdownLine
from reader.text.typesetting.cell_width import cell_len

_TAG = re.compile(r"(<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>)", re.DOTALL)
_BLOCK = re.compile(
    r"<(?:address|article|aside|blockquote|dd|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main"
    r"|nav|ol|p|section|table|td|th|tr|ul)\b",
    re.IGNORECASE,
)
_SET = re.compile(r"<(?:br|pre|textarea|script|style)\b", re.IGNORECASE)
_ENDED = "。.！？!?…：:」』”’）)》】；;"
_HAN = re.compile("[\u3001-\u9fff\uff01-\uff60]")
_LONGEST = 200_000
"""Code points of markup up to which it is looked at; longer ones are no plain text with a link."""


def from_text(text: str) -> str:
    """Markup of a plain text: a line of it is a paragraph, several are where they were wrapped."""
    lines = _joined(text.split("\n"))
    return "<br>\n".join(html.escape(on_one_line(line), quote=False) for line in lines)


def with_breaks(markup: str) -> str:
    """The markup with its line feeds as breaks, where nothing else in it marks the end of a line.

    Inside one element that holds all of it, a line feed is a break only after the end of a
    sentence, or with a blank line; else also after a line that is too short to be wrapped.
    """
    if "\n" not in markup.strip() or len(markup) > _LONGEST or _SET.search(markup):
        return markup
    blocks = sum(1 for _ in _BLOCK.finditer(markup))
    if blocks > 1:
        return markup
    parts = _TAG.split(markup)
    if len(parts) == 1:
        return from_text(html.unescape(markup))
    texts = parts[::2]
    lines = [" ".join(html.unescape(line).split()) for line in "".join(texts).split("\n")]
    ends = list(accumulate(line.count("\n") + 1 for line in _joined(lines)))
    breaks = {end for end in ends if _is_break(lines, end, strictly=bool(blocks))}
    at = 0
    for place, text in enumerate(texts):
        first, *others = text.split("\n")
        kept = [first]
        for line in others:
            at += 1
            end = "<br>\n" if at in breaks else _gap(lines[at - 1], lines[at])
            kept.append(f"{end}{line}")
        parts[2 * place] = "".join(kept)
    return "".join(parts)


def _joined(lines: list[str]) -> list[str]:
    """The lines, with those of one wrapped paragraph as one."""
    return [it.text for it in wrapped([MarkdownLine(each, end=Break.UNKNOWN) for each in lines])]


def _gap(line: str, follows: str) -> str:
    """Sign for a line end inside a paragraph: none between Han (CSS Text 3, 4.1.2)."""
    return "" if _HAN.match(line[-1:]) and _HAN.match(follows[:1]) else "\n"


def _is_break(lines: list[str], end: int, *, strictly: bool) -> bool:
    """Whether the end of the lines before this number is one of their writer's."""
    if not 0 < end < len(lines):
        return False
    line, follows = lines[end - 1], lines[end]
    if not line or not follows or line[-1] in _ENDED:
        return True
    return not strictly and cell_len(line) < NARROWEST and not follows[0].islower()
