"""Markup that is an article already, as feeds carry it, to the blocks of a page."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.ingest.html import forms
from reader.ingest.html.furniture import is_furniture
from reader.ingest.isolation import safely
from reader.model import Role
from reader.model.page import Block, Page
from reader.model.repair import Repair
from reader.text.cleaning import clean

if TYPE_CHECKING:
    from threading import Event

    from lxml.etree import _Element

    from reader.ingest.html.lines import Piece

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read_fragment(html: str, base: str = "", *, stop: Event | None = None) -> Page:
    """The blocks of a piece of markup, without a search for the article in it.

    `base` is the address it belongs to. All lines are taken but invitations to click, share or
    subscribe; without any markup every line of the text is one. The page has no title, and no
    blocks if nothing can be read. Raises InputError `web_missing`, and as `isolation.isolated`.
    """
    if not _TAG.search(html):
        html = entities.escape(entities.unescape(html), quote=False).replace("\n", "<br>")
    if not html.strip():
        return Page(title="", url=base)
    return safely(stop, _read, html, base)


def _read(html: str, base: str) -> Page:
    """The blocks of markup that is not empty."""
    from reader.ingest.html.lines import pieces_of
    from reader.ingest.html.tree import parse_tree, stripped

    root = parse_tree(f"<html><body>{html}</body></html>")
    stripped(root)
    repairs: Counter[str] = Counter()
    pieces = pieces_of(root)
    blocks = [
        block
        for place, piece in enumerate(pieces)
        if (block := _block(pieces, place, root, _line(piece.text, repairs))) is not None
    ]
    found = tuple(Repair(kind, count) for kind, count in sorted(repairs.items()))
    return Page(title="", url=base, blocks=tuple(blocks), repairs=found)


def _block(pieces: Sequence[Piece], place: int, root: _Element, text: str) -> Block | None:
    piece = pieces[place]
    if not text:
        return None
    role, level = _form(pieces, place, root)
    taken = role is Role.HEADING or not is_furniture(piece)
    return Block(text, role, level, taken, piece.pictured or piece.caption)


def _form(pieces: Sequence[Piece], place: int, root: _Element) -> tuple[Role | None, int]:
    """What a line's marks say of it; a heading has something longer, or another one, below it."""
    piece = pieces[place]
    if forms.is_caption(piece, root):
        return Role.CAPTION, 0
    below = (pieces[at] for at in range(place + 1, len(pieces)))
    follows = next((it for it in below if not forms.is_caption(it, root)), None)
    heads = follows is not None and (len(follows.text) > len(piece.text) or forms.may_head(follows))
    if heads and forms.may_head(piece):
        return Role.HEADING, max(2, piece.heading)
    return None, 0


def _line(text: str, repairs: Counter[str]) -> str:
    cleaned = clean(text)
    for repair in cleaned.repairs:
        repairs[repair.kind] += repair.count
    return " ".join(cleaned.text.split("\n")).strip()
