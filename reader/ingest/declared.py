"""Bytes to text in the encoding that they declare, unless they are plainly written in another one.

The order is that of RFC 7303: a byte order mark, the HTTP header, the XML declaration. What is well
formed UTF-8 is UTF-8, whatever it says of itself, and Chinese is Chinese.
"""

from __future__ import annotations

import codecs
import re

from reader.text.cleaning import decoding

_DECLARED = re.compile(rb"\W{0,16}<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.DOTALL)
_WIDE = {b"<\0\0\0": "utf-32-le", b"\0\0\0<": "utf-32-be"}
"""Beginnings of UTF-32 without a mark (XML 1.0, appendix F)."""
_CODECS = re.compile(r"cp\d+|iso8859[-_]\d+|koi8[-_]\w|kz1048|tis[-_]620|euc_\w+|johab|mac[-_]\w+")
_ESCAPING = re.compile(r"iso2022_\w+|hz")
_ESCAPES = (b"\x1b$", b"\x1b(", b"~{")
_LETTERS = {
    "cp1251": "оеаинтсрвлкмдп",
    "koi8_r": "оеаинтсрвлкмдп",
    "cp1253": "αοιετσνηυρκπό",
    "cp1255": "יוהלארתבמשנ",
    "cp1256": "اليمنتربعد",
    "cp1252": "éèàçñóíáúüöäßâêôãõ«»“”‘’",
    "cp874": "านรอกเงมยลวดท่้",
    "euc_jp": "のにはをがとでてしいたなるれかっ",
    "cp932": "のにはをがとでてしいたなるれかっ",
    "cp949": "이다는의을에가고하지한도로기서를은",
}
"""The commonest letters beyond ASCII of texts in an encoding that they do not declare."""
_MOST_COMMON = 0.3
"""The share of them from which on an encoding is guessed."""
_CONTESTED = ("gb18030", "big5hkscs")
_CHINESE = 0.2
"""The share of common characters from which on bytes are Chinese; Japanese has half as many."""
_MOST_DAMAGE = 0.03
_SAMPLE = 200_000
_BEYOND = re.compile(rb"[^\x80-\xff]{0,2}[\x80-\xff]++[^\x80-\xff]{0,2}")


def declared_text(data: bytes, charset: str = "") -> tuple[str, str]:
    """The raw text of XML, and Python's name of its encoding; `charset` is the HTTP header's.

    Bytes that make no character become U+FFFD.
    """
    found = _DECLARED.match(data[:300])
    labels = [label for label in (charset, found[1].decode() if found else "") if label]
    wide = _WIDE.get(data.lstrip(b"\n\r\t ")[:4])
    if wide:
        return data.decode(wide, "replace"), wide
    for label in labels:
        codec = _codec(label)
        if _ESCAPING.fullmatch(codec) and any(sign in data for sign in _ESCAPES):
            return data.decode(codec, "replace"), codec
    text, encoding = decoding.to_text(data, labels[0] if labels else "")
    if encoding.startswith("utf-8") and "\ufffd" not in text:
        return text, encoding
    if b"\0" in data[:_SAMPLE] or not data.lstrip().startswith(b"<"):
        return text, encoding
    sample = b"".join(_BEYOND.findall(data))[:_SAMPLE]
    if encoding in _CONTESTED and encoding in map(_codec, labels) and "\ufffd" not in text:
        return text, encoding
    chinese = max(_chinese(sample, codec) for codec in _CONTESTED)
    codecs = map(_codec, labels if chinese < _CHINESE else ())
    codec = next((codec for codec in codecs if _is_believable(sample, codec)), "")
    codec = codec or _guessed(sample, max(chinese, _MOST_COMMON))
    if not codec and chinese >= _CHINESE:
        return text, encoding
    if not codec and (encoding.startswith("utf-16") or decoding.looks_binary(data, text)):
        codec = "utf-8"  # a few stray bytes in what is ASCII otherwise; no UTF-16 begins like this
    return (data.decode(codec, "replace"), codec) if codec else (text, encoding)


def _codec(label: str) -> str:
    """Python's name of a declared encoding, widened as pages are; "" if it is none that holds
    ASCII.
    """
    known = decoding.named(label)
    if known:
        return known
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    for_text = _CODECS.fullmatch(name) or _ESCAPING.fullmatch(name)
    return name if for_text and b"<?xml".decode(name, "replace") == "<?xml" else ""


def _chinese(sample: bytes, codec: str) -> float:
    """The share of common Chinese characters in what is beyond ASCII; 0 if it is damaged."""
    beyond = [sign for sign in sample.decode(codec, "replace") if sign > "\x7f"]
    if not beyond or beyond.count("\ufffd") > _MOST_DAMAGE * len(beyond):
        return 0.0
    return decoding.common_share("".join(beyond))


def _is_believable(sample: bytes, codec: str) -> bool:
    """Whether bytes beyond ASCII can be what a declared encoding makes of them.

    Latin letters beyond ASCII stand among others; where most of them adjoin it is none.
    """
    if not _CODECS.fullmatch(codec):
        return False
    text = sample.decode(codec, "replace")
    beyond = [sign for sign in text if sign > "\x7f"]
    damaged = sum(sign == "\ufffd" or sign <= "\x9f" for sign in beyond)
    if damaged > _MOST_DAMAGE * len(beyond):
        return False
    adjoining = sum(len(run) for run in re.findall("[\xc0-\xff]{3,}+", text))
    return codec != "cp1252" or adjoining <= len(beyond) / 2


def _guessed(sample: bytes, least: float) -> str:
    """The encoding whose commonest letters make the most of what is beyond ASCII, if it is at least
    this share of it, or "".
    """
    shares = {}
    for codec, letters in _LETTERS.items():
        beyond = [sign for sign in sample.decode(codec, "replace").lower() if sign > "\x7f"]
        shares[codec] = sum(sign in letters for sign in beyond) / max(1, len(beyond))
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= least and _is_believable(sample, best) else ""
