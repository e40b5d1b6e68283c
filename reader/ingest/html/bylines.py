"""Lines about an article that may name its authors, its publisher and its day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.ingest.html import forms, furniture
from reader.ingest.html.lines import Piece
from reader.ingest.html.sources import Headline
from reader.ingest.html.trimming import is_sentence
from reader.text.structure.byline import is_attribution
from reader.text.structure.credit_lines import is_credited
from reader.text.structure.person_names import is_full_name

NEARBY = 12
"""Lines before and after the article that are looked at, and shown as left out."""

FOOT = 10
"""Lines after the article among which a label may introduce its day."""

_BYLINES = 60
"""Code points of the longest line among the article's first that may be its byline."""

_ROW = 80
"""Code points of the longest row of inline elements that are apart on the screen."""

_DATED = re.compile(
    r"\W*(?:[發发][布佈表稿]|刊登|出版|收[錄录]|上[線线])?(?:時間|时间|日期)\s*[：:]\s*\d{4}"
)


def lines_about(
    pieces: Sequence[Piece],
    chosen: Sequence[int],
    headline: Headline,
    among: Sequence[bool] | None = None,
) -> tuple[str, ...]:
    """The lines about the headline, the first two and the last of the text, and those after it.

    Of those that `among` names, if it is given.
    """
    first, last = chosen[0], chosen[-1]
    top = first if headline.place is None or headline.place > first else headline.place + 1
    text = next((place for place in chosen if _is_text(pieces[place])), first)
    near = [*range(max(top, first - NEARBY), min(text, first + NEARBY)), *chosen[:2]]
    near += [place for place in chosen[2:6] if len(pieces[place].text) <= _BYLINES]
    near += [*range(max(0, top - 4), top), *chosen[-2:], *range(last + 1, last + 4)]
    near += [
        place for place in range(last + 4, min(last + FOOT, len(pieces))) if _dates(pieces[place])
    ]
    near += [place for place in chosen[-8:-2] if is_attribution(pieces[place].text)]
    if headline.place is not None and headline.place < first:
        near = [*range(headline.place + 1, min(headline.place + 4, first)), *near]
    near = [place for place in dict.fromkeys(near) if place < len(pieces)]
    lines = [pieces[place] for place in near if among is None or among[place]]
    return tuple(
        piece.text if "。" in piece.text or len(piece.text) > _ROW else piece.spaced
        for piece in lines
    )


def signed_lines(pieces: Sequence[Piece], first: int, headline: Headline) -> tuple[str, ...]:
    """The lines between the headline and the text in a part that is named for an author.

    And those right under the headline that are names and nothing else.
    """
    if headline.place is None:
        return ()
    row = pieces[headline.place + 1 : min(first, headline.place + 1 + NEARBY)]
    below = pieces[headline.place + 1 : headline.place + 3]
    names = [piece.spaced for piece in below if all(map(is_full_name, piece.spaced.split()))]
    return tuple(
        dict.fromkeys([*(piece.spaced for piece in row if forms.is_signed(piece)), *names])
    )


def rows_about(
    pieces: Sequence[Piece], chosen: Sequence[int], headline: Headline
) -> tuple[str, ...]:
    """The short lines between the headline and the text, then those after the text."""
    text = next((place for place in chosen if _is_text(pieces[place])), chosen[0])
    top = max(0, text - NEARBY)
    if headline.place is not None and headline.place < text:
        top = max(top, headline.place + 1)
    near = [*pieces[top:text], *pieces[chosen[-1] - 1 : chosen[-1] + 3]]
    return tuple(piece.spaced for piece in near if len(piece.text) <= _ROW)


def _is_text(piece: Piece) -> bool:
    return is_sentence(piece) and not (piece.caption or is_credited(piece.text))


def _dates(piece: Piece) -> bool:
    """Whether a line has the day of the article, with a label for it."""
    return bool(_DATED.match(piece.text)) and furniture.is_dated(piece)
