"""`meipi stats`: counts of annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reader.analysis.statistics import Counts, Statistics, statistics
from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State, find_article
from reader.exchange.sheet import Sheet
from reader.model import Annotation, Document, Span
from reader.model.leaving import may_leave
from reader.model.speaker import Attribution, Speaker, speaker
from reader.text.marked_sentences import marked_sentences
from reader.words import Words
from reader.words.speakers import speaker_name
from reader.words.verdicts import verdict_name

if TYPE_CHECKING:
    from reader.library import Library


Rows = list[tuple[str, Counts]]


class Marked(NamedTuple):
    """Numbers of marked sentences: in all, and by each annotator's id."""

    total: int
    by: Mapping[str, int]


NONE_MARKED = Marked(0, {})


@dataclass(frozen=True, slots=True)
class CountReport:
    """The statistics of one article or of the whole library, with names for its groups.

    `marked` are the sentences of which every claim is tagged: those of who reads here, or of all
    who are shown where they have tagged nothing, as on the page; `by` has those of each annotator.
    """

    articles: int
    claims: int
    statistics: Statistics
    sections: Rows
    annotators: Sequence[tuple[str, str]]
    marked: Marked = NONE_MARKED


@click.command("stats")
@click.argument("article", required=False, shell_complete=completion.article)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(ctx: click.Context, article: str | None, as_json: bool) -> None:
    """Count annotations by section, source, state of the check and annotator.

    Sentences are counted as on the page: one is marked when every claim of it is, those of who
    reads here, or before they have tagged anything those of all who are shown.

    Every table counts all annotations, so that its lines add up to the same total; those without
    a tag are highlights, notes and the like.

    Without ARTICLE, in the whole library, and not by section. Only annotators who are shown are
    counted, and private annotations are not, but it is said how many there are. Ends with 1 if
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


def _of_article(library: Library, name: str, words: Words) -> CountReport:
    document = library.open(find_article(library, name))
    who = partial(speaker, outline=document.outline, head=document.head)
    found = statistics(_shown(document), who, document.outline)
    sheet = Sheet(document.head, document.text, document.outline)
    sections = [
        (sheet.section_name(number, words), counts)
        for number, counts in sorted(found.sections.items())
    ]
    claims = document.outline.claims
    return CountReport(1, claims, found, sections, _named(library, found), _marked(document))


def _of_library(library: Library) -> CountReport:
    entries = library.list()
    annotations: list[Annotation] = []
    speakers: dict[str, Speaker] = {}
    total, by = 0, Counter[str]()
    for entry in entries:
        if not library.annotations(entry.head.id, shown_only=True):
            continue
        document = library.open(entry.head.id)
        shown = _shown(document)
        annotations += shown
        speakers |= {it.id: speaker(it, document.outline, document.head) for it in shown}
        if not entry.head.private:
            marked = _marked(document)
            total += marked.total
            by.update(marked.by)
    found = statistics(annotations, lambda it: speakers[it.id])
    public = [entry for entry in entries if not entry.head.private]
    claims = sum(entry.claims for entry in public)
    return CountReport(len(public), claims, found, [], _named(library, found), Marked(total, by))


def _shown(document: Document) -> list[Annotation]:
    shown = {annotator.id for annotator in document.annotators if annotator.shown}
    return [annotation for annotation in document.annotations if annotation.annotator in shown]


def _marked(document: Document) -> Marked:
    """The sentences that public tags mark whole."""
    spans: dict[str, list[Span]] = {}
    for it in _shown(document):
        if it.tag and it.span and may_leave(it) is not None:
            spans.setdefault(it.annotator, []).append(it.span)

    def count(some: Iterable[Span]) -> int:
        return len(marked_sentences(document.outline, document.text, some))

    by = {annotator: count(own) for annotator, own in spans.items()}
    me = document.me.id if document.me else ""
    return Marked(by[me] if me in by else count(chain.from_iterable(spans.values())), by)


def _named(library: Library, found: Statistics) -> list[tuple[str, str]]:
    names = {annotator.id: annotator.name for annotator in library.annotators()}
    return [(ident, names[ident]) for ident in found.annotators]


def fields(report: CountReport) -> dict[str, Any]:
    """A report as JSON values; `orphans` are those that are in no section.

    `source` is empty where nobody was named: `attribution` says who speaks there, and `publisher`
    for whom.
    """
    found, named = report.statistics, Attribution.NAMED
    return {
        "articles": report.articles,
        "claims": report.claims,
        "marked": report.marked.total,
        **asdict(found.overall),
        "orphans": found.orphans.total,
        "left_out": found.left_out,
        "sections": [{"heading": name, **asdict(it)} for name, it in report.sections],
        "sources": [
            {
                "source": name if who is named else "",
                "attribution": str(who),
                "publisher": "" if who is named else name,
                **asdict(it),
            }
            for (who, name), it in found.sources.items()
        ],
        "status": [{"status": name, **asdict(it)} for name, it in found.status.items()],
        "verdicts": [{"verdict": it.key, **asdict(n)} for it, n in found.verdicts.items()],
        "annotators": [
            {
                "name": name,
                "marked": report.marked.by.get(ident, 0),
                **asdict(found.annotators[ident]),
            }
            for ident, name in report.annotators
        ],
    }


def rows(report: CountReport, words: Words) -> Iterator[str]:
    """A report as lines for people; a group without members has none."""
    found = report.statistics
    totals = {"claims": report.claims, "marked": report.marked.total}
    yield words("cli.stats.articles", articles=report.articles, **totals)
    yield words("cli.stats.counts", **asdict(found.overall))
    if found.overall.total:
        yield words("cli.stats.whole", total=found.overall.total)
    sections = list(report.sections)
    if found.orphans.total:
        sections.append((words("export.orphans"), found.orphans))
    # Without sections the orphans get a line of their own, as they are no table.
    yield from _group("sections", sections if report.sections else [], words)
    sources = [(speaker_name(words, who), counts) for who, counts in found.sources.items()]
    yield from _group("sources", sources, words)
    status = [(words(f"status.{name}"), counts) for name, counts in found.status.items()]
    yield from _group("status", status, words)
    verdicts = [(verdict_name(words, it), counts) for it, counts in found.verdicts.items()]
    yield from _group("verdicts", verdicts, words)
    people = [(name, found.annotators[ident]) for ident, name in report.annotators]
    yield from _group("annotators", people, words)
    for ident, name in report.annotators:
        marked = report.marked.by.get(ident, 0)
        yield words("cli.stats.marked", name=line(name), marked=marked, claims=report.claims)
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
