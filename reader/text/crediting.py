"""Whether a line that begins like a credit tells something instead: 記者：你為什麼辭職？

The words of a credit open sentences, too, so what follows them decides: a credit names somebody or
something, and that is all; who asks, quotes or tells is in the text. In doubt a line tells. The
patterns are in the characters of the search fold.
"""

from __future__ import annotations

import re

from reader.text.folding import fold
from reader.text.structure.person_names import is_full_name, is_person

_LONGEST = 300
_OPENERS, _CLOSERS = "([〔【", ")]〕】"
_WORK = (
    r"(?:文字|撰文|采访|作者|记者|编辑|编译|翻译|译者|责编|主编|总编|监制|校对|审核|审校|整理|统筹|摄影|文案|出品|执笔|采写|排版"
    r"|策划|核稿|撰稿|实习生|通讯员|读者|市民|图文|(?<![^图撰摄译编])(?:文|编|译))"
)
_LABEL = re.compile(
    r"[^\w\s]?\s*(?:(?P<work>[^,。:|/丨\s]{0,8}?" + _WORK + r")"
    r"|(?P<origin>[^,。:|/丨\s]{0,4}?(?:来源|出处|稿源|转载自?|原文[^,。:\s]{0,2}|时间|日期))"
    r"|(?P<others>[^,。:|/丨\s]{0,4}?(?:新闻|报导|报道|文章|阅读|连结|链接|推荐|加映))"
    r"|(?P<statement>[^,。:|/丨\s]{0,4}?声明)[\])】]?)\s*[:/|丨]\s*(?P<value>.*)",
    re.DOTALL,
)
_ANOTHER = re.compile(r",\s*([^\s,。:|/\d]{1,6}):")
_CREDITS = re.compile(_WORK + "|来源|出处|时间|日期|[图字号体]$")
_QUOTED = re.compile(r"\"[^\"]*\"|\([^()]*\)")
_PARTS = re.compile(r"[\s,、/|&丨;。()+]+")
_PREDICATE = re.compile(r"[了是被不没说称]|表示|指出|显示|写道|什么|为何|谁")
_DONE = re.compile(r"[了是被不没说称的会在有把将]|我们|他们|你们")
_STATED = re.compile(
    r"\W*(?:本(?:文|站|网|刊|报|号|公众号|平台|篇|栏|台)|文章|(?:以上|上述)(?:内容|文章|观点|资料|信息|图片|言论)"
    r"|[转原]载|版权|未经|作品|[该此]文|内容|凡|[文图]片?|仅|所有|部分)"
)
_PROFESSION = (
    "教授|学者|记者|作家|研究[员生]|博士|硕士|主任|编辑|律师|医[师生]|专栏|评论|主笔|创[办始]人|总监|董事|理事|委员|秘书|工程师"
    "|顾问|导演|诗人|学生|导师|讲师|教师|老师|大学|学院|研究所|中心|协会|基金会|院长|所长|会长|校长|议员|从业|专家|经理|分析师"
    "|志工|成员|笔名|主持|译者|自由"
)
_AUTHOR_IS = re.compile(r"\W?(?:本文)?作者(?:为|是|系)(?P<value>.*)", re.DOTALL)
_TAKEN_FROM = re.compile(
    r"(?P<opened>\W*(?:[本下此原]文|以下|全文|文章|本篇|内容|编按|题图)?)[^,。:]{0,10}?"
    r"(?:转载自|转自|摘自|摘编自|节录自|改编自|编译自|授权转载|来自|原载于|原刊[于登]|首发于|首刊于|刊[于载])(?P<value>.*)",
    re.DOTALL,
)
_REPORTER = re.compile(r"\W?(?:[^,。:]{0,8}?(?:记者|实习生)|中央社)(?P<value>.*)", re.DOTALL)
_REPORTS = re.compile(r"(?:报导|报道|电|采访|综合|整理|撰文|专访|摄影?)[)\]〕】]?$")
_YEAR = re.compile(r"\d{2,4}\s*[-/.年]\s*\d")
_NO_ORIGIN = re.compile("[的由]|^[^报社网台刊闻署局处]*[、和]")
"""Words of a sentence after 來源： that no name of a source has."""

_DAY = re.compile(r"\d{2,4}[-/.年]\s*\d{1,2}[-/.月].*$", re.DOTALL)
_SHOWN = re.compile("供图|摄影?$|图片")
_MOVES = re.compile(r"[了是被不没说称的昨今赴向从就已遭把将]")
_SIGNED = re.compile(r"[-—]+\s*(?P<value>.*)", re.DOTALL)
_PICTURED = re.compile(
    r"\W?图(?:为(?:[假真错][^,。]?|[^,。]{1,2}),|[/|]\s*+(?:[文表][^:/|\s]|[^,。]*[,。](?!\s*$)))"
)


def tells(line: str) -> bool:
    """Whether a line that a credit's words open asks, quotes or tells something."""
    if len(line) > _LONGEST:
        return True
    text = fold(line).strip()
    label = _LABEL.match(text)
    if label:
        return _goes_on(label, text)
    if text[-1:] == "?" or text.endswith('?"'):
        return True
    if author := _AUTHOR_IS.match(text):
        return not re.search(_PROFESSION, author["value"]) or "谁" in author["value"]
    if taken := _TAKEN_FROM.match(text):
        return _is_clause(taken["value"], bare=not taken["opened"])
    if signed := _SIGNED.match(text):
        return bool(re.match("[他她我你这那它]|.*[了说是]", _bare(signed["value"])))
    reporter = _REPORTER.match(text)
    return reporter is not None and not _is_byline(reporter["value"])


def shows_nothing(line: str) -> bool:
    """Whether a line that the word for a picture opens is about something else: 圖／文不符的包裝"""
    return bool(_PICTURED.match(fold(line)))


def _goes_on(label: re.Match[str], text: str) -> bool:
    """Whether the text after a label is more than what the label asks for."""
    value = label["value"].strip()
    ends = value.rstrip('"' + _CLOSERS)[-1:]
    whole = text[:1] in _OPENERS and text[-1:] in _CLOSERS
    if label["others"]:
        return ends == "。"
    if label["statement"]:
        ours = re.search("免责|版权", label["statement"])
        return not (ours or _STATED.match(value))
    if ends in ("?", "!", "…"):
        return True
    if any(not _CREDITS.search(each) for each in _ANOTHER.findall(value)):
        return True
    if label["origin"]:
        if value[:1] == '"' and ends == "。":
            return True
        days = "时间" in label["origin"] or "日期" in label["origin"]
        ended = ends == "。" and not whole
        if label["origin"] in ("时间", "日期") and not _YEAR.search(value):
            return True
        told = bool(_NO_ORIGIN.search(_bare(value)))
        several = "," in value and not re.search(r"[,;]\s*[^,。:]{1,6}:", value)
        return bool(_PREDICATE.search(_bare(value))) or (ended and (days or several or told))
    parts = [part for part in _PARTS.split(value) if part]
    named = bool(parts) and (is_full_name(parts[0]) or not re.search("[\u3400-\u9fff]", parts[0]))
    if value[:1] == '"' or (ends == "。" and not whole and not named):
        return True
    if len(parts) == 1 and named:
        return False
    return bool((_PREDICATE if named else _DONE).search(_bare(value)))


def _bare(value: str) -> str:
    """Words outside of quotes and brackets."""
    return _QUOTED.sub("", value)


def _is_clause(value: str, *, bare: bool) -> bool:
    """Whether a source's line is more than its name; `bare` without a subject.

    >>> [_is_clause(value, bare=True) for value in ("自由日報", "外媒的报导,占四成。")]
    [False, True]
    """
    if value.lstrip()[:1] in (":", "/", '"'):
        return bare and value.rstrip()[-1:] == "。" and bool(re.search(",.", _bare(value)))
    statement = _bare(value).strip()
    if _PREDICATE.search(statement):
        return bare or "," in statement
    return bare and bool(re.search("的|,.", statement))


def _is_byline(value: str) -> bool:
    """Whether names, places and what they did follow a reporter's word, and nothing else."""
    apart = value[:1].isspace()
    value = _DAY.sub("", value).strip()
    reports = _REPORTS.search(value)
    if reports and len(value) <= 24 and not _MOVES.search(value):
        return True
    parts = [part for part in _PARTS.split(value.strip(_OPENERS + _CLOSERS + ":")) if part]
    if apart and len(parts) == 1 and is_person(parts[0]) and not _MOVES.search(parts[0]):
        return True
    if not parts or not (is_full_name(parts[0]) or _is_latin_name(value)):
        return False
    return _is_latin_name(value) or all(map(_is_beside_a_name, parts[1:]))


def _is_beside_a_name(part: str) -> bool:
    """Whether a word behind a reporter's name can be one more, a place, or who made pictures."""
    return bool(_SHOWN.search(part)) or (len(part) <= 4 and not _MOVES.search(part))


def _is_latin_name(value: str) -> bool:
    name = value.strip(" :/" + _OPENERS + _CLOSERS)
    return bool(name.isascii() and is_person(name))
