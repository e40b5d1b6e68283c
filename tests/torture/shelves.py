"""Libraries with articles of every kind, one of them edited under its annotations."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reader.library import open_library
from reader.model import Span, Tag
from reader.store.edits import Edits
from tests.process.hostile_text import BAD, article

ME = "林"
SENTENCES = (
    "市府說，河濱公園去年有三百萬人次到訪。",
    "我認為這個數字太高了。",
    "園方計畫明年增設兩座廁所，但是鄰里反對，因為太吵。",
    "“这个项目总投资4680亿元，”负责人表示，“预计2027年完工。”",
    "為什麼？因為量法不對。",
    "iPhone用戶約佔六成，Windows 11 用戶約佔三成。",
    "據《南方晚報》報道，他們去年賣出了1,234,567輛車……",
    "（作者為本刊記者）",
)
ENGLISH = "The city said that three million people came. I think that is too many. Why? "
PARK = f"""---
title: 河濱公園十年
source: 試刊
date: 2025-03-02
lang: zh-Hant
---

{"".join(SENTENCES[:2])}

## 誰在用公園

{"".join(SENTENCES[2:5])}

週末多半是家庭，平日多半是跑者。{SENTENCES[5]}
"""
EDITS = (
    ("三百萬人次", "兩百萬人次"),
    ("但是鄰里反對，因為太吵", "鄰里贊成"),
    ("週末多半是家庭，", ""),
)
READABLE = ("park.md", "one.txt", "english.md", "mixed.txt", "long.txt", "signs.txt", "lines.txt",
            "large.md", "news.md", "heading.md", "hostile.md")  # fmt: skip
"""The files that are articles; an empty one, and one that is only front matter, are refused."""


def prose(chance: random.Random, characters: int) -> str:
    """Ordinary paragraphs under headings, of about so many characters."""
    parts: list[str] = []
    length = 0
    while length < characters:
        if len(parts) % 12 == 0:
            part = f"## 第{len(parts) // 12 + 1}節"
        else:
            part = "".join(chance.choices(SENTENCES, k=chance.randint(1, 6)))
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts)


def texts(chance: random.Random, large: int) -> dict[str, str]:
    """Articles of every kind, by file name; `large` is the length of the largest."""
    return {
        "park.md": PARK,
        "one.txt": SENTENCES[0],
        "title.md": "---\ntitle: 只有題目\n---\n",
        "heading.md": "# 只有標題\n",
        "english.md": f"---\ntitle: Only English\n---\n\n{ENGLISH * 20}\n\n## Part\n\n{ENGLISH}\n",
        "mixed.txt": "混排 mixed テキスト 한국어 العربية עברית ไทย\n\n"
        + "Α β γ ①②③ ㊣ 𠮷 👨‍👩‍👧 e\u0301 ﷽ ＡＢＣ ｶﾅ。“混排”——……\n\n" * 9,
        "long.txt": "很長的一段：" + "".join(chance.choices(SENTENCES, k=4000)),
        "signs.txt": "。" * 400 + "\n\n" + "，、；" * 90 + "\n\n" + "A" * 3000 + "\n\n" + "…" * 77,
        "lines.txt": "字\n" * 3000,
        "large.md": f"---\ntitle: 很大的一篇\n---\n\n{prose(chance, large)}\n",
        "news.md": f"---\ntitle: 普通的一篇\ntopics: [公園, 車]\n---\n\n{prose(chance, 4000)}\n",
    }


def make(place: Path, chance: random.Random, large: int) -> Path:
    """A library in `place` with annotations by two people, some of them to be reviewed."""
    folder = place / "library"
    (folder / "articles").mkdir(parents=True)
    for name, text in texts(chance, large).items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    (folder / "articles" / "empty.txt").write_text("", encoding="utf-8")
    (folder / "articles" / "hostile.md").write_bytes(article(BAD).encode("utf-8", "surrogatepass"))
    library = open_library(folder)
    library.sync()
    park = library.find("park")
    text = library.open(park).text
    quotes = (*SENTENCES[:3], "三百萬人次", "週末多半是家庭")
    for name in ("王", ME):
        library.submit(partial(_mark, name=name, article=park, text=text, quotes=quotes)).result()
    edit_park(folder, EDITS[:2])
    library.sync()
    library.close()
    return folder


def _mark(edits: Edits, name: str, article: str, text: str, quotes: Sequence[str]) -> None:
    edits.become(name)
    for number, quote in enumerate(quotes):
        start = text.index(quote)
        tag = list(Tag)[number % 3]
        edits.edit(article, Span(start, start + len(quote)), tag=tag, note="為什麼？")


def edit_park(folder: Path, edits: tuple[tuple[str, str], ...]) -> None:
    """What a publisher does to an article that was read."""
    path = folder / "articles" / "park.md"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    moment = time.time() - 5
    os.utime(path, (moment, moment))


def make_incoming(folder: Path) -> None:
    """What can be brought in: a text, a page, a feed, a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "talk.txt").write_text("談話\n\n" + "".join(SENTENCES), encoding="utf-8")
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 3)
    (folder / "page.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>頁</title><h1>頁</h1><article>{body}</article>",
        encoding="utf-8",
    )


def copy(folder: Path, place: Path) -> Path:
    """A copy of a library that nobody has open."""
    return Path(shutil.copytree(folder, place))
