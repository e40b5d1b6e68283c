"""`meipi read`: open the reader."""

from __future__ import annotations

import click

from reader.cli.opening import read
from reader.cli.options import as_option, common_options
from reader.cli.state import State


@click.command("read")
@click.argument("article", required=False)
@common_options
@as_option
@click.pass_context
def command(ctx: click.Context, article: str | None = None) -> None:
    """Open an article for reading; `meipi ARTICLE` does the same.

    ARTICLE is a file, or the title, path or id of an article of the library, or a part of its
    title. Without it, the article that was read last is opened.

    \b
    Example:  meipi read 打響
    """
    ctx.exit(read(ctx.ensure_object(State), article))
