"""`meipi list`: the articles of the library."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

import click

from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State
from reader.model import Entry, Head
from reader.model.listing import ORDERS, Shelf
from reader.words import Words


@click.command("list")
@click.option("--unread", "shelf", flag_value="unread", help="Those that were not read yet.")
@click.option("--starred", "shelf", flag_value="starred", help="Those with a star.")
@click.option("--queue", "shelf", flag_value="queue", help="Those to read next, in this order.")
@click.option("--archived", "shelf", flag_value="archived", help="Those in the archive.")
@click.option("--all", "shelf", flag_value="everything", help="The archive as well.")
@click.option("--removed", "shelf", flag_value="removed", help="Those that were removed.")
@click.option("--filter", "text", metavar="QUERY", default="", help="What a search finds.")
@click.option("--sort", "order", type=click.Choice(ORDERS), default="newest", show_default=True)
@click.option("--reverse", "backward", is_flag=True, help="The other way round.")
@click.option("--limit", type=click.IntRange(min=1), help="At most this many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    shelf: str | None,
    text: str,
    order: str,
    backward: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the articles of the library, newest first, with their tags.

    What is in the archive is left out. Tags are those of the annotators who are shown; marked
    sentences are counted as on the page: yours, or theirs before you begin. QUERY is a
    search as `meipi search` takes it. Ends with 1 if there are no such articles.

    \b
    Example:  meipi list --json | jq -r '.[].path'
              meipi list --unread --filter from:商業 --sort length
    """
    from reader.text.query import parse
    from reader.text.query import regional_words as vocabulary

    state = ctx.ensure_object(State)
    query = parse(text)
    if query:
        query = vocabulary.expanded(query)
    with state.opened() as library:
        chosen = Shelf(shelf or "all", "", order, backward)
        if shelf == "removed":
            entries = [Entry(head) for head in library.removed()][:limit]
        else:
            most = limit and min(limit, sys.maxsize)
            entries = library.entries(library.listed(chosen, most, query))
        empty = not (entries or library.listed(Shelf("everything"), 1) or library.removed())
        folder = library.articles
    if as_json:
        removed = shelf == "removed"
        print_json([known(entry.head) if removed else fields(entry) for entry in entries])
    else:
        for entry in entries:
            click.echo(row(entry, state.words, counted=shelf != "removed"))
    if not entries:
        path = line(str(folder))
        hint = state.words("error.library_empty", path=path) if empty else state.words("cli.none")
        click.echo(f"meipi: {hint}", err=True)
        ctx.exit(1)


def fields(entry: Entry) -> dict[str, Any]:
    """An entry as JSON values: what is known of the article, its state and its counts."""
    values = asdict(entry)
    del values["head"]
    return {**known(entry.head), **values}


def known(head: Head) -> dict[str, Any]:
    """An article as JSON values."""
    values = asdict(head)
    text = values.pop("text")
    return {**values, "text_sha256": text}


def row(entry: Entry, words: Words, *, counted: bool = True) -> str:
    """An entry as two lines for people: the title, and where it is (or its id) and what is done.

    What is in no count has none (`counted`).
    """
    head = entry.head
    about = [head.source, head.day, head.path or head.id]
    about += [words("library.private")] if head.private else []
    about += [words(f"cli.{state}") for state in ("starred", "archived") if getattr(entry, state)]
    if counted:
        names = ("facts", "opinions", "nones", "claims", "marked")
        about.append(words("cli.row", **{name: getattr(entry, name) for name in names}))
    return f"{line(head.title or words('untitled'))}\n    {line(' · '.join(filter(None, about)))}"
