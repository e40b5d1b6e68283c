"""Files that were renamed and edited while nobody looked: a new article that may be an old one.

Their similarity is the only sign; hence it is asked, and joined only on a yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library import joining
from reader.library.intake import revisions as revising
from reader.library.joining import Joined
from reader.store import alike_articles as alike
from reader.store import articles
from reader.store.db.file_identity import is_there
from reader.text.anchoring.similarity import shares

if TYPE_CHECKING:
    from reader.library.core import LibraryCore
    from reader.store.db.connection import Connection

ALIKE = 0.5
"""The share of the shorter text that has to stand in the other; unrelated news has .13 at most."""
PART = 0.25
"""The share of the longer text that has to stand in the shorter one: an excerpt is no edition."""
MOST = 100
"""Articles without a file that are compared with a new one."""


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """A new article and the old one that it may be, which has no file: ids, titles, files."""

    new: str
    old: str
    new_title: str
    old_title: str
    new_file: str
    old_file: str


def find(library: LibraryCore, fresh: Sequence[str], gone: Iterable[str]) -> None:
    """Note which new articles may be ones without a file; the files `gone` went just now (names).

    An article whose file another text has by now is without one, too: a name may be used again.
    Only texts of about one length are compared, and each old article is offered once.
    """
    with library.reading() as connection:
        lately = [row.article for name in gone if (row := articles.file(connection, name))]
        old = [it for it in alike.vanished(connection, MOST) if it not in fresh]
        old.sort(key=lambda article: article not in lately)
        texts = {it: _text(connection, it) for it in (*fresh, *old)} if old else {}
    found: list[tuple[str, str]] = []
    for new in fresh if old else ():
        likely = [(shares(texts[it], texts[new]), it) for it in old if _near(texts, it, new)]
        sure = [(both, it) for both, it in likely if both[0] >= ALIKE and both[1] >= PART]
        if sure:
            best = max(sure, key=lambda each: each[0])[1]
            old.remove(best)
            found.append((new, best))
    if found:
        library.submit(lambda edits: alike.put(edits.connection, found)).result()


def pairs(library: LibraryCore) -> tuple[ArticlePair, ...]:
    """Pairs of articles that are still to be asked about."""
    with library.reading() as connection:
        return tuple(
            ArticlePair(
                new,
                old,
                articles.title(connection, new),
                articles.title(connection, old),
                _file(connection, new),
                _file(connection, old) or alike.last_file(connection, old),
            )
            for new, old in alike.pairs(connection)
        )


def asked(library: LibraryCore, one: str, other: str) -> ArticlePair | None:
    """The pair that two articles are, whichever comes first; None if that is not asked."""
    return next((it for it in pairs(library) if {it.new, it.old} == {one, other}), None)


def join(library: LibraryCore, pair: ArticlePair) -> Joined:
    """Join two articles that are one, and read the text that its file has; raises as
    `joining.join`.
    """
    done = joining.join(library, pair.new, pair.old)
    library.submit(lambda edits: alike.drop(edits.connection, pair.new)).result()
    path = library.root / pair.new_file
    if pair.new_file and is_there(path):
        done = done._replace(review=library.read_anew(path).review)
    notice = ("made_one", {"old": pair.old_title or "–", "article": done.article})
    library.submit(lambda edits: revising.add_notice(edits, done.article, notice)).result()
    return done


def keep_apart(library: LibraryCore, pair: ArticlePair) -> None:
    """Keep two articles apart; they are not asked about again."""
    library.submit(lambda edits: alike.drop(edits.connection, pair.new)).result()


def _near(texts: dict[str, str], one: str, other: str) -> bool:
    lengths = sorted((len(texts[one]), len(texts[other])))
    return lengths[0] >= PART * lengths[1]


def _text(connection: Connection, article: str) -> str:
    return articles.known_body(connection, articles.current_text(connection, article) or "") or ""


def _file(connection: Connection, article: str) -> str:
    rows = sorted(articles.files_of(connection, article), key=lambda row: row.gone)
    return rows[0].path if rows else ""
