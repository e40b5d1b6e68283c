"""Passages and what becomes of them: articles edited in every way that publishers edit them.

Each case is true by construction: the editor (`editing.Edition`) knows where each character went.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reader.model import Span
from tests.text.anchoring.editing import UNDECIDED, paragraphs, passage, sentences
from tests.text.anchoring.publishing import EDITS, Desk

EDITIONS = Path(__file__).parents[1] / "data" / "editions"
PER_KIND = 10
"""Editions of each kind made from one article."""


@dataclass(frozen=True)
class Case:
    """A passage of an old text, and where it is in the new one; None: it is gone."""

    kind: str
    old: str
    new: str
    span: Span
    expected: Span | None


def articles(folder: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((EDITIONS / folder).glob("*.txt"))]


def cases(folder: str, seed: int) -> Iterator[Case]:
    """All cases of a folder of articles, the same for the same seed."""
    random = Random(seed)
    texts = articles(folder)
    for kind, edit in EDITS.items():
        for text in texts:
            others = [other for other in texts if other is not text]
            for _ in range(PER_KIND):
                session = Desk(text, others, random)
                yield from _asked(kind, session, edit(session))
    for text in texts:
        others = [other for other in texts if other is not text]
        yield from another_article(text, others, random)
        yield from said_before(text, others, random)
        yield from said_often(text, others, random)


def _asked(kind: str, session: Desk, asked: list[Span]) -> Iterator[Case]:
    for span in asked:
        expected = session.edition.truth(span)
        if session.old[span.start : span.end].strip() and expected is not UNDECIDED:
            yield Case(kind, session.old, session.edition.text, span, expected)


def another_article(text: str, others: list[str], random: Random) -> Iterator[Case]:
    """Another article at the same address."""
    for other in others:
        for _ in range(15):
            yield Case("another_article", text, other, passage(text, random), None)


def said_before(text: str, others: list[str], random: Random) -> Iterator[Case]:
    """A sentence goes, and one that is nearly the same stays."""
    for _ in range(2 * PER_KIND):
        session = Desk(text, others, random)
        gone = random.choice([span for span in sentences(text) if len(span) >= 16])
        words = text[gone.start : gone.end]
        at = random.randrange(len(words) - 6)
        similar = words[:at] + session.foreign()[:3] + words[at + 3 :]
        place = random.choice(
            [span for span in paragraphs(text)[1:] if not span.start <= gone.start <= span.end]
        ).start
        before = text[:place] + similar + "\n\n" + text[place:]
        shift = len(similar) + 2 if place <= gone.start else 0
        session = Desk(before, others, random)
        span = Span(gone.start + shift, gone.end + shift)
        session.edition.remove(*session.now(span))
        stays = Span(place, place + len(similar))
        yield from _asked("said_before", session, [span, stays])


def said_often(text: str, others: list[str], random: Random) -> Iterator[Case]:
    """The same words at the end of many paragraphs, of which one goes."""
    for _ in range(2 * PER_KIND):
        phrase = random.choice(["大家都在等答案。", "「沒有人知道。」", "他这样说。"])
        parts = text.split("\n\n")
        chosen = sorted(random.sample(range(1, len(parts)), 6))
        spans, at, built = [], 0, []
        for number, part in enumerate(parts):
            words = part + phrase if number in chosen else part
            if number in chosen:
                spans.append(Span(at + len(part), at + len(words)))
            built.append(words)
            at += len(words) + 2
        session = Desk("\n\n".join(built), others, random)
        gone, stays = random.sample(spans, 2)
        session.edition.remove(*session.now(gone))
        yield from _asked("said_often", session, [gone, stays])
