"""Text that is safe to hand to other programs: no control characters."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, the bidirectional controls of UAX #9, the
# interlinear and tag controls that hide text, and halves of surrogate pairs, which no
# encoding can carry.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")


def printable(text: str) -> str:
    """`text` with LF line ends and without control, bidirectional and invisible tag characters."""
    return _UNSAFE.sub("", _LINE_ENDS.sub("\n", text))


def escaped(text: str) -> str:
    r"""`text` with each unsafe character as the JSON escape `\uXXXX`, for use in a JSON string.

    Unlike `printable` it keeps every character, so that offsets stay true.
    """
    return _UNSAFE.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
