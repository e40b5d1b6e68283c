"""Bytes to raw text in whichever Chinese encoding they were written, whatever they say of it."""

from __future__ import annotations

import re
from collections import Counter

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
BINARY_STARTS = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"SQLite format 3",
    b"\xd0\xcf\x11\xe0", b"\x7fELF", b"7z\xbc\xaf", b"Rar!", b"{\\rtf",
)  # fmt: skip
_SAMPLE = 200_000
_LARGE_SAMPLE = 4_000_000
_BINARY_SHARE = 0.05


_NOISE = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufffd]")
"""Controls that no text holds, and the sign for bytes that made no character."""

_PIECES = re.compile(rb"(?:[\x80-\xff][\x30-\x7e]?)+")
_DECLARED_BONUS = 0.1
_NAMES = {
    "big5hkscs": re.compile(r"(?:x-x-|cn-|x-)?big-?5.*"),
    "gb18030": re.compile(
        r"(?:x-)?gbk|gb_?-?18030|(?:x-)?gb_?2312.*|euc-cn|csgb.*|chinese|cp936|ms936"
    ),
    "utf-8": re.compile(r"utf-?8|unicode-1-1-utf-8"),
    "utf-16-be": re.compile(r"utf-16-?be"),
    "utf-16-le": re.compile(r"utf-16(?:-?le)?|unicode|ucs-2"),
    "cp1252": re.compile(r"iso[-_]?8859-?1|latin-?1|(?:us-)?ascii|windows-1252|cp1252"),
    "cp932": re.compile(r"shift[-_]?jis|sjis|windows-31j|cp932|ms_kanji"),
    "cp949": re.compile(r"euc-?kr|ks_?c_?5601.*|windows-949|cp949"),
    "euc_jp": re.compile(r"(?:x-)?euc-?jp"),
}
"""Patterns of the names that pages give an encoding; a narrow one stands for what is written."""


def named(declared: str) -> str:
    """Python's name of a declared encoding, widened (gb2312 is gb18030), or "" if not known."""
    label = declared.strip().strip("\"'").lower()
    return next((name for name, form in _NAMES.items() if form.fullmatch(label)), "")


def to_text(data: bytes, declared: str = "") -> tuple[str, str]:
    """The raw text of some bytes and Python's name of their encoding.

    A byte order mark decides, then strict UTF-8; else the Chinese encodings, UTF-16 and the one
    that is declared are scored by how common their characters are, with a lead for the declared.
    Bytes that make no character become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    wide = b"\0" in data[:_SAMPLE]
    if not wide:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    # Markup would hide how few of a page's own characters are right.
    sample = data[:_SAMPLE] if wide else b"\n".join(_PIECES.findall(data[:_LARGE_SAMPLE]))[:_SAMPLE]
    hint = named(declared)
    tried = dict.fromkeys([*_ENCODINGS, *([hint] if hint else [])])
    best = max(
        tried,
        key=lambda encoding: (
            _likelihood(sample.decode(encoding, "replace")) + _DECLARED_BONUS * (encoding == hint)
        ),
    )
    return data.decode(best, "replace"), best


def looks_binary(data: bytes, text: str) -> bool:
    """Whether bytes, and the text they make, are no text at all."""
    return data.startswith(BINARY_STARTS) or _noise(text[:_SAMPLE]) > _BINARY_SHARE


def replaced(data: bytes, text: str, encoding: str) -> int:
    """Number of U+FFFD in a text that stand for bytes that made no character.

    A file may hold U+FFFD of its own; only the others are a repair.
    """
    own = data.count(b"\xef\xbf\xbd") if encoding.startswith("utf-8") else 0
    return max(0, text.count("\ufffd") - own)


def common_share(text: str) -> float:
    """The share of the characters beyond ASCII that are common in Chinese, from 0 to 1."""
    counts = Counter(text)
    beyond_ascii = sum(count for sign, count in counts.items() if sign > "\x7f")
    common = sum(count for sign, count in counts.items() if sign in _COMMON)
    return common / max(1, beyond_ascii)


def _likelihood(text: str) -> float:
    """Likeness of a text to Chinese: the share of common characters, less its damage."""
    return common_share(text) - 3 * _damage(text)


def _noise(text: str) -> float:
    """The share of characters that no text holds: controls, and bytes that made no character."""
    return len(_NOISE.findall(text)) / max(1, len(text))


def _damage(text: str) -> float:
    """The share of noise and of characters that Chinese hardly holds: rare, Korean, private."""
    damaged = sum(count for sign, count in Counter(text).items() if _is_damage(sign))
    return damaged / max(1, len(text))


def _is_noise(sign: str) -> bool:
    return _NOISE.match(sign) is not None


def _is_damage(sign: str) -> bool:
    return (
        _is_noise(sign)
        or "\u3400" <= sign <= "\u4dbf"
        or "\uac00" <= sign <= "\uf8ff"
        or sign > "\U0002ffff"
    )
