"""The files of a library, compared with what is known of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from reader.errors import MeipiError
from reader.ingest.files import PAGES, read_file
from reader.library.health import outside_links as leading
from reader.library.health.outside_files import FOLDER, may_read
from reader.library.health.outside_links import shown
from reader.library.intake.folder_files import walk
from reader.library.intake.sync_copies import original_of, originals, sure_original
from reader.store.articles import identity, text_hash
from reader.store.db.file_identity import is_link, is_there
from reader.store.repair.checks.finding import Finding, Tick, findings_about
from reader.store.repair.checks.summary import Known


def check(root: Path, known: Sequence[Known], tick: Tick) -> Iterator[Finding]:
    """Files that are missing, changed, new or unreadable, and what two files claim alike.

    What is missing, changed or new is nothing wrong: the next look at the folder takes it in. Of
    what it cannot take in, only an id that another file has is wrong.
    """
    aside = {file.path: root / file.path for file in known if _gives_way(root, file)}
    standing = [file for file in known if not file.gone]
    there = [file for file in standing if file.path not in aside]
    found: dict[str, list[str]] = {}
    for done, file in enumerate(there):
        tick(done, len(there))
        code = _code(root, file)
        if code:
            found.setdefault(code, []).append(file.path)
    changed, new = found.get("files_changed", []), dict(_unknown(root, standing))
    arrivals = {**{name: root / name for name in changed}, **new}
    copies = dict(_copies(root, {**aside, **new}))
    arrivals = {name: path for name, path in arrivals.items() if name not in copies}
    clashes, refused = _refused(root, there, arrivals)
    yield from leading.rows(root, known)
    for code in ("files_outside", "files_unreadable"):
        yield from findings_about(code, found.get(code, []))
    yield from findings_about("files_twice", [*_claimed_twice(root, there), *clashes.values()])
    yield from findings_about("files_conflict", copies.values())
    yield from findings_about("files_missing", _missing(root, known), hint=True)
    kept_out = {*clashes, *refused, *copies}
    for code, names in (("files_changed", changed), ("files_new", list(new))):
        yield from findings_about(
            code, (shown(name) for name in names if name not in kept_out), hint=True
        )
    yield from findings_about("files_refused", map(shown, refused), hint=True)


def _gives_way(root: Path, file: Known) -> bool:
    """Whether a known file is a service's copy whose original has come back."""
    ours = not file.gone and may_read(root, file.path)
    return ours and is_there(root / file.path) and sure_original(root / file.path) is not None


def _code(root: Path, file: Known) -> str:
    if ".." in PurePosixPath(file.path).parts:
        return "files_outside"
    if not may_read(root, file.path):
        return ""  # it is not ours to look into
    try:
        path = root / file.path
        if path.exists() and not path.is_file():  # a pipe could keep us waiting for ever
            return "files_unreadable"
        with path.open("rb") as data:
            digest = hashlib.file_digest(data, "sha256").hexdigest()
    except FileNotFoundError:
        return "files_missing"
    except (OSError, ValueError):
        return "files_unreadable"
    return "" if digest == file.sha256 else "files_changed"


def _claimed_twice(root: Path, known: Sequence[Known]) -> Iterator[str]:
    """Pairs of files that are there and give one article two texts."""
    first: dict[str, Known] = {}
    for file in known:
        other = first.setdefault(file.group, file)
        if other.text_sha256 != file.text_sha256 and all(
            is_there(root / each.path) for each in (other, file)
        ):
            yield f"{other.path} / {file.path}"


def _missing(root: Path, known: Sequence[Known]) -> Iterator[str]:
    """Files that are gone, of articles that no other file has."""
    lost = [file for file in known if not _is_there(root, file)]
    paths = {file.path for file in lost}
    held = {file.article for file in known if file.path not in paths}
    yield from (file.path for file in lost if file.article not in held)


def _is_there(root: Path, file: Known) -> bool:
    """Whether a file is there, readable or not; one that leads out of the library is not asked."""
    return ".." in PurePosixPath(file.path).parts or os.path.lexists(root / file.path)


def _refused(
    root: Path, there: Sequence[Known], arrivals: Mapping[str, Path]
) -> tuple[dict[str, str], list[str]]:
    """New and changed files that cannot be taken in.

    First those whose id another file has for another text, each with a text that names both; then
    those that cannot be read. Web pages have no id and are not read, which takes long.
    """
    texts: dict[str, dict[str, str]] = {}
    for file in there:
        if is_there(root / file.path):
            texts.setdefault(file.group, {})[file.path] = file.text_sha256
    clashes, refused = {}, []
    for name, path in arrivals.items():
        if name.lower().endswith(PAGES):
            continue
        try:
            article = read_file(path).article
        except MeipiError:
            refused.append(name)
            continue
        own, text = identity(article), text_hash(article.text)
        if own != article.id.lower():
            continue
        held = texts.setdefault(own, {})
        other = next((each for each in held if each != name and held[each] != text), None)
        if other is None:
            held[name] = text
        else:
            clashes[name] = f"{shown(other)} / {shown(name)}"
    return clashes, refused


def _copies(root: Path, new: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """New files that are a syncing service's copies, each with a text that names the original."""
    for name, path in new.items():
        if any(is_there(path.with_name(each)) for each in originals(path.name)):
            with suppress(MeipiError):  # why the file cannot be read is reported elsewhere
                original = original_of(path, read_file(path).article)
                if original is not None:
                    yield name, f"{shown(name)} ({shown(original.name)})"


def _unknown(root: Path, known: Sequence[Known]) -> Iterator[tuple[str, Path]]:
    """Files in the folder that were never taken in, by the names that they would get."""
    names = {file.path for file in known}
    if is_link(root / FOLDER):
        return
    base, folder = root.resolve(), (root / "articles").resolve()
    for path in sorted(file.path for file in walk(root / "articles")):
        try:
            there = path.resolve()
        except (OSError, RuntimeError):
            continue  # a loop of links is no file
        name = (there.relative_to(base) if there.is_relative_to(folder) else there).as_posix()
        if name not in names and may_read(root, name) and is_there(there):
            yield name, there
