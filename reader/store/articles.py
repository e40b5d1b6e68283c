"""Articles as they are read, and their files."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from reader.errors import InputError
from reader.model import Article, Head
from reader.store.clocks.clock import uuid8
from reader.store.db import checked_values as values
from reader.store.db.checked_values import Shape, WrongValueError
from reader.store.db.connection import Connection

_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"

HEAD = """
    a.id, a.revision, a.title, a.authors, a.source, a.date, a.url, a.lang, a.topics,
    coalesce((SELECT min(f.path) FROM file f
      WHERE f.article = a.id AND f.gone = 0 AND f.text_sha256 = a.text), (
      SELECT min(f.path) FROM file f WHERE f.article = a.id AND f.gone = 0), ''),
    t.length, a.text, a.private
  FROM article a JOIN text t ON t.sha256 = a.text
"""
"""The columns of `head_of`, and the tables that they come from."""

LONGEST = 1000
"""Code points of a part of a name that are looked for; SQLite takes no pattern of 50,000 bytes."""

_NAMES = (
    "SELECT a.id, a.title, coalesce(f.path, '') AS path FROM article a"
    " LEFT JOIN file f ON f.article = a.id WHERE a.deleted = 0"
)
_NOT_JOINED = """NOT EXISTS (
    SELECT 1 FROM alias l WHERE l.kind = 'id' AND l.value = a.id AND l.deleted = 0)"""
_HEAD = Shape("ttttttttttiti")
_SEEN = Shape("ttnnttiit")
_FILE = "path, article, size, mtime, sha256, text_sha256, gone, own, former"


class FileRow(NamedTuple):
    """A file as it was last seen. `path` is relative to the library if it lies in it.

    `sha256` is of the bytes, `text_sha256` of the canonical text; `mtime` is in nanoseconds;
    `gone` is 1 once the file was seen to be missing, `own` if the program wrote it. `former` is the
    article that it was of before that one was joined with another, or "".
    """

    path: str
    article: str
    size: int
    mtime: int
    sha256: str
    text_sha256: str
    gone: int = 0
    own: int = 0
    former: str = ""


def text_hash(text: str) -> str:
    """The sha256 of a canonical text, which names it."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def identity(article: Article) -> str:
    """The id of an article that no file is known for: its own uuid, else one made of its text.

    Two libraries that take in the same text thus agree about what it is (a UUID of version 8,
    RFC 9562).
    """
    import re

    if re.fullmatch(_UUID, article.id.lower()):
        return article.id.lower()
    return uuid8(article.text)


def identity_of_copy(article: Article, path: str) -> str:
    """The id of an article whose text once was another file's, made of its text and its path."""
    return uuid8(f"{article.text}\n{path}")


def head_of(row: tuple[Any, ...]) -> Head:
    """A row of `HEAD` as a value."""
    shaped = _HEAD.of(row)
    ident, revision, title, authors, source, date, url, lang, topics, path, length, *rest = shaped
    return Head(
        id=ident,
        revision=revision,
        title=title,
        authors=values.names(authors),
        source=source,
        date=date,
        url=url,
        lang=lang,
        topics=values.names(topics),
        path=path,
        length=length,
        text=rest[0],
        private=bool(rest[1]),
    )


def head(connection: Connection, article: str) -> Head:
    """Head of an article; raises `InputError` `article_unknown`, or as `gone` says."""
    row = connection.execute(
        f"SELECT {HEAD} WHERE a.id = ? AND a.deleted = 0", (article,)
    ).fetchone()
    if row is None:
        raise gone(connection, article) or InputError("article_unknown", name=article)
    return head_of(row)


def body(connection: Connection, sha256: str) -> str:
    """The canonical text that has a sha256."""
    found = known_body(connection, sha256)
    if found is None:
        raise WrongValueError("no text")
    return found


def known_body(connection: Connection, sha256: str) -> str | None:
    """The canonical text that has a sha256, if the library has it."""
    row = connection.execute("SELECT text FROM body WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else str(row[0])


def newest(connection: Connection, limit: int) -> list[str]:
    """The ids of the newest articles, at most `limit` of them."""
    rows = connection.execute(
        "SELECT id FROM article WHERE deleted = 0 ORDER BY date DESC, added DESC, id DESC LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows]


def names(connection: Connection) -> list[tuple[str, str, str]]:
    """The id, title and path of every article; several rows where there are several files."""
    return connection.execute(f"{_NAMES} ORDER BY a.id, f.path").fetchall()


def likely_names(connection: Connection, name: str, file: str) -> list[tuple[str, str, str]]:
    """The `names` with this id or title, or with the name or the file's name in their path.

    Whatever is called exactly so is among them. Neither text may be empty.
    """
    name, file = (text.encode("utf-8", "replace").decode() for text in (name, file))
    return connection.execute(
        f"{_NAMES} AND a.id IN (SELECT id FROM article WHERE id = ? OR title = ?"
        " UNION SELECT article FROM file WHERE instr(path, ?) OR instr(path, ?))"
        " ORDER BY a.id, f.path",
        (name.lower(), name, name, file),
    ).fetchall()


def names_with(connection: Connection, part: str) -> list[tuple[str, str, str]]:
    """The `names` with the beginning of a text in their title or path, ASCII in any case."""
    text = part[:LONGEST].encode("utf-8", "replace").decode()
    pattern = "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"
    return connection.execute(
        rf"SELECT * FROM ({_NAMES}) WHERE title LIKE :it ESCAPE '\'"
        r" OR path LIKE :it ESCAPE '\' ORDER BY id, path",
        {"it": pattern},
    ).fetchall()


def titles(connection: Connection, beginning: str, limit: int) -> list[str]:
    """The titles that begin with a text, in their order, at most `limit` of them."""
    rows = connection.execute(
        "SELECT DISTINCT title FROM article WHERE deleted = 0"
        " AND substr(title, 1, length(?1)) = ?1 ORDER BY title LIMIT ?2",
        (beginning.encode("utf-8", "replace").decode(), limit),
    )
    return [str(title) for (title,) in rows]


class Current(NamedTuple):
    """The text that is read of an article: its sha256, and its length in code points.

    `gone` is 1 if it was removed, or joined with another.
    """

    text: str
    length: int
    gone: int


def current(connection: Connection, article: str) -> Current | None:
    """Current text of an article, its length in code points, and whether the article is gone; None
    if unknown.
    """
    row = connection.execute(
        "SELECT a.text, t.length, a.deleted FROM article a JOIN text t ON t.sha256 = a.text"
        " WHERE a.id = ?",
        (article,),
    ).fetchone()
    return None if row is None else Current._make(row)


def gone(connection: Connection, article: str) -> InputError | None:
    """Error for an article that is gone: `article_joined` or `article_removed`; None if it is
    there.

    Both name titles, for nobody knows an article by its id.
    """
    row = connection.execute(
        "SELECT a.title, b.title FROM article a LEFT JOIN alias l ON l.kind = 'id'"
        " AND l.value = a.id AND l.deleted = 0 LEFT JOIN article b ON b.id = l.article"
        " WHERE a.id = ? AND a.deleted = 1",
        (article,),
    ).fetchone()
    if row is None:
        return None
    title, other = row
    if other is None:
        return InputError("article_removed", title=title or article)
    return InputError("article_joined", title=title or article, other=other or title or article)


def current_text(connection: Connection, article: str) -> str | None:
    """The sha256 of the text that is read, or None if the article is unknown."""
    row = connection.execute("SELECT text FROM article WHERE id = ?", (article,)).fetchone()
    return None if row is None else str(row[0])


def head_revision(connection: Connection, article: str) -> str | None:
    """The id of the revision that is read, or None if the article is unknown."""
    row = connection.execute("SELECT revision FROM article WHERE id = ?", (article,)).fetchone()
    return None if row is None else str(row[0])


def _file_of(row: tuple[Any, ...]) -> FileRow:
    return FileRow(*_SEEN.of(row))


def files(connection: Connection) -> dict[str, FileRow]:
    """Every file ever taken in, by path."""
    rows = connection.execute(f"SELECT {_FILE} FROM file")
    return {row[0]: _file_of(row) for row in rows}


def files_of(connection: Connection, article: str) -> list[FileRow]:
    """The files of one article."""
    rows = connection.execute(
        f"SELECT {_FILE} FROM file WHERE article = ? ORDER BY path",
        (article,),
    )
    return [_file_of(row) for row in rows]


def file(connection: Connection, path: str) -> FileRow | None:
    """A file by the name it is known by, or None."""
    row = connection.execute(f"SELECT {_FILE} FROM file WHERE path = ?", (path,)).fetchone()
    return None if row is None else _file_of(row)


def title(connection: Connection, article: str) -> str:
    """The title of an article, of one that was removed as well; "" if it is unknown."""
    row = connection.execute("SELECT title FROM article WHERE id = ?", (article,)).fetchone()
    return "" if row is None else str(row[0])


def removed(connection: Connection) -> list[Head]:
    """The articles that were taken out of the library, the newest first."""
    rows = connection.execute(
        f"SELECT {HEAD} WHERE a.deleted = 1 AND a.snapshot = 0 AND {_NOT_JOINED}"
        " ORDER BY a.date DESC, a.added DESC, a.id DESC"
    )
    return [head_of(row) for row in rows]


def removed_names(connection: Connection) -> list[tuple[str, str, str]]:
    """Names, as `names`, of the articles that were taken out of the library."""
    sql = _NAMES.replace("a.deleted = 0", f"a.deleted = 1 AND a.snapshot = 0 AND {_NOT_JOINED}")
    return connection.execute(f"{sql} ORDER BY a.id, f.path").fetchall()


def is_removed(connection: Connection, article: str) -> bool:
    """Whether an article was taken out of the library; a snapshot was never in it."""
    sql = "SELECT deleted AND NOT snapshot FROM article WHERE id = ?"
    row = connection.execute(sql, (article,)).fetchone()
    return row is not None and bool(row[0])


def is_private(connection: Connection, article: str) -> bool:
    """Whether nothing of an article, and nothing that hangs on it, may leave the library."""
    row = connection.execute("SELECT private FROM article WHERE id = ?", (article,)).fetchone()
    return row is not None and bool(row[0])


def is_listed(connection: Connection, article: str) -> bool:
    """Whether an article is in the library, and not only known."""
    row = connection.execute("SELECT deleted FROM article WHERE id = ?", (article,)).fetchone()
    return row is not None and not row[0]


def put_file(connection: Connection, row: FileRow) -> None:
    """Store how a file was seen."""
    connection.execute(
        f"INSERT OR REPLACE INTO file ({_FILE}) VALUES ({', '.join('?' * len(row))})", row
    )


def put_gone(connection: Connection, path: str) -> None:
    """Note that a file is no longer there."""
    connection.execute("UPDATE file SET gone = 1 WHERE path = ?", (path,))
