"""A library of small articles in all scripts, with annotations in every state, made by script."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from reader.library import Library, open_library
from reader.model import Article, Role, Status, Tag
from reader.store import arrivals, articles
from reader.store.edits import Edits
from reader.text.structure import parse
from reader.text.structure.outline import outline_of

PIECES = (
    """
市府說，河濱公園去年有三百萬人次到訪|园方计划明年增设两座厕所|計程車比出租车贵
裏面裡面里面|臺北台北|京東和寧德時代、廣汽的「國民好車」|京东说“国民好车”不贵
無人配送車的市場空間約為4680億元|佈局海外|布局海外|ＡＩ和AI是同一件事
iPhone 15 Pro 賣了３０００元|他說：「著名的人坐着。」|😀笑了😀😀|的的的
\U000f0041\U000f0042私用字|𠮷野家開店|A/B測試 3.14%|……不知道——真的|人人人人|是
我認為這個數字太高了|http://example.org/a?b=1|Ünïcode Straße|10:30開會
""".strip()
    .replace("\n", "|")
    .split("|")
)
NOTES = (
    "要查原始出處",
    "要查原始出处",
    "誰說的？",
    "京東自己說的",
    "😀",
    "AI 寫的？",
    "數字太高",
    "人人",
)
SOURCES = ("", "", "市府", "京東", "京东集团", "繆欽（京東副總裁）", "ＡＰＰ", "招商 證券")
PUBLISHERS = ("", "無相商業趨勢", "聯合報", "联合早报", "Ａ報")
LABELS = ("數字", "数字", "引述", "A")
PEOPLE = ("王", "李小明", "隱藏者")
DATES = ("", "2024-12-31", "2025-01-01", "2025-03-02", "2025-10-14", "2025-10-14", "2026-01-01")


def made(folder: Path, count: int = 200, seed: int = 7) -> Library:
    """Open a library of so many articles; one annotator is hidden, some articles not indexed."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    library = open_library(folder)
    idents = [put(library, chance, number) for number in range(count)]
    for name in PEOPLE:
        library.submit(lambda edits, name=name: edits.become(name)).result()
        for ident in chance.sample(idents, count // 2):
            annotate(library, chance, ident)
    hidden = next(each.id for each in library.annotators() if each.name == "隱藏者")
    library.submit(lambda edits: edits.show_annotator(hidden, False)).result()
    library.submit(lambda edits: lose_some(edits, chance.sample(idents, count // 10))).result()
    library.submit(lambda edits: wait(edits, chance.sample(idents, count // 10))).result()
    return library


def content(chance: random.Random) -> Article:
    """An article of a few paragraphs."""
    lines = [
        "".join(chance.choices(PIECES, k=chance.randint(1, 3))) + chance.choice("。。！？")
        for _ in range(chance.randint(1, 4))
    ]
    found = parse("\n\n".join(lines))
    return Article(
        title="".join(chance.choices(PIECES, k=chance.randint(1, 2)))[:20].strip() or "題",
        authors=(),
        source=chance.choice(PUBLISHERS),
        date=chance.choice(DATES),
        url="",
        lang="",
        tags=(),
        text=found.text,
        sections=found.sections,
    )


def put(library: Library, chance: random.Random, number: int) -> str:
    """Store an article, or a new state of it that makes orphans of its annotations."""
    ident = f"{number:08x}-0000-8000-8000-000000000000"
    article = content(chance)
    moment = f"2025-10-{number % 3 + 1:02}T00:00:00.000000Z"

    def write(edits: Edits) -> None:
        arrivals.put(edits.connection, ident, article, outline_of(article), now=moment)
        edits.connection.execute(
            "INSERT OR IGNORE INTO anchor (annotation, text, status)"
            " SELECT id, ?, 'orphan' FROM annotation WHERE article = ?",
            (articles.text_hash(article.text), ident),
        )

    library.submit(write).result()
    return ident


def annotate(library: Library, chance: random.Random, ident: str) -> None:
    """Mark some sentences, and take some of it back."""
    outline = library.open(ident).outline
    for number in range(len(outline.sentence_starts)):
        if outline.role(outline.paragraph_at(outline.sentence_starts[number])) is Role.HEADING:
            continue
        span = outline.sentence(number)
        fields = {
            "tag": chance.choice([None, *Tag]),
            "status": chance.choice([Status.UNCHECKED, *Status]),
            "source": chance.choice(SOURCES),
            "note": chance.choice((*NOTES, "", "")),
            "private": chance.random() < 0.2,
        }
        label, turns = chance.choice((*LABELS, "")), chance.choice((0, 0, 0, 1, 2, 3))

        def write(edits: Edits, span=span, fields=fields, label=label, turns=turns) -> None:  # type: ignore[no-untyped-def]
            edits.edit(ident, span, **fields)
            if label:
                edits.label(ident, span, label, on=True)
            for turn in range(turns):
                (edits.history.redo if turn == 1 else edits.history.undo)(ident)

        library.submit(write).result()
        if chance.random() < 0.1:
            for annotation in library.annotations(ident):
                if annotation.annotator == library.me().id:
                    library.submit(lambda edits, it=annotation: edits.remove(it.id)).result()


def lose_some(edits: Edits, idents: Sequence[str]) -> None:
    """Make the first annotation of some articles an orphan, as a changed text does."""
    for ident in idents:
        edits.connection.execute(
            "UPDATE anchor SET start = NULL, \"end\" = NULL, status = 'orphan' WHERE annotation ="
            " (SELECT min(id) FROM annotation WHERE article = ?)",
            (ident,),
        )


def wait(edits: Edits, idents: Sequence[str]) -> None:
    """Have some articles as they are after an older program's library was opened: not indexed."""
    from reader.store.search import index

    for ident in idents:
        index.forget(edits.connection, ident)
        edits.connection.execute("INSERT INTO search_pending VALUES (?)", (ident,))
