"""Bytes to text, and text without the characters that a terminal or a database must not see.

Removed are C0 and C1 controls with the escape sequences they begin (ECMA-48), bidirectional
controls (UAX #9), invisible characters, tag characters, lone surrogates, noncharacters, variation
selectors without a base that takes them, and combining marks piled higher than four. Nothing is
normalized: compatibility forms stay as they were written.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from reader.errors import InputError
from reader.model.repair import Repair
from reader.text.cleaning import decoding


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean text and what was removed from it."""

    text: str
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """The clean text of a file, Python's name for its encoding, and what was repaired."""

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()


MARKS_PER_BASE = 4
"""Combining marks on one base character above which they are decoration or an attack."""

_PICTURE = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_TAKES_PICTURE_STYLE = (
    rf"0-9#*\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299{_PICTURE}"
)
_HAN = "\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U000323af"
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "(?P<control>"
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n]{0,4096}"
    r"(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffc])"
    "|(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f])"
    "|(?P<zero_width>[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060-\u2065\u3164\ufeff"
    "\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
    rf"|(?:(?<![{_PICTURE}])(?<![{_PICTURE}]\ufe0f)\u200d|\u200d(?![{_PICTURE}])))"
    "|(?P<tag_character>[\U000e0000-\U000e00ff\U000e01f0-\U000e0fff])"
    "|(?P<surrogate>[\ud800-\udfff])"
    "|(?P<noncharacter>[\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "])"
    f"|(?P<variation>(?<![{_HAN}])[\ufe00-\ufe0d\U000e0100-\U000e01ef]"
    f"|(?<![{_TAKES_PICTURE_STYLE}])[\ufe0e\ufe0f]|(?<![\u1800-\u18aa])[\u180b-\u180d\u180f])"
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001fffe\U0001ffff"
    "\U0002fffe-\U0002ffff\U0003fffe-\U0010ffff]"
)
_MAY_HOLD_MARKS = re.compile(
    "[^\x00-\u02ff\u2010-\u20cf\u20f1-\u27ff\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3"
    f"\uff00-\uffef]{{{MARKS_PER_BASE + 1},}}"
)


def clean(text: str) -> Cleaned:
    """The text with LF line ends, spaces for tabs and nothing that could harm its display.

    Line ends are CR LF, CR, NEL, VT, FF, U+2028 and U+2029. Cleaning a clean text changes
    nothing. A joiner stays inside an emoji sequence, a variation selector after its base.
    """
    counts: Counter[str] = Counter()
    text = text.replace("\t", " ")
    if _SUSPECT.search(text):
        text = _LINE_END.sub("\n", text)
    if _SUSPECT.search(text):
        text = _UNWANTED.sub(lambda unwanted: _count(counts, str(unwanted.lastgroup)), text)
    text = _MAY_HOLD_MARKS.sub(lambda run: _cap_marks(counts, run.group()), text)
    return Cleaned(text, tuple(Repair(kind, count) for kind, count in sorted(counts.items())))


def one_line(text: str, longest: int) -> str:
    """A clean text on one line, at most `longest` code points; a cut leaves no half of an emoji."""
    line = " ".join(clean(text).text.split())
    return line if len(line) <= longest else clean(line[:longest]).text.rstrip()


def _count(counts: Counter[str], kind: str) -> str:
    counts[kind] += 1
    return ""


def _cap_marks(counts: Counter[str], run: str) -> str:
    kept: list[str] = []
    height = 0
    for character in run:
        height = height + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if height <= MARKS_PER_BASE:
            kept.append(character)
        else:
            counts["combining"] += 1
    return "".join(kept)


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of a file, clean, in whichever Chinese encoding it was written.

    A byte order mark decides, then strict UTF-8; else GB18030, Big5-HKSCS and UTF-16 are tried
    and scored by how common their characters are. `declared` is what the file or its sender says
    of the encoding: a hint. Bytes that make no character become U+FFFD.

    Raises InputError `file_empty` when there is nothing to read, `file_binary` when it is no text.
    """
    if not data.strip():
        raise InputError("file_empty")
    text, encoding = decoding.to_text(data, declared)
    if decoding.looks_binary(data, text):
        raise InputError("file_binary")
    replaced = decoding.replaced(data, text, encoding)
    cleaned = clean(text)
    if not cleaned.text.strip():
        raise InputError("file_empty")
    repairs = cleaned.repairs + ((Repair("replaced", replaced),) if replaced else ())
    return Decoded(cleaned.text, encoding, repairs)
