"""Markup that is an article already, as feeds carry it, to the blocks of a page."""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.ingest.html.furniture import is_furniture
from reader.ingest.isolation import safely
from reader.model import Role
from reader.model.page_content import Block, PageContent
from reader.model.repair import Repair
from reader.text.cleaning import clean

if TYPE_CHECKING:
    from threading import Event

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read_fragment(html: str, base: str = "", *, stop: Event | None = None) -> PageContent:
    """The blocks of a piece of markup, without a search for the article in it.

    `base` is the address it belongs to. All lines are taken but invitations to click, share or
    subscribe; without any markup every line of the text is one. The page has no title, and no
    blocks if nothing can be read. Raises InputError `web_missing`, and as `isolation.isolated`.
    """
    if not html.strip():
        return PageContent(title="", url=base)
    return safely(stop, _read, html, base)


def _read(html: str, base: str) -> PageContent:
    """The blocks of markup that is not empty."""
    repairs: Counter[str] = Counter()
    blocks = blocks_of(html, repairs)
    found = tuple(Repair(kind, count) for kind, count in sorted(repairs.items()))
    return PageContent(title="", url=base, blocks=blocks, repairs=found)


def blocks_of(html: str, repairs: Counter[str]) -> tuple[Block, ...]:
    """The blocks of markup, or of a text without any; what is cleaned away is counted."""
    from reader.ingest.html.cutting import set_apart, without_invitations
    from reader.ingest.html.lines import pieces_of
    from reader.ingest.html.lists import join_terms
    from reader.ingest.html.roles import roles_of
    from reader.ingest.html.tree import parse_tree, stripped
    from reader.ingest.html.trimming import leave_out_notices
    from reader.ingest.html.wikis import leave_out_appendices, without_references

    if not _TAG.search(html):
        html = entities.escape(entities.unescape(html), quote=False).replace("\n", "<br>")
    root = parse_tree(f"<html><body>{html}</body></html>")
    without_references(root)
    stripped(root)
    set_apart(root)
    join_terms(root)
    pieces = without_invitations(pieces_of(root))
    taken = [not is_furniture(piece) for piece in pieces]
    leave_out_notices(pieces, taken)
    leave_out_appendices(pieces, taken, root)
    formed = roles_of(pieces, taken, root)
    blocks = [
        Block(text, role, level, role is Role.HEADING or yes, piece.pictured or piece.caption)
        for piece, (role, level), yes in zip(pieces, formed, taken, strict=True)
        if (text := _line(piece.with_marker(role), repairs))
    ]
    return tuple(blocks)


def _line(text: str, repairs: Counter[str]) -> str:
    cleaned = clean(text)
    for repair in cleaned.repairs:
        repairs[repair.kind] += repair.count
    return " ".join(cleaned.text.split("\n")).strip()
