"""What today's program says of a library, in the words of the programs that made the old ones.

When the store comes to say something otherwise (a status and a verdict apart, labels with ids),
this is where it is put back into the words of before; the libraries of earlier versions and what
was said of them stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.library import Library
from reader.model import Annotation, Head

Said = dict[str, Any]


VERDICTS = {
    "correct": "supported",
    "incorrect": "refuted",
    "disputed": "disputed",
    "not_enough_evidence": "no_evidence",
}
"""What came of a check, once a status, by the code's word for the verdict."""


def status_of(annotation: Annotation) -> str:
    """One of the seven words that said how far a check had come and what came of it."""
    verdict = getattr(annotation, "verdict", None)
    return VERDICTS[verdict.key] if verdict else str(annotation.status)


def labels_of(annotation: Annotation) -> list[str]:
    """The names of the labels."""
    return sorted(annotation.labels)


def evidence_of(annotation: Annotation) -> list[list[str]]:
    """Id, address and remark of each piece."""
    return sorted([each.id, each.url, each.remark] for each in annotation.evidence)


def text_of(head: Head) -> str:
    """The sha256 of the text that is read, once what a revision was known by."""
    return str(getattr(head, "text", "") or head.revision)


def state(annotation: Annotation) -> Said:
    """Everything that an annotation says, but for when it was changed last."""
    return {
        "article": annotation.article,
        "annotator": annotation.annotator,
        "span": [annotation.span.start, annotation.span.end] if annotation.span else None,
        "anchor": str(annotation.anchor),
        "tag": str(annotation.tag) if annotation.tag else None,
        "unsure": annotation.unsure,
        "private": annotation.private,
        "highlight": annotation.highlight,
        "source": annotation.source,
        "status": status_of(annotation),
        "kind": annotation.kind,
        "note": annotation.note,
        "labels": labels_of(annotation),
        "evidence": evidence_of(annotation),
        "exact": annotation.exact,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "created": annotation.created,
    }


def states(library: Library, article: str) -> dict[str, Said]:
    """The annotations of an article by their ids."""
    return {each.id: state(each) for each in library.annotations(article)}


def told(library: Library, article: str) -> Said:
    """What is said of one article."""
    document = library.open(article)
    head = document.head
    entry = next(each for each in library.list() if each.head.id == article)
    return {
        "head": {
            "id": head.id, "revision": text_of(head), "title": head.title,
            "authors": list(head.authors), "source": head.source, "date": head.date,
            "url": head.url, "lang": head.lang, "topics": list(head.topics), "path": head.path,
            "length": head.length,
        },
        "annotations": states(library, article),
        "updated": {each.id: each.updated for each in document.annotations},
        "drafts": [[it.span.start, it.span.end, it.field, it.text] for it in document.drafts],
        "note_drafts": [list(each) for each in document.note_drafts],
        "position": document.position,
        "to_review": document.to_review,
        "revisions": [each.sha256 for each in library.revisions(article)],
        "entry": {
            "last_read": entry.last_read, "read": entry.read, "starred": entry.starred,
            "archived": entry.archived, "queued": entry.queued, "renamed": entry.renamed,
        },
    }  # fmt: skip


def said(library: Library) -> Said:
    """What is said of a library."""
    mine, shelves = library.me(), library.shelves()
    return {
        "articles": {each.head.id: told(library, each.head.id) for each in library.list()},
        "annotators": [[it.id, it.name, it.kind, it.shown] for it in library.annotators()],
        "me": mine.id if mine else None,
        "labels": {str(digit): name for digit, name in library.book.digits().items()},
        "last_read": library.last_read(),
        "files": {name: row.article for name, row in library.files().items()},
        "filters": [[each.id, each.name, each.query] for each in shelves.filters],
        "topics": sorted(list(each) for each in shelves.topics),
        "feeds": sorted(
            [each.id, each.url, each.title, each.folder, each.full_text] for each in shelves.feeds
        ),
    }


def turned(library: Library, annotator: str, article: str) -> list[list[Any]]:
    """What undoing all of one person's edits, and doing them again, makes of an article.

    First what was undone is done again. Each step is `[op, annotations that differ]`, of which
    those that are gone are None.
    """
    library.submit(lambda edits: edits.become(annotator)).result()
    steps: list[list[Any]] = []
    before = states(library, article)
    for op in ("redo", "undo", "redo"):
        while library.submit(lambda edits, op=op: getattr(edits.history, op)(article)).result():
            now = states(library, article)
            idents = sorted(before.keys() | now)
            differing = [ident for ident in idents if before.get(ident) != now.get(ident)]
            steps.append([op, {ident: now.get(ident) for ident in differing}])
            before = now
    return steps


def differences(today: Any, before: Any, where: str = "") -> Iterator[str]:
    """Where not the same is said as before; later versions may say more."""
    if isinstance(before, dict) and isinstance(today, dict):
        for key in before:
            yield from differences(today.get(key), before[key], f"{where}/{key}")
    elif today != before:
        yield f"{where}: {today!r}, and it was {before!r}"
