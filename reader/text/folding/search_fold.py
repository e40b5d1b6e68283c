"""The search fold: scripts, regional forms, widths, cases and quote styles become one.

Strictly one code point for one, so that every offset in a folded text is an offset in the text.
"""

from __future__ import annotations

import unicodedata
from array import array
from functools import cache, lru_cache
from sys import byteorder

from reader.text.punctuation import COLONS, DASHES, DOTS

CLASSES = (
    ('"', "'「」『』“”„‟‘’‚‛«»‹›﹁﹂﹃﹄〝〞〟《》〈〉"),
    ("-", f"–‒‐‑−﹘{DASHES}"),
    (":", COLONS),
    (".", "·・•‧∙⋅"),
    (DOTS[0], DOTS[1:]),
    ("~", "〜∼"),
    (" ", "\t\r\n\u2028\u2029"),
)
"""Signs that mean the same to someone who searches; the first one stands for the others."""

CHANGING = (
    (0x0000, 0x3400),  # letters, signs, radicals, kana, circled and squared characters
    (0xA640, 0xAC00),  # more Latin, Cyrillic, Cherokee
    (0xF900, 0x10000),  # compatibility ideographs, presentation forms, half and full width
    (0x10400, 0x11000),  # Deseret, Osage, old letters
    (0x11800, 0x11900),  # Warang Citi
    (0x16E00, 0x16F00),  # Medefaidrin
    (0x1CC00, 0x1D800),  # outlined and mathematical letters and digits
    (0x1DF00, 0x1F300),  # more mathematical letters, enclosed characters
    (0x1FB00, 0x1FC00),  # digits of old screens
    (0x2F800, 0x2FA20),  # compatibility ideographs
)
"""Blocks in which normalization (NFKC) and case folding change anything: not those of Han."""

PLANES = 0x32000
"""Letters, signs and Han stand before this code point."""


@cache
def _table() -> str:
    """Fold of each code point, at its own number: `str.translate` reads this fastest."""
    from reader.text.folding.variants import VARIANTS

    one_of_class = {sign: one for one, signs in CLASSES for sign in signs}
    for group in VARIANTS.split(" "):
        one_of_class |= dict.fromkeys(group[1:], group[0])
    codes = array("I", range(PLANES))
    for character, one in one_of_class.items():
        codes[ord(character)] = ord(one)
    for start, end in CHANGING:
        plain = _plain("".join(map(chr, range(start, end))))
        codes[start:end] = array("I", (ord(one_of_class.get(one, one)) for one in plain))
    return codes.tobytes().decode(f"utf-32-{byteorder[0]}e", "surrogatepass")


def _plain(characters: str) -> list[str]:
    """Characters without their width and case, where that is still one code point."""
    between = "\ue000"  # for private use: neither composed nor changed
    narrow = unicodedata.normalize("NFKC", between.join(characters))
    folded = zip(characters, narrow.split(between), narrow.casefold().split(between), strict=True)
    return [
        small if len(small) == 1 else one if len(one) == 1 else character
        for character, one, small in folded
    ]


def fold(text: str) -> str:
    """`text` for searching: `len(fold(text)) == len(text)`, so every offset stays."""
    return text.translate(_table())


folded = lru_cache(maxsize=2)(fold)
"""`fold`, for the open article: a search asks for its fold again and again."""
