"""Where the cursor goes, without a screen."""

from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from reader.tui.session.sentence_cursor import SentenceCursor

TEXT = """## 第一節

甲說了一件事。

## 第二節

記者林小雨／台北報導 {.attribution}

## 第三節

乙說了另一件事。
"""


def test_a_section_without_a_claim_does_not_hold_the_cursor() -> None:
    article = parse(TEXT)
    outline = outline_of(article)
    walk = SentenceCursor(outline)
    first, last = walk.first(), walk.last()
    assert first is not None
    assert last is not None
    assert [outline.sentence(n).of(article.text) for n in (first, last)] == [
        "甲說了一件事。", "乙說了另一件事。",
    ]  # fmt: skip
    assert walk.section(first, 1) == last
    assert walk.section(last, -1) == first
    assert walk.section(first, -1) is None
