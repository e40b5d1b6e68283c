"""One key and its forms under a Chinese input method."""

from __future__ import annotations

FULL_WIDTH_OFFSET = 0xFEE0
CHINESE = {
    "/": "、",
    "[": "【「",
    "]": "】」",
    "{": "『",
    "}": "』",
    ",": "，",
    ".": "。",
    "!": "！",
    "?": "？",
    "<": "《",
    ">": "》",
}


def forms(key: str) -> tuple[str, ...]:
    """Forms of a key: itself, full-width, and the Chinese punctuation on the same key."""
    if key == "space":
        return (key, "ideographic_space")
    if len(key) != 1 or not "!" <= key <= "~":
        return (key,)
    wide = chr(ord(key) + FULL_WIDTH_OFFSET)
    return tuple(dict.fromkeys((key, wide, *CHINESE.get(key, ""))))


def plain(character: str | None) -> str | None:
    """A typed character without its full width."""
    if character and len(character) == 1 and "！" <= character <= "～":
        return chr(ord(character) - FULL_WIDTH_OFFSET)
    return character


def split(keys: str) -> list[str]:
    """The keys of a comma-separated list; the comma itself is written as `comma`."""
    return [key for part in keys.split(",") if (key := part.strip())]


def expand(keys: str) -> str:
    """A comma-separated list of keys with all their forms, as Textual's bindings take it."""
    every = (form for key in split(keys) for form in forms("," if key == "comma" else key))
    return ",".join("comma" if form == "," else form for form in dict.fromkeys(every))


def composed(text: str) -> bool:
    """Whether an input method made a text: letters of one, and no line ends."""
    return all(composing(each) or "\u3000" <= each <= "\u303f" or each > "\uff00" for each in text)


def composing(character: str | None) -> bool:
    """Whether a typed character says that an input method is on: a Han or bopomofo letter."""
    if not character or len(character) != 1:
        return False
    return "\u3105" <= character <= "\u312f" or "\u3400" <= character <= "\u9fff"
