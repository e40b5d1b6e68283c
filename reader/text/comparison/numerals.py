"""Numbers as Chinese news writes them, in folded text: 1,700, 1.7千, 一千七百, 3億2,000萬."""

from __future__ import annotations

import re
from functools import cache

from reader.text.folding import fold

_DIGITS = "〇零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"萬": 10**4, "億": 10**8, "兆": 10**12}
_POINT = "點"
ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""Pattern of a number in digits."""


@cache
def _han() -> dict[str, int]:
    """The value of each numeral that is one digit."""
    values = {fold(one): max(0, place - 1) for place, one in enumerate(_DIGITS)}
    return values | {fold("兩"): 2}


@cache
def _units() -> dict[str, int]:
    return {fold(one): value for one, value in (_TENS | _MYRIADS).items()}


@cache
def pattern() -> str:
    """Pattern of a number in folded text; it takes 十分 and 千萬 for numbers, too."""
    digits, units = "".join(_han()), "".join(_units())
    decimal = f"(?<=[{digits}]){fold(_POINT)}(?=[{digits}](?![{digits}]*{fold('十')}))"
    # An atomic group: before Python 3.11.5 a possessive repeat of what can go back goes wrong.
    return f"(?>(?:{ARABIC}|[{digits}{units}])(?:{ARABIC}|[{digits}{units}]|{decimal})*)"


@cache
def _token() -> re.Pattern[str]:
    return re.compile(f"{ARABIC}|.")


def is_plain(written: str) -> bool:
    """Whether a number is written with a digit of any kind: 萬 alone may be part of a word."""
    return any(sign.isdecimal() or sign in _han() for sign in written)


def value(written: str) -> float:
    """The value of a number that the pattern found.

    >>> value("一千七百"), value("1.7千"), value("3億2,000萬"), value("三點五")
    (1700.0, 1700.0, 320000000.0, 3.5)
    """
    han, units = _han(), _units()
    total, section, current, last = 0.0, 0.0, None, 1
    decimals = 0
    for token in _token().findall(written):
        if token in han and decimals:
            current = (current or 0) + han[token] / 10**decimals
            decimals += 1
        elif token in han:
            current = han[token] + (current or 0) * 10
        elif token == fold(_POINT):
            decimals = 1
        elif token not in units:
            current = float(token.replace(",", ""))
        elif units[token] < 10**4:
            section += (1 if current is None else current) * units[token]
            current, decimals, last = None, 0, units[token]
        else:
            section += current or 0
            if section or not total:
                total += (section or 1) * units[token]
            else:  # 萬億
                total *= units[token]
            section, current, decimals, last = 0.0, None, 0, units[token]
    if current is not None and last > 10 and written[-1] in han and written[-2:-1] in units:
        current *= last / 10  # 三萬五
    return float(total + section + (current or 0))


def step(number: float) -> float:
    """The unit of the last digit of a number that is not 0: 100 of 1700, 0.1 of 4.5."""
    if number == 0:
        return 1.0
    digits = f"{abs(number):.12g}"
    if "e" in digits:
        digits = f"{abs(number):.0f}"
    if "." in digits:
        return float(10 ** -len(digits.split(".")[1]))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))
