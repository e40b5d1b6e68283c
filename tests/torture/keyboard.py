"""Random keys, as a hand, an input method, a mouse and a bad line send them."""

from __future__ import annotations

import random
from collections.abc import Callable

from reader.tui.keymap import MODES
from reader.tui.kit.keys import forms, split

NAMED = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "shift+down": "\x1b[1;2B", "shift+up": "\x1b[1;2A", "shift+tab": "\x1b[Z",
    "tab": "\t", "enter": "\r", "escape": "\x1b", "backspace": "\x7f", "space": " ",
    "comma": ",", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS",
}  # fmt: skip
"""What a terminal sends for the keys that have names."""

WORDS = (
    "市府", "車", "無人車", "根據招商證券", "我認為這個數字太高了", "汉字", "𠮷野家", "中文abc",
    "é", "👨‍👩‍👧", "ｆｕｌｌ", "「引號」", "ㄅㄆㄇ", "a", "note", "1", "42", "36氪", "tag:fact",
    "-車", '"', "(", "http://127.0.0.1:9/x", "in/", "in/talk.txt", "in/page.html", "in/none", "~",
    "out.md", "x" * 300, "長" * 500,
)  # fmt: skip
"""What is typed into prompts; an input method sends it in one write."""

PASTES = (
    "貼上的一段話。\n第二行。\r\n第三行。",
    "\x1b]52;c;SkkwMQ==\x07\x1b[31m紅\x1b[0m\x9b2J\x00\x07\u202e反\u2066\u200b",
    "https://example.invalid/證據?a=1",
    "http://127.0.0.1:9/a\nhttp://127.0.0.1:9/b",
    "q\x11\x03\x1bq",
    "",
    "題目\n\n" + "甲說今天賣出三百輛車。乙認為這很好。\n\n" * 40,
    "in/talk.txt",
)
BROKEN = (
    "\x1b[", "\x1b[<", "\x1b[<0;", "\x1b[<0;5;", "\x1b[999;999H", "\x1b[<0;99999;99999M", "\x1bO",
    "\x1b[200~", "\x1b[201~", "\x1b[1;99Z", "\x1b]0;x\x07", "\x1bP", "\x1b[?2026;2$y", "\x1b[0n",
    "\x1b[M !!", "\x1b[38;2;1;2;3u", "\x1b[97;5u", "\x1b[57441u", "\x1b\x1b\x1b", "\ud800", "\x00",
    "\x1b[1;1R", "\x1b[8;24;80t", "\x1b[<-1;-1;-1M", "\x1b[<35;0;0M", "\x7f\x08",
)  # fmt: skip
CTRL = [chr(code) for code in range(1, 27) if chr(code) not in "\x11"]
FUNCTION = ["\x1bOP", *(f"\x1b[{code}~" for code in (15, 17, 18, 19, 20, 21, 23, 24, 2, 3))]
OPENING = ("l", "R", "D", "+", "e", "L", "?", "\x10", "\x06", "a", "w", "r", "v", "/", "\r", "S")
"""What opens another screen, a panel or a prompt."""


def sent(key: str) -> str:
    """What a terminal sends for a key as Textual names it."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 31)
    return NAMED.get(key, key)


BOUND = [
    sent(key) for mode in MODES for command in mode for key in split(command.keys) if key != "q"
]
"""Every key of every command of every screen, but for the one that leaves; it comes by itself."""


def mouse(chance: random.Random, columns: int, rows: int) -> str:
    """A click, a drag, a wheel or a move, in SGR coordinates, now and then outside."""

    def place() -> str:
        return f"{chance.randint(1, columns + 1)};{chance.randint(1, rows + 1)}"

    kind = chance.randrange(5)
    if kind == 0:
        return f"\x1b[<{chance.choice((64, 65, 66, 67))};{place()}M" * chance.randint(1, 6)
    if kind == 1:
        return f"\x1b[<35;{place()}M"
    start, button = place(), chance.choice((0, 0, 0, 1, 2, 4, 16))
    moves = "".join(f"\x1b[<{32 + button};{place()}M" for _ in range(chance.choice((0, 1, 5))))
    up = f"\x1b[<{button};{place() if moves else start}m"
    return f"\x1b[<{button};{start}M{moves}{up if kind > 2 or moves else ''}"


def typed(chance: random.Random) -> str:
    """Some text and, mostly, what ends a prompt."""
    text = "".join(chance.choice(WORDS) for _ in range(chance.choice((1, 1, 2))))
    if text.isascii() and chance.random() < 0.3:
        text = "\x1b" + text
    return text + chance.choice(("\r", "\r", "\r", "\x1b", "", "\x0a", "\t", "\x7f\x7f"))


def other_form(chance: random.Random, key: str) -> str:
    """A key as an input method sends it: full-width, or the punctuation on the same key."""
    if key == " ":
        return "　"
    return chance.choice(forms(key))


KINDS: tuple[tuple[float, str], ...] = (
    (34, "bound"), (12, "opening"), (10, "escape"), (10, "typed"), (8, "tagging"), (6, "mouse"),
    (4, "moving"), (4, "control"), (3, "paste"), (3, "wide"), (3, "broken"), (2, "focus"),
    (2, "function"), (2, "letter"), (3, "held"), (1, "alt"), (3, "undoing"), (0.2, "leaving"),
)  # fmt: skip


def keys(chance: random.Random, columns: int, rows: int) -> str:
    """The next thing that comes from the terminal."""
    (kind,) = chance.choices([kind for _, kind in KINDS], [weight for weight, _ in KINDS])
    makers: dict[str, Callable[[], str]] = {
        "bound": lambda: chance.choice(BOUND),
        "opening": lambda: chance.choice(OPENING),
        "escape": lambda: "\x1b",
        "typed": lambda: typed(chance),
        "tagging": lambda: "".join(chance.choice("fodhFO!x") for _ in range(chance.randint(1, 5))),
        "mouse": lambda: mouse(chance, columns, rows),
        "moving": lambda: chance.choice("jkgG jJ]}{\t") * chance.choice((1, 1, 4)),
        "control": lambda: chance.choice(CTRL),
        "paste": lambda: f"\x1b[200~{chance.choice(PASTES)}\x1b[201~",
        "wide": lambda: other_form(chance, chance.choice(BOUND)),
        "broken": lambda: chance.choice(BROKEN),
        "focus": lambda: chance.choice(("\x1b[I", "\x1b[O", "\x1b[O\x1b[I")),
        "function": lambda: chance.choice(FUNCTION),
        "letter": lambda: chr(chance.randint(*chance.choice(((33, 126), (161, 0x9FFF))))),
        "held": lambda: chance.choice(BOUND) * 12,
        "alt": lambda: "\x1b" + chance.choice(BOUND),
        "leaving": lambda: chance.choice(("q", "q", "\x11")),
        "undoing": lambda: chance.choice("uU") * chance.randint(1, 8),
    }
    return makers[kind]()
