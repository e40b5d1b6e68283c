"""The copies that a syncing service makes of a file when two computers changed it.

Each service has a name for them: `x.sync-conflict-20260102-030405-ABCDEFG.md` (Syncthing),
`x (王的衝突複本 2026-01-02).md` (Dropbox, Nextcloud), `x 2.md` (iCloud), `x (1).md` (Google Drive),
`x-DESKTOP.md` (OneDrive). Nobody calls an article by most of these, so that such a name alone says
what the file is beside its original; by some people do, and the texts have to be editions of one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError, MeipiError
from reader.store.db.file_identity import is_there
from reader.text.anchoring.similarity import similarity

if TYPE_CHECKING:
    from reader.model import Article

_CERTAIN = tuple(
    re.compile(pattern)
    for pattern in (
        r"\A(.+)[.~]sync-conflict-\d{8}-\d{6}(?:-\w+)?",
        r"\A(.+?)(?<! ) ?[(（][^()（）]*(?:conflicted copy|case conflict|[衝冲]突(?:的)?"
        r"(?:複本|复本|副本|拷貝|拷贝|檔案|文件))[^()（）]*[)）]",
    )
)
_POSSIBLE = tuple(
    re.compile(pattern)
    for pattern in (
        r"\A(.+?)(?<! ) ?[(（][^()（）]*(?:conflict|衝突|冲突)[^()（）]*[)）]",
        r"\A(.+?)(?<! ) ?\(\d{1,3}\)",
        r"\A(.+) \d{1,3}",
        *(rf"\A(.+)-[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){{{parts}}}" for parts in range(4)),
    )
)
ALIKE = 0.5
"""Least similarity to the original (`anchoring.similarity`) of a text whose name does not say what
it is.
"""


def originals(name: str) -> dict[str, bool]:
    """Names of which a file of this name may be a service's copy.

    With each whether the name leaves no doubt.
    """
    stem, dot, suffix = name.rpartition(".")
    found: dict[str, bool] = {}
    for certain, patterns in ((True, _CERTAIN), (False, _POSSIBLE)):
        for match in filter(None, (pattern.fullmatch(stem) for pattern in patterns)):
            found.setdefault(f"{match[1]}{dot}{suffix}", certain)
    return found


def sure_original(path: Path) -> Path | None:
    """The file beside another that this one, by its name alone, is a service's copy of."""
    certain = (path.with_name(name) for name, sure in originals(path.name).items() if sure)
    return next(filter(is_there, certain), None)


def original_of(path: Path, article: Article) -> Path | None:
    """The file beside an article's file that this one is a service's copy of, if it is one.

    If the name leaves a doubt, their texts are editions of one, or they have one id.
    """
    from reader.ingest.files import read_file

    sure = sure_original(path)
    if sure is not None:
        return sure
    for name in originals(path.name):
        sibling = path.with_name(name)
        if not is_there(sibling):
            continue
        try:
            other = read_file(sibling).article
        except MeipiError:
            continue
        same = article.id.lower() == other.id.lower() if article.id and other.id else None
        if same or (same is None and similarity(other.text, article.text) >= ALIKE):
            return sibling
    return None


def refuse_copy(path: Path, name: str, article: Article) -> None:
    """Raise InputError `article_conflict_copy` for a service's copy of another article's file."""
    import shlex

    original = original_of(path, article)
    if original is not None:
        # As a command line takes them, in any folder.
        raise InputError(
            "article_conflict_copy",
            path=name,
            other=original.name,
            original=shlex.quote(str(original)),
            copy=shlex.quote(str(path)),
        )
