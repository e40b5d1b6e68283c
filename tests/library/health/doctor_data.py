"""What tests of the doctor share: marking, breaking, and reading what was found."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from reader.library import Library
from reader.library.health.doctor import HealthReport
from reader.model import Annotation, Span

Open = Callable[[Path], Library]
QUOTES = (
    "市府說，河濱公園去年有三百萬人次到訪。",
    "我認為這個數字太高了。",
    "園方計畫明年增設兩座廁所。",
)


def mark(library: Library, article: str, quote: str, **fields: object) -> None:
    start = library.open(article).text.index(quote)
    span = Span(start, start + len(quote))
    library.submit(lambda edits: edits.edit(article, span, **fields)).result()


def database(place: Path) -> Path:
    return place / "annotations.db"


def run(place: Path, sql: str) -> None:
    """Change a database behind the program's back."""
    with closing(sqlite3.connect(database(place))) as connection:
        connection.executescript(sql)


def codes(report: HealthReport) -> set[str]:
    return {finding.code for finding in report.findings if not finding.hint}


def hints(report: HealthReport) -> set[str]:
    return {finding.code for finding in report.findings if finding.hint}


def bytes_in(place: Path) -> dict[str, bytes]:
    """Everything in a folder, byte for byte."""
    files = (path for path in sorted(place.rglob("*")) if path.is_file())
    return {str(path.relative_to(place)): path.read_bytes() for path in files}


def read(opened: Open, place: Path) -> tuple[Annotation, ...]:
    library = opened(place)
    found = library.annotations(library.find("park"))
    library.close()
    return found


def told(annotation: Annotation) -> tuple[object, ...]:
    return annotation.exact, annotation.tag, annotation.note, annotation.source
