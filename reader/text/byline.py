"""Who wrote an article, where it appeared and when, as its own lines of attribution say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Role
from reader.text.frontmatter import iso_date

_NAME = r"[^\s：:／/｜|丨，。、（）()【】\[\]〔〕]{2,12}"
_AUTHOR = re.compile(
    rf"(?:^|[\s（(【\[〔｜|]){{1,3}}(?:文字|撰文|作者|採訪|采访|撰稿|(?:本[報报]|特[約约])?[記记]者|文)"
    rf"(?:\s*[：:／/｜|丨]\s*|\s+|(?<=者))(?P<names>{_NAME}(?:[、\s]{_NAME}){{0,4}})"
)
_SOURCE = re.compile(
    r"(?:[來来]源|出[處处]|稿源|[轉转][載载]自|[轉转]自|摘自|原[載载][於于]|刊[於于])\s*[：:／/｜|丨]?\s*"
    r"(?:[「『“《]\s*(?P<quoted>[^」』”》]{2,30})[」』”》]|(?P<plain>[^\s，。｜|）)】\]「『“《]{2,20}))"
)
_NOT_A_NAME = re.compile(
    r"[報报][導导道]|[電电]$|[綜综]合|整理|[攝摄]影?|[專专][訪访]|[為为是係]|[簡简]介"
)
_HEAD = 6
"""An article's byline stands within this many paragraphs of its top."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What the lines say; what they do not is empty. `date` is ISO 8601."""

    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""


def read(lines: Sequence[str], roles: Sequence[Role], title: int | None) -> Byline:
    """The byline in an article's first attributions, and the source wherever one names it."""
    said = [line for line, role in zip(lines, roles, strict=True) if role is Role.ATTRIBUTION]
    top = [
        line
        for line, role in zip(lines[:_HEAD], roles[:_HEAD], strict=True)
        if role is Role.ATTRIBUTION
    ]
    authors = next((names for line in top if (names := _authors(line))), ())
    source = next((name for line in [*top, *said[-3:]] if (name := _source(line))), "")
    date = next((day for line in top if (day := iso_date(line))), "")
    return Byline(authors, source, date)


def _authors(line: str) -> tuple[str, ...]:
    found = _AUTHOR.search(line)
    if not found:
        return ()
    names = re.split(r"[、\s]+", found["names"])
    return tuple(name for name in names if not _NOT_A_NAME.search(name))


def _source(line: str) -> str:
    found = _SOURCE.search(line)
    return (found["quoted"] or found["plain"]) if found else ""
