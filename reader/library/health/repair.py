"""Mending what a check of a library found, as far as that is safe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.library.devices import Devices
from reader.library.health.doctor import UNUSABLE, HealthReport, Progress, examine, no_progress
from reader.library.library import Library
from reader.model import Article
from reader.store.articles import text_hash
from reader.store.backup import backup_files as kept_backups
from reader.store.backup import backups
from reader.store.clocks import restamping
from reader.store.repair import restore as restoring
from reader.store.repair import strange_logs
from reader.store.repair.checks import surroundings
from reader.store.search import index

if TYPE_CHECKING:
    from reader.store.edits import Edits

INDEXES = {"index_damaged", "index_missing"}
TEXTS = {"text_changed", "length_wrong"}
OUTLINES = {"outline_missing", "outline_wrong", "outline_old"}
ANCHORS = {"anchor_missing", "anchor_wrong", "anchor_context", "articles_joined"}
POINTERS = {"position_beyond", "me_unknown", "arrival_unknown"}
TIMES = {"clock_ahead"}
SHOWN = {"shown_wrong"}
JOINED = {"articles_joined", "persons_joined"}
LISTED = {"listing_wrong", "claims_wrong", "articles_joined", "persons_joined"}
SEARCH = {"search_wrong", "text_changed"}

TOGETHER = 200
"""Articles that are indexed in one transaction."""


def repair(root: Path, progress: Progress = no_progress) -> HealthReport:
    """Mend what can be mended safely, after a backup; what is found afterwards, with what was done.

    A damaged database is left as it is; a log that is not its own is set aside. Raises LibraryError
    as `open_library` does and if the backup cannot be made.
    """
    path = root / "annotations.db"
    done: list[tuple[str, int]] = []
    before = examine(root, progress)
    if before.has_strange_log:
        done.append(("log", len(strange_logs.set_aside(path))))
        before = examine(root, progress)
    codes = {finding.code for finding in before.findings if finding.repairable}
    if not codes or any(each.code in UNUSABLE for each in before.findings):
        return replace(before, repaired=_counted(done))
    if "mode_open" in codes:
        path.chmod(0o600)
        done.append(("mode", 1))
    if "leftover" in codes:
        done.append(("leftovers", surroundings.clear(path)))
    if codes - {"mode_open", "leftover"}:
        done += _mended(root, codes, progress)
    after = examine(root, progress)
    return replace(after, repaired=_counted(done))


def _counted(done: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((code, count) for code, count in done if count)


def _mended(root: Path, codes: set[str], progress: Progress) -> Iterator[tuple[str, int]]:
    """Mend what is in the database: first what other repairs stand on."""
    from reader.library.open import open_library
    from reader.store.repair import reconciliation as reconciling
    from reader.store.repair import repairs as repairing

    path = root / "annotations.db"
    with suppress(backups.AbandonedError):  # another process is making one
        backups.back_up(path, "repair")
    if TIMES & codes:
        Devices(root).forget()
    library = open_library(root, progress=lambda share: progress("database", int(100 * share), 100))
    steps: tuple[tuple[str, set[str], Callable[[Edits], int]], ...] = (
        ("indexes", INDEXES, lambda edits: repairing.indexes(edits.connection)),
        (
            "texts",
            TEXTS,
            lambda edits: repairing.bodies(edits.connection, partial(_text_elsewhere, library)),
        ),
        (
            "outlines",
            OUTLINES,
            lambda edits: repairing.outlines_of(edits.connection, partial(_parsed, library)),
        ),
        ("joined", JOINED, lambda edits: reconciling.joined(edits.connection)),
        ("aliases", {"alias_missing"}, lambda edits: reconciling.known(edits.connection)),
        ("standing", {"changes_standing"}, lambda edits: reconciling.standing(edits.connection)),
        ("shown", SHOWN, lambda edits: repairing.shown(edits.connection)),
        ("anchors", ANCHORS, lambda edits: repairing.anchored(edits.connection)),
        ("rows", {"row_wrong"}, lambda edits: repairing.values(edits.connection)),
        ("pointers", POINTERS, lambda edits: repairing.pointers(edits.connection)),
        ("listing", LISTED, lambda edits: reconciling.listed(edits.connection)),
        ("clocks", {"clock_wrong"}, lambda edits: repairing.clocks(edits.connection)),
        ("times", TIMES, lambda edits: restamping.anew(edits.connection, edits.context.clock)),
        ("search", SEARCH, lambda edits: repairing.empty_search_index(edits.connection)),
    )
    try:
        for name, causes, step in steps:
            if causes & codes:
                yield name, library.submit(step).result()
        _index(library, progress)
    finally:
        library.close()


def _index(library: Library, progress: Progress) -> None:
    """Index the articles that wait for it."""
    from reader.library.intake.scan import waiting

    total = library.unindexed()
    for left in waiting(library):
        progress("search", total - left, total)
        library.submit(lambda edits: index.settle(edits.connection, TOGETHER)).result()


def _text_elsewhere(library: Library, revision: str) -> str | None:
    """The text of a sha256 from a file of the library, or from a backup."""
    for file in library.files().values():
        if file.text_sha256 == revision:
            article = _read(library.root, file.path)
            if article is not None and text_hash(article.text) == revision:
                return article.text
    for backup in kept_backups.backups(library.database):
        text = restoring.text_of(backup.path, revision)
        if text is not None:
            return text
    return None


def _parsed(library: Library, ident: str, revision: str) -> Article | None:
    """The article in a file, in its sections, if its text is that revision."""
    for file in library.files().values():
        if file.article == ident and file.text_sha256 == revision:
            article = _read(library.root, file.path)
            if article is not None:
                return article
    return None


def _read(root: Path, name: str) -> Article | None:
    """The article in a file that the database knows, if it may be read and can be."""
    from reader.ingest.files import read_file
    from reader.library.health import outside_files as outside

    if not outside.may_read(root, name):
        return None
    try:
        outside.check_link(root, root / name)
        return read_file(root / name).article
    except MeipiError:
        return None
