"""What a terminal is sent: which of it is the screen's own, and what must never be in it."""

from __future__ import annotations

import base64
import re

COMMANDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
"""What a terminal obeys, and what turns text around."""

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufff9-\ufffb\U000e0000-\U000e007f]")

TEXTUAL = re.compile(
    r"\x1b\[(?:[\d;]*m|\d+;\d+H|\d+G|\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026)[hl]"
    r"|\?20(?:26|48)\$p|>\d+u|<u)|\x1b\]22;[a-z-]+\x07"
)
"""What the screen itself writes: colours, places, modes, two questions, the pointer's shape."""

COPY = re.compile(r"\x1b\]52;c;([\w+/=]*)\x07")


def strange(text: str, *, visible: bool = False) -> str:
    """The first control character of a text with what stands around it; "" if there is none.

    Invisible characters count as well, unless they may be `visible`.
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    found = COMMANDING.search(text) or (None if visible else INVISIBLE.search(text))
    return "" if found is None else ascii(text[max(0, found.start() - 40) : found.end() + 40])


def strange_on_screen(written: bytes, *, visible: bool = False) -> str:
    """The same of all that a program wrote, besides the sequences of the screen itself and bells.

    What was copied is looked into. Raises UnicodeDecodeError if it is not UTF-8.
    """
    text = written.decode()
    copied = (base64.b64decode(each).decode() for each in COPY.findall(text))
    rest = TEXTUAL.sub("", COPY.sub("", text)).replace("\a", "")
    return next(filter(None, (strange(each, visible=visible) for each in (*copied, rest))), "")
