"""Sentences of Chinese text, with exact offsets.

The end of a paragraph always ends a sentence. Within it, wherever its lines were wrapped, one ends
after 。！？ and their like, with the closing quotes that follow, except

- inside （）《》【】 and the like, where nothing ends;
- when punctuation follows the closing quote, or 的 does: `高喊「加油！」，台下…`;
- before a dash: `「天行健，君子以自強不息。」——《周易》`;
- when a quote opens the sentence and a speech verb follows it: `「我不去。」他說。`;
- at ！？ and …… inside a quote that neither a colon nor `說，` introduces: it is part of its
  sentence (`面對「你為什麼來？」的提問，…`);
- at …… anywhere but before a closing quote or at the line's end;
- before the bar of a table's cell, which it keeps;
- at a full stop, ! or ? of ASCII inside a number, an address, an abbreviation or a Latin word.

Quotes and brackets are paired within their paragraph first, so one that is never closed counts for
nothing. Every rule looks at a bounded stretch of text: the time is linear in its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reader.model import Span
from reader.text.joined_lines import joined
from reader.text.punctuation import BAR, DOTS, usual

SPLITTER_VERSION = 3
"""Version of the rules, raised whenever they give other sentences; stored outlines carry it."""

_STOPS = "。！？!?｡‼⁇⁈⁉"
_ASIDES = {
    "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "［": "］", "[": "]",
    "〖": "〗", "｛": "｝", "{": "}",
}  # fmt: skip
_QUOTES = {"「": "」", "『": "』", "“": "”", "‘": "’", "﹁": "﹂", "﹃": "﹄", "〝": "〞", "｢": "｣"}
_STRAIGHT = "\"'＂"
_OPENER_OF = {closer: opener for opener, closer in (_ASIDES | _QUOTES).items()} | {"〟": "〝"}
_CLOSERS = "".join(_OPENER_OF) + _STRAIGHT
_GOES_ON_AFTER_QUOTE = "，、；：,;:…—－-～~·%％"
_GOES_ON_AFTER_STOP = "，、；：,;:"

_ASIDE_LIMIT = 500
"""An aside longer than this, in code points, is taken for two stray brackets."""
_EMBEDDED_LIMIT = 60
"""A quote of more code points than this is not read as a part of its sentence."""

_SAY = (
    r"(?:[說说](?![明法])|道(?=[，,。：:！？…」』”]|$)|表示|[稱称](?![為为號号])|指出|[問问](?![題题])|答"
    r"|喊|叫(?![做作])|[寫写]|解[釋释]|[強强][調调]|[認认][為为]|[補补]充|透露|坦言|回[應应]|笑"
    r"|[嘆叹歎]|感慨|提醒|反[駁驳]|呼[籲吁]|[總总][結结]|[發发][問问]|直言|批評|批评|形容|[質质]疑"
    r"|反[問问]|建[議议]|[說说]明(?=[，,。])|[講讲]|[嚷吼]"
    r"|(?:[發发][現现]|回[憶忆]|介[紹绍]|分享|描述|承[認认]|[評评][價价]|猜[測测]|[點点][頭头])(?=[，,。：:道]))"
)
_SPEECH_FOLLOWS = re.compile(
    rf"\s*(?:[^。！？!?；;：:「『“‘\n]{{0,14}}?{_SAY}"
    rf"|[^。！？!?；;：:，,「『“‘\n]{{0,30}}?{_SAY}(?=[，,。：:；]|$))"
)
_INTRODUCES = re.compile(rf"(?:[：:]|{_SAY}[，,])\s*$")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_PAIRED = re.compile(f"[{re.escape(''.join(_ASIDES) + ''.join(_QUOTES) + _CLOSERS)}]")
_MARK = re.compile(
    r"(?P<url>(?:https?://|www\.)[!-~]*[/0-9A-Za-z=&#_-])"
    rf"|(?P<stop>[{re.escape(_STOPS)}]+[{DOTS}]*)|(?P<ellipsis>[{DOTS}]+|\.{{3,}})|(?P<dot>\.)"
    f"|[{re.escape(''.join(_ASIDES) + ''.join(_QUOTES) + _STRAIGHT)}]"
)
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|〔\d{1,3}〕|［\d{1,3}］)+")
_BARS = re.compile(rf"(?:\s*+{BAR})++")
_DASH = re.compile(r"\s*(?:—|--)")
_LATIN_WORDS = re.compile(r"[A-Za-z'’]{1,40}[ ,]{1,40}[A-Za-z'’]{1,40}$")
_PARTICLE = re.compile(r"\s+[a-z]|的(?![確确士])")
_LATIN_WORD = re.compile(r"[A-Za-z]{1,20}$")
_ABBREVIATIONS = re.compile(
    "Inc|Corp|Ltd|Co|etc|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Jr|Sr|No|vs|al|Fig|[Vv]ol"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)


@dataclass(frozen=True, slots=True)
class _Quote:
    """Position of a quote in its sentence, as seen where it opens."""

    first: bool
    introduced: bool


def split(text: str) -> list[Span]:
    """The sentences of `text` in order, as spans in code points.

    A line is a paragraph here. They never overlap, are never empty, neither start nor end with
    white space, and together hold every character that is not white space.
    """
    lines = _LINE.finditer(text)
    return [Span(*each) for line in lines for each in bounds(text, *line.span())]


def bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraph `text[start:end]` as pairs of offsets in `text`."""
    line = joined(text[start:end])
    words = usual(line.text)
    first, last = len(words) - len(words.lstrip()), len(words.rstrip())
    if first < last:
        for begin, after in _Line(words, first, last).sentences():
            yield start + line.offset(begin), start + line.end(after)


class _Line:
    """A paragraph on one line being split; `start` is where its current sentence begins."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.closer_of = _pairs(text, start, end)
        self.closers = set(self.closer_of.values())
        self.quotes: dict[int, _Quote] = {}
        self.embedded_until = 0

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The sentences of the line, which starts and ends with a character that is not space."""
        position = self.start
        while mark := _MARK.search(self.text, position, self.end):
            position = self._after(mark)
            if position < 0:
                position = -position
                yield self.start, position
                while position < self.end and self.text[position].isspace():
                    position += 1
                self.start = position
        if self.start < self.end:
            yield self.start, self.end

    def _after(self, mark: re.Match[str]) -> int:
        """Offset to read on from after a mark; negative where a sentence ends there."""
        kind, place, after = mark.lastgroup, mark.start(), mark.end()
        if kind is None:
            return self._open(place)
        if kind == "url" or not self._may_end(kind, place, after):
            return after
        closed, quote = self._close(after)
        if kind == "ellipsis" and closed == after and after < self.end:
            return after
        if closed <= self.embedded_until:
            return closed
        if note := _FOOTNOTE.match(self.text, closed, self.end):
            closed = note.end()
        if closed < self.end and self._goes_on(kind, place, after, closed, quote):
            return closed
        return -_after_bars(self.text, closed, self.end)

    def _open(self, place: int) -> int:
        closer = self.closer_of.get(place)
        if closer is None:
            return place + 1
        if self.text[place] in _ASIDES:
            return closer + 1
        before = max(self.start, place - 16)
        quote = _Quote(place == self.start, bool(_INTRODUCES.search(self.text, before, place)))
        self.quotes[closer] = quote
        if not (quote.first or quote.introduced or closer - place > _EMBEDDED_LIMIT):
            inner = self.text.find("。", place, closer)
            if inner < 0:
                self.embedded_until = max(self.embedded_until, closer)
        return place + 1

    def _close(self, position: int) -> tuple[int, _Quote | None]:
        """The end of the closing marks at `position`, and the outermost quote they close."""
        quote = None
        while position < self.end and self.text[position] in _CLOSERS:
            if position in self.closers:
                quote = self.quotes.pop(position, quote)
            elif position in self.closer_of or self.text[position] in _STRAIGHT:
                break
            position += 1
        return position, quote

    def _may_end(self, kind: str, place: int, after: int) -> bool:
        if kind == "dot":
            return self._dot_ends(place)
        if kind == "ellipsis" or self.text[place] not in "!?":
            return True
        before = self.text[place - 1] if place > self.start else ""
        behind = self.text[after] if after < self.end else ""
        if not (before.isascii() and before.isalnum()) or not behind or behind.isspace():
            return True
        if behind in _CLOSERS:
            return True
        if behind.isascii():
            return False
        # Yahoo!奇摩 is a name; Don't worry!他說 is a sentence.
        words = _LATIN_WORDS.search(self.text, max(self.start, place - 40), place)
        return self.text[place] == "?" or bool(words)

    def _dot_ends(self, place: int) -> bool:
        """Whether a full stop of ASCII ends a sentence, judged by the text before it."""
        text = self.text
        closed = place + 1
        while closed < self.end and text[closed] in _CLOSERS and closed not in self.closer_of:
            closed += 1
        behind = text[closed] if closed < self.end else ""
        before = text[place - 1] if place > self.start else ""
        length = place - self.start
        if not before.isascii():
            if not behind or behind.isspace():
                return length > 3
            return before.isalpha() and behind.isalpha() and not behind.isascii() and length >= 8
        if behind and not (behind.isspace() and self._begins_sentence(closed)):
            return False
        if before.isdigit() or before in ")%":
            return length > 8
        word = _LATIN_WORD.search(text, max(self.start, place - 20), place)
        if not word or _ABBREVIATIONS.fullmatch(word.group()):
            return False
        return len(word.group()) >= (2 if before.islower() else 3)

    def _begins_sentence(self, place: int) -> bool:
        """Whether what follows the space at `place` may begin a sentence after a full stop."""
        while place < self.end and self.text[place].isspace():
            place += 1
        letter = self.text[place]
        return letter.isupper() or not letter.isascii() or letter in "\"'"

    def _goes_on(
        self, kind: str, place: int, after: int, closed: int, quote: _Quote | None
    ) -> bool:
        """Whether the sentence continues at `closed`, after its mark and closing quotes."""
        text, behind = self.text, self.text[closed]
        if _DASH.match(text, closed, self.end):
            return True
        if closed == after:
            return behind in _GOES_ON_AFTER_STOP
        if behind in _GOES_ON_AFTER_QUOTE or _PARTICLE.match(text, closed, self.end):
            return True
        if quote is None or behind in _QUOTES:
            return False
        if quote.first and _SPEECH_FOLLOWS.match(text, closed, self.end):
            return True
        embeds = kind == "ellipsis" or text[after - 1] in f"！？!?{DOTS}"
        return embeds and not quote.introduced


def _after_bars(text: str, position: int, end: int) -> int:
    """Start of the next cell of a row, if one ends at `position`; else `position`."""
    bars = _BARS.match(text, position, end)
    return bars.end() if bars else position


def _pairs(text: str, start: int, end: int) -> dict[int, int]:
    """Each opening quote or bracket of a line that is closed in it → where it is closed."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    unclosed: Counter[str] = Counter()
    for mark in _PAIRED.finditer(text, start, end):
        place, sign = mark.start(), mark.group()
        if sign in "'’" and _inside_latin(text, place):
            continue
        straight = sign in _STRAIGHT
        opener = sign if straight else _OPENER_OF.get(sign)
        if opener is None or (straight and not unclosed[sign]):
            waiting.append(place)
            unclosed[sign] += 1
            continue
        if not unclosed[opener]:
            continue
        while True:
            candidate = waiting.pop()
            unclosed[text[candidate]] -= 1
            if text[candidate] == opener:
                break
        if opener in _QUOTES or straight or place - candidate <= _ASIDE_LIMIT:
            pairs[candidate] = place
    return pairs


def _inside_latin(text: str, place: int) -> bool:
    """Whether an apostrophe stands in a word, as in don't, or right after one, as in James'."""
    before = text[place - 1] if place else ""
    behind = text[place + 1 : place + 2]
    return before.isascii() and before.isalnum() and (behind.isascii() and behind.isalnum())
