"""What a publisher changed: paragraphs, and the marks that changes touch."""

from collections import Counter

from reader.analysis.changes import ChangedPassage, Changes, arrange, summary
from reader.model import Annotation, Head, Span, Tag
from reader.model.revision import Revision
from reader.text.anchoring.diff import DiffKind, paragraphs
from reader.words import load

OLD = """碼頭昨天停了三班船。風很大。

漁市照常開門，價錢沒有漲。

燈塔的燈一直亮著，守燈的人說那是換過的新燈，比從前亮上一倍，遠在外海就看得見。

明天的船班還沒有定。"""
NEW = """碼頭昨天停了五班船。風很大。

燈塔的燈一直亮著，守燈的人說那是換過的新燈，比從前亮上一倍，遠在外海就看得見。

渔市照常开门，价钱没有涨。

今晚另有公告。"""


def said(ident: str, words: str | None, text: str, tag: Tag | None = Tag.FACT) -> Annotation:
    """A mark on some words, or one that has lost them."""
    start = text.index(words) if words else 0
    span = Span(start, start + len(words)) if words else None
    return Annotation(ident, "a", "w", span, tag=tag)


def compare(old: str, new: str, before: list[Annotation], after: list[Annotation]) -> Changes:
    passages = arrange(paragraphs(old, new), before, after)
    head = Head("a", "", "港口", (), "", "", "", "", (), "port.md", len(new))
    one, other = Revision("1", len(old), ""), Revision("2", len(new), "", True, 2)
    return Changes(head, one, other, old, new, passages)


def words_of(passages: tuple[ChangedPassage, ...]) -> list[str]:
    return [it.annotation.id for passage in passages for it in passage.touched]


def test_paragraphs_that_stayed_are_one() -> None:
    old = "\n\n".join(f"這是第{n}段，說的是不同的事情{n * 7}。" for n in range(9))
    new = old.replace("第4段", "第四段")
    kinds = [(it.kind, it.count) for it in compare(old, new, [], []).passages]
    assert kinds == [(DiffKind.SAME, 4), (DiffKind.CHANGED, 1), (DiffKind.SAME, 4)]


def test_every_character_of_both_texts_is_in_a_passage() -> None:
    found = compare(OLD, NEW, [], [])
    for text, spans in (
        (OLD, [it.old for it in found.passages]),
        (NEW, [it.new for it in found.passages]),
    ):
        told = "".join(span.of(text) for span in spans)
        assert "".join(told.split()) == "".join(text.split())


def test_a_mark_is_touched_by_a_change_of_its_own_words_only() -> None:
    marks = [("ships", "碼頭昨天停了三班船。"), ("wind", "風很大。")]
    before = [said(ident, words, OLD) for ident, words in marks]
    after = [said("ships", "碼頭昨天停了五班船。", NEW), said("wind", "風很大。", NEW)]
    found = compare(OLD, NEW, before, after)
    assert [it.annotation.id for it in found.touched] == ["ships"]
    (touched,) = found.touched
    assert touched.old is not None
    assert touched.old.of(OLD) == "碼頭昨天停了三班船。"


def test_a_mark_that_has_lost_its_words_is_touched() -> None:
    found = compare(
        OLD, NEW, [said("tomorrow", "明天的船班還沒有定。", OLD)], [said("tomorrow", None, NEW)]
    )
    assert words_of(found.passages) == ["tomorrow"]


def test_a_word_put_into_a_mark_touches_it() -> None:
    old, new = "船在早上開。", "船在明天早上開。"
    found = compare(old, new, [said("ship", old, old)], [said("ship", new, new)])
    assert [it.annotation.id for it in found.touched] == ["ship"]


def test_a_mark_made_in_the_new_text_has_no_place_in_the_old_one() -> None:
    found = compare(OLD, NEW, [], [said("notice", "今晚另有公告。", NEW)])
    assert [(it.annotation.id, it.old) for it in found.touched] == [("notice", None)]


def test_another_script_is_no_change() -> None:
    old = "漁市照常開門，價錢沒有漲。\n\n燈塔的燈一直亮著。"
    new = "渔市照常开门，价钱没有涨。\n\n燈塔的燈一直亮著。"
    found = compare(old, new, [said("m", "漁市照常開門", old)], [said("m", "渔市照常开门", new)])
    assert (found.changed, found.touched, found.only_script) == ((), (), 1)


def test_what_is_told_in_all() -> None:
    old = "頭一段在這裡，說的是早上的事。\n\n第二段說的是晚上，船都回來了。\n\n第三段。"
    new = old.replace("早上", "中午").replace("第三段", "新來的一段話，談的是燈塔。\n\n第三段")
    after = [said("m", "頭一段在這裡，說的是中午的事。", new)]
    found = compare(old, new, [said("m", "頭一段在這裡，說的是早上的事。", old)], after)
    assert found.kinds == Counter({DiffKind.CHANGED: 1, DiffKind.ADDED: 1})
    assert summary(found, load("zh_hant")) == ["改了 1 段", "加了 1 段", "動到 1 條標記"]
    assert summary(compare(old, old, [], []), load("zh_hant")) == ["字句都沒有改"]


def test_a_paragraph_that_was_moved_counts_once() -> None:
    old = OLD.split("\n\n")
    moved = "\n\n".join([old[1], old[2], old[0], old[3]])
    found = compare(OLD, moved, [], [])
    assert found.kinds == Counter({DiffKind.MOVED: 1})
    (gone, there) = found.changed
    assert (gone.went, there.went) == (True, False)
    assert gone.other is not None
    assert gone.other.of(moved) == old[0]
