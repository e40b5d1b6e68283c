"""Numbered lines: how each is numbered, which belong to one count, and whether that is a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.model import Role

NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)、.．]|[問问][：:])|第[一二三四五六七八九十\d]{1,3}[章節节部步招名位個个大站]?[、：:，\s]"
    r"|\d{1,2}[.．、)）]\s*(?!\d)|(?:Part|PART|No\.?|NO\.?|TOP)\s*\.?\d{1,2}|0\d\b|[①-⑳➊-➓])"
)
_COUNTER = re.compile(r"[一二三四五六七八九十]+|\d+|[①-⑳➊-➓]")
_FIRST = frozenset(["一", "1", "01", "１", "①", "➊"])
HEADING_FRAME = re.compile(r"[【〖■◆●▌▍◎★☆#＃▋█｜]")
NUMBER_ONLY = re.compile(
    r"(?:0?\d{1,2}|[一二三四五六七八九十]{1,3}|[IVXⅠ-Ⅻ]{1,4}|Part\s?\d{1,2})[.、]?", re.I
)


def begins_a_list(lines: Sequence[str]) -> bool:
    """Whether the first two lines are numbered, or set off by a sign, in one way."""
    if lines[1:] and HEADING_FRAME.match(lines[0]) and lines[0][0] == lines[1][0]:
        return True
    first, second = (NUMBERED.match(line) for line in lines[:2]) if lines[1:] else (None, None)
    return bool(first and second and _kind(first) == _kind(second))


def _kind(numbered: re.Match[str]) -> str:
    """Form of a line's numbering, whatever its number: `一、`, `（一）`, `1.`, `①` …"""
    return _COUNTER.sub(_sort_of_number, numbered[0], count=1).strip()


def _sort_of_number(number: re.Match[str]) -> str:
    first = number[0][0]
    return "1" if first.isdecimal() else "一" if first.isalpha() else "①"


def counts(lines: Sequence[str], roles: Sequence[Role]) -> list[list[int]]:
    """The places of the numbered body lines, each count apart; a count starts at its first number.

    Counts of different kinds may lie in each other.
    """
    found: list[list[int]] = []
    running: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        numbered = NUMBERED.match(line) if roles[place] is Role.BODY else None
        if not numbered or NUMBER_ONLY.fullmatch(line):
            continue
        kind, number = _kind(numbered), _COUNTER.search(numbered[0])
        if kind not in running or (number and number[0] in _FIRST):
            running[kind] = []
            found.append(running[kind])
        running[kind].append(place)
    return found


def is_list(lines: Sequence[str], roles: Sequence[Role], count: Sequence[int]) -> bool:
    """Whether numbered lines stand in succession, or a single one after a colon."""
    if len(count) == 1:
        return count[0] > 0 and lines[count[0] - 1][-1] in "：:"
    return any(Role.BODY not in roles[one + 1 : other] for one, other in pairwise(count))
