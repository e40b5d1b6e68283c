"""Leads: text of an item's summary that its content lacks, or corrections of it."""

from __future__ import annotations

import html as entities
import re

_BREAK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|section|article|figure|figcaption"
    r"|hr|pre)\b[^<>]*>|\n",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*+>")
_SENTENCE = re.compile(r"[^。！？!?]*+(?:[。！？!?]++[」』”’）)]*+|$)")
_BARE = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w")
_LONGEST = 20_000
"""Code points of a summary that is looked through; longer ones are contents of their own."""


def with_lead(summary: str, content: str, title: str = "") -> str:
    """The content (HTML) with the sentences before it that only the summary has.

    A summary is mostly how the content begins, and may break off in the middle of a sentence, or
    says the title; then there is nothing to add.
    """
    if not content or not summary or summary == content or len(summary) > _LONGEST:
        return content
    held = f"{_bare(content)}\n{_bare(title)}"
    lines = []
    for line in _BREAK.split(summary):
        words = entities.unescape(_TAG.sub("", line)).strip()
        if own := _own(words, held):
            lines.append(f"<p>{entities.escape(own, quote=False)}</p>\n")
    return "".join(lines) + content


def _own(line: str, held: str) -> str:
    """The sentences of a line that a bare text does not hold; one that breaks off is held if its
    beginning is.
    """
    own = [it for it in _SENTENCE.findall(line) if _WORD.search(it) and not _is_held(it, held)]
    return "".join(own).strip()


def _is_held(sentence: str, held: str) -> bool:
    return _bare(sentence) in held


def _bare(markup: str) -> str:
    return _BARE.sub("", entities.unescape(_TAG.sub("", markup)))
