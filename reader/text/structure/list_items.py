"""The marks before the items of lists, as text."""

from __future__ import annotations

BULLETS = "•◦▪"
_DIGITS = "零一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def bullet_of(depth: int) -> str:
    """The bullet of a list in `depth` others: • in none, then ◦, then ▪."""
    return BULLETS[min(depth, len(BULLETS) - 1)]


def counted(number: int, kind: str = "1") -> str:
    """A number as HTML's `type` sets it (`1`, `a`, `A`, `i`, `I`, or `一`), with its stop.

    What the kind cannot count is set in digits.

    >>> [counted(3, kind) for kind in ("1", "a", "I", "一")]
    ['3.', 'c.', 'III.', '三、']
    """
    if kind in ("a", "A") and number > 0:
        letters = ""
        while number:
            number, place = divmod(number - 1, 26)
            letters = chr(ord(kind) + place) + letters
        return f"{letters}."
    if kind in ("i", "I") and 0 < number < 4000:
        return f"{_roman(number) if kind == 'i' else _roman(number).upper()}."
    if kind == "一" and 0 < number < 100:
        return f"{_han(number)}、"
    return f"{number}."


def _roman(number: int) -> str:
    parts = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = (_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return before + (_DIGITS[ones] if ones else "")
