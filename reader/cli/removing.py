"""`meipi remove`: take articles out of the library."""

from __future__ import annotations

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line
from reader.cli.state import State


@click.command("remove")
@click.argument("articles", nargs=-1, required=True, shell_complete=completion.article)
@common_options
@click.pass_context
def command(ctx: click.Context, *, articles: tuple[str, ...]) -> None:
    """Take articles out of the library, with everything that was said about them.

    They are in no list, search, export or count any more. Nothing is deleted: their files stay
    where they are, and `meipi restore` puts an article back as it was. Neither a feed nor a file in
    the folder brings it back; `meipi add FILE` and `meipi FILE` do. `meipi list --removed` lists
    what was removed.

    \b
    Example:  meipi remove 打響
              meipi restore 打響
    """
    state = ctx.ensure_object(State)
    with state.opened() as library:
        found = list(dict.fromkeys(library.find(name) for name in articles))
        titles = [entry.head.title for entry in library.entries(found)]
        library.submit(lambda edits: edits.shelf.take_out(found)).result()
    for title in titles:
        click.echo(state.words("cli.removed", title=line(title) or state.words("untitled")))
