"""Roles of the lines of a page: by place and form first, by their words where these are sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.ingest.html import forms
from reader.model import Role
from reader.text.structure import roles as by_words
from reader.text.structure import sub_headings
from reader.text.structure.byline import is_attribution
from reader.text.structure.person_names import names_in

if TYPE_CHECKING:
    from reader.ingest.html.lines import Piece

_AGENCY_ALONE = re.compile(
    r"(?:新[華华]社|中新社|中央社|中新[網网]|人民[網网]|央[視视]|[^\s，。：！？「」『』“”]{2,6}[社報报網网台])"
    r"(?:特[約约]|[見见][習习]|[實实][習习]|首席)?[記记]者(?:[\s、　]+[\u3400-\u9fff]{2,4}){0,6}"
)
_LONGEST_ALONE = 40
_SENTENCE = re.compile("[，。]|^.{0,3}$")
_ENDS = "。！？!?…」』”’）)：:；;"
_FRAMES = "【■◆●◎★▌"
_SHORT = 12
_LOOSE = 0.2
_STORY, _MOSTLY, _PROSE = 8, 0.6, 0.2
"""Lines under pictures, their share of a story in pictures, and that of its sentences."""

_NO_NAME = re.compile("(?!)")
_QUOTATIONS = frozenset(["blockquote"])


def roles_of(
    pieces: Sequence[Piece], taken: Sequence[bool], container: object
) -> list[tuple[Role | None, int]]:
    """The role and the level (0 but for headings) of each line; None leaves it to the words.

    What is left to the words is no caption, and a heading only where none has a form.
    """
    found = [_formed(piece, container) for piece in pieces]
    _free_story(pieces, taken, found, container)
    below: Piece | None = None
    for place in reversed(range(len(pieces))):
        piece = pieces[place]
        if found[place] is None and below is not None and _heads(piece, below):
            found[place] = Role.HEADING
        if taken[place] and found[place] is not Role.CAPTION:
            below = piece
    chosen = [place for place, yes in enumerate(taken) if yes]
    lines = [pieces[place].text.strip() for place in chosen]
    marks = [found[place] for place in chosen]
    loose = _is_loose(lines, marks)
    free = Role.HEADING not in marks
    quoted = [at for at, place in enumerate(chosen) if _is_quoted(pieces[place], container)]
    guessed = by_words.roles_of(lines, marks, guess_headings=free, barred=quoted)
    for place, role in zip(chosen, guessed, strict=True):
        text = pieces[place].text
        listed = bool(pieces[place].marker)
        heads = role is Role.HEADING and not listed and (text[0] in _FRAMES or not loose)
        if heads and not _SENTENCE.search(text) and not sub_headings.is_speech(text):
            found[place] = Role.HEADING
        elif role in (Role.BODY, Role.CAPTION, Role.HEADING):
            found[place] = found[place] or Role.BODY
    return [
        (role, max(2, piece.heading) if role is Role.HEADING else 0)
        for role, piece in zip(found, pieces, strict=True)
    ]


def _free_story(
    pieces: Sequence[Piece], taken: Sequence[bool], found: list[Role | None], container: object
) -> None:
    """Take the role of captions from a text that is a story in pictures.

    There nearly every line is under a picture, sentences among them, so that the place means
    nothing.
    """
    chosen = [place for place, yes in enumerate(taken) if yes]
    under = [place for place in chosen if pieces[place].pictured]
    if len(under) < _STORY or len(under) < _MOSTLY * len(chosen):
        return
    placed = [
        place
        for place in under
        if found[place] is Role.CAPTION and not forms.is_set_as_caption(pieces[place], container)
    ]
    if len(placed) < (1 - _PROSE) * len(under):
        for place in placed:
            found[place] = None


def _is_quoted(piece: Piece, container: object) -> bool:
    """Whether a line is in a quotation, where it heads nothing for its words alone."""
    return piece.within(container, _NO_NAME, _QUOTATIONS)


def _is_loose(lines: Sequence[str], marks: Sequence[Role | None]) -> bool:
    """Whether so many lines end without a mark that a short one more is no heading for that."""
    body = [line for line, mark in zip(lines, marks, strict=True) if mark is None and line]
    open_ended = sum(line[-1] not in _ENDS for line in body if len(line) > _SHORT)
    return open_ended > _LOOSE * len(body)


def _formed(piece: Piece, container: object) -> Role | None:
    """The role that a line has whatever is around it."""
    if piece.row or piece.code:
        return Role.BODY
    signed = len(piece.text) <= _LONGEST_ALONE and not piece.caption and names_in(piece.text)
    if signed and is_attribution(piece.text):
        return Role.ATTRIBUTION
    if forms.is_caption(piece, container):
        return Role.CAPTION
    if len(piece.text) <= _LONGEST_ALONE and _AGENCY_ALONE.fullmatch(piece.text):
        return Role.ATTRIBUTION
    return None


def _heads(piece: Piece, below: Piece) -> bool:
    """Whether a line is a sub-heading over a line that is longer, or one itself."""
    if not (forms.may_head(piece) or forms.is_number(piece)):
        return False
    if is_attribution(piece.text) and not forms.is_day(piece):
        return False
    return len(below.text) > len(piece.text) or forms.may_head(below)
