"""Sub-headings of an article that no mark shows: guessed from their form and what is around them.

A line that is numbered or framed heads what follows; of the others, a short one between lines that
end with a mark, once the text has begun.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from reader.model import Role
from reader.text.crediting import tells
from reader.text.punctuation import usual
from reader.text.structure.numbering import HEADING_FRAME, NUMBER_ONLY, NUMBERED, counts, is_list
from reader.text.structure.repeated_lines import DISCOURSE

BULLET = re.compile(r"[•・‧▪○◦]|[-–*+·]\s")
_END = "。！？!?：:；;，、,…」』”’）)】》—"
_ENDED = '。！？!?…」』”’"）)：:；;'
_FACT_LINE = re.compile(
    r"(?:地址|地[點点]|[電电][話话郵邮]|[時时][間间]|日期|票[價价]|[價价]格|售[價价]|收[費费]|[網网]址|查[詢询]|[營营][業业]|交通|[門门]票"
    r"|[規规]格|[熱热][線线]|微信|ISBN)\S{0,4}[：:]"
)
_QUESTION_LINE = re.compile(r"(?:[QA問问答]|Q\d+|A\d+|[記记]者|主持人)\s*[：:.．、]")
_HEADING_LIMIT = 30
_NUMBERED_LIMIT = 40
_SPEECH = re.compile(
    r"[「『“‘\"'](?:[^「」『』“”‘’\"]*[。！？!?…，,]|[^「」『』“”‘’\"]{6,})[」』”’\"']"
    r"|[^「」『』“”‘’\"]*[：:]\s*[「『“‘\"].*[」』”’\"]"
)
_QUOTED = re.compile('[「『“‘"\'][^「」『』“”‘’"]+[」』”’"\']')
_LABELLED = re.compile("[^，。：:\\s\\d第「『“《（(]{1,5}[：:].*[你您我嗎吗吧呢啊]")
_BEGUN = re.compile("[^，。：:]{0,8}(?:[：:](?!.*[？?]$)|[記记]者)")
_ADVERTISED = re.compile(r"[（(\[【]?(?:[廣广]告|推[廣广])[）)\]】]?")
_DAY = re.compile(
    r"(?:(?:日|手)[記记]\S{0,4}\s)?(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?[日號号](?:[（(]?(?:星期|週|周).[）)]?)?[：:]?"
    r"|(?:\d{4}|[一二三四五六七八九〇○零]{4})\s?年(?:\s?\d{1,2}\s?月)?[：:]?"
    r"|\d{4}([-/.])\d{1,2}\1\d{1,2}[：:]?"
)
_HASHTAGS = re.compile(r"[#＃][^#＃]++(?:[#＃]\s*+|(?<=\s)[#＃][^#＃\s][^#＃]*+)+")
_CODE = re.compile(r"(?=[\x00-\x7f]*$)(?:.*[{};=<>\\]|.*\w\()|[$>#]\s?[\w./-]+\s")
_SHORT, _LONG = 16, 24
_LOOSE, _FEW = 0.1, 2
"""Share and number of long lines without a mark at their end; above both, a short line more is no
heading for that.
"""
_OTHERS = 2
"""A question heads what follows it where so many other lines are headings: else it is asked."""
_PICTURED = re.compile(
    r".*(?:截[圖图]|[劇剧]照|海[報报]|照片|[圖图][片表示]?|合影|[畫画]面|外景|[實实]景"
    r"|提供|[拍翻]?[攝摄]|供[圖图])[*＊]?"
)
_BRACKETED = re.compile(r"(?<!\s)\s*+[（(][^（）()]*+[）)]$")
_TALKED = re.compile("[你您我]")
_YEAR = re.compile(r"[12]\d{3}\s?[年.-]|\d{1,2}月\d{1,2}")
_HAN = re.compile("[\u3400-\u9fff]")


def is_speech(line: str) -> bool:
    """Whether a line is somebody's speech, which heads nothing, however bold."""
    return bool(_SPEECH.fullmatch(usual(line)))


def guess_headings(
    lines: Sequence[str],
    marked: Sequence[Role | None],
    roles: list[Role],
    barred: Collection[int],
) -> None:
    """Make headings of the lines that read like one, numbered lines of one count all alike."""
    found = counts(lines, roles)
    days = [at for at, line in enumerate(lines) if marked[at] is None and _DAY.fullmatch(line)]
    for place in days[:1] and (each for each in days if _heads_day(lines, roles, each, days)):
        roles[place] = Role.HEADING
    loose = _is_loose(lines, roles)
    listed = {place for count in found if is_list(lines, roles, count) for place in count}
    listed.update(barred)
    for asking in (False, True):
        if asking and sum(role is Role.HEADING for role in roles[1:]) < _OTHERS:
            break
        begins = _beginning(lines, roles)
        for place in reversed(range(len(lines))):
            free = marked[place] is None and place not in listed
            if free and not _stands_out(lines[place]):
                free = place > begins and not loose and _stands_between(lines, roles, place)
                free = free and asking is _is_question_or_quote(lines, place)
            if free and _is_heading(lines, roles, place):
                roles[place] = Role.HEADING
    for count in found:
        if any(roles[place] is not Role.HEADING for place in count):
            for place in count:
                roles[place] = marked[place] or Role.BODY


def _is_question_or_quote(lines: Sequence[str], place: int) -> bool:
    """Whether a line asks, quotes or begins with its speaker, and has no number over it."""
    line = lines[place]
    if place and NUMBER_ONLY.fullmatch(lines[place - 1]):
        return False
    return line[-1] in "？?" or bool(_QUOTED.fullmatch(line) or _LABELLED.match(line))


def _heads_day(
    lines: Sequence[str], roles: Sequence[Role], place: int, days: Sequence[int]
) -> bool:
    """Whether a day heads what was done on it: one of several in a text, over a longer line."""
    follows = place + 1 < len(lines) and roles[place + 1] is Role.BODY
    return follows and len(days) > 1 and len(lines[place + 1]) > len(lines[place])


def _is_loose(lines: Sequence[str], roles: Sequence[Role]) -> bool:
    """Whether so many lines end without a mark that a short one more is no heading for that."""
    body = [line for line, role in zip(lines, roles, strict=True) if role is Role.BODY]
    prose = [line for line in body if not _stands_out(line)]
    long = [line for line in prose if len(line) > _LONG]
    return sum(line[-1] not in _ENDED for line in long) > max(_FEW, _LOOSE * len(long))


def _stands_between(lines: Sequence[str], roles: Sequence[Role], place: int) -> bool:
    """Whether a line is so short, and the text before and after it such, that it is no caption."""
    line = lines[place]
    if len(line) > _SHORT or len(_HAN.findall(line)) < 2 or line[0] in "《<#@_":
        return False
    if _PICTURED.fullmatch(line) or _YEAR.match(line):
        return False
    before = lines[place - 1] if place else "。"
    if before[-1] in "：:":
        return False
    closed = before[-1] in _ENDED or roles[place - 1] is not Role.BODY
    closed = closed or bool(NUMBER_ONLY.fullmatch(before))
    return closed and place + 1 < len(lines)


def _beginning(lines: Sequence[str], roles: Sequence[Role]) -> int:
    """Place where the text begins: what stands before its first sentence is who made it."""
    found = (at for at, role in enumerate(roles) if role is Role.BODY and lines[at][-1] in _ENDED)
    return next(found, len(lines))


def _stands_out(line: str) -> bool:
    """Whether a line is numbered, or framed by signs."""
    return bool(NUMBERED.match(line) or HEADING_FRAME.match(line) or NUMBER_ONLY.fullmatch(line))


def _is_heading(lines: Sequence[str], roles: Sequence[Role], place: int) -> bool:
    """Whether a line reads like a sub-heading; the lines after it have their roles already."""
    line = lines[place]
    if roles[place] is not Role.BODY or not says_something(line):
        return False
    numbered = bool(NUMBERED.match(line))
    if len(line) > (_NUMBERED_LIMIT if numbered else _HEADING_LIMIT):
        return False
    if (
        line[0] in "|-—–"
        or _CODE.match(line)
        or _ADVERTISED.fullmatch(line)
        or _HASHTAGS.fullmatch(line)
        or (_BEGUN.match(line) and tells(line))
        or any(form.match(line) for form in (_QUESTION_LINE, _FACT_LINE, BULLET))
    ):
        return False
    follows = place + 1
    while follows < min(place + 4, len(lines)) and roles[follows] is Role.CAPTION:
        follows += 1
    if follows >= len(lines) or roles[follows] not in (Role.BODY, Role.HEADING):
        return False
    if NUMBER_ONLY.fullmatch(line):
        if NUMBER_ONLY.fullmatch(lines[follows]) or (
            place and NUMBER_ONLY.fullmatch(lines[place - 1])
        ):
            return False
        return roles[follows] is Role.HEADING or len(lines[follows]) > 15
    framed = bool(HEADING_FRAME.match(line))
    if framed and any(near[0] == line[0] for near in lines[max(0, place - 1) : place + 2 : 2]):
        return False
    if not (numbered or framed) and _in_a_list(lines, roles, place):
        return False
    leads = _leads_to(lines[follows], roles[follows] is Role.HEADING, line)
    return leads and _sounds_like_heading(line, numbered)


def says_something(line: str) -> bool:
    """Whether a line is more than a divider of signs."""
    return any(sign.isalnum() for sign in line)


def _leads_to(follows: str, is_heading: bool, line: str) -> bool:
    """Whether the line after a heading is one that a heading can stand over."""
    if len(follows) > max(len(line), 15) or _QUESTION_LINE.match(follows):
        return True
    return line[-1] not in _END and (is_heading or follows[-1] in "。！？!?：」』”…")


def _in_a_list(lines: Sequence[str], roles: Sequence[Role], place: int) -> bool:
    """Whether three or more short lines without an end mark stand together, as in a list.

    Two are a heading over another, as in some mainland media.
    """
    first, last = place, place
    while first > 0 and place - first < 2 and _is_item(lines[first - 1], roles[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last - place < 2 and _is_item(lines[last + 1], roles[last + 1]):
        last += 1
    return last - first >= 2


def _is_item(line: str, role: Role) -> bool:
    """Whether a line may be an item of a list, as far as its form says."""
    if role not in (Role.BODY, Role.HEADING) or NUMBER_ONLY.fullmatch(line):
        return False
    return len(line) <= _HEADING_LIMIT and line[-1] not in _END


def _sounds_like_heading(line: str, numbered: bool) -> bool:
    last = line[-1]
    if is_speech(line) and line[-2] in "。！？!?…，,":
        return False
    if last in "？?":
        asks = not DISCOURSE.match(line) and line[-2:-1] not in ("呢", "吧")
        return numbered or (asks and len(line) <= 12 and not _TALKED.search(line))
    if last in "！!":
        exclaims = not DISCOURSE.match(line) and "，" not in line
        return numbered or (exclaims and len(line) <= 16)
    if "，" in line and not numbered and len(line) > 12:
        return False
    if last in "」』”’》〉】\"'":
        return line[-2:-1] not in "。！!…，"
    if last in "）)":
        before = _BRACKETED.sub("", line)
        return 0 < len(before) < len(line) and _sounds_like_heading(before, numbered)
    return last not in _END
