"""Authors of an article, as the bylines of Chinese media say: one reader for pages and files.

Lines are matched in the search fold (`text.folding`), where every script is one and every offset
that of the line; so the patterns are in the fold's own characters.
"""

from __future__ import annotations

import re
from itertools import takewhile

from reader.text.folding import fold
from reader.text.structure.no_names import NO_PERSON, SURNAMES, WORDS

_HAN = "\u3400-\u9fff"
_NAME = rf"(?:[{_HAN}]{{2,4}}(?:\.[{_HAN}]{{1,8}})?|[a-z][a-z.'-]+(?: [a-z][a-z.'-]+){{1,3}})"
NAME = re.compile(_NAME)
_BETWEEN = re.compile(rf"(?:(?<!\s)\s+)?[、,&/和与]\s*|(?<=[{_HAN}])\s+|(?<!\s)\s+(?=[{_HAN}])")
_NAMES = rf"(?P<names>{_NAME}(?:(?:\s*[、,&/和与]\s*|\s+){_NAME}){{0,4}})"
_REPORTER = (
    r"(?:(?:本[报刊台网]|特[约派]|实习|见习|驻\S{2,4}|专[题案]|财经|中央社|新华社|中新社|综合|文字)?"
    + r"记者)"
)
_DATELINE = re.compile(rf"{_REPORTER}\s*(?P<names>[{_HAN}]{{4,7}}?)\d{{1,2}}日(?:专|外|综合)?电")
_AFTER_REPORTER = re.compile(
    rf"{_REPORTER}\s*+(?:[:/]\s*+)?{_NAMES}\s*+(?=$|[/)】〕\]>\"|,。\d]|报导|报道|综合"
    rf"|[{_HAN}]{{2,6}}(?:报导|报道|[电讯])|(?<=\s)(?:编辑|责任|摄影|发[自于]|通讯员|图|文(?=\s?/)))"
)
_WORK = (
    r"(?:撰\s?文|图文|文图|文[/、]图|图[/、]文|特约撰述|采访人员|文字|采访[、/]?撰文|采访[、/]?整理|采访|(?:特约|首席|本[报刊台网])?(?:撰稿人|评论员)"
    + r"|撰\s?稿|执\s?笔|作\s?者|文|主笔|记者|编译|报[导道]|by)"
)
_LABELLED = re.compile(
    rf"(?:(?<![{_HAN}a-z])|(?=作者:))(?>(?:{_WORK}(?:[^\S\n]?[、及和与&][^\S\n]?)?){{1,3}})"
    rf"(?:[^\S\n]*(?:[:/|丨︱.]|(?<=作者),)[^\S\n]*|[^\S\n]+)"
    rf"(?:[{_HAN}a-z]{{0,10}}?(?:记者|评论员|撰稿人?|主笔|专栏作者)[^\S\n]*)?"
    rf"(?:[\[(〔【][{_HAN}]{{1,3}}[\])〕】][^\S\n]*)?"
    rf"{_NAMES}(?=$|[\s)】〕/|丨,。;:(])"
)
_OF_WORK = re.compile(rf"\"\s*(?:特约)?(?:作者|记者|主笔|撰稿人?)\s*+(?::\s*+)?{_NAMES}\s*$")
_AUTHOR_OF = re.compile(rf"作者\s*(?P<names>[{_HAN}]{{2,4}}?)(?:系|为|是)")
_SIGNED = re.compile(
    rf"[(〔【](?P<names>{_NAME}(?:、{_NAME}){{0,4}})/[{_HAN}]{{2,6}}(?:报导|报道)[)〕】]"
)
_BY_MEDIUM = re.compile(rf"^(?P<names>{_NAME})\s*/\s*[{_HAN}a-z]{{2,10}}(?:[报社网刊台]|新闻)$")
_OF_DESK = re.compile(
    rf"(?:中心|[组部]|编译|快讯|网)\s*+/\s*+(?:记者\s*+)?{_NAMES}"
    rf"(?:\s*+(?:综合|[{_HAN}]{{2}})?(?:报导|报道)|\s++(?=\d{{4}}[-/.年]))"
)
_EACH = re.compile(rf"(?:^|(?<=\s))(?P<names>{_NAME})\s*(?:报导|报道)(?=\s|$)")
_BEFORE_REPORT = re.compile(
    rf"(?:^|[|丨/]\s*){_NAMES}\s+(?:综合|即时|[{_HAN}]{{2,3}})?\s?(?:报导|报道)\s*$"
)
_MARKED = re.compile(rf"^[◎○●]\s*{_NAMES}\s*$")
_POSTED = re.compile(
    rf"^(?:(?:本[贴帖文])?由|posted by)\s*{_NAMES}\s*"
    r"(?:于.{4,24}?发[表布]|发[表布]|张贴|撰写|报导|报道|on\b)"
)
_BRACKETED = re.compile(rf"^[(〔【]\s*{_NAMES}\s*[)〕】]$")
_FORMS = (
    _DATELINE, _SIGNED, _AFTER_REPORTER, _LABELLED, _OF_WORK, _BY_MEDIUM, _OF_DESK, _BEFORE_REPORT,
    _POSTED, _MARKED, _BRACKETED, _AUTHOR_OF,
)  # fmt: skip
_REPORTS = re.compile("报导|报道")
"""Word after the name of a place that stands behind those of reporters."""

_PICTURES = re.compile(r"[摄翻](?!影(?:报导|报道))|图片|提供|资料")
_EDITED = re.compile(
    rf"(?:编辑|责编)\s*[:/|]\s*(?:[{_HAN}]{{2,5}}[校网]园)?([{_HAN}]{{2,4}})(?![{_HAN}])"
)
_COMPOUND = re.compile(
    "欧阳|司马|诸葛|上官|东方|皇甫|尉迟|公孙|夏侯|令狐|张简|范姜|端木|司徒|慕容|长孙"
)
_SET_APART = (
    re.compile(
        r"^\W{0,3}[(〔【\[](?P<byline>[^()〔〕【】\[\]]{2,50}?(?:报导|报道|[电讯]|专访|综合|撰文|[^\s。]/[^\s。]{1,12}))"
        r"\s*[)〕】\]]"
    ),
    re.compile(
        r"^\W{0,3}(?P<byline>[^,。:()]{0,12}?(?:记者|编译|撰文)[^,。]{2,24}?(?:报导|报道|电|专访))"
        r"(?=[\s:>)】〕\]]|$)"
    ),
    re.compile(rf"^(?P<byline>(?:文|作者|撰文|记者)\s*[/|]\s*{_NAME})(?=\s)"),
    re.compile(
        r"^[^,。]{0,24}[电讯][)〕】\]]?\s*[(〔【\[](?P<byline>[^()〔〕【】\[\]。]{2,40})[)〕】\]]"
    ),
    re.compile(
        r"[。!?…\"][(〔【\[](?P<byline>[^()〔〕【】\[\]。]{2,30}(?:报导|报道))[)〕】\]].{0,20}$"
    ),
    re.compile(r"[。!?…\"]\s*[(〔【\[](?P<byline>[^()〔〕【】\[\]。]{2,60})[)〕】\]]\W{0,4}$"),
    re.compile(
        r"[。!?…\"]\s*(?P<byline>(?:文|作者|撰文|记者|采访|本[报刊]记者)\s*+[/|:]?\s*+[^,。!?:]{2,24})$"
    ),
    re.compile(rf"^(?P<byline>(?:文|作者|撰文|记者)\s*[:/]\s*{_NAME})。$"),
)
"""Places of a byline in a sentence's line: in brackets or before a space at its beginning, in
brackets or after the last sentence at its end.
"""
_OPENERS, _CLOSERS = tuple("(（〔【["), tuple(")）〕】]")
_WIDE = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[者文稿員员輯辑影]))([{_HAN}])\s{{1,4}}([{_HAN}])"
    rf"(?:\s{{1,4}}([{_HAN}])(?![{_HAN}]))?(?![{_HAN}])"
)
_SAYS = re.compile("[不没吗呢吧啊]")
"""Characters that make a phrase of what begins like a surname: an account's name, no person's."""

_NOT_LAST = frozenset("摄图文译报电")
_GLUED = re.compile(
    rf"(?:(?<=[:/][{_HAN}]{{2}})|(?<=[:/][{_HAN}]{{3}}))"
    r"(?=(?:责任编辑|责编|编辑|校对|审核|来源|时间|日期)[:/])"
)
MOST_AUTHORS = 6
_WHOLE = 200
_PART = 60


def names_in(line: str) -> tuple[str, ...]:
    """The names in a line that a byline's words introduce; of a sentence only what is set apart at
    its ends is read, since reporters are what news is about, too.
    """
    line = closed_up(line)
    folded = fold(line)
    if not _is_sentence(folded):
        return _names_in(_with_spaces(line, folded))
    for form in _SET_APART:
        if (found := form.search(folded)) and (
            names := _names_in(_with_brackets(line, *found.span("byline")))
        ):
            return names
    return ()


def closed_up(line: str) -> str:
    """A line with the names that are set with wide spaces in one piece.

    >>> closed_up("文／張　三　攝影／李 大 明")
    '文／張三　攝影／李大明'
    """
    return _WIDE.sub(_together, line)


def _together(found: re.Match[str]) -> str:
    """The characters of a name that are set apart, and what is left as it was."""
    first, second, third = found.groups()
    if fold(first) not in SURNAMES:
        return found[0]
    if third is None or fold(third) in SURNAMES or fold(third) in _NOT_LAST:
        return first + second + found[0][found.start(2) - found.start() + 1 :]
    return first + second + third


def _with_spaces(line: str, folded: str) -> str:
    """A line with a space before the next label where a name has none behind it."""
    parts, reached = [], 0
    for found in _GLUED.finditer(folded):
        parts.append(line[reached : found.start()])
        reached = found.start()
    return " ".join([*parts, line[reached:]])


def _with_brackets(line: str, start: int, end: int) -> str:
    """A part of a line with the brackets right around it."""
    return line[
        start - (line[start - 1 : start] in _OPENERS) : end + (line[end : end + 1] in _CLOSERS)
    ]


def _is_sentence(folded: str) -> bool:
    """Whether a folded line is a sentence: it has the end mark of one, or clauses."""
    words = folded.rstrip("\"') ")
    return words[-1:] in "。!?…" or "。" in words or words.count(",") > 1


def _names_in(line: str) -> tuple[str, ...]:
    """The names in a line that is a byline as a whole, or not longer than one at its ends."""
    head = line if len(line) <= _WHOLE else f"{line[:_PART]}\n{line[-_PART:]}"
    text = fold(head)
    if len(line) > _WHOLE:
        text = f"{text[:_PART]}\0{text[_PART + 1 :]}"  # no name ends where the line was cut
    each = [head[found.start("names") : found.end("names")] for found in _EACH.finditer(text)]
    if len(each) > 1 and all(map(is_person, each)):
        return tuple(each[:MOST_AUTHORS])
    for form in _FORMS:
        for found in form.finditer(text):
            row = head[found.start("names") : found.end("names")]
            if form is _DATELINE:
                return (_name_of(row),)
            if _PICTURES.match(text[found.end() : found.end() + 4].lstrip("/ ")):
                continue
            parts = _split(row)
            if form in (_BRACKETED, _AUTHOR_OF) and not all(map(is_full_name, parts)):
                continue
            if len(parts) > 1 and _REPORTS.match(text, found.end("names")):
                parts = parts if is_full_name(parts[-1]) else parts[:-1]
            if names := tuple(takewhile(is_person, parts)):
                return names[:MOST_AUTHORS]
    return ()


def editors_in(line: str) -> tuple[str, ...]:
    """The names that a line gives as its editors', who did not write the article."""
    if len(line) > _WHOLE:
        return ()
    text = fold(line)
    found = (each for each in _EDITED.finditer(text))
    return tuple(line[each.start(1) : each.end(1)] for each in found)


def _split(row: str) -> list[str]:
    """The names in a row, as they are written."""
    folded, parts, reached = fold(row), [], 0
    for between in _BETWEEN.finditer(folded):
        parts.append(row[reached : between.start()])
        reached = between.end()
    return [*parts, row[reached:]]


def is_person(name: str) -> bool:
    """Whether a text has the form of a name and is none of the words put in its place."""
    folded = fold(name)
    return bool(NAME.fullmatch(folded)) and not NO_PERSON.search(folded)


def is_full_name(name: str) -> bool:
    """Whether a text is a person's name even without a word for that: a common surname leads it."""
    folded = fold(name)
    two = bool(_COMPOUND.match(folded))
    if not 2 + two <= len(folded) <= 3 + two or WORDS.fullmatch(folded):
        return False
    return is_person(name) and (two or (folded[0] in SURNAMES and not _SAYS.search(folded)))


def _name_of(run: str) -> str:
    """The name in `邱俊欽桃園`: a name and a place, of which neither has less than two signs."""
    if _COMPOUND.match(fold(run)):
        return run[:4] if len(run) >= 6 else run[:3]
    return run[:3] if len(run) >= 5 else run[:2]
