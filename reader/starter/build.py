"""Builder of a starter: the seed article and the sample annotator's marks on it."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from reader.errors import InputError, LibraryError
from reader.ingest.files import FileRead, read_file
from reader.model import Article, Span, Status, Tag
from reader.store.articles import FileRow, identity, text_hash
from reader.store.clocks.clocked_rows import Fields
from reader.store.db.connection import connect
from reader.store.db.migration import prepare
from reader.store.db.sqlite_errors import translated
from reader.store.sample import Sample, SampleMark, fill, is_starter
from reader.text.structure.outline import outline_of

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "sample.toml"
DATABASE = "annotations.db"
FOLDER = "articles"


def is_unused(folder: Path) -> bool:
    """Whether a folder holds nothing but what `make_library` may have left when interrupted."""
    source, name = _seed()
    if (folder / DATABASE).exists():
        return False
    here = list((folder / FOLDER).iterdir()) if (folder / FOLDER).exists() else []
    return all(
        path.name == f"{name}.part"
        or (path.name == name and path.read_bytes() == source.read_bytes())
        for path in here
    )


def make_library(folder: Path) -> None:
    """Make an unused folder a library with the starter in it."""
    source, name = _seed()
    (folder / FOLDER).mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / FOLDER / f"{name}.part"
    shutil.copyfile(source, part)
    part.replace(folder / FOLDER / name)
    build(folder)


def build(folder: Path) -> Path:
    """Build the starter's database in a folder that holds the seed article; returns its path.

    A database that is no untouched starter is never replaced: `LibraryError` `library_in_use`.
    """
    target = folder / DATABASE
    if target.exists() and not _is_untouched(target):
        raise LibraryError("library_in_use", path=str(target))
    sample = _sample(read_file(folder / FOLDER / _seed()[1]))
    with tempfile.TemporaryDirectory(dir=folder, prefix=".starter-") as place:
        made = Path(place) / DATABASE
        prepare(made, wal=False)
        with translated(made, writing=True), closing(connect(made)) as connection:
            fill(connection, sample)
        made.replace(target)
    return target


def _seed() -> tuple[Path, str]:
    """The seed article: in a wheel beside this module, in a checkout among the articles."""
    name = str(_marks()["article"])
    packaged = HERE / name
    return (packaged if packaged.exists() else HERE.parents[1] / FOLDER / name), name


def _is_untouched(database: Path) -> bool:
    with translated(database), closing(connect(database, reading=True)) as connection:
        return is_starter(connection)


def _marks() -> dict[str, object]:
    import tomllib

    with SOURCE.open("rb") as source:
        return tomllib.load(source)


def _sample(read: FileRead) -> Sample:
    """The sample's marks on the article, as they are stored."""
    source = _marks()
    content = read.article
    article = identity(content)
    marks = source["mark"]
    if not isinstance(marks, list):
        raise TypeError("sample.toml holds a list of marks")
    file = FileRow(
        path=f"{FOLDER}/{read.path.name}",
        article=article,
        size=read.size,
        mtime=0,
        sha256=read.sha256,
        text_sha256=text_hash(content.text),
    )
    return Sample(
        content=content,
        outline=outline_of(content),
        file=file,
        annotator=str(source["annotator"]),
        marks=[_mark(content, mark) for mark in marks],
    )


def _mark(content: Article, mark: dict[str, object]) -> SampleMark:
    """One mark, found by its quote; `InputError` `quote_unclear` unless it occurs exactly once."""
    quote = str(mark["quote"])
    if content.text.count(quote) != 1:
        raise InputError("quote_unclear", quote=quote)
    start = content.text.index(quote)
    fields: Fields = {
        "tag": Tag(str(mark["tag"])).value if "tag" in mark else None,
        "unsure": int(mark.get("unsure") is True),
    }
    fields |= {name: str(mark.get(name, "")) for name in ("highlight", "source", "kind", "note")}
    remarks = mark.get("evidence", [])
    evidence = tuple(map(str, remarks)) if isinstance(remarks, list) else ()
    check: Fields = {"status": Status(str(mark["status"])).value} if "status" in mark else {}
    return SampleMark(Span(start, start + len(quote)), fields, check, evidence)
