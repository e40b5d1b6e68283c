"""`meipi private`: articles of which nothing leaves the library."""

from __future__ import annotations

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line
from reader.cli.state import State, find_article
from reader.model.leaving import leaving


@click.command("private")
@click.argument("articles", nargs=-1, required=True, shell_complete=completion.article)
@click.option("--public", is_flag=True, help="Make them public again.")
@common_options
@click.pass_obj
def command(state: State, /, *, articles: tuple[str, ...], public: bool) -> None:
    """Make articles private, with everything that was said about them.

    Nothing of a private article leaves the library: neither its text nor its title, no annotation
    of it, and no evidence that quotes it, whatever the format. Whoever exports is told how many
    were left out; the file does not say. Lists, searches and the screen show it to you as before.
    With --public it can be exported again, but for what is private by itself; `meipi undo` takes
    either back. A single annotation or its note is made private with `meipi annotate`; the setting
    `private` makes that the default.

    \b
    Example:  meipi private 打響
              meipi private --public 打響
    """
    with state.opened() as library:
        found = list(dict.fromkeys(find_article(library, name) for name in articles))
        library.submit(lambda edits: edits.shelf.put_private(found, not public)).result()
        titles = {entry.head.id: entry.head.title for entry in library.entries(found)}
        counts = {it: len(leaving(library.annotations(it)).annotations) for it in found}
    key = "cli.public" if public else "cli.private"
    for ident, title in titles.items():
        named = line(title) or state.words("untitled")
        click.echo(state.words(key, title=named, count=counts[ident]))
