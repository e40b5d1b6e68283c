"""What publishers do to an article: one function for each kind of edit.

Each edits the article on the desk and says which of its passages are worth asking for.
"""

from collections.abc import Callable
from random import Random

from reader.model import Span
from tests.text.anchoring.editing import (
    Edition,
    clauses,
    paragraphs,
    passage,
    sentences,
    to_simplified,
    to_traditional,
)

PASSAGES = 3
"""How many passages are asked for after an edit that concerns the whole article."""

WORDS = {
    "表示": "稱", "指出": "表示", "認為": "相信", "认为": "相信", "強調": "重申", "说": "表示",
    "說": "表示", "超過": "逾", "超过": "逾", "目前": "現時", "和": "以及", "公布": "宣布",
    "去年": "前年", "要求": "促請", "负责": "主管",
}  # fmt: skip
WIDTHS = str.maketrans("，：；？！（）", ",:;?!()")
CORNERS, CURLED = "「」『』", "“”‘’"


class Desk:
    """An article on an editor's desk, with other articles to take foreign sentences from."""

    def __init__(self, text: str, others: list[str], random: Random) -> None:
        self.edition, self.random = Edition(text), random
        self.others = others

    @property
    def old(self) -> str:
        return self.edition.old

    def foreign(self, longest: int = 200) -> str:
        """A sentence of another article."""
        other = self.random.choice(self.others)
        found = [span for span in sentences(other) if len(span) <= longest]
        span = self.random.choice(found)
        return other[span.start : span.end]

    def sentence(self) -> Span:
        return self.random.choice(sentences(self.old))

    def paragraph(self) -> Span:
        return self.random.choice(paragraphs(self.old)[1:])

    def now(self, span: Span) -> tuple[int, int]:
        """Where a passage stands, if nobody has edited it yet."""
        return self.edition.range(span)


Edit = Callable[[Desk], list[Span]]
"""Edits, and says which passages to ask for; none: any."""


def any_passages(desk: Desk) -> list[Span]:
    return [passage(desk.old, desk.random) for _ in range(PASSAGES)]


def insert_paragraph(desk: Desk) -> list[Span]:
    for _ in range(desk.random.randint(1, 4)):
        at = desk.edition.at(desk.paragraph().start)
        desk.edition.insert(at, desk.foreign() + desk.foreign() + "\n\n")
    return any_passages(desk)


def insert_sentence(desk: Desk) -> list[Span]:
    near = desk.sentence()
    desk.edition.insert(desk.edition.at(near.start), desk.foreign())
    return [near, passage(desk.old, desk.random, near), passage(desk.old, desk.random)]


def insert_after(desk: Desk) -> list[Span]:
    near = desk.sentence()
    desk.edition.insert(desk.edition.at(near.end - 1) + 1, desk.foreign())
    return [near, passage(desk.old, desk.random, near)]


def insert_inside(desk: Desk) -> list[Span]:
    near = desk.sentence()
    words = desk.foreign()[: desk.random.randint(2, 18)].rstrip("。！？」”")
    at = desk.random.randrange(near.start + 2, near.end - 2)
    desk.edition.insert(desk.edition.at(at), words)
    return [near]


def remove_paragraph(desk: Desk) -> list[Span]:
    gone = desk.paragraph()
    desk.edition.remove(*desk.now(gone))
    inside = [passage(desk.old, desk.random, gone) for _ in range(2)]
    return [*inside, passage(desk.old, desk.random)]


def remove_sentence(desk: Desk) -> list[Span]:
    gone = desk.sentence()
    desk.edition.remove(*desk.now(gone))
    return [gone, passage(desk.old, desk.random, gone), passage(desk.old, desk.random)]


def remove_phrase(desk: Desk) -> list[Span]:
    gone = desk.random.choice(clauses(desk.old))
    desk.edition.remove(*desk.now(gone))
    return [gone, passage(desk.old, desk.random)]


def remove_word(desk: Desk) -> list[Span]:
    inside = desk.random.choice(clauses(desk.old))
    start = desk.random.randrange(inside.start, inside.end - 2)
    gone = Span(start, start + 2)
    if desk.old[start] == desk.old[start + 2] or desk.old[start - 1] == desk.old[start + 1]:
        return []  # which of the two went, nobody can tell
    desk.edition.remove(*desk.now(gone))
    return [gone]


def replace_sentence(desk: Desk) -> list[Span]:
    gone = desk.sentence()
    start, end = desk.now(gone)
    desk.edition.remove(start, end)
    desk.edition.insert(start, desk.foreign())
    return [gone, passage(desk.old, desk.random)]


def half_cut(desk: Desk) -> list[Span]:
    cut = desk.random.choice([span for span in sentences(desk.old) if len(span) > 20])
    middle = cut.start + len(cut) // 2
    first = desk.random.random() < 0.5
    gone = Span(cut.start, middle) if first else Span(middle, cut.end)
    desk.edition.remove(*desk.now(gone))
    return [cut]


def typos(desk: Desk, sizes: tuple[int, int] = (1, 3)) -> list[Span]:
    where = passage(desk.old, desk.random)
    if len(where) < 8:
        where = desk.sentence()
    for at in desk.random.sample(range(where.start, where.end), desk.random.randint(*sizes)):
        desk.edition.write_over(*desk.now(Span(at, at + 1)), desk.random.choice(desk.foreign()))
    return [where]


def rewrite(share: float) -> Edit:
    """Each character of a sentence written over with a probability."""

    def edit(desk: Desk) -> list[Span]:
        where = desk.sentence()
        pool = "".join(desk.others)
        for at in range(where.start, where.end):
            if desk.random.random() < share:
                words = desk.random.choice(pool).strip() or "了"
                if desk.random.random() < 0.1:
                    words += desk.random.choice(pool).strip()
                desk.edition.write_over(*desk.now(Span(at, at + 1)), words)
        return [where]

    return edit


def other_words(desk: Desk) -> list[Span]:
    found = [
        (span, word)
        for span in sentences(desk.old)
        for word in WORDS
        if word in desk.old[span.start : span.end]
    ]
    where, word = desk.random.choice(found)
    start = desk.old.index(word, where.start)
    desk.edition.write_over(*desk.now(Span(start, start + len(word))), WORDS[word])
    return [where, passage(desk.old, desk.random, where)]


def numbers(desk: Desk) -> list[Span]:
    found = [
        span
        for span in sentences(desk.old)
        if any(letter.isdigit() for letter in desk.old[span.start : span.end])
    ]
    where = desk.random.choice(found)
    for at in range(where.start, where.end):
        if desk.old[at].isdigit() and desk.random.random() < 0.6:
            desk.edition.write_over(*desk.now(Span(at, at + 1)), desk.random.choice("0123456789"))
    return [where]


def rewrite_around(desk: Desk) -> list[Span]:
    found = sentences(desk.old)
    number = desk.random.randrange(1, len(found) - 1)
    for neighbour in (found[number - 1], found[number + 1]):
        for at in range(neighbour.start, neighbour.end):
            if desk.random.random() < 0.6:
                words = desk.random.choice(desk.foreign())
                desk.edition.write_over(*desk.now(Span(at, at + 1)), words)
    return [found[number]]


def move_paragraph(desk: Desk) -> list[Span]:
    found = paragraphs(desk.old)
    moved, to = desk.random.sample(found[1:], 2)
    if desk.old[moved.end : moved.end + 1] != "\n":
        return []
    start, end = desk.now(moved)
    desk.edition.move(start, end + (end > start), desk.edition.at(to.start))
    inside = [passage(desk.old, desk.random, moved) for _ in range(2)]
    return [*inside, passage(desk.old, desk.random)]


def move_sentence(desk: Desk) -> list[Span]:
    moved, to = desk.random.sample(sentences(desk.old), 2)
    start, end = desk.now(moved)
    desk.edition.move(start, end, desk.edition.at(to.start))
    return [moved, passage(desk.old, desk.random)]


def split_paragraph(desk: Desk) -> list[Span]:
    found = sentences(desk.old)
    for span in desk.random.sample(found, 6):
        desk.edition.insert(desk.edition.at(span.end - 1) + 1, "\n\n")
    return any_passages(desk)


def merge_paragraphs(desk: Desk) -> list[Span]:
    breaks = [at for at in range(1, len(desk.old)) if desk.old[at - 1 : at + 1] == "\n\n"]
    chosen = desk.random.sample(breaks, 5)
    for at in chosen:
        now = desk.edition.at(at)
        desk.edition.remove(now - 1, now + 1)
    over = chosen[0]
    across = Span(over - desk.random.randint(3, 12), over + 1 + desk.random.randint(3, 12))
    return [across, passage(desk.old, desk.random)]


def script(desk: Desk) -> list[Span]:
    desk.edition.respell(to_simplified if to_simplified(desk.old) != desk.old else to_traditional)
    return any_passages(desk)


def quotation_marks(desk: Desk) -> list[Span]:
    one, other = (CORNERS, CURLED) if "「" in desk.old else (CURLED, CORNERS)
    table = str.maketrans(one, other)
    desk.edition.respell(lambda text: text.translate(table))
    return any_passages(desk)


def widths(desk: Desk) -> list[Span]:
    desk.edition.respell(lambda text: text.translate(WIDTHS))
    return any_passages(desk)


def white_space(desk: Desk) -> list[Span]:
    letters = desk.edition.letters
    for at in range(len(letters) - 1, 0, -1):
        one, other = letters[at - 1].text, letters[at].text
        latin = [letter.isascii() and letter.isalnum() for letter in (one, other)]
        if any(latin) and max(one, other) > "\u3400":
            desk.edition.insert(at, " ")
        elif one == "\n" and other not in "\n\u3000":
            desk.edition.insert(at, "\u3000\u3000")
    return any_passages(desk)


def wrapped(desk: Desk) -> list[Span]:
    """Line breaks put into the middle of sentences, as mail programs do."""
    width = desk.random.randint(17, 40)
    for at in range(len(desk.edition.letters) - 1, 0, -1):
        if at % width == 0:
            desk.edition.insert(at, "\n")
    return any_passages(desk)


def copied(desk: Desk) -> list[Span]:
    """A sentence also stands elsewhere in the new edition (as a pull quote, say)."""
    twice = desk.sentence()
    words = desk.old[twice.start : twice.end]
    others = [
        span for span in paragraphs(desk.old)[1:] if not span.start <= twice.start <= span.end
    ]
    at = desk.edition.at(desk.random.choice(others).start)
    desk.edition.insert(at, words + "\n\n")
    return [twice, passage(desk.old, desk.random, twice)]


def combined(*edits: Edit) -> Edit:
    def edit(desk: Desk) -> list[Span]:
        asked: list[Span] = []
        for each in edits:
            asked += each(desk)
        return asked

    return edit


EDITS: dict[str, Edit] = {
    "insert_paragraph": insert_paragraph,
    "insert_sentence": insert_sentence,
    "insert_after": insert_after,
    "insert_inside": insert_inside,
    "remove_paragraph": remove_paragraph,
    "remove_sentence": remove_sentence,
    "remove_phrase": remove_phrase,
    "remove_word": remove_word,
    "replace_sentence": replace_sentence,
    "half_cut": half_cut,
    "typos": typos,
    "rewrite_20": rewrite(0.2),
    "rewrite_35": rewrite(0.35),
    "rewrite_45": rewrite(0.45),
    "other_words": other_words,
    "numbers": numbers,
    "rewrite_around": rewrite_around,
    "move_paragraph": move_paragraph,
    "move_sentence": move_sentence,
    "split_paragraph": split_paragraph,
    "merge_paragraphs": merge_paragraphs,
    "script": script,
    "quotation_marks": quotation_marks,
    "widths": widths,
    "white_space": white_space,
    "wrapped": wrapped,
    "copied": copied,
    "republished": combined(script, quotation_marks, widths, white_space),
    "moved_and_edited": combined(typos, move_paragraph, insert_sentence),
    "heavily_edited": combined(
        insert_paragraph, remove_paragraph, replace_sentence, typos, numbers, split_paragraph
    ),
    "translated_and_edited": combined(
        script, insert_sentence, remove_sentence, typos, white_space, widths
    ),
    "reordered": combined(move_paragraph, move_paragraph, move_sentence, remove_sentence),
}
