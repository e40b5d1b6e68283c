"""What a terminal sends that no hand typed: replies, pastes, and bytes of a bad line."""

from __future__ import annotations

import random

ST = "\x1b\\"
REPLIES = (
    f"\x1bP>|foot(1.21.0){ST}", f"\x1bP!|00000000{ST}", f"\x1bP1+r544e=787465726d{ST}",
    f"\x1bP0+r{ST}", f"\x1bP1$r0;1;31m{ST}", f"\x1b]10;rgb:ffff/dddd/0000{ST}",
    "\x1b]11;rgb:0f0f/0f0f/0f0f\x07", f"\x1b]4;7;rgb:ff/ff/ff{ST}", f"\x1b]52;c;Zm9vZm9vZm9v{ST}",
    f"\x1b]lfoo 題目 dof{ST}", f"\x1b_Gi=31;ENOENT:no such file{ST}", f"\x1b^ffoo{ST}",
    f"\x1bXoof{ST}", "\x1b[?62;22c", "\x1b[>1;4000;13c", "\x1b[?997;1n", "\x1b[?997;2n",
    "\x1b[0n", "\x1b[12;40R", "\x1b[8;24;80t", "\x1b[?25u", "\x1b[?1;0;256S", "\x1b[4;480;640t",
    "\x1b[?2026;2$y", "\x1b[?12;1$y", "\x1b[48;32;100;0;0t", "\x1b[97:65;3:3u", "\x1b[1;1:3B",
    "\x1b[102~", "\x1b[102;1A", "\x1b[99~", "\x1b[I", "\x1b[O\x1b[I", "\x1b[M #!",
    "\x1b[35;3;3M", f"\x9d11;rgb:ff/ff/ff{ST}", "\x9b?62;22c",
)  # fmt: skip
"""Answers to questions of other programs, and what crashed or typed once."""

PASTES = (
    "ffoodxq!r\rffoodd\ro", "一段貼上的文字。\nfoo fact\nopinion\n", "f\x1b[31moo\x1b[0m f\tf\r\nd",
    "note of three\rlines, fdo\rand no more\r", "foo\x1b]52;c;SkkwMQ==\x07dof\x9b2Jd",
    "q\x11\x03\x1bqfodfod", "fodh!xu" * 40, "市府說去年有三百萬人次到訪。\r我認為太高了。\r",
)  # fmt: skip
"""Texts full of keys. None of them is an address, which is evidence."""

INTRODUCERS = ("\x1bP", "\x1b]", "\x1b_", "\x1b^", "\x1bX")


def reply(chance: random.Random) -> str:
    """A reply of a known kind, or one of random content."""
    if chance.random() < 0.6:
        return chance.choice(REPLIES)
    if chance.random() < 0.3:
        parameters = "".join(chance.choices("0123456789;:", k=chance.randint(0, 40)))
        return f"\x1b[{chance.choice('?>=<')}{parameters}{chance.choice('cnyRtuqmZ')}"
    length = chance.choice((1, 3, 20, 300, 9000))
    body = "".join(chance.choices("fodh!xaw 0123;:/=\r\n\t字ü", k=length))
    return f"{chance.choice(INTRODUCERS)}{body}{ST}"


def pasted(chance: random.Random) -> str:
    """A paste between brackets."""
    return f"\x1b[200~{chance.choice(PASTES)}\x1b[201~"


def burst(chance: random.Random) -> str:
    """A paste without brackets: only characters and line ends, as a terminal passes them on."""
    text = chance.choice(PASTES)
    return "".join(each for each in text if each.isprintable() or each in "\r\n\t")


def fuzz(chance: random.Random) -> bytes:
    """Bytes without any sense; some of them are keys."""
    alphabet = b"\x1b\x1b\x1b\x1b[]OP_^X\\\x07\x18\x1a0123456789;:?<>$ ~uMtRI\x9b\x9c\xe6\x9c\xaa"
    if chance.random() < 0.5:
        return bytes(chance.choices(alphabet, k=chance.randint(1, 60)))
    # Leaving, and what kills a program that has given its terminal back already.
    return chance.randbytes(chance.randint(1, 40)).translate(None, b"\x03\x11\x1cq")


def pieces(chance: random.Random, data: bytes) -> list[bytes]:
    """Some bytes as a line cuts them: mostly in one read, else in two, or in any number.

    Never as fingers do, ESC and then one character after another: `tui/terminal/doubt.py` says
    what is told apart from typing and what cannot be.
    """
    kind = chance.random()
    if kind < 0.4 or len(data) < 2:
        return [data]
    while True:
        count = 1 if kind < 0.8 else min(len(data) - 1, 9)
        cuts = sorted(chance.sample(range(1, len(data)), chance.randint(1, count)))
        ends = zip([0, *cuts], [*cuts, len(data)], strict=True)
        cut = [data[start:end] for start, end in ends]
        if not any(_like_typing(cut[at : at + 3]) for at in range(len(cut))):
            return cut


def _like_typing(reads: list[bytes]) -> bool:
    return len(reads) == 3 and reads[0].endswith(b"\x1b") and len(reads[1]) == len(reads[2]) == 1
