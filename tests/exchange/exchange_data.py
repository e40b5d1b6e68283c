"""A small article with annotations of every sort, as formats see it."""

from array import array
from dataclasses import replace

from reader.model import (
    ROLES,
    AnchorStatus,
    Annotation,
    Annotator,
    Evidence,
    Head,
    Outline,
    Role,
    Status,
    Tag,
)

ARTICLE = "2f1d4a3e-6b7c-4d8e-9f00-112233445566"
LIN = Annotator("0b8a4a52-3b1e-4b0f-8f5c-8f1f6a3f5d10", "林記者")
WONG = Annotator("1c9b5b63-4c2f-4c1a-9a6d-9a2a7b4a6e21", "Wong")
LINES = [
    "【編者按】近年來企業造車。",
    "銷量增長了12%。",
    "我認為*重點*不在此。",
    "不一樣的戰略",
    "= 從何說起？",
]
TEXT = "\n".join(LINES)


def outline_of(lines: list[str], roles: list[Role], sections: list[int]) -> Outline:
    """An outline with one sentence a line."""
    starts = array("I")
    ends = array("I")
    offset = 0
    for line in lines:
        starts.append(offset)
        ends.append(offset + len(line))
        offset += len(line) + 1
    codes = bytes(ROLES.index(role) for role in roles)
    return Outline(
        paragraph_starts=starts,
        paragraph_ends=ends,
        roles=codes,
        sentence_starts=starts,
        sentence_ends=ends,
        sentence_roles=codes,
        first_sentence=array("I", range(len(lines) + 1)),
        sections=array("I", sections),
        levels=bytes(2 for _ in sections),
        headed=bytes(roles[first] is Role.HEADING for first in sections),
    )


OUTLINE = outline_of(
    LINES, [Role.EDITOR_NOTE, Role.BODY, Role.BODY, Role.HEADING, Role.BODY], [0, 1, 3]
)
HEAD = Head(
    ARTICLE,
    "ab" * 32,
    "造車 #1 <b>",
    authors=("無相",),
    source="商業趨勢",
    date="2025-10-14",
    url="https://example.org/a?b=1",
    path="articles/car.md",
    length=len(TEXT),
)


def mark(number: int, line: int | None, **said: object) -> Annotation:
    """An annotation of a whole line, or an orphan."""
    span = OUTLINE.paragraph(line) if line is not None else None
    plain = Annotation(
        id=f"0190a0b0-0000-7000-8000-{number:012d}",
        article=ARTICLE,
        annotator=LIN.id,
        span=span,
        exact=span.of(TEXT) if span else "已刪去的一句。",
        anchor=AnchorStatus.ORIGINAL if span else AnchorStatus.ORPHAN,
        created="2025-10-20T08:00:00Z",
        updated="2025-10-21T09:30:00Z",
    )
    return replace(plain, **said)


MARKS = (
    mark(
        1,
        1,
        tag=Tag.FACT,
        source="招商證券",
        status=Status.TO_CHECK,
        kind="number",
        note="哪一份報告？\n# 要查",
        labels=("數字", "預測"),
        evidence=(
            Evidence("e1", "https://example.org/report", "第 3 頁"),
            Evidence("e2", "javascript:alert(1)", "別點"),
            Evidence("e3", "", "電話詢問"),
        ),
    ),
    mark(2, 2, tag=Tag.OPINION, unsure=True, annotator=WONG.id, highlight="yellow"),
    mark(3, 4, tag=Tag.NONE),
    mark(4, 0, highlight="yellow"),
    mark(5, None, tag=Tag.FACT, note="原文改了"),
    mark(6, 1, tag=Tag.FACT, note="消息人士陳先生", private=True),
)
