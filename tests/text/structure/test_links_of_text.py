"""Links of Markdown lie on the words that show them; the text itself is as without them."""

from __future__ import annotations

import pytest

from reader.text.structure import links_of, parse

HEAD = "---\ntitle: 題\n---\n\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("見[報告](https://a.example/1)第三頁。", [("報告", "https://a.example/1")]),
        ("見 [ 報告 ](<https://a.example/1> '題')。", [(" 報告 ", "https://a.example/1")]),
        ("[甲][1]與[乙][]。\n\n[1]: https://a.example/1\n[乙]: <https://a.example/2>",
         [("甲", "https://a.example/1"), ("乙", "https://a.example/2")]),
        ("## [標題](https://a.example/1)\n\n文字。", [("標題", "https://a.example/1")]),
        ("**[「國民好車」](https://a.example/1)**將亮相\\*。", [("「國民好車」", "https://a.example/1")]),
        ("[甲<br>乙](https://a.example/1)[丙](https://a.example/2)。",
         [("甲", "https://a.example/1"), ("乙", "https://a.example/1"), ("丙", "https://a.example/2")]),
        ("| 甲 | [乙](https://a.example/1) |\n|---|---|\n| 丙 | 丁 |", [("乙", "https://a.example/1")]),
        ("[行長](周小川) <https://a.example/1> https://a.example/2 `[x](https://a.example/3)`", []),
        ("[甲](javascript:alert) [乙]()", []),
    ],
)  # fmt: skip
def test_a_link_lies_on_its_words(body: str, words: list[tuple[str, str]]) -> None:
    text = parse(HEAD + body).text
    found = links_of(HEAD + body, text)
    assert [(text[start:end], address) for start, end, address in found] == words
    assert links_of(HEAD + body, text + "。") == ()
