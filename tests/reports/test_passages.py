"""Paragraphs cut at their marks."""

from reader.model import Annotation, Span, Tag
from reader.reports.passages import pieces
from reader.text.structure import parse
from reader.text.structure.outline import outline_of

TEXT = "市府說有三百萬人。我認為太高。\n\n跑者比家庭多。"


def mark(number: int, start: int, end: int, tag: Tag | None = Tag.FACT) -> Annotation:
    return Annotation(str(number), "a", "w", Span(start, end), tag=tag)


def cut(*marks: Annotation) -> list[list[tuple[str, str, str, str]]]:
    """Each piece: its words, what lies on it, whose tag is said, and what ends with it."""
    outline = outline_of(parse(TEXT, markdown=False))
    return [
        [
            (it.text, *("".join(a.id for a in part) for part in (it.on, it.said, it.done)))
            for it in row
        ]
        for row in pieces(TEXT, outline, marks)
    ]


def test_marks_that_overlap_are_cut_and_each_tag_is_said_once_a_sentence() -> None:
    first, second = cut(mark(1, 0, 9), mark(2, 4, 15, Tag.OPINION), mark(3, 4, 7, None))
    assert first == [
        ("市府說有", "1", "1", ""),
        ("三百萬", "123", "2", "3"),
        ("人。", "12", "", "1"),
        ("我認為太高。", "2", "2", "2"),
    ]
    assert second == [("跑者比家庭多。", "", "", "")]


def test_a_mark_that_ends_between_paragraphs_ends_with_the_first() -> None:
    first, second = cut(mark(1, 9, 16), mark(2, 15, 20))
    assert first[-1] == ("我認為太高。", "1", "1", "1")
    assert second[0] == ("跑者比", "2", "2", "2")
