"""The target of a key: one rule for every command that annotates a passage.

The selection; else the focused annotation; else what lies at the cursor. Where that may be several
things the reader is asked which. Nothing here writes or shows anything.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Annotation, Span
from reader.text.marked_sentences import remainders

if TYPE_CHECKING:
    from reader.tui.session.session import ArticleSession


class Deed(Enum):
    """Kinds of action on a target."""

    TAG = auto()
    """Judge a claim: the sentence, or what was tagged or is still untagged of it."""
    SAY = auto()
    """Say anything else, which makes an annotation where there is none."""
    CHANGE = auto()
    """Change or remove an annotation that there has to be."""


class One(NamedTuple):
    """The one thing that is meant: my annotation by its id, or a passage that I have not annotated
    yet; and where it lies on the page."""

    target: Span | str
    span: Span


class Which(NamedTuple):
    """Several things that may be meant; a span is a passage without an annotation of mine."""

    choices: tuple[Annotation | Span, ...]


class Anothers(NamedTuple):
    """Another's annotation, of which I can neither change anything nor add anything there."""

    annotation: Annotation


def aim(session: ArticleSession, deed: Deed) -> One | Which | Anothers | None:
    """The target of a key; None if there is nothing that it could be about."""
    if session.selection is not None:
        return _passage(session, deed, session.selection.span)
    focused = session.focused
    if focused is not None:
        return _focused(session, deed, focused)
    if not session.walk.count:
        return None
    own = session.marks.mine_overlapping(session.sentence_span)
    if deed is Deed.TAG:
        return _claim(session, own)
    if own:
        return _one_of(session, own)
    if deed is Deed.SAY:
        return One(session.sentence_span, session.sentence_span)
    shown = session.shown_here()
    return Anothers(shown[0]) if shown else None


def _passage(session: ArticleSession, deed: Deed, span: Span) -> One | Which | None:
    """A passage as it was chosen: my annotation of exactly these words, if any."""
    exact = session.marks.mine_at(span)
    if exact is not None:
        return One(exact.id, span)
    if deed is not Deed.CHANGE:
        return One(span, span)
    overlapping = session.marks.mine_overlapping(span)
    return Which(tuple(overlapping)) if overlapping else None


def _focused(
    session: ArticleSession, deed: Deed, focused: Annotation
) -> One | Which | Anothers | None:
    """A focused annotation; where it is another's, my own of its passage."""
    if session.marks.is_mine(focused):
        return One(focused.id, session.place(focused) or session.sentence_span)
    if focused.span is None or deed is Deed.CHANGE:
        return Anothers(focused)
    return _passage(session, deed, focused.span)


def _claim(session: ArticleSession, own: list[Annotation]) -> One | Which:
    """The claim that a tag judges. Parts only highlighted or noted leave the sentence one claim."""
    sentence = session.sentence_span
    whole = next((it for it in own if it.span == sentence), None)
    parts = [it for it in own if it.tag and it.span and it.span != sentence]
    if not parts:
        return One(whole.id if whole else sentence, sentence)
    claims: list[Annotation | Span] = [it for it in own if it in parts or it is whole]
    wider = any(it.span and not _within(it.span, sentence) for it in parts)
    if wider and whole is None:
        claims.append(sentence)
    elif whole is None or not whole.tag:
        claims += remainders(session.text, sentence, [it.span for it in parts if it.span])
    return _one_of(session, claims)


def _one_of(
    session: ArticleSession, found: list[Annotation] | list[Annotation | Span]
) -> One | Which:
    if len(found) > 1:
        return Which(tuple(found))
    only = found[0]
    if isinstance(only, Span):
        return One(only, only)
    return One(only.id, session.place(only) or session.sentence_span)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end
