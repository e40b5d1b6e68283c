"""Lines that were wrapped at a fixed width, joined to the paragraphs that they are.

Nothing says where a line end is one of its writer's and where one of his editor's, but for how it
looks: a wrapped line ends in the middle of a sentence, and what the next one begins with would not
have fitted behind it. Where a text's lines do so at one width, and hardly any is wider, they are
joined; poems, lists, tables and the one-line paragraphs of news do not. A comma at the end of a
long line is enough by itself, and where most lines of a paragraph of Markdown go on, all do: there
a line end means nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from reader.model import Link
from reader.text.structure.markdown_inlines import Break, MarkdownLine
from reader.text.typesetting.cell_width import cell_len

NARROWEST = 30
"""Cells of the shortest lines that are taken for wrapped: those of verse are shorter."""

_SHARE, _SHARE_OF_MANY, _MANY = 0.5, 0.3, 8
"""Share of a text's long lines, ending in the middle of a sentence, that do so at its one width; a
smaller share is enough where they are many.
"""

_WIDER = 0.1
"""Share of a text's lines that are wider, at most."""

_SLACK = 2
"""Cells that a line may be shorter than it need be: editors differ in what they keep together."""

_LEAST = 2
_CLOSERS = "」』”’）)》〉】〕］]｝}"
_STARTS = re.compile(
    r"\A(?:[ \t]*+(?:[•・‧▪○◦●◆■□▲△▼★☆※◎▶→＊*+>|#＃【〖〔✓✔☑☐]|[-–—]{1,3}[ \t]|[-=_*~─━]{3,}"
    r"|[（(\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})(?:[）)\]、]|[.．:：](?![\d]))"
    r"|第[一二三四五六七八九十百零〇\d]{1,5}[章節节回條条卷部篇]|[①-⑳➊-➓❶-❿]"
    r"|(?:[圖图][：:\d]|[QA問问答][：:]|\S{1,8}[：:](?=[「“])))|\u3000)"
)
_UNIT = re.compile(
    r"[「『“‘（(《〈【\[]*(?:[!-'*-~\u00a1-\u024f\u0370-\u10ff]+|.)[，、。．；：？！」』”’）)》〉】…—,.;:?!]*"
)
_LABEL = re.compile(r"\A\s*+[^\s，。：:]{1,6}\s?[：:]")
_CLAUSE = re.compile(r"[^，、；。！？,;!?]+")
_ADDRESS = re.compile(r"\A\s*+(?:https?://\S++|:[\w-]++:.*)\s*")
_TABLE = re.compile(r"\S(?: {3,}|\u3000{2,}| *\t)\S|\|.*\||｜")


def wrapped(lines: Sequence[MarkdownLine]) -> list[MarkdownLine]:
    """The lines, with those of one paragraph as one line that has line ends in it.

    Only a line whose end says that it may or must go on is joined to the next one.
    """
    ends = _joined_ends(lines)
    if not ends:
        return list(lines)
    found: list[MarkdownLine] = []
    going: list[MarkdownLine] = []
    for place, line in enumerate(lines):
        going.append(line)
        if place not in ends:
            found.append(_one(going) if going[1:] else line)
            going = []
    return found + going


def _one(lines: Sequence[MarkdownLine]) -> MarkdownLine:
    """Several lines as one; its role is that with which the last one is marked."""
    links: list[Link] = []
    at = 0
    for line in lines:
        links += [Link(at + start, at + end, address) for start, end, address in line.links]
        at += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    listed = any(line.listed for line in lines)
    return replace(lines[-1], text=text, strong=False, listed=listed, links=tuple(links))


def _joined_ends(lines: Sequence[MarkdownLine]) -> set[int]:
    """The places of the lines that go on in the next one."""
    sure = {place for place, line in enumerate(lines[:-1]) if line.end is Break.NONE}
    sure = {place for place in sure if lines[place].text.strip() and lines[place + 1].text.strip()}
    free = [place for place in range(len(lines) - 1) if _may_go_on(lines, place)]
    middle = {place for place in free if _ends_in_the_middle(lines[place].text)}
    if not middle:
        return sure
    full = _full(lines, free, sorted(middle))
    going = (full & middle) | {
        place for place in middle if _is_long_clause(lines[place], lines[place + 1])
    }
    return sure | going | _with_them(lines, free, going, full)


def _is_long_clause(line: MarkdownLine, follows: MarkdownLine) -> bool:
    """Whether a line ends in a comma, and is no verse."""
    text = line.text.strip()
    comma = text[-1] in "，、" or (text[-1] == "," and line.end is Break.SOFT)
    return comma and cell_len(text) >= NARROWEST and not _are_verse(text, follows.text.strip())


def _are_verse(*lines: str) -> bool:
    """Whether the clauses of lines are all of one length, or nearly."""
    lengths = [len(clause) for line in lines for clause in _CLAUSE.findall(line)]
    return max(lengths) - min(lengths) <= 2 if lengths else False


def _may_go_on(lines: Sequence[MarkdownLine], place: int) -> bool:
    """Whether a line may go on in the next one, as far as marks and the forms of both say."""
    line, follows = lines[place], lines[place + 1]
    if line.end not in (Break.SOFT, Break.UNKNOWN) or line.role or follows.role:
        return False
    if line.level or follows.level:
        return False
    if not (line.text.strip() and follows.text.strip()) or _STARTS.match(follows.text):
        return False
    if _indent(follows.text) > _indent(line.text):
        return False
    if _LABEL.match(line.text) and _LABEL.match(follows.text):
        return False
    if _ADDRESS.fullmatch(line.text) or _ADDRESS.fullmatch(follows.text):
        return False
    return not (_TABLE.search(line.text) or _TABLE.search(follows.text))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _ends_in_the_middle(text: str) -> bool:
    last = text.rstrip()[-1]
    return last.isalnum() or last in "，、,·%％（(「『“‘《〈【"


def _full(lines: Sequence[MarkdownLine], free: Sequence[int], middle: Sequence[int]) -> set[int]:
    """Of lines that may go on, those that are full at the width at which others break off."""
    best: tuple[int, set[int]] = 0, set()
    for measure, narrowest in ((cell_len, NARROWEST), (len, NARROWEST // 2)):
        width, count = _width(lines, middle, measure, narrowest)
        if width and count > best[0]:
            fills = {place for place in free if _fills(lines, place, width, measure)}
            best = count, fills
    return best[1]


def _width(
    lines: Sequence[MarkdownLine],
    middle: Sequence[int],
    measure: Callable[[str], int],
    narrowest: int,
) -> tuple[int, int]:
    """The width at which most lines break off in the middle of a sentence, and how many do.

    0 if there is none.
    """
    edges = Counter[int]()
    long = 0
    for place in middle:
        cells, after = _widths(lines, place, measure)
        if cells >= narrowest:
            edges[cells] += 1
            edges[cells + after + _SLACK] -= 1
            long += 1
    if long < _LEAST:
        return 0, 0
    widths = sorted(edges)
    counts = list(accumulate(edges[edge] for edge in widths))
    count = max(counts)
    width = widths[counts.index(count)]
    if count < max(_LEAST, long * (_SHARE_OF_MANY if count >= _MANY else _SHARE)):
        return 0, 0
    texts = [words for line in lines if (words := line.text.strip())]
    wider = sum(measure(text) > width + 2 for text in texts)
    return (width, count) if wider <= _WIDER * len(texts) else (0, 0)


def _widths(
    lines: Sequence[MarkdownLine], place: int, measure: Callable[[str], int]
) -> tuple[int, int]:
    """The width of a line, and that of what the next one begins with and no row may cut."""
    unit = _UNIT.match(lines[place + 1].text.lstrip())
    return measure(lines[place].text.rstrip()), measure(unit[0]) if unit else 1


def _fills(
    lines: Sequence[MarkdownLine], place: int, width: int, measure: Callable[[str], int]
) -> bool:
    """Whether a line is full, with the indent of its paragraph or without it."""
    cells, after = _widths(lines, place, measure)
    bare = measure(lines[place].text.strip())
    return any(each <= width + 2 and each + after + _SLACK > width for each in (cells, bare))


def _with_them(
    lines: Sequence[MarkdownLine], free: Sequence[int], going: set[int], full: set[int]
) -> set[int]:
    """The lines that go on because others of their block do.

    They are full ones that end with a sentence, if all others go on or are full, too; and any line
    of a paragraph of Markdown most of whose lines go on.
    """
    found: set[int] = set()
    start = 0
    can, firm = set(free), full | going
    for place in range(len(lines)):
        if place + 1 < len(lines) and lines[place + 1].text.strip() and lines[place].text.strip():
            continue
        inner = {each for each in range(start, place) if each in can}
        start = place + 1
        soft = all(lines[each].end is Break.SOFT for each in inner)
        most = soft and 2 * len(inner & going) > len(inner)
        if len(inner) > 1 and inner & going and (most or inner <= firm):
            found |= inner
    return found
