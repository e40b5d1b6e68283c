"""Text that is safe to hand to other programs: nothing that a terminal obeys or that hides."""

from __future__ import annotations

import re

from reader.text.unwanted import UNWANTED

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")


def printable(text: str) -> str:
    """`text` with LF line ends and without control, bidirectional and hidden characters."""
    return UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def escaped(text: str) -> str:
    r"""`text` with each unsafe character as the JSON escape `\uXXXX`, for use in a JSON string.

    Unlike `printable` it keeps every character, so that offsets stay true.
    """
    return UNWANTED.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
