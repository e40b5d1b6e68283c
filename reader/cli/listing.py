"""`meipi list`: the articles of the library."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State
from reader.model import Entry
from reader.words import Words


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the articles of the library, newest first, with their tags.

    Counts are of the annotators who are shown. Ends with 1 if there are no articles.

    \b
    Example:  meipi list --json | jq -r '.[].path'
    """
    state = ctx.ensure_object(State)
    with state.opened() as library:
        entries = library.list()
        folder = library.articles
    if as_json:
        print_json([fields(entry) for entry in entries])
    else:
        for entry in entries:
            click.echo(row(entry, state.words))
    if not entries:
        message = state.words("error.library_empty", path=line(str(folder)))
        click.echo(f"meipi: {message}", err=True)
        ctx.exit(1)


def fields(entry: Entry) -> dict[str, Any]:
    """An entry as JSON values: what is known of the article, and its counts."""
    values = asdict(entry)
    return {**values.pop("head"), **values}


def row(entry: Entry, words: Words) -> str:
    """An entry as two lines for people: the title, and where it is and what is done."""
    head = entry.head
    about = [head.source, head.day, head.path]
    about.append(
        words(
            "cli.row",
            facts=entry.facts,
            opinions=entry.opinions,
            nones=entry.nones,
            claims=entry.claims,
        )
    )
    return f"{line(head.title or words('untitled'))}\n    {line(' · '.join(filter(None, about)))}"
