"""Text that means harm to a terminal, and an article that is full of it."""

from __future__ import annotations

import json

# Each kind of command, with a sign of its own (JI…) that must never stand in what is written.
COMMANDS = (
    "\x1b]52;c;SkkwMQ==\x07",
    "\x1b]0;JI02\x07",
    "\x1b]8;;https://evil.example/JI03\x1b\\",
    "\x1b[38;5;199m",
    "\x1b[?1047h",
    "\x1b[6n",
    "\x1bP+qJI04\x1b\\",
    "\x1b_JI05\x1b\\",
    "\x1b^JI06\x1b\\",
    "\x9b38;5;199m",
    "\x9d0;JI07\x9c",
    "\x90JI08\x9c",
    "\x1bc",
    "\x1b#8",
)
SIGNS = (b"SkkwMQ", b"JI0", b"38;5;199", b"?1047", b"evil.example")
CONTROLS = "\x07\x08\x0e\x7f\x84\x9b\x1b"
BIDI = "\u202e\u202a\u2066\u2069\u200f\u061c"
HIDDEN = "\u200b\u2060\ufeff\u00ad\U000e0041\U000e007f\ufff9"
BAD = "".join(COMMANDS) + CONTROLS + BIDI + HIDDEN
MARKUP = "[/] [@click=app.quit]x[/] [red]紅[/red]"

ENDS = "了一句話來，"


def article(text: str) -> str:
    """An article that has `text` wherever an article can have text."""

    def said(name: str) -> str:
        return json.dumps(f"{name}{text}\ud800\x00{MARKUP}")  # JSON's escapes are YAML's too

    return f"""---
title: {said("題目")}
author: [{said("記者")}]
source: {said("報社")}
topics: [{said("題材")}]
date: 2025-10-14
---

甲說今天賣出三百輛{text}車{MARKUP}。乙認為這很好{text}。

## 小標題{text}{MARKUP}

丙表示明天還有二百輛{text}。

![圖說{text}](a.png)

丁{ENDS}戊說不會。
"""
