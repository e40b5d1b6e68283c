"""Roles of the lines of an article: guessed from how Chinese media write, where no mark gives it.

The guesses are for plain text, where nothing but the words sets a heading, a caption, an
editor's note or an attribution apart from body text. They err on the side of body text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from reader.model import Role
from reader.text.crediting import tells
from reader.text.joined_lines import on_one_line
from reader.text.punctuation import usual
from reader.text.structure import sub_headings
from reader.text.structure.byline import REPOST, is_attribution
from reader.text.structure.credit_lines import is_credited, is_placed
from reader.text.structure.repeated_lines import Neighbours
from reader.text.structure.sub_headings import BULLET, says_something
from reader.text.structure.table_rows import rows_among

_NOTE = re.compile(
    r"[【\[（(〔「［]?\s*(?:(?:本[刊報报]|[譯译]者|主[編编]|小[編编]|[責责][編编])[按註注]"
    r"|[編编][者輯辑]?(?:按[語语]|[按註注]|的[話话])|小[編编][說说]"
    r"|[導导][讀读語语]|核心提示|按(?=[：:]\s*(?:本文|[此下原]文|以下|作者|[譯译編编])))"
    r"\s*(?:[】\]）)〕」］：:｜|／/]|$)"
)
_TABLE_RULE = re.compile(r"(?=.*\|)(?=.*--)[|:\-\s]+$")


_PICTURE_FILE = re.compile(
    r"[^\s，。：；！？/\\]{1,80}\.(?:jpe?g|png|gif|webp|bmp|heic|svg|tiff?|mp4|mov)", re.I
)
_PARTICULARS = re.compile(
    r"(?:出版(?:社|商|者|日期|時間|时间|年)?|ISBN|定[價价]|[頁页][數数]|[書书]名|[書书][號号]|片名|原名|原作名|[導导]演|主演|[編编]劇|编剧|片[長长]|[類类]型|裝[訂幀]|装[订帧]"
    r"|[豆评評]瓣?[評评]?分|制片|上映|[發发]行)\s?[\w（）()]{0,6}[：:／/|｜]"
)
_SIGNED = re.compile(
    r"(?:--|[—―─–]{1,2})\s*[^，。！？；：,;:\s—-][^，。！？；：,;:]{0,28}[^，。！？；：,;:—-]"
)

_COPIED = 4
"""Number of lines that repeat others from which on they are captions copied along with
the text.
"""


def is_note(line: str) -> bool:
    """Whether a line declares itself the editor's: 編者按, 编按, 小編按, 導讀 …"""
    return bool(_NOTE.match(usual(line)))


def is_marked_caption(line: str) -> bool:
    """Whether a line carries a sign of a picture, or ends in a credit; not only such a word."""
    return is_credited(line)


def reads_like_title(line: str) -> bool:
    """Whether a line can be the title of an article: short, and no sentence."""
    line = usual(line)
    return (
        2 <= len(line) <= 45
        and line[-1] not in "。；;，、,：:…—"
        and says_something(line)
        and not (line[0] == "|" or BULLET.match(line))
        and not (is_note(line) or is_attribution(line) or is_marked_caption(line))
    )


def roles_of(
    lines: Sequence[str],
    marked: Sequence[Role | None],
    *,
    guess_headings: bool = True,
    barred: Collection[int] = (),
) -> list[Role]:
    """The role of each line: the one it is marked with, else a guess.

    `lines` are the lines that are not blank, without the white space around them; those at the
    places `barred` head nothing.
    """
    lines = [usual(on_one_line(line)) for line in lines]
    rows = rows_among(lines)
    marked = [mark or (Role.BODY if at in rows else None) for at, mark in enumerate(marked)]
    roles = [mark or _by_itself(line) for line, mark in zip(lines, marked, strict=True)]
    _leave_particulars(lines, marked, roles)
    _extend_notes(lines, marked, roles)
    _guess_captions(lines, marked, roles)
    if guess_headings:
        sub_headings.guess_headings(lines, marked, roles, barred)
    return roles


def _leave_particulars(
    lines: Sequence[str], marked: Sequence[Role | None], roles: list[Role]
) -> None:
    """Leave the particulars of a book that is reviewed to the body: 作者 next to 出版社."""
    places = {at for at, line in enumerate(lines) if _PARTICULARS.match(line)}
    for at in sorted(places) if places else ():
        for step in (-1, 1):
            near = at + step
            while 0 <= near < len(lines) and roles[near] is Role.ATTRIBUTION:
                roles[near] = marked[near] or Role.BODY
                near += step


def _guess_captions(lines: Sequence[str], marked: Sequence[Role | None], roles: list[Role]) -> None:
    """Make captions of the lines that place people, and of those that repeat others.

    Of those only where such lines, and how many they are, show that captions were copied along; for
    one or two that say the same are in any text.
    """
    free = [at for at, mark in enumerate(marked) if mark is None and roles[at] is Role.BODY]
    placed = [at for at in free if is_placed(lines[at])]
    words = Neighbours(lines) if placed else None
    again = [at for at in free if words and words.repeat(at)]
    for place in placed + (again if len(again) >= _COPIED else []):
        roles[place] = Role.CAPTION


def _by_itself(line: str) -> Role:
    """The role that a line shows by its own words alone."""
    if is_note(line):
        return Role.EDITOR_NOTE
    signed = _SIGNED.fullmatch(line) and not (BULLET.match(line) or tells(line))
    if signed or is_attribution(line):
        return Role.ATTRIBUTION
    if _TABLE_RULE.match(line) or _PICTURE_FILE.fullmatch(line):
        return Role.ATTRIBUTION
    return Role.CAPTION if is_marked_caption(line) else Role.BODY


def _extend_notes(lines: Sequence[str], marked: Sequence[Role | None], roles: list[Role]) -> None:
    """Give the lines of a note its role: those after a bare marker, or up to `下文轉載自`."""
    for place, role in enumerate(roles):
        if role is not Role.EDITOR_NOTE:
            continue
        follows = place + 1
        if len(lines[place]) <= 8 and follows < len(lines) and marked[follows] is None:
            roles[follows] = Role.EDITOR_NOTE
            follows += 1
        for end in range(follows, min(follows + 4, len(lines))):
            if roles[end] is Role.ATTRIBUTION and REPOST.match(lines[end]):
                roles[follows:end] = [
                    Role.EDITOR_NOTE if mark is None and role is Role.BODY else role
                    for mark, role in zip(marked[follows:end], roles[follows:end], strict=True)
                ]
                break
