"""Taking annotations out of a library: which ones, and in which format."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from reader.errors import InputError
from reader.library.health.outside_files import check_folder, check_link, own_parts
from reader.model import Annotation, Annotator, Document, Head, Link, Tag
from reader.model.leaving import leaving, may_leave
from reader.text.cleaning.file_names import file_name_of

if TYPE_CHECKING:
    from reader.exchange.registry import Format
    from reader.exchange.sheet import Options, Sheet, Wording
    from reader.library.reads import LibraryReads

WORKBOOK = ".xlsx"
"""Ending of the files that need a package of the extra `sheets`."""


@dataclass(slots=True)
class Export:
    """Number of annotations that were written, and of private ones that were not.

    `notes_left_out` counts the private notes of those that were, `articles_left_out` the private
    articles that were not looked into, `waiting` the claims that have no verdict to publish where
    the format is about these.
    """

    count: int = 0
    left_out: int = 0
    notes_left_out: int = 0
    articles_left_out: int = 0
    waiting: int = 0

    def add(self, sheet: Sheet) -> None:
        """Count what a sheet holds and what it leaves out."""
        self.count += len(sheet.annotations)
        self.left_out += sheet.left_out
        self.notes_left_out += sheet.notes_left_out


def offered(
    annotations: Iterable[Annotation],
    publishing: Mapping[str, str],
    view: str = "",
    *,
    approval: bool = False,
) -> Iterator[tuple[int, str]]:
    """The formats that make sense for an article with these annotations, each with its digit.

    `approval` is as in `Options`.
    """
    from reader.exchange.registry import FORMATS, Holds

    public = leaving(annotations).annotations
    held = {
        Holds.ANNOTATIONS: True,
        Holds.CLAIMS: any(it.tag in (Tag.FACT, Tag.OPINION) for it in public),
    }
    judged = any(it.verdict_to_publish(approval=approval) for it in public)
    for digit, (name, format) in enumerate(FORMATS.items(), 1):
        fit = (publishing or not format.signed) and (format.viewed or not view)
        if fit and held.get(format.holds, judged):
            yield digit, name


def find_format(name: str) -> Format:
    """The format of that name; raises InputError `format_unknown`, which lists them all."""
    from reader.exchange.registry import FORMATS

    if name not in FORMATS:
        raise InputError("format_unknown", name=name, known=", ".join(FORMATS))
    return FORMATS[name]


def export(
    library: LibraryReads,
    articles: Sequence[str],
    format: str,
    words: Wording,
    stream: BinaryIO,
    *,
    by: Sequence[str] = (),
    skip_empty: bool = False,
    view: str = "",
    approval: bool = False,
    query: str | None = None,
    ending: str = "",
    publishing: Mapping[str, str] = MappingProxyType({}),
) -> Export:
    """Write the public annotations of some articles (ids) in a format, worded with `words`.

    Each article is read once, when its turn comes, and is not kept. Those of the annotators who are
    shown, or of the annotators named in `by`, shown or not. With a `query` only the claims that it
    finds, in the order of `meipi claims`; then no articles mean all. `skip_empty` leaves articles
    without any out. `view`, `approval`, `ending` and `publishing` are as in
    `Options`. Raises InputError:
    `format_unknown`, `format_without_view`, `workbook_missing`, `annotator_unknown`,
    `article_unknown`, `config_unknown`, those of the format and of the query.
    """
    from reader.exchange.sheet import Options

    writer = find_format(format)
    _check(writer, view, ending)
    chosen = chosen_annotators(library.annotators(), by, everybody=query is not None)
    scale = {entry.id: entry for entry in library.book.verdicts()}
    options = Options(words, view, approval, ending, scale, publishing)
    done = Export()

    def sheets() -> Iterator[Sheet]:
        linked = "links" not in writer.loses
        for article, found in _wanted(library, articles, query, chosen if by else ()):
            keep = partial(_is_kept, writer, options, done, found)
            try:
                sheet = sheet_of(library, article, chosen, view, linked=linked, keep=keep)
            except InputError as error:
                if error.code != "article_private":
                    raise
                done.articles_left_out += 1
                continue
            if sheet.annotations or sheet.left_out or not (skip_empty or found):
                done.add(sheet)
                yield sheet

    writer.write(sheets(), stream, options)
    return done


def _is_kept(
    writer: Format,
    options: Options,
    done: Export,
    found: Container[str] | None,
    annotation: Annotation,
) -> bool:
    """Whether a format takes an annotation that was found; facts that it does not take yet count
    as waiting.
    """
    if found is not None and annotation.id not in found:
        return False
    told = may_leave(annotation)
    taken = writer.takes(told or annotation, options)
    done.waiting += told is not None and told.tag is Tag.FACT and not taken
    return taken


def _check(writer: Format, view: str, ending: str) -> None:
    """Refuse what a format cannot do, even if there is nothing to write."""
    if view:
        from reader.text.scripts.view_choices import check

        check(view)
        if not writer.viewed:
            raise InputError("format_without_view", name=writer.name)
    if ending == WORKBOOK and not _has_workbooks():
        from reader.ingest.extra import command

        raise InputError("workbook_missing", command=command("sheets"))


def _has_workbooks() -> bool:
    return find_spec("xlsxwriter") is not None


def _wanted(
    library: LibraryReads,
    articles: Sequence[str],
    query: str | None,
    annotators: Sequence[Annotator],
) -> Iterator[tuple[str, Container[str] | None]]:
    """The articles to write, each with those of its annotations that are wanted; None for all."""
    if query is None:
        yield from ((article, None) for article in articles)
    else:
        search = library.claims.search(query)
        yield from search.among(articles, [it.id for it in annotators]).by_article()


def sheet_of(
    library: LibraryReads,
    article: str,
    annotators: Sequence[Annotator],
    view: str = "",
    *,
    linked: bool = False,
    keep: Callable[[Annotation], bool] = lambda _: True,
) -> Sheet:
    """The sheet of one article with the public annotations of some annotators that are to be kept.

    `linked` gives it the links of the text, as long as the article's file still has that text.
    Raises InputError `article_private` for one of which nothing leaves.
    """
    from reader.exchange.sheet import Sheet

    ids = {annotator.id for annotator in annotators}
    document: Document = library.open(article)
    kept = tuple(it for it in document.annotations if it.annotator in ids and keep(it))
    links = links_in_file(library, document) if linked and kept else ()
    return Sheet.of(replace(document, annotations=kept, annotators=tuple(annotators)), view, links)


def links_in_file(library: LibraryReads, document: Document) -> tuple[Link, ...]:
    """The links in the file of an article; none if it may not be read or says something else."""
    from reader.ingest.files import read_bytes
    from reader.text.cleaning import decode
    from reader.text.structure import links_of

    name = document.head.path
    if own_parts(name) is None:
        return ()
    try:
        check_folder(library.root)
        check_link(library.root, library.root / name)
        data, _ = read_bytes(library.root / name)
        return links_of(decode(data).text, document.text) if b"](" in data or b"][" in data else ()
    except InputError:
        return ()


def chosen_annotators(
    annotators: Sequence[Annotator], by: Sequence[str], *, everybody: bool = False
) -> list[Annotator]:
    """The annotators of these names; else those who are shown, or everybody.

    Raises InputError `annotator_unknown`.
    """
    if not by:
        return [annotator for annotator in annotators if annotator.shown or everybody]
    known = {annotator.name for annotator in annotators}
    for name in by:
        if name not in known:
            raise InputError("annotator_unknown", name=name)
    return [annotator for annotator in annotators if annotator.name in by]


def default_name(head: Head, format: str) -> str:
    """A file name for the export of one article, safe on every system."""
    writer = find_format(format)
    fit = (it for it in writer.shapes or writer.suffixes if it != WORKBOOK or _has_workbooks())
    return file_name_of(head.title, next(fit))


def ending_of(format: str, path: str) -> str:
    """The ending of a file's name, if that says how a format is written there; else nothing.

    Raises InputError `sheet_ending_unknown` for an ending that the format has no shape for.
    """
    writer, ending = find_format(format), Path(path).suffix.lower()
    if not writer.shapes:
        return ""
    if ending not in writer.shapes:
        known = ", ".join(writer.shapes)
        raise InputError("sheet_ending_unknown", path=path, known=known)
    return ending
