"""Files that mean harm or were damaged, made anew for every run.

Each case is a file as it might be dropped into `articles/` or handed to `meipi add`. `fate` says
what has to become of it: "kept" (cleaned), "refused" (with a reason), or "either".
"""

from __future__ import annotations

import codecs
import random
from collections.abc import Iterator
from typing import NamedTuple

NEWS = (
    "港鐵昨晚公布，東鐵綫過海段上月平均每日載客四十二萬人次，比前一個月多出三成。\n\n"
    "運輸署發言人說：「數字反映市民的出行習慣正在改變。」但有乘客認為，車廂比以前更擠。\n\n"
    "學者指出，要看完整一年的資料，才知道這個趨勢會不會持續。\n"
)
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>"
    "<article><h1>{title}</h1>{body}</article></body></html>"
)


class Case(NamedTuple):
    """One file: its name, its bytes, and its fate."""

    name: str
    data: bytes
    fate: str = "kept"


def corpus() -> list[Case]:
    """All cases; the same bytes in every run."""
    return [*_encodings(), *_controls(), *_shapes(), *_markdown(), *_pages(), *_titles()]


def _text(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _encodings() -> Iterator[Case]:
    gb, big5 = NEWS.encode("gb18030"), NEWS.replace("綫", "線").encode("big5hkscs")
    yield Case("gb18030.txt", gb)
    yield Case("big5.txt", big5)
    yield Case("utf16.txt", NEWS.encode("utf-16"))
    yield Case("utf16-no-mark.txt", NEWS.encode("utf-16-le"))
    yield Case("utf8-cut-in-a-character.txt", _text(NEWS)[:-2])
    yield Case("big5-cut-in-a-character.txt", big5[:-3])
    yield Case("gb18030-one-bad-byte.txt", gb[:40] + b"\xff" + gb[40:])
    yield Case("utf8-one-bad-byte.txt", _text(NEWS)[:60] + b"\xfe" + _text(NEWS)[60:])
    yield Case("utf8-then-big5.txt", _text(NEWS) + big5, "either")
    yield Case("gb-then-utf8.txt", gb + _text(NEWS), "either")
    yield Case("mark-of-utf16-on-utf8.txt", codecs.BOM_UTF16_LE + _text(NEWS), "either")
    yield Case("utf32.txt", NEWS.encode("utf-32"))
    yield Case("overlong-utf8.txt", _text(NEWS) + b"\xc0\xaf\xe0\x80\xaf", "either")
    yield Case("surrogates.txt", _text(NEWS + "\ud800\udfff壞字\udc80"), "either")


def _controls() -> Iterator[Case]:
    yield Case("nul.txt", _text(NEWS[:20] + "\0" + NEWS[20:]))
    yield Case("nuls-throughout.txt", _text("\0".join(NEWS)), "either")
    yield Case("escape-sequences.txt", _text(NEWS + "\x1b[2J\x1b[31m紅\x1b[0m\x1b]0;標題\x07"))
    yield Case(
        "clipboard-osc52.txt", _text(NEWS + "\x1b]52;c;cm0gLXJmIC8=\x07\x1b]52;c;eA==\x1b\\")
    )
    yield Case(
        "hyperlink-osc8.txt", _text(NEWS + "\x1b]8;;file:///etc/passwd\x1b\\按我\x1b]8;;\x1b\\")
    )
    yield Case("c1-controls.txt", _text(NEWS + "\x9b31m\x9d0;x\x9c\x90q\x9c\x85"))
    yield Case("bidi.txt", _text(NEWS + "\u202e反過來\u202c\u2066孤立\u2069\u200f"))
    yield Case("zero-width.txt", _text("\u200b".join(NEWS) + "\ufeff\u2060"))
    yield Case("tag-characters.txt", _text(NEWS + "".join(chr(0xE0000 + ord(c)) for c in "hidden")))
    yield Case("variation-selectors.txt", _text(NEWS + "字\ufe0f\U000e0100\ufe00\ufe01x\ufe0f"))
    yield Case("zalgo.txt", _text("".join(c + "\u0301\u0315\u0322\u0489" * 20 for c in NEWS)))
    yield Case("emoji.txt", _text(NEWS + "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇭🇰🇹🇼1️⃣" * 50))
    yield Case("separators.txt", _text(NEWS.replace("。", "。\u2028\u2029\x0b\x0c\x85\r")))
    yield Case("noncharacters.txt", _text(NEWS + "\ufdd0\ufffe\U0010ffff\U0001fffe"))
    yield Case("private-use.txt", _text(NEWS + "\ue000\uf8ff\U000f0000"))
    yield Case(
        "markup-of-the-screen.txt", _text(NEWS + "[/]\n[@click=app.quit]按我[/]\n[bold red]")
    )


def _shapes() -> Iterator[Case]:
    chance = random.Random(20261122)
    yield Case("empty.txt", b"", "refused")
    yield Case("blank.txt", b" \n\t\r\n" * 50, "refused")
    yield Case("only-invisible.txt", _text("\u200b\ufeff\u2060" * 30), "refused")
    yield Case("random-bytes.txt", chance.randbytes(5000), "refused")
    yield Case("picture.txt", b"\x89PNG\r\n\x1a\n" + chance.randbytes(500), "refused")
    yield Case("packed.txt", b"\x1f\x8b\x08" + chance.randbytes(500), "refused")
    yield Case("program.txt", b"\x7fELF" + chance.randbytes(500), "refused")
    yield Case("document.md", b"%PDF-1.7\n" + chance.randbytes(500), "refused")
    yield Case("no-blank-lines.txt", _text(NEWS.replace("\n", "") * 400))
    yield Case("one-word-of-3000.txt", _text(NEWS + "a" * 3000 + "\n" + "網" * 3000))
    yield Case("word-over-a-megabyte.txt", b"x" * 1_200_000)
    yield Case("only-headings.txt", _text("一、起因\n二、經過\n三、結果\n" * 30))
    yield Case("only-punctuation.txt", _text("。。。，，，！！！？？？……——" * 40))
    yield Case("only-openers.txt", _text("（「『《" * 3000))
    yield Case("many-lines.txt", _text("句子。\n" * 100_000))
    yield Case("carriage-returns.txt", _text(NEWS.replace("\n", "\r")))
    yield Case("fifty-megabytes-in-a-line.txt", _text("很長的一行沒有盡頭，" * 1_700_000))


def _markdown() -> Iterator[Case]:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(12)
    )
    yield Case("yaml-aliases.md", _text(f"---\ntitle: 彈\n{bomb}---\n\n{NEWS}"))
    yield Case(
        "yaml-object.md",
        _text(f"---\ntitle: !!python/object/apply:os.system ['touch pwned']\n---\n\n{NEWS}"),
    )
    yield Case(
        "yaml-merge.md", _text(f"---\n<<: {{title: x}}\ntitle: [1, [2, [3]]]\n---\n\n{NEWS}")
    )
    yield Case("yaml-deep.md", _text(f"---\ntitle: {'[' * 5000}\n---\n\n{NEWS}"))
    yield Case("yaml-unclosed.md", _text(f"---\ntitle: 沒有結尾\n\n{NEWS}"))
    yield Case("yaml-controls.md", _text(f'---\ntitle: "a\\e[31m\\0\\u202eb"\n---\n\n{NEWS}'))
    yield Case(
        "yaml-numbers.md", _text(f"---\ntitle: 0012\nauthor: no\ndate: 2025-99-99\n---\n{NEWS}")
    )
    yield Case("deep-quotes.md", _text("---\ntitle: 深\n---\n\n" + ">" * 3000 + " 到底\n\n" + NEWS))
    yield Case("deep-lists.md", _text("# 深\n\n" + "".join(" " * n + "- 層\n" for n in range(400))))
    yield Case("deep-emphasis.md", _text(f"# 題\n\n{'*' * 20_000}字{'*' * 20_000}\n\n{NEWS}"))
    yield Case("brackets.md", _text(f"# 題\n\n{'[' * 20_000}\n\n{NEWS}"))
    yield Case(
        "huge-table.md", _text("# 表\n\n" + "| 甲 | 乙 |\n|---|---|\n" + "| 1 | 2 |\n" * 20_000)
    )
    yield Case(
        "markdown-scripts.md",
        _text(f"# 題\n\n<script>alert(1)</script>\n\n[x](javascript:1)\n\n{NEWS}"),
    )


def _pages() -> Iterator[Case]:
    body = "".join(f"<p>{line}</p>" for line in NEWS.split("\n\n"))
    yield Case("plain.html", _text(PAGE.format(title="過海段客量", body=body)))
    yield Case("entities-as-controls.html", _text(PAGE.format(
        title="題&#27;[31m&#x9b;2J&#x202e;&#0;&#x1b;]52;c;eA==&#7;",
        body=body.replace("。", "。&#27;[2J&#x85;&#xD800;&#1114112;&zwj;&lrm;"),
    )))  # fmt: skip
    yield Case("unclosed.html", _text("<html><body><div><p>" + NEWS.replace("\n\n", "<p><b><i>")))
    yield Case("deep.html", _text(PAGE.format(title="深", body="<div>" * 100_000 + body)), "either")
    yield Case(
        "deep-spans.html", _text(PAGE.format(title="深", body="<span>" * 20_000 + body)), "either"
    )
    yield Case("huge-table.html", _text(PAGE.format(
        title="表", body=body + "<table>" + "<tr><td>一<td>二" * 30_000)))  # fmt: skip
    yield Case("scripts.html", _text(PAGE.format(
        title="<script>alert(1)</script>題",
        body=body + "<script>alert(1)</script><img src=x onerror=alert(1)>"
        "<a href='javascript:1'>x</a>",
    )))  # fmt: skip
    yield Case(
        "only-scripts.html", b"<html><body><script>var a=1;</script></body></html>", "refused"
    )
    yield Case(
        "no-body.html", b"<!doctype html><html><head><title>x</title></head></html>", "refused"
    )
    yield Case("external-entity.html", _text(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + PAGE.format(title="外", body=f"<p>&x;</p>{body}").removeprefix("<!doctype html>")
    ))  # fmt: skip
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    yield Case("entity-bomb.html", _text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "哈">{laughs}]>'
        + PAGE.format(title="笑", body=f"<p>&l9;</p>{body}").removeprefix("<!doctype html>")
    ))  # fmt: skip
    yield Case("says-gb-is-utf8.html", PAGE.replace("utf-8", "gb2312").format(
        title="編碼", body=body).encode())  # fmt: skip
    yield Case("says-utf8-is-big5.html", PAGE.format(
        title="編碼", body=body.replace("綫", "線")).encode("big5hkscs"))  # fmt: skip
    yield Case("attributes.html", _text(
        f"<html><body {'x' * 200_000}=1 {' '.join(f'a{n}=1' for n in range(20_000))}>{body}"
    ))  # fmt: skip
    yield Case("many-comments.txt", _text("<!-- -->" * 5000 + NEWS))
    yield Case("comments.html", _text("<html><body><!--" + "-" * 500_000 + body), "either")
    yield Case(
        "one-line-of-a-megabyte.html", _text(PAGE.format(title="長", body="<p>" + "字，" * 350_000))
    )


def _titles() -> Iterator[Case]:
    titles = {
        "up": "../../../../etc/passwd",
        "root": "/etc/cron.d/x",
        "back": "..\\..\\windows\\system32",
        "reserved": "CON",
        "reserved-too": "nul.txt",
        "dots": "...",
        "dash": "-rf --help",
        "long": "很長的標題" * 200,
        "shell": "$(touch pwned)`id`;&|>x",
        "nul": "半\\0截",
        "formula": "=cmd|'/c calc'!A1",
        "formula-too": "+1+1,@SUM(1)",
        "spaces": " \u3000 ",
        "bidi": "\u202egpj.題",
        "newlines": "一行\\n二行",
    }
    for name, title in titles.items():
        quoted = (
            '"'
            + title.replace('"', "")
            .replace("\\..", "\\\\..")
            .replace("\\w", "\\\\w")
            .replace("\\s", "\\\\s")
            + '"'
        )
        yield Case(f"title-{name}.md", _text(f"---\ntitle: {quoted}\n---\n\n{NEWS}{name}。\n"))
        yield Case(f"title-{name}.html", _text(PAGE.format(
            title=title, body=f"<p>{NEWS}</p><p>{name}頁上還有這一段。</p>")))  # fmt: skip
