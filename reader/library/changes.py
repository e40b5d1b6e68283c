"""Changes of the publisher between two revisions of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.analysis.changes import ChangedPassage, Changes, arrange
from reader.errors import InputError
from reader.model import PageLine
from reader.model.revision import Revision
from reader.store import annotations as marks
from reader.store import articles, fates, page_lines, revisions
from reader.text.anchoring.diff import DiffKind, paragraphs

if TYPE_CHECKING:
    from reader.store.db.read_connections import Readers


def changes(readers: Readers, article: str, before: str, after: str) -> Changes:
    """The changes from one revision to another, each by its id.

    A line that the reader took or left out is none. The annotations are those of the annotators
    who are shown. Raises `InputError` `article_unknown`, `revision_unknown`.
    """
    with readers.reading() as connection:
        head = articles.head(connection, article)
        known = {one.id: one for one in revisions.history(connection, article)}
        for revision in (before, after):
            if revision not in known:
                raise InputError("revision_unknown", number=revision[:8], count=len(known))
        texts = [known[revision].sha256 for revision in (before, after)]
        old, new = (articles.body(connection, text) for text in texts)
        then, now = (marks.of_article(connection, article, text, shown_only=True) for text in texts)
        fate = fates.of(connection, article)
        lines = [page_lines.of_revision(connection, revision) for revision in (before, after)]
    # Long texts take long to compare, and nothing of the library is kept waiting for it.
    found = arrange(paragraphs(old, new), then, now)
    moved = _switched(*lines)
    passages = tuple(it for it in found if _words(it, old, new) not in moved)
    return Changes(head, known[before], known[after], old, new, passages, fate)


def _switched(before: Sequence[PageLine], after: Sequence[PageLine]) -> set[tuple[DiffKind, str]]:
    """Decisions of a reader on lines that the page held before and after: taken, or left out."""
    out = {line.text for line in before if not line.taken}
    taken = {
        (DiffKind.ADDED, it.text) for it in after if it.decided and it.taken and it.text in out
    }
    left = {(DiffKind.REMOVED, it.text) for it in after if it.decided and not it.taken}
    return taken | left


def _words(passage: ChangedPassage, old: str, new: str) -> tuple[DiffKind, str]:
    """Kind of change of a paragraph that only one of the texts has, and its words."""
    return passage.kind, passage.new.of(new) or passage.old.of(old)


def compared(readers: Readers, article: str, text: str) -> Changes:
    """The changes from the revision that is read to a text that is none; `after` has the number 0.

    Raises `InputError` `article_unknown`.
    """
    with readers.reading() as connection:
        head = articles.head(connection, article)
        history = revisions.history(connection, article)
        before = next(one for one in history if one.current)
        old = articles.body(connection, head.text)
        then = marks.of_article(connection, article, head.text, shown_only=True)
    now = tuple(replace(annotation, span=None) for annotation in then)
    after = Revision(articles.text_hash(text), len(text), "", number=0)
    passages = arrange(paragraphs(old, text), then, now)
    return Changes(head, before, after, old, text, passages)


def published_otherwise(history: tuple[Revision, ...]) -> dict[str, tuple[str, str]]:
    """Fields published otherwise with the current revision than with the one before it.

    By name, as `Revision.published_otherwise`; nothing where there is none before it.
    """
    two = before_and_after(history)
    return two[1].published_otherwise(two[0]) if two else {}


def lengths(history: tuple[Revision, ...]) -> tuple[int, int]:
    """Lengths of the text before the current one and of that, in code points; 0 for none."""
    two = before_and_after(history)
    return (two[0].length, two[1].length) if two else (0, 0)


def before_and_after(history: tuple[Revision, ...]) -> tuple[Revision, Revision] | None:
    """The newest of the other revisions, and the one that is read; None if there is only one."""
    after = next((one for one in history if one.current), None)
    before = next((one for one in history if not one.current), None)
    return (before, after) if before and after else None
