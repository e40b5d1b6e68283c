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


@dataclass(frozen=True, slots=True)
class Repair:
    """How many times one kind of thing was removed, or replaced by U+FFFD (`replaced`).

    Kinds: control, bidi, zero_width, tag_character, surrogate, noncharacter, variation,
    combining, replaced.
    """

    kind: str
    count: int


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
"""More combining marks than this on one base character are decoration or an attack."""

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


_COMMON = frozenset(
    "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们生到作地於于出就分對对成會会可"
    "主發发年動动同工也能下過过子說说產产種种面而方後后多定行學学法所民得經经三之進进著着等部度家電"
    "电力裡里如水化高自二理起小物現现實实加量都兩两體体制機机當当使點点從从業业本去把性好應应開开它"
    "合還还因由其些然前外天政四日那社義义事平形相全表間间樣样與与關关各重新線线內内數数正心反你明看"
    "原又利比或但質质氣气第向道命此變变條条只沒没結结解問问意建月公無无系軍军很情者最立代想已通並并"
    "提直題题黨党程展五果料象員员革位入常文總总次品式活設设及管特件長长求老頭头基資资邊边流路級级少"
    "圖图山統统接知較较將将組组見见計计別别她手角期根論论運运農农指京市港台記记者報报導导價价车車"
    "，。、「」：；？！（）“”《》—…　"
)
_ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BINARY_STARTS = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"SQLite format 3",
    b"\xd0\xcf\x11\xe0", b"\x7fELF", b"7z\xbc\xaf", b"Rar!", b"{\\rtf",
)  # fmt: skip
_SAMPLE = 200_000
_BINARY_SHARE = 0.05


def decode(data: bytes) -> Decoded:
    """The text of a file, clean, in whichever Chinese encoding it was written.

    A byte order mark decides, then strict UTF-8; else GB18030, Big5-HKSCS and UTF-16 are tried
    and scored by how common their characters are. Bytes that make no character become U+FFFD.

    Raises InputError `file_empty` when there is nothing to read, `file_binary` when it is no text.
    """
    if not data.strip():
        raise InputError("file_empty")
    if data.startswith(_BINARY_STARTS):
        raise InputError("file_binary")
    text, encoding = _decode(data)
    if _noise(text[:_SAMPLE]) > _BINARY_SHARE:
        raise InputError("file_binary")
    # A file may hold U+FFFD of its own; only bytes that made no character are a repair of ours.
    own = data.count(b"\xef\xbf\xbd") if encoding.startswith("utf-8") else 0
    replaced = max(0, text.count("\ufffd") - own)
    cleaned = clean(text)
    if not cleaned.text.strip():
        raise InputError("file_empty")
    repairs = cleaned.repairs + ((Repair("replaced", replaced),) if replaced else ())
    return Decoded(cleaned.text, encoding, repairs)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if b"\0" not in data[:_SAMPLE]:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    sample = data[:_SAMPLE]
    best = max(_ENCODINGS, key=lambda encoding: _likelihood(sample.decode(encoding, "replace")))
    return data.decode(best, "replace"), best


def _likelihood(text: str) -> float:
    """How much a text looks like Chinese: the share of common characters, less its damage."""
    counts = Counter(text)
    beyond_ascii = sum(count for sign, count in counts.items() if sign > "\x7f")
    if not beyond_ascii:
        return -3 * _damage(text)
    common = sum(count for sign, count in counts.items() if sign in _COMMON)
    return common / beyond_ascii - 3 * _damage(text)


def _noise(text: str) -> float:
    """The share of characters that no text holds: controls, and bytes that made no character."""
    noise = sum(count for sign, count in Counter(text).items() if _is_noise(sign))
    return noise / max(1, len(text))


def _damage(text: str) -> float:
    """The share of noise and of characters that Chinese hardly holds: rare, Korean, private."""
    damaged = sum(count for sign, count in Counter(text).items() if _is_damage(sign))
    return damaged / max(1, len(text))


def _is_noise(sign: str) -> bool:
    control = sign < " " or "\x7f" <= sign <= "\x9f"
    return sign == "\ufffd" or (control and sign not in "\n\r\t\f\x0b\x1b\x85")


def _is_damage(sign: str) -> bool:
    return (
        _is_noise(sign)
        or "\u3400" <= sign <= "\u4dbf"
        or "\uac00" <= sign <= "\uf8ff"
        or sign > "\U0002ffff"
    )
