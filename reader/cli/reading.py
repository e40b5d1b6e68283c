"""`meipi read`: open the reader."""

from __future__ import annotations

import click

from reader.cli import completion
from reader.cli.opening import read
from reader.cli.options import as_option, common_options
from reader.cli.state import State


@click.command("read")
@click.argument("article", required=False, shell_complete=completion.article)
@click.option("--again", is_flag=True, help="Fetch an address again that is known already.")
@click.option(
    "--allow-private", is_flag=True, help="Also fetch from this machine and its own network."
)
@common_options
@as_option
@click.pass_context
def command(
    ctx: click.Context,
    article: str | None = None,
    again: bool = False,
    allow_private: bool = False,
) -> None:
    """Open an article for reading; `meipi ARTICLE` does the same.

    ARTICLE is a file, or the title, path or id of an article of the library, or a part of its
    title, or a web address, which is fetched and kept. Without it, the article that was read last
    is opened.

    \b
    Example:  meipi read 打響
              meipi read --again https://example.org/news/1
    """
    state = ctx.ensure_object(State)
    ctx.exit(read(state, article, again=again, allow_private=allow_private))
