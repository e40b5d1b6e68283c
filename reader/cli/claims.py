"""`meipi claims`: the claims of all articles, as a search finds and orders them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reader.cli import offers
from reader.cli.annotating import annotation_values
from reader.cli.options import common_options
from reader.cli.output import line, print_json, stream_json, write_bytes
from reader.cli.searching import QUOTED, SEARCHING, SearchCommand, typed_query
from reader.cli.state import State
from reader.model.claim_rows import Order
from reader.model.leaving import may_leave
from reader.words.sections import section_name
from reader.words.speakers import speaker_name
from reader.words.verdicts import check_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reader.model.claim_rows import ShownAnnotation
    from reader.words import Words


@click.command(
    "claims",
    cls=SearchCommand,
    context_settings=SEARCHING,
)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--sort", "order", type=click.Choice([*map(str, Order)]), default="place")
@click.option("--reverse", "backward", is_flag=True, help="The other way round.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after N claims.")
@click.option("--private", "private", is_flag=True, help="Private ones, too: for your own eyes.")
@click.option("--count", "counted", is_flag=True, help="Print their number alone.")
@click.option("--offers", "offered", is_flag=True, help="Print what they may repeat or contradict.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of claims as JSON.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    query: tuple[str, ...],
    *,
    order: str,
    backward: bool,
    limit: int | None,
    private: bool,
    counted: bool,
    offered: bool,
    as_json: bool,
) -> None:
    """List the claims of all articles: what is tagged fact or opinion.

    Without QUERY all of them, those of the newest article first. QUERY takes words, which are
    looked for in the quote, the note and the source, and filters: tag: status: verdict: source:
    label: by: from: after: before: priority: (and above) assigned: checked-by: due: checked:
    changed: kind: has: is: link:. Days take a bound: due:<2026-12-01. - leaves out, OR stands
    between parts of which one has to hold, brackets around parts that belong together. Private
    claims and notes are left out, as in an export, and claims counted; --private lists them, too.
    What begins with two hyphens goes behind --. Ends with 1 if there are none.

    \b
    Example:  meipi claims status:to_check --sort due
              meipi claims 'tag:fact -has:source (from:中央社 OR from:商業)'
              meipi claims is:stale --json | jq -r '.[].quote'
    """
    state = ctx.ensure_object(State)
    words = state.words
    typed = typed_query(query)
    with state.opened() as library:
        search = library.claims.search(typed, Order(order), backward=backward)
        left_out = 0
        if not private:
            search, hidden = search.public(), search.public(of=False)
            left_out = counts.total if (counts := hidden.count()) else 0
        if counted:
            number = counts.total if (counts := search.count()) else 0
            click.echo(number if limit is None else min(limit, number))
        else:
            names = {it.id: it.name for it in library.annotators()}
            told = partial(_fields_told, names=names, words=words, private=private)
            said = told if as_json else None
            if offered:
                number = offers.show_all(offers.found(library, search, limit), words, said)
            else:
                shown = partial(rows, names=names, words=words, approval=state.config.approval)
                found = search.pages(limit)
                number = _show(found if private else map(as_it_may_leave, found), shown, said)
    if as_json and not counted:
        write_bytes(b"\n]\n") if number else print_json([])
    if left_out:
        click.echo(f"meipi: {words('cli.claims_left_out', count=left_out)}", err=True)
    if not number:
        click.echo(f"meipi: {_none(typed, words, offered=offered and not counted)}", err=True)
        ctx.exit(1)


def _show(
    claims: Iterable[ShownAnnotation],
    shown: Callable[[ShownAnnotation], Iterator[str]],
    said: Callable[[ShownAnnotation], dict[str, Any]] | None,
) -> int:
    """Print claims, as values of a list of JSON if `said` gives those of one; how many."""
    number = 0
    for number, claim in enumerate(claims, 1):
        if said is not None:
            stream_json(said(claim), first=number == 1)
        else:
            click.echo("\n    ".join(shown(claim)))
    return number


def _none(typed: str, words: Words, *, offered: bool) -> str:
    """A line that says that nothing was found."""
    if offered:
        return words("offer.none")
    return words("nothing.found", query=line(typed[:QUOTED])) if typed else words("cli.claims.none")


def _fields_told(
    claim: ShownAnnotation, names: Mapping[str, str], words: Words, *, private: bool
) -> dict[str, Any]:
    return fields(claim if private else as_it_may_leave(claim), names, words)


def as_it_may_leave(claim: ShownAnnotation) -> ShownAnnotation:
    """A public claim without what is private of it."""
    told = may_leave(claim.annotation)
    return claim if told is None else claim._replace(annotation=told)


def rows(
    claim: ShownAnnotation, names: Mapping[str, str], words: Words, *, approval: bool = False
) -> Iterator[str]:
    """A claim for people: its tag and quote, then what its check says, then where it stands."""
    from reader.text.joined_lines import on_one_line

    annotation, head = claim.annotation, claim.head
    unsure = "?" if annotation.unsure else ""
    yield f"{words(f'tag.{annotation.tag}.glyph')}{unsure} {line(on_one_line(claim.quote))}"
    said = check_text(words, annotation, approval=approval)
    check = [said or words("status.unchecked")]
    check.append(speaker_name(words, claim.speaker))
    for name in ("priority", "due", "assignee"):
        if value := getattr(annotation, name):
            check.append(f"{words(f'field.{name}')} {value}")
    check += [words("private.yes")] if annotation.private else []
    yield line(" · ".join(check))
    where = (head.title or words("untitled"), section(claim, words), head.source, head.day)
    yield line(" · ".join(filter(None, (*where, names.get(annotation.annotator, "")))))


def section(claim: ShownAnnotation, words: Words) -> str:
    """The name of a claim's section, "" for a claim that stands in none."""
    return section_name(words, claim.section or None, claim.begins) if claim.begins else ""


def fields(claim: ShownAnnotation, names: Mapping[str, str], words: Words) -> dict[str, Any]:
    """A claim as JSON values: where it stands, the annotation, and its check."""
    head, annotation = claim.head, claim.annotation
    return {
        **annotation_values(annotation),
        "article": head.path or head.id,
        "title": head.title,
        "publisher": head.source,
        "date": head.date,
        "address": head.url,
        "section": section(claim, words) or None,
        "attribution": str(claim.speaker.attribution),
        "annotator": names.get(annotation.annotator, ""),
        "quote": claim.quote,
    }
