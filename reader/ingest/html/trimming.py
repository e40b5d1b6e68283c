"""End of an article among the lines of its part of a page, and what in it is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.ingest.html import forms, furniture
from reader.ingest.html.lines import Piece
from reader.ingest.html.sources import Headline
from reader.ingest.html.voting import bare, share_of, shingles_of
from reader.text.structure.byline import is_attribution
from reader.text.structure.credit_lines import is_credited
from reader.text.structure.person_names import names_in

if TYPE_CHECKING:
    from lxml.etree import _Element

LINKED = 0.6
"""Share of linked words from which on a line or a part of the page leads elsewhere."""

PROSE = 25
_REPEATED = 0.9
_STEPS = 3
_EDITED = re.compile(
    r"[\[（(【]?\s*(?:[責责]任|值班)?(?:[編编][輯辑]|[責责][編编])\s*[：:]\s*\S{2,12}[\s\]）)】]*$"
)
_LINES = frozenset(["p", "section", "li"])
_SET_OUT = frozenset(["table", "ul", "ol", "dl", "pre", "blockquote", "figure"])
ENDS = "。！？…」』”）)"


def leave_out_summary(pieces: Sequence[Piece], taken: list[bool]) -> None:
    """Leave out a first line that only repeats the lines after it word by word."""
    chosen = [place for place, yes in enumerate(taken) if yes]
    if len(chosen) < 3:
        return
    own = bare(pieces[chosen[0]].text)
    rest = shingles_of("".join(pieces[place].bare for place in chosen[1:]))
    if len(own) >= PROSE and share_of(own, rest) >= _REPEATED:
        taken[chosen[0]] = False


def leave_out_notices(pieces: Sequence[Piece], taken: list[bool]) -> None:
    """Leave out the publisher's notices and calls before the first and after the last sentence."""
    chosen = [place for place, yes in enumerate(taken) if yes]
    for row in (chosen, chosen[::-1]):
        for place in row:
            piece = pieces[place]
            if furniture.is_notice(piece):
                taken[place] = False
            elif len(piece.text) >= PROSE and not is_attribution(piece.text):
                break


def take_rows(pieces: Sequence[Piece], taken: list[bool], inside: Sequence[bool]) -> None:
    """Take the rows of links in a table that has other rows, too: the names of what it compares."""
    rows = [place for place, piece in enumerate(pieces) if piece.row and inside[place]]
    tables = {place: next(pieces[place].element.iterancestors("table"), None) for place in rows}
    data = {tables[place] for place in rows if taken[place] and pieces[place].linked < LINKED}
    counts = Counter(tables[place] for place in rows if pieces[place].linked < LINKED)
    for place in rows:
        if tables[place] in data and counts[tables[place]] > 1:
            taken[place] = True


def leave_out_others(
    pieces: Sequence[Piece], taken: list[bool], weights: Sequence[float], container: _Element
) -> None:
    """Leave out the lines below a title like 為你推薦, in one part of the page with it.

    A part that holds most of what was voted for may have the text in it, too: then the list alone.
    """
    held: Counter[_Element] = Counter()
    for piece, weight in zip(pieces, weights, strict=True):
        for around in _between(piece.element, container) if weight else ():
            held[around] += round(weight)
    most = sum(weights) / 2
    before: set[_Element] = set()
    part: _Element | None = None
    for place, piece in enumerate(pieces):
        if part is not None and part not in _around(piece.element, container):
            part = None
        if part is None and furniture.leads_elsewhere(piece):
            free = [each for each in _around(piece.element, container) if each not in before]
            lists = [each for each in free if each.tag in _SET_OUT]
            part = free[-1] if free else None
            if lists and part is not None and held[part] > most:
                part = lists[-1]
        if part is not None:
            taken[place] = False
        elif taken[place]:
            before.update(_around(piece.element, container))


def leave_out_after_end(pieces: Sequence[Piece], taken: list[bool]) -> None:
    """Leave out lines set in another place below the line that names the editor."""
    places: set[_Element | None] = set()
    ended = False
    for place, piece in enumerate(pieces):
        if not taken[place]:
            continue
        around = piece.element.getparent()
        if ended and around not in places and piece.element not in places:
            taken[place] = False
        elif not ended:
            places.update((around, piece.element))
            ended = len(places) > _STEPS and bool(_EDITED.match(piece.text))


def leave_out_lists(pieces: Sequence[Piece], taken: list[bool], container: _Element) -> None:
    """Leave out the titles and dates that stand with links in a part made mostly of links."""
    counts: dict[_Element, list[int]] = {}
    for piece in pieces:
        length, leads = len(piece.text), piece.linked >= LINKED
        in_links = round(piece.linked * length)
        for around in _between(piece.element, container):
            count = counts.setdefault(around, [0, 0, 0])
            count[0] += leads
            count[1] += in_links
            count[2] += length
    lists = {
        around
        for around, (links, linked, signs) in counts.items()
        if links > 1 and linked >= LINKED * signs
    }
    for place, piece in enumerate(pieces):
        if taken[place] and len(piece.text) < PROSE and not furniture.is_running_text(piece):
            taken[place] = lists.isdisjoint(_between(piece.element, container))


def _around(element: _Element, container: _Element) -> list[_Element]:
    return list(_between(element, container))


def _between(element: _Element | None, container: _Element) -> Iterator[_Element]:
    """The elements from a line's own up to, but not with, the container."""
    while element is not None and element is not container:
        yield element
        element = element.getparent()


def trim(
    pieces: Sequence[Piece],
    taken: list[bool],
    weights: Sequence[float],
    headline: Headline,
    container: _Element,
) -> None:
    """Leave out the lines before the first and after the last one that was voted for."""
    own = bare(headline.text)
    voted = [
        place
        for place, weight in enumerate(weights)
        if weight and taken[place] and pieces[place].bare != own
    ]
    if not voted:
        return
    # A picture under the headline has the byline below it, which is no part of the text.
    voted = [place for place in voted if not forms.is_caption(pieces[place], container)] or voted
    voted = _below_row(pieces, voted)
    below = [place for place in voted if place > (headline.place or 0)]
    if sum(weights[place] for place in below) > sum(weights[place] for place in voted) / 2:
        voted = below  # the text is under its headline
    first, last = _with_siblings(pieces, taken, (voted[0], voted[-1]), headline, container)
    for place, piece in enumerate(pieces):
        text = piece.bare
        if (place < first or place > last) and not _may_lead(piece, place, first, last):
            taken[place] = False
        if text and text == own and place <= first:
            taken[place] = False


def _below_row(pieces: Sequence[Piece], voted: list[int]) -> list[int]:
    """The places without the labels that stand above the dated row under a headline."""
    prose = next((place for place in voted if is_sentence(pieces[place])), voted[0])
    rows = [place for place in range(voted[0], prose) if furniture.is_dated(pieces[place])]
    return [place for place in voted if not rows or place > rows[-1]]


def _with_siblings(
    pieces: Sequence[Piece],
    taken: Sequence[bool],
    ends: tuple[int, int],
    headline: Headline,
    container: _Element,
) -> tuple[int, int]:
    """The ends of the text with the short sentences next to them, which nobody votes for, and with
    the lists and tables that stand after it.
    """
    first, last = ends

    def goes_on(place: int, near: int) -> bool:
        piece = pieces[place]
        alike = piece.element.getparent() is pieces[near].element.getparent()
        one, other = piece.element, pieces[near].element
        same = alike or one is other or one is other.getparent()
        like = piece.element.tag, piece.element.get("class")
        form = pieces[near].element.tag, pieces[near].element.get("class")
        own = alike and like == form and like[0] in _LINES and not furniture.is_dated(piece)
        return (
            taken[place]
            and same
            and (piece.text[-1] in ENDS or (own and (place > near or not signs(piece))))
        )

    above = headline.place if headline.place is not None else -1
    while first - 1 > above and goes_on(first - 1, first):
        first -= 1
    while last + 1 < len(pieces):
        end = _set_out_after(pieces, taken, last, container)
        if not (end or goes_on(last + 1, last)):
            break
        last = end or last + 1
    return first, last


def _set_out_after(
    pieces: Sequence[Piece], taken: Sequence[bool], last: int, container: _Element
) -> int:
    """The last line of a list, a table, a quotation or a program right after a line.

    A heading may stand over it. What is a few links or buttons was left out before; 0 if there is
    none.
    """
    place = last + 1
    if place + 1 < len(pieces) and taken[place] and forms.may_head(pieces[place]):
        place += 1
    block = _block_of(pieces[place], container) if place < len(pieces) else None
    if block is None or not taken[place]:
        return 0
    end = place
    while end + 1 < len(pieces) and _block_of(pieces[end + 1], container) is block:
        end += 1
    own = pieces[place : end + 1]
    kept = sum(len(it.text) for it, yes in zip(own, taken[place : end + 1], strict=True) if yes)
    return end if 2 * kept > sum(len(it.text) for it in own) else 0


def _block_of(piece: Piece, container: _Element) -> _Element | None:
    """The outermost list, table, quotation or program around a line in its part of the page."""
    around = [each for each in _between(piece.element, container) if each.tag in _SET_OUT]
    return around[-1] if around and (piece.row or piece.linked < LINKED) else None


def _may_lead(piece: Piece, place: int, first: int, last: int) -> bool:
    near = first - _STEPS <= place <= last + _STEPS
    return near and (
        piece.caption
        or is_credited(piece.text)
        or (place > last and is_attribution(piece.text) and not furniture.is_dated(piece))
    )


def signs(piece: Piece) -> bool:
    """Whether a line without an end mark only names the makers of the article."""
    return is_attribution(piece.text) or bool(names_in(piece.text))


def is_sentence(piece: Piece) -> bool:
    return len(piece.text) >= PROSE and piece.text[-1] in ENDS
