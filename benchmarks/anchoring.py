"""Measures of anchoring: an edited article, and megabytes that are made to be hard."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial
from random import Random

from benchmarks.figures import Figure, Goal
from benchmarks.rooms import beside
from reader.model import Document, Span
from reader.text.anchoring import reanchor
from reader.text.folding import fold

ANNOTATIONS = 50
GOAL, LONG_GOAL = Goal(ratio=0.28), Goal(ratio=15)
STRETCH = 8
"""Code points of a stretch that is looked up in the other text."""
MEGABYTE = 333_333
"""Han characters in a megabyte of UTF-8."""
ROUNDS = 3


def anchoring(short: Document, long: Document, rounds: int) -> list[Figure]:
    """An article with its annotations beside difflib's blocks alone, then a megabyte at a time.

    A megabyte is too much for difflib: there the floor is to look up every stretch of the new text
    among those of the old one, without which nothing that was moved is found.
    """
    random = Random(7)
    old, new = short.text, edited(short.text, random)
    spans = passages(old, random)
    figures = [
        beside(
            "Anchoring", f"{ANNOTATIONS} annotations, {len(old):,} characters",
            lambda: reanchor(old, new, spans), "difflib's blocks", lambda: blocks(old, new),
            rounds=rounds, goal=GOAL,
        )
    ]  # fmt: skip
    for name, before, after in hard(long.text[:MEGABYTE], random):
        places = passages(before, random)
        figures.append(
            beside(
                "Anchoring", f"a megabyte, {name}", partial(reanchor, before, after, places),
                "looking up stretches", partial(common, before, after), rounds=ROUNDS,
                goal=LONG_GOAL,
            )
        )  # fmt: skip
    return figures


def blocks(old: str, new: str) -> int:
    """Number of the blocks of characters that difflib finds in both texts."""
    return len(SequenceMatcher(None, fold(old), fold(new), autojunk=False).get_matching_blocks())


def common(old: str, new: str) -> int:
    """Number of the places in a text at which a stretch begins that the other one has as well."""
    known = {old[at : at + STRETCH] for at in range(len(old) - STRETCH + 1)}
    return sum(new[at : at + STRETCH] in known for at in range(len(new) - STRETCH + 1))


def passages(text: str, random: Random) -> list[Span]:
    """Passages of 5 to 40 characters anywhere in a text."""
    starts = [random.randrange(len(text) - 40) for _ in range(ANNOTATIONS)]
    return [Span(start, start + random.randint(5, 40)) for start in starts]


def edited(text: str, random: Random) -> str:
    """Edit a text as a publisher does: a paragraph moved, one removed, one added, a few words
    changed.
    """
    lines = text.split("\n")
    lines.insert(random.randrange(len(lines)), lines.pop(len(lines) // 3))
    del lines[len(lines) // 2]
    lines.insert(len(lines) // 4, "更正啟事：本文較早版本的數字有誤，現已更正，謹此致歉。")
    return rewritten("\n".join(lines), 0.003, random)


def rewritten(text: str, share: float, random: Random) -> str:
    """A text with a share of its characters replaced by others."""
    return "".join(han(random) if random.random() < share else one for one in text)


def han(random: Random) -> str:
    return chr(random.randrange(0x4E00, 0x9000))


def hard(text: str, random: Random) -> list[tuple[str, str, str]]:
    """Pairs of long texts: what a long article has to suffer, and what nobody writes."""
    sentence = "這是一句重複了很多次的話，沒有別的。"
    again = sentence * (len(text) // len(sentence))
    one, other = ("".join(han(random) for _ in text) for _ in range(2))
    shuffled = text.split("\n")
    random.shuffle(shuffled)
    return [
        ("edited", text, edited(text, random)),
        ("every tenth character replaced", text, rewritten(text, 0.1, random)),
        ("every third character replaced", text, rewritten(text, 0.33, random)),
        ("paragraphs shuffled", text, "\n".join(shuffled)),
        ("nothing in common", one, other),
        ("backwards", text, text[::-1]),
        ("one character", "的" * len(text), "的" * (len(text) // 2) + "甲" + "的" * 9),
        ("one sentence, edited", again, rewritten(again, 0.02, random)),
    ]
