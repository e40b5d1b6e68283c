"""`meipi stats`: counts of annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from reader.analysis.statistics import Counts, Statistics, statistics
from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State, find_article
from reader.exchange.sheet import Sheet
from reader.model import Annotation, Document
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Library


Rows = list[tuple[str, Counts]]


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics of one article or of the whole library, with names for its groups."""

    articles: int
    claims: int
    statistics: Statistics
    sections: Rows
    annotators: Rows


@click.command("stats")
@click.argument("article", required=False, shell_complete=completion.article)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(ctx: click.Context, article: str | None, as_json: bool) -> None:
    """Count annotations by section, source, state of the check and annotator.

    Every table counts all annotations, so that its lines add up to the same total; those without
    a tag are highlights, notes and the like.

    Without ARTICLE, in the whole library, and not by section. Only annotators who are shown are
    counted, and private annotations are not, but it is said how many they are. Ends with 1 if
    there is nothing.

    \b
    Example:  meipi stats 打響
    """
    state = ctx.ensure_object(State)
    words = state.words
    with state.opened() as library:
        report = _of_article(library, article, words) if article else _of_library(library)
    if as_json:
        print_json(fields(report))
    else:
        for row in rows(report, words):
            click.echo(row)
    ctx.exit(0 if report.statistics.overall.total else 1)


def _of_article(library: Library, name: str, words: Words) -> Report:
    document = library.open(find_article(library, name))
    found = statistics(_shown(document), document.outline)
    sheet = Sheet(document.head, document.text, document.outline)
    sections = [
        (sheet.section_name(number, words), counts)
        for number, counts in sorted(found.sections.items())
    ]
    claims = document.outline.claims
    return Report(1, claims, found, sections, _named(library, found))


def _of_library(library: Library) -> Report:
    entries = library.list()
    annotations = [
        annotation
        for entry in entries
        for annotation in library.annotations(entry.head.id, shown_only=True)
    ]
    found = statistics(annotations)
    claims = sum(entry.claims for entry in entries)
    return Report(len(entries), claims, found, [], _named(library, found))


def _shown(document: Document) -> list[Annotation]:
    shown = {annotator.id for annotator in document.annotators if annotator.shown}
    return [annotation for annotation in document.annotations if annotation.annotator in shown]


def _named(library: Library, found: Statistics) -> Rows:
    names = {annotator.id: annotator.name for annotator in library.annotators()}
    return [(names[ident], counts) for ident, counts in found.annotators.items()]


def fields(report: Report) -> dict[str, Any]:
    """A report as JSON values; `source` is empty for what the author says.

    `orphans` are those that are in no section.
    """
    found = report.statistics
    return {
        "articles": report.articles,
        "claims": report.claims,
        **asdict(found.overall),
        "orphans": found.orphans.total,
        "left_out": found.left_out,
        "sections": [{"heading": name, **asdict(it)} for name, it in report.sections],
        "sources": [{"source": name, **asdict(it)} for name, it in found.sources.items()],
        "status": [{"status": name, **asdict(it)} for name, it in found.status.items()],
        "annotators": [{"name": name, **asdict(it)} for name, it in report.annotators],
    }


def rows(report: Report, words: Words) -> Iterator[str]:
    """A report as lines for people; a group without members has none."""
    found = report.statistics
    yield words("cli.stats.articles", articles=report.articles, claims=report.claims)
    yield words("cli.stats.counts", **asdict(found.overall))
    if found.overall.total:
        yield words("cli.stats.whole", total=found.overall.total)
    sections = list(report.sections)
    if found.orphans.total:
        sections.append((words("export.orphans"), found.orphans))
    # Without sections the orphans get a line of their own, as they are no table.
    yield from _group("sections", sections if report.sections else [], words)
    sources = [(name or words("author"), counts) for name, counts in found.sources.items()]
    yield from _group("sources", sources, words)
    status = [(words(f"status.{name}"), counts) for name, counts in found.status.items()]
    yield from _group("status", status, words)
    yield from _group("annotators", report.annotators, words)
    if found.orphans.total and not report.sections:
        yield words("cli.stats.orphans", count=found.orphans.total)
    if found.left_out:
        yield words("cli.left_out", count=found.left_out)


def _group(title: str, group: Rows, words: Words) -> Iterator[str]:
    if group:
        yield ""
        yield words(f"cli.stats.{title}")
    for name, counts in group:
        yield "  " + words("cli.stats.row", name=line(name), **asdict(counts))
