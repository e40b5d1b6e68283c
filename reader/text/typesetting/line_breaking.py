"""Line breaking of Chinese text: the places where a row may end.

The rules are those of the W3C's Requirements for Chinese Text Layout (clreq, "Prohibition rules
for line start and line end" and "Unbreakable marks") and of Unicode Standard Annex #14: no closing
mark or stop starts a row, no opening mark ends one, —— and …… are never cut, and numbers keep
their signs, affixes and units. Words and addresses of other scripts stay whole unless they are
longer than a row. No mark hangs over the edge.

The functions work on a prepared text in which one code point is one visible character and `GAP`
stands where a thin gap is drawn; offsets are code points of that text.
"""

from __future__ import annotations

import re
from functools import cache

from reader.text.punctuation import BAR, COLONS, DASHES, DOTS
from reader.text.typesetting.cell_width import GAP, CellTable

SPACES = " \u3000" + GAP
"""Characters that may hang over the end of a row, undrawn."""

NO_START = (
    "、，。．；？！」』”’）】》〉〕］｝〗〙〛〞〟﹂﹄︶︸︺︼︾﹀»›"
    ",.;:?!)]}%％‰‱℃℉°′″·・‧•～〜~－–-﹏々〻ヽヾゝゞ／/＞﹑﹐﹒﹔﹖﹗﹚﹜﹞｡､･｣"
    f"{COLONS}{BAR}"
)
"""Marks that may not start a row at any strictness."""

STRICT_NO_START = f"{DASHES}{DOTS}ーｰぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
"""Marks that may not start a row when strict: dashes, dots and the small kana."""

NO_END = "「『“‘（【《〈〔［｛〖〘〚〝﹁﹃︵︷︹︻︽︿«‹([{￥¥$＄€£￡₩#＃@＠№＜﹙﹛﹝｢±"
"""Marks that may not end a row: opening marks, and signs that stand before a number."""

# Classes are kept small, or named once: the time to compile one grows with what it covers, and the
# first page waits for it.
_HAN = "\u3400-\u9fff"
_DIGIT = "0-9０-９"
# Letters and digits of scripts that are written in words: everything but the East Asian ones.
_LETTER = (
    r"[^\W_\u1100-\u11ff\u2460-\u24ff\u2776-\u2793\u2e80-\ua4cf\ua960-\ua97f"
    r"\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b2ff]"
)
_AFTER_CONNECTOR = "[0-9A-Za-z\u00aa-\u0530０-９Ａ-Ｚａ-ｚ]"
_CONNECTOR = r"[-.,:;/'’&+#@_~=?!%$*|^\\·–()\[\]]"
_RANGE = rf"[%％‰℃°]?(?:[～〜－．{COLONS}]|—(?!—))(?=[{_DIGIT}])"  # 60%～70%, 20：00
_MAGNITUDE = "十百千萬万億亿兆"
_UNITS = (
    "公里|公斤|公噸|公吨|公尺|公頃|公顷|公分|公升|英里|英尺|英寸|平方[公米英]|立方[公米]|海里"
    "|美元|美金|港元|港幣|港币|台幣|日圓|日元|歐元|欧元|英鎊|英镑|澳元|韓元|韩元|盧布|卢布|人民"
    "|小時|小时|分鐘|分钟|秒鐘|秒钟|個月|个月|周年|週年|年代|年度|年級|年级|世紀|世纪|月份"
    "|人次|車次|车次|百分|倍速|千瓦|兆瓦|毫米|毫升|毫克|厘米|微米|奈米|納米|纳米|像素|馬力|马力"
)
_HAN_LETTER_WORD = f"[A-Za-z]{GAP}?[股站線线咖恤型級级輪轮座]"


def _number_tail() -> str:
    """Pattern of the tail of a number: 4680億元, 60多萬, 10月14日, 3個月, 20時30分, L4級."""
    gap = f"{GAP}?"
    unit = rf"(?:{_UNITS}|[^\W第])?"
    plain = f"{gap}[多餘余幾几來来]?[{_MAGNITUDE}]*[多餘余]?{unit}"
    day = f"{gap}月{gap}[{_DIGIT}]+{gap}[日號号]"
    clock = f"{gap}[時时點点]{gap}[{_DIGIT}]+{gap}分(?:{gap}[{_DIGIT}]+{gap}秒)?"
    return f"(?:(?<=[{_DIGIT}])(?:{day}|{clock}|{plain}))?"


@cache
def _units(strict: bool) -> re.Pattern[str]:
    """Matches one piece that a row may not cut; group 1 is a run of Han that it may cut anywhere.

    A piece is opening marks, a core, closing marks, and the spaces after them; straight quotes and
    no-break spaces tie several together, as do ASCII stops before a letter or digit (UAX #14, QU,
    GL and IS). The empty group 2 ends the chain: written so, the pattern names a piece only once,
    which halves the time to compile it.
    """
    closing = re.escape(NO_START + (STRICT_NO_START if strict else ""))
    opening = rf"[{re.escape(NO_END)}][ \u3000]*+"
    before = rf"(?:{opening}|[\"']|第{GAP}?(?=[{_DIGIT}])|[-+−.](?=[$￥]?[{_DIGIT}]))"
    after = rf"(?:[{SPACES}]*+[{closing}]|[\"'](?=[ \u3000]|\Z))"
    joint = rf"(?:{_CONNECTOR}++(?={_AFTER_CONNECTOR})|{_RANGE})"
    word = rf"(?:{_LETTER}++{joint}?+)++{_number_tail()}"
    core = rf"(?:{_HAN_LETTER_WORD}|{word}|[{DASHES}]+|[{DOTS}]+|[^ \u3000{GAP}])"
    tie = (
        rf"(?:[\"'\u00a0\u202f\u2060]+|(?<=[.,:;/+−-])(?=[$￥]?[{_DIGIT}])|(?<=[.,:;])(?=[A-Za-z]))"
    )
    chain = f"(?:(?(2)(?!)){before}*{core}{after}*(?:{tie}|()))+"
    return re.compile(
        rf"([{_HAN}]+)(?=[^\W\d_々〻{STRICT_NO_START}])|{chain}[{SPACES}]*|[{SPACES}]+", re.DOTALL
    )


class _Setter:
    """Filler of rows, left to right; `used` counts hanging spaces, `ink` ends at what is drawn."""

    __slots__ = ("cells_of", "ink", "row_start", "rows", "text", "used", "width")

    def __init__(self, text: str, width: int, indent: int, cells_of: CellTable) -> None:
        self.text = text
        self.width = width
        self.cells_of = cells_of
        self.rows: list[tuple[int, int]] = []
        self.row_start = 0
        self.used = self.ink = indent

    def end_row(self, end: int) -> None:
        self.rows.append((end, self.ink))
        self.row_start = end
        self.used = self.ink = 0

    def measure(self, piece: str) -> int:
        """The cells of a piece; short ones are remembered, for they come again and again."""
        known = _piece_cells[self.cells_of.ambiguous]
        cells = known.get(piece)
        if cells is None:
            cells = sum(map(self.cells_of.__getitem__, piece))
            if len(piece) <= 6 and len(known) < 50_000:
                known[piece] = cells
        return cells

    def add_run(self, start: int, end: int) -> None:
        """Set free Han, two cells each, which may be cut between any two."""
        fits = max(0, self.width - self.used) // 2
        while end - start > fits:
            if not fits and start == self.row_start:
                fits = 1
            start += fits
            if fits:
                self.ink = self.used + 2 * fits
            self.end_row(start)
            fits = self.width // 2
        self.used += 2 * (end - start)
        self.ink = self.used

    def add_piece(self, piece: str, start: int) -> None:
        """Set a piece that stays whole unless it is longer than a row; its spaces may hang."""
        cells = drawn = self.measure(piece)
        if piece[-1] in SPACES:
            drawn -= self.measure(piece[len(piece.rstrip(SPACES)) :])
        if self.used + drawn > self.width:
            room = self.width - self.used
            if start > self.row_start and (drawn <= self.width or 2 * room < self.width):
                self.end_row(start)
            if drawn > self.width:
                self.add_overlong(start, start + len(piece.rstrip(SPACES)))
                self.used += cells - drawn
                return
        if drawn:
            self.ink = self.used + drawn
        self.used += cells

    def add_overlong(self, start: int, end: int) -> None:
        """Cut a piece that no row can hold where it hurts least."""
        cells_of, text = self.cells_of, self.text
        while True:
            stop, filled = start, self.used
            while stop < end and filled + cells_of[text[stop]] <= self.width:
                filled += cells_of[text[stop]]
                stop += 1
            if stop == end:
                self.used = self.ink = filled
                return
            if stop > start:
                stop = _least_bad_cut(text, start, stop)
                if start > self.row_start and _harm(text, start, stop) >= 3:
                    stop = start
            elif start == self.row_start:
                stop = start + 1
            if stop > start:
                self.ink = self.used + self.measure(text[start:stop].rstrip(SPACES))
            self.end_row(stop)
            start = stop


_piece_cells: dict[int, dict[str, int]] = {1: {}, 2: {}}


def break_rows(
    text: str, width: int, indent: int, cells_of: CellTable, strict: bool
) -> list[tuple[int, int]]:
    """Break a prepared text into rows of at most `width` cells, the first starting at `indent`.

    Returns (end, cells) a row: where it ends in `text`, and its drawn width without the spaces
    that hang over its end but with the indent. Only a single character that is wider than
    `width` overflows.
    """
    setter = _Setter(text, width, indent, cells_of)
    known = _piece_cells[cells_of.ambiguous]
    for match in _units(strict).finditer(text):
        start, end = match.span()
        if match.lastindex == 1:
            cells = 2 * (end - start)
            if setter.used + cells <= width:
                setter.used = setter.ink = setter.used + cells
            else:
                setter.add_run(start, end)
            continue
        piece = match.group()
        known_cells = known.get(piece)
        if known_cells and setter.used + known_cells <= width and piece[-1] not in SPACES:
            setter.used = setter.ink = setter.used + known_cells
        else:
            setter.add_piece(piece, start)
    # A last character that is wider than the row has ended its own.
    if setter.row_start < len(text) or not setter.rows:
        setter.end_row(len(text))
    return setter.rows


def fitting_indent(text: str, width: int, indent: int, cells_of: CellTable, strict: bool) -> int:
    """The indent, made smaller where the first piece fits into the row only without all of it."""
    first = _units(strict).match(text)
    if first is None or first.lastindex == 1:
        return max(0, min(indent, width - 2))
    cells = sum(map(cells_of.__getitem__, first.group().rstrip(SPACES)))
    room = width - cells if cells <= width else width - 2
    return max(0, min(indent, room))


_BARRED_START = frozenset(NO_START + STRICT_NO_START)
_BARRED_END = frozenset(NO_END)
_RUN_OF = dict.fromkeys(DASHES, DASHES) | dict.fromkeys(DOTS, DOTS)
_JOINTS = frozenset("/?&=.-_,:;!")
_NO_BREAK = frozenset("\u00a0\u202f\u2060")
_QUOTES = frozenset("\"'’")
_SIGNS = frozenset("-+−")
_BETWEEN_DIGITS = frozenset(f"/.-,:*+~^．～〜－{COLONS}")
_CURRENCY = frozenset("$￥")


def _least_bad_cut(text: str, start: int, stop: int) -> int:
    """Offset at which to cut a piece between `start` and `stop`, the last place that still fits.

    A tie that costs nothing is taken wherever it is. Else the last quarter is searched for a joint
    of an address or a border of number and word, and then all of it for what hurts least.
    """
    harms = {cut: _harm(text, start, cut) for cut in range(stop, start, -1)}
    nearest = max(start + 1, stop - max(1, (stop - start) // 4))
    least = min(harms.values())
    near = min(harms[cut] for cut in range(stop, nearest - 1, -1))
    wanted = near if least and near <= 2 else least
    return next(cut for cut, harm in harms.items() if harm == wanted)


def _harm(text: str, start: int, cut: int) -> int:
    """Harm that a cut does.

    0 none or beside a no-break space, 1 at a joint of an address, 2 between number and word, 3 in
    a word, 4 in a number or between it and its unit, 5 and up forbidden.
    """
    before, after = text[start:cut].rstrip(SPACES)[-1:], text[cut]
    if after in SPACES:
        return 8
    if before and before in _RUN_OF.get(after, ""):
        length = cut - start - len(text[start:cut].rstrip(_RUN_OF[after]))
        return 6 + length % 2
    if after in _BARRED_START or before in _BARRED_END:
        return 5
    if before in _NO_BREAK or after in _NO_BREAK:
        return 0
    return _harm_inside(text[cut - 2 : cut - 1], before, after, text[cut + 1 : cut + 2])


def _harm_inside(earlier: str, before: str, after: str, later: str) -> int:
    """Harm that a cut between `before` and `after` does that no rule forbids."""
    if before.isdecimal() and after.isdecimal():
        return 4
    if _is_east_asian(before) or _is_east_asian(after):
        # Ideographs come to stand in a piece as units, or as the rest of a word: 4680億元, A股.
        return 3 if _is_letter(before) else 4 if after.isdecimal() or before.isalnum() else 0
    if after.isdecimal() and before in _BETWEEN_DIGITS:
        signed = before in _SIGNS and not earlier.isalnum()
        if earlier.isdecimal() or signed:
            return 4
    if after in _CURRENCY:
        return 4 if before.isalpha() else 2
    if before in _QUOTES or after in _QUOTES:
        # Within letters it is an apostrophe, or a quotation that may start or end here.
        outer, quote, inner = (
            (earlier, before, after) if before in _QUOTES else (later, after, before)
        )
        return 5 if not outer.isalnum() else 1 if quote == '"' or not inner.isalnum() else 3
    if before in _JOINTS:
        return 1
    if before.isalpha() and after.isalpha():
        return 3
    return 2 if before.isalnum() or after.isalnum() else 0


def _is_letter(char: str) -> bool:
    return char.isalpha() and not _is_east_asian(char)


def _is_east_asian(char: str) -> bool:
    """Whether a character is an ideograph or written among them."""
    return "\u2e80" <= char <= "\u9fff" and char.isalpha()
