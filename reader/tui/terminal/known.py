"""The control sequences that mean something here; all others are swallowed.

What is passed on is written as Textual's parser reads it without fail: it takes a number that no
key has for the code point of a character (`CSI 102~` for an f), and fails at some others.
"""

from __future__ import annotations

import re

MOST_ROWS, MOST_COLUMNS = 1000, 2000
"""The largest window that a report is believed."""

_POINTER = re.compile(r"<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]")
_MODE = re.compile(r"\?(?:2026|2048);[0-4]\$y")
_SIZE = re.compile(r"48;(\d{1,4});(\d{1,4});(\d{1,5});(\d{1,5})t")
_FIELDS = r"(?:;(?P<modifiers>\d{0,3})(?::(?P<event>\d))?(?:;(?P<text>[\d:]{0,64}))?)?"
_EXTENDED = re.compile(rf"(?P<code>\d{{1,7}})(?::[\d:]{{0,16}})?{_FIELDS}(?P<end>[u~A-DFHP-S])")
_SHORT = re.compile(r"[A-FHP-SZa-d]|\[[A-E]|\d{1,2}[$^@]")
_SINGLE_SHIFT = re.compile(r"[A-FHMP-Sa-dj-y]")
_FUNCTION_KEYS = frozenset((*range(1, 9), *range(11, 16), *range(17, 22), 23, 24))
_RELEASED = "3"


def key(sequence: str) -> str:
    """The control sequence of a key as Textual knows it, without ESC [; "" for any other.

    What kitty's protocol adds and Textual does not ask for, other layouts and kinds of events, is
    left out; a key that is let go is none. https://sw.kovidgoyal.net/kitty/keyboard-protocol/
    """
    if _SHORT.fullmatch(sequence):
        return sequence
    found = _EXTENDED.fullmatch(sequence)
    if found is None or found["event"] == _RELEASED:
        return ""
    code, modifiers, end = int(found["code"]), found["modifiers"] or "", found["end"]
    if modifiers and not 1 <= int(modifiers) <= 256:
        return ""
    if end == "~" and code == 27 and modifiers:  # xterm's modifyOtherKeys
        text = found["text"] or ""
        return f"27;{modifiers};{text}~" if text.isdecimal() and _has_key(int(text)) else ""
    if end == "u":
        text = _text(found["text"] or "")
        if not _has_key(code) or (found["text"] and not text):
            return ""
        return f"{code};{modifiers};{text}u" if text else _numbered(code, modifiers, end)
    if end == "R" and modifiers:
        return ""  # also where the cursor is, which nobody asked for
    if code not in _FUNCTION_KEYS if end == "~" else code != 1:
        return ""
    return _numbered(code, modifiers, end)


def single_shift(final: str) -> bool:
    """Whether ESC O and this character are a key."""
    return _SINGLE_SHIFT.fullmatch(final) is not None


def report(sequence: str) -> bool:
    """Whether a control sequence, without ESC [, answers a question of Textual's."""
    return sequence in ("I", "O") or bool(_POINTER.fullmatch(sequence) or _MODE.fullmatch(sequence))


def size(sequence: str) -> tuple[int, int, int, int] | None:
    """Rows, columns, height and width in pixels that a window reports; None for all else.

    Pixels are 0 where they are not known or cannot be.
    https://gist.github.com/rockorager/e695fb2924d36b2bcf1fff4a3704bd83
    """
    found = _SIZE.fullmatch(sequence)
    if found is None:
        return None
    rows, columns, height, width = map(int, found.groups())
    if not (1 <= rows <= MOST_ROWS and 1 <= columns <= MOST_COLUMNS):
        return None
    return (rows, columns, height, width) if height and width else (rows, columns, 0, 0)


def _numbered(code: int, modifiers: str, end: str) -> str:
    return f"{code};{modifiers}{end}" if modifiers else f"{code}{end}"


def _text(codes: str) -> str:
    """The code points of the text that a key makes; "" if they are none."""
    parts = codes.split(":")
    return codes if all(part.isdecimal() and _is_character(int(part)) for part in parts) else ""


def _has_key(code: int) -> bool:
    return code in (8, 9, 13, 27, 127) or _is_character(code)


def _is_character(code: int) -> bool:
    return 32 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and not 127 <= code < 160
