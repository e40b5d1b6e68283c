"""The report of an article: what is chosen for its page, and the page made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from reader.library.export import Export, chosen_annotators, sheet_of
from reader.text.cleaning.file_names import file_name_of
from reader.words import Words

if TYPE_CHECKING:
    from reader.exchange.sheet import Sheet
    from reader.library.reads import LibraryReads
    from reader.model import Head
    from reader.reports.report import Report

ENDING = ".html"


def write_report(
    library: LibraryReads,
    article: str,
    words: Words,
    stream: BinaryIO,
    *,
    by: Sequence[str] = (),
    notes: bool = False,
    full: bool = False,
    approval: bool = False,
) -> Export:
    """Write the page of an article (its id), worded with `words`.

    It has the annotations of the annotators who are shown, or of those named in `by`, as readers of
    a page may see them (`reports.report.published`), with their `notes` if these are wanted; `full`
    keeps everything that is not private. `approval` says that a verdict is published once somebody
    else approved it. Raises InputError: `annotator_unknown`, `article_unknown`,
    `article_private`.
    """
    from reader.reports.page_writer import write

    annotators = chosen_annotators(library.annotators(), by)
    sheet = sheet_of(library, article, annotators, linked=True)
    report = (
        whole(sheet, approval=approval) if full else chosen(sheet, notes=notes, approval=approval)
    )
    write(with_data(report, sheet, words), stream, words)
    notes_left_out = sheet.notes_left_out if notes or full else 0
    return Export(len(report.annotations), sheet.left_out, notes_left_out)


def default_name(head: Head) -> str:
    """A file name for the page of an article, safe on every system."""
    return file_name_of(head.title, ENDING)


def chosen(sheet: Sheet, *, notes: bool, approval: bool = False) -> Report:
    """The report of what readers of a page may see, with the notes if these are wanted."""
    from reader.reports.report import Report, published

    annotations, waiting = published(sheet.annotations, sheet.text, notes=notes, approval=approval)
    return Report(sheet.head, sheet.text, sheet.outline, annotations, waiting, links=sheet.links)


def whole(sheet: Sheet, *, approval: bool = False) -> Report:
    """The report of everything that is not private."""
    from reader.reports.report import Report, reason_to_wait

    # Not even that there is a private note is told.
    annotations = tuple(replace(it, note_private=False) for it in sheet.annotations)
    reasons = {it.id: reason_to_wait(it, approval=approval) for it in annotations}
    here = {it.annotator for it in annotations}
    return Report(
        sheet.head,
        sheet.text,
        sheet.outline,
        annotations,
        {ident: reason for ident, reason in reasons.items() if reason},
        {ident: it for ident, it in sheet.annotators.items() if ident in here},
        links=sheet.links,
        full=True,
    )


def with_data(report: Report, sheet: Sheet, words: Words) -> Report:
    """The report with the same annotations as W3C data."""
    from reader.exchange.sheet import Options
    from reader.exchange.web_annotation import write

    told = replace(sheet, annotations=report.annotations, annotators=report.annotators)
    with BytesIO() as stream:
        write([told], stream, Options(words))
        return replace(report, collection=stream.getvalue())
