"""Links to other notes of a vault, as Obsidian writes them: `[[note]]`, `[[note|words]]`."""

from __future__ import annotations

import re

_TO_NOTE = re.compile(
    r"(?<![!\[])\[\[(?P<note>[^\s\[\]|][^\[\]|]*+)(?:\|(?P<shown>[^\[\]|]++))?\]\](?![\](\[])"
)
_HAN = re.compile("[\u3400-\u9fff]")


def without_note_links(line: str) -> str:
    """A line whose links to notes of the same vault are the words that they show.

    Code stays as it is, and so do the marks where no word of Han shows that they are such links.

    >>> without_note_links("見[[港務局|局方]]與[[港務局#沿革]]")
    '見局方與港務局 > 沿革'
    """
    return line if "[[" not in line or "`" in line else _TO_NOTE.sub(_shown_of_note, line)


def _shown_of_note(link: re.Match[str]) -> str:
    words = link["shown"] or link["note"].lstrip("#").replace("#", " > ")
    return words.strip() if _HAN.search(words) else link[0]
