"""`meipi claims`: the claims of all articles, as a search finds and orders them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import offers
from reader.cli.annotating import annotation_values
from reader.cli.options import common_options
from reader.cli.output import line, print_json, stream_json, write_bytes
from reader.cli.searching import QUOTED, SEARCHING, SearchCommand, typed_query
from reader.cli.state import State
from reader.model.claim_rows import Order
from reader.words.sections import section_name
from reader.words.speakers import speaker_name
from reader.words.verdicts import check_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    claims are listed, too; they never leave in an export. What begins with two hyphens goes behind
    --. Ends with 1 if there are none.

    \b
    Example:  meipi claims status:to_check --sort due
              meipi claims 'tag:fact -has:source (from:中央社 OR from:商業)'
              meipi claims is:stale --json | jq -r '.[].quote'
    """
    state = ctx.ensure_object(State)
    words = state.words
    typed = typed_query(query)
    number = 0
    with state.opened() as library:
        search = library.claims.search(typed, Order(order), backward=backward)
        if counted:
            number = counts.total if (counts := search.count()) else 0
            click.echo(number if limit is None else min(limit, number))
        elif offered:
            names = {it.id: it.name for it in library.annotators()}
            for number, offer in enumerate(offers.found(library, search, limit), 1):
                if as_json:
                    offers.stream(offer, lambda it: fields(it, names, words), first=number == 1)
                else:
                    offers.show(offer, words)
        else:
            names = {it.id: it.name for it in library.annotators()}
            for number, claim in enumerate(search.pages(limit), 1):
                if as_json:
                    stream_json(fields(claim, names, words), first=number == 1)
                else:
                    approval = state.config.approval
                    click.echo("\n    ".join(rows(claim, names, words, approval=approval)))
    if as_json and not counted:
        write_bytes(b"\n]\n") if number else print_json([])
    if not number and offered and not counted:
        click.echo(f"meipi: {words('offer.none')}", err=True)
        ctx.exit(1)
    if not number:
        hint = (
            words("nothing.found", query=line(typed[:QUOTED]))
            if typed
            else words("cli.claims.none")
        )
        click.echo(f"meipi: {hint}", err=True)
        ctx.exit(1)


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
