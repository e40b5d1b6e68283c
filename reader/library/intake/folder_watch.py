"""Files that are dropped into `articles/` or edited there while the program is open."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import MeipiError
from reader.library.intake import renamed_files as renamed

if TYPE_CHECKING:
    from reader.library.intake.renamed_files import ArticlePair
    from reader.library.library import Library

YOUNG = 600.0
"""Seconds since its last change for which a file is looked at itself: it may still grow."""
SETTLED = 1.0
"""Seconds for which an article's own file must have been left alone before it is read."""
PATIENCE = 20
"""Looks for which a file that keeps growing is waited for."""

State = tuple[int, int]
"""A file's size in bytes and its time in nanoseconds."""

Faults = dict[tuple[str, str], MeipiError]
"""Errors of files that could not be taken in, by path and code."""


class Folder:
    """State of a folder: detects when the files below it have changed and come to rest.

    A look costs a question for each folder and for each file that is young, whatever the number of
    files. A folder that is not there has not changed: it may come back.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)
        self._times: dict[str, int] = {}
        self._young: dict[str, State] = {}
        self._followed: frozenset[str] = frozenset()
        self._changed = False
        self._waited = 0

    def changed(self) -> bool:
        """Whether something is to be taken in; true once for every change, and at first."""
        if not Path(self._folder).is_dir():
            return False
        changed = [place for place, before in self._times.items() if _time(place) != before]
        if changed or not self._times:
            self._changed = True
            self._know_folders(set(changed))
        moving = self._moving()
        self._changed = self._changed or moving
        self._waited = self._waited + 1 if moving else 0
        if not self._changed or (moving and self._waited < PATIENCE):
            return False
        self._changed, self._waited = False, 0
        return True

    def follow(self, paths: Iterable[str]) -> None:
        """Look at these files themselves from now on, whatever their age, and at no others."""
        self._followed = frozenset(paths)
        for path in self._followed:
            self._young.setdefault(path, (-1, -1))

    def _know_folders(self, changed: set[str]) -> None:
        """Note the folders there are now, and the young files of those that changed."""
        known, self._times = self._times, {}
        for place, folders, files in os.walk(self._folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            self._times[place] = _time(place)
            if place in changed or place not in known:
                for name in files:
                    if name.startswith("."):
                        continue
                    path = f"{place}/{name}"
                    found = _state(path)
                    if found is not None and _age(found) < YOUNG:
                        self._young.setdefault(path, (-1, -1))

    def _moving(self) -> bool:
        """Whether a young file has changed since the last look; old ones are forgotten."""
        moving = False
        for path, before in list(self._young.items()):
            now = _state(path)
            if now is None:
                del self._young[path]
            elif now != before:
                self._young[path] = now
                moving = True
            elif _age(now) >= YOUNG and path not in self._followed:
                del self._young[path]
        return moving


class News(NamedTuple):
    """Outcome of a look: new faults, and faults reported before that are resolved.

    `pairs` are articles that may be one, as `renamed.pairs` has them.
    """

    new: list[MeipiError]
    resolved: list[MeipiError]
    pairs: tuple[ArticlePair, ...] = ()


class Watch:
    """Watch over an open library that takes in what changes. `look` is called from one thread at a
    time.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._folder = Folder(library.articles)
        self._first = True
        self._inside: Faults = {}
        self._before: Faults = {}
        self._known: Faults = {}

    def look(self, article: str | None) -> News:
        """Take in what is new, and the file of the article that is open; what cannot be is
        reported.

        Each fault is reported once while it lasts, and again if it comes back. A file may be read
        in the middle of being written, so its fault is reported only when it is still there at the
        next look. What was wrong when the folder was first looked through is not reported.
        """
        pairs: tuple[ArticlePair, ...] = ()
        if self._folder.changed():
            found = self._library.sync()
            self._inside = {(str(path), error.code): error for path, error in found}
            self._folder.follow(path for path, _ in self._inside)
            pairs = renamed.pairs(self._library)
            if self._first:
                self._first, self._known = False, self._known | self._inside
        own = self._fault_of(article)
        lasting = {key: error for key, error in own.items() if key in self._before}
        self._before = own
        now = self._inside | lasting
        new = [error for key, error in now.items() if key not in self._known]
        resolved = [error for key, error in self._known.items() if key not in now]
        self._known = {key: self._known.get(key, error) for key, error in now.items()}
        return News(new, resolved, pairs)

    def _fault_of(self, article: str | None) -> Faults:
        """Errors that keep the file of the open article from being taken in."""
        try:
            if article is not None:
                self._library.refresh(article, settled=SETTLED)
        except MeipiError as error:
            return {(str(error.params.get("path", "")), error.code): error}
        return {}


def _time(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return -1


def _state(path: str) -> State | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _age(state: State) -> float:
    """Seconds since a file's last change; a time to come counts as long ago."""
    age = time.time() - state[1] / 1e9
    return age if age >= 0 else YOUNG
