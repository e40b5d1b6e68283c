"""Choice of the lines of a page that are its article, and of those near it that were left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.ingest.html import forms, furniture
from reader.ingest.html.bylines import NEARBY, lines_about, rows_about, signed_lines
from reader.ingest.html.lines import Piece
from reader.ingest.html.moments import without_comments
from reader.ingest.html.roles import roles_of
from reader.ingest.html.sources import Headline
from reader.ingest.html.trimming import (
    LINKED,
    PROSE,
    is_sentence,
    leave_out_after_end,
    leave_out_lists,
    leave_out_notices,
    leave_out_others,
    leave_out_summary,
    take_rows,
    trim,
)
from reader.ingest.html.voting import bare, votes
from reader.ingest.html.wikis import leave_out_appendices
from reader.model.page_content import Block
from reader.text.structure.byline import is_attribution

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHARE = 0.8
"""A part of the page that holds this much of its parent's votes holds the article."""

_ABOVE = 0.2
_ALL_LINKED = 0.95
"""A sentence with less of it in links has its names and terms linked, and leads nowhere."""


@dataclass(frozen=True, slots=True)
class ContentChoice:
    """The blocks of the article with those near it, and the lines that may hold its byline.

    `dated` are those of `about` that may say when it appeared, `signed` are lines under the
    headline that stand in a part of the page named for an author, `rows` all short lines there,
    with a space wherever their parts are set apart.
    """

    blocks: tuple[Block, ...] = ()
    about: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def choose(
    root: _Element, markup: str, pieces: Sequence[Piece], headline: Headline
) -> ContentChoice:
    """The blocks of the article with those near it; none if no line reads like an article."""
    counts = votes(markup, [piece.text for piece in pieces])
    weights = [_weight(piece, count) for piece, count in zip(pieces, counts, strict=True)]
    end = _next_article(pieces, weights, headline)
    weights[end:] = [0] * (len(weights) - end)
    if headline.place is not None and any(weights[headline.place :]):
        # Lines above the headline belong to the site.
        for place in range(headline.place):
            weights[place] *= _ABOVE
    if not any(weights):
        return ContentChoice()
    container = _container(root, pieces, weights)
    inside = [_stands_in(piece.element, container) for piece in pieces]
    taken = [
        _belongs(piece, count, within, container)
        for piece, count, within in zip(pieces, counts, inside, strict=True)
    ]
    take_rows(pieces, taken, inside)
    leave_out_others(pieces, taken, weights, container)
    leave_out_lists(pieces, taken, container)
    trim(pieces, taken, weights, headline, container)
    _add_lead(pieces, taken, counts, headline)
    leave_out_after_end(pieces, taken)
    leave_out_summary(pieces, taken)
    _add_captions(pieces, taken, container)
    if headline.place is not None:
        taken[headline.place] = False
    leave_out_appendices(pieces, taken, root)
    leave_out_notices(pieces, taken)
    chosen = [place for place, yes in enumerate(taken) if yes]
    if not chosen:
        return ContentChoice()
    return ContentChoice(
        tuple(_blocks(pieces, taken, container, chosen)),
        lines_about(pieces, chosen, headline),
        lines_about(pieces, chosen, headline, without_comments(pieces, chosen[0])),
        signed_lines(pieces, chosen[0], headline),
        rows_about(pieces, chosen, headline),
    )


def _next_article(pieces: Sequence[Piece], weights: Sequence[float], headline: Headline) -> int:
    """Place where a second article begins on an endless page: at a line set like the headline."""
    if headline.place is None:
        return len(pieces)
    own = pieces[headline.place]
    form = (own.element.tag, own.element.get("class"))
    begun = False
    for place in range(headline.place + 1, len(pieces)):
        piece = pieces[place]
        begun = begun or bool(weights[place - 1] and place - 1 > headline.place)
        alike = (piece.element.tag, piece.element.get("class")) == form and (
            own.heading == 1 or (own.heading and form[1])
        )
        differs = piece.bare != bare(headline.text)
        if alike and differs and piece.linked < 0.5 and begun:
            return place
    return len(pieces)


def _add_lead(
    pieces: Sequence[Piece], taken: list[bool], counts: Sequence[int], headline: Headline
) -> None:
    """Take lines between the headline and the first line taken: a lead, a sub-heading."""
    first = next((place for place, yes in enumerate(taken) if yes), 0)
    for place in range(first - 1, max(headline.place or 0, first - NEARBY), -1):
        piece = pieces[place]
        if furniture.is_furniture(piece) or furniture.invites(piece):
            continue
        if furniture.is_dated(piece) or piece.linked >= 0.5:
            continue
        named = counts[place] > 0 or furniture.is_lead(piece)
        whole = is_sentence(piece) or (taken[place + 1] and furniture.is_whole_sentence(piece))
        lead = named and whole
        heads = taken[place + 1] and forms.may_head(piece) and not is_attribution(piece.text)
        if headline.place is not None and (lead or heads):
            taken[place] = True


def _add_captions(pieces: Sequence[Piece], taken: list[bool], container: _Element) -> None:
    """Take the captions next to the container, as of a picture under the headline."""
    chosen = [place for place, yes in enumerate(taken) if yes]
    around = container.getparent()
    if not chosen or around is None:
        return
    outer = around if around.getparent() is None else around.getparent()
    if outer is None or outer.tag in ("body", "html"):
        outer = around
    near = range(max(0, chosen[0] - NEARBY), min(len(pieces), chosen[-1] + NEARBY))
    for place in near:
        piece = pieces[place]
        if (
            not taken[place]
            and len(piece.text) >= 6
            and piece.linked < 0.5
            and not (piece.heading or furniture.is_dated(piece))
            and _stands_in(piece.element, outer)
            and forms.is_marked(piece, outer)
            and not (furniture.is_furniture(piece) or furniture.invites(piece))
        ):
            taken[place] = True


def _weight(piece: Piece, count: int) -> float:
    """Weight of a line for the part of the page around it."""
    length = len(piece.bare)
    if piece.within(None, furniture.AT_FOOT):
        return 0
    if piece.linked > 0.5 or length < 10 or is_attribution(piece.text):
        return 0
    if furniture.is_furniture(piece) or furniture.is_notice(piece) or furniture.is_dated(piece):
        return 0
    prose = length >= PROSE and any(sign in piece.text for sign in "，。,")
    return length * (count + 0.5 * prose)


def _container(root: _Element, pieces: Sequence[Piece], weights: Sequence[float]) -> _Element:
    """The innermost element that holds most of the lines voted for."""
    mass: dict[_Element, float] = {}
    for piece, weight in zip(pieces, weights, strict=True):
        element: _Element | None = piece.element if weight else None
        while element is not None:
            mass[element] = mass.get(element, 0) + weight
            element = element.getparent()
    place = root
    while True:
        best = max(place, key=lambda child: mass.get(child, 0), default=None)
        if best is None or mass.get(best, 0) < _SHARE * mass.get(place, 0):
            break
        place = best
    while place.tag in ("p", "span", "b", "strong", "font", "em") or _is_alone(place):
        around = place.getparent()
        if around is None or around.tag in ("body", "html"):
            break
        place = around
    return place


def _is_alone(place: _Element) -> bool:
    around = place.getparent()
    return around is not None and len(around) == 1 and not (around.text or "").strip()


def _stands_in(element: _Element | None, container: _Element) -> bool:
    while element is not None:
        if element is container:
            return True
        element = element.getparent()
    return False


def _belongs(piece: Piece, count: int, inside: bool, container: _Element) -> bool:
    """Whether a line is of the article, as far as it can be known without its neighbours."""
    sentence = inside and furniture.is_whole_sentence(piece) and piece.linked < _ALL_LINKED
    if furniture.is_furniture(piece) or (piece.linked >= LINKED and not sentence):
        return False
    prose = is_sentence(piece)
    if not inside:
        return count == 2 and prose
    return not (furniture.in_furniture(piece, container) and not (count == 2 and prose))


def _blocks(
    pieces: Sequence[Piece], taken: Sequence[bool], container: _Element, chosen: Sequence[int]
) -> list[Block]:
    start, end = max(0, chosen[0] - NEARBY), chosen[-1] + 1 + NEARBY
    shown = pieces[start:end]
    formed = roles_of(shown, taken[start:end], container)
    return [
        Block(piece.with_marker(role), role, level, yes, piece.pictured or piece.caption)
        for piece, (role, level), yes in zip(shown, formed, taken[start:end], strict=True)
    ]
