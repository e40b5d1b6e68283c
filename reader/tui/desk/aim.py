"""What a key is about: one rule for every command that says something of a passage.

The selection; else the focused annotation; else what lies at the cursor. Where that may be several
things the reader is asked which. Nothing here writes or shows anything.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Annotation, Span
from reader.text.marked_sentences import remainders

if TYPE_CHECKING:
    from reader.tui.desk.desk import Desk


class Deed(Enum):
    """What a key does to its target."""

    TAG = auto()
    """Judge a claim: the sentence, or what was tagged or is still untagged of it."""
    SAY = auto()
    """Say anything else, which makes an annotation where there is none."""
    CHANGE = auto()
    """Change or remove an annotation that there has to be."""


class One(NamedTuple):
    """The one thing that is meant: my annotation by its id, or a passage of which I said nothing
    yet; and where it lies on the page."""

    target: Span | str
    span: Span


class Which(NamedTuple):
    """Several things that may be meant; a span is a passage without an annotation of mine."""

    choices: tuple[Annotation | Span, ...]


class Anothers(NamedTuple):
    """Another's annotation, of which I can neither change anything nor say anything there."""

    annotation: Annotation


def aim(desk: Desk, deed: Deed) -> One | Which | Anothers | None:
    """What a key is about; None if nothing is there that it could be about."""
    if desk.selection is not None:
        return _passage(desk, deed, desk.selection.span)
    focused = desk.focused
    if focused is not None:
        return _focused(desk, deed, focused)
    if not desk.walk.count:
        return None
    own = desk.marks.mine_over(desk.sentence_span)
    if deed is Deed.TAG:
        return _claim(desk, own)
    if own:
        return _one_of(desk, own)
    if deed is Deed.SAY:
        return One(desk.sentence_span, desk.sentence_span)
    shown = desk.shown_here()
    return Anothers(shown[0]) if shown else None


def _passage(desk: Desk, deed: Deed, span: Span) -> One | Which | None:
    """A passage as it was chosen: what I said of exactly these words, if anything."""
    exact = desk.marks.mine_at(span)
    if exact is not None:
        return One(exact.id, span)
    if deed is not Deed.CHANGE:
        return One(span, span)
    over = desk.marks.mine_over(span)
    return Which(tuple(over)) if over else None


def _focused(desk: Desk, deed: Deed, focused: Annotation) -> One | Which | Anothers | None:
    """A focused annotation; beside another's, what is said of its passage is my own."""
    if desk.marks.is_mine(focused):
        return One(focused.id, desk.place(focused) or desk.sentence_span)
    if focused.span is None or deed is Deed.CHANGE:
        return Anothers(focused)
    return _passage(desk, deed, focused.span)


def _claim(desk: Desk, own: list[Annotation]) -> One | Which:
    """What a tag judges. Parts that are only highlighted or noted leave the sentence one claim."""
    sentence = desk.sentence_span
    whole = next((it for it in own if it.span == sentence), None)
    parts = [it for it in own if it.tag and it.span and it.span != sentence]
    if not parts:
        return One(whole.id if whole else sentence, sentence)
    claims: list[Annotation | Span] = [it for it in own if it in parts or it is whole]
    wider = any(it.span and not _within(it.span, sentence) for it in parts)
    if wider and whole is None:
        claims.append(sentence)
    elif whole is None or not whole.tag:
        claims += remainders(desk.text, sentence, [it.span for it in parts if it.span])
    return _one_of(desk, claims)


def _one_of(desk: Desk, found: list[Annotation] | list[Annotation | Span]) -> One | Which:
    if len(found) > 1:
        return Which(tuple(found))
    only = found[0]
    if isinstance(only, Span):
        return One(only, only)
    return One(only.id, desk.place(only) or desk.sentence_span)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
