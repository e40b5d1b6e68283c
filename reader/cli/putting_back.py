"""`meipi restore`: put articles back that were removed."""

from __future__ import annotations

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line
from reader.cli.state import State


@click.command("restore")
@click.argument("articles", nargs=-1, required=True, shell_complete=completion.removed)
@common_options
@click.pass_context
def command(ctx: click.Context, *, articles: tuple[str, ...]) -> None:
    """Put articles back that were removed, with everything that was said about them.

    A backup of the whole library is put back by `meipi doctor --restore`.

    \b
    Example:  meipi list --removed
              meipi restore 打響
    """
    state = ctx.ensure_object(State)
    with state.opened() as library:
        found = list(dict.fromkeys(library.find_removed(name) for name in articles))
        library.submit(lambda edits: edits.shelf.put_back(found)).result()
        titles = [entry.head.title for entry in library.entries(found)]
    for title in titles:
        click.echo(state.words("cli.restored", title=line(title) or state.words("untitled")))
