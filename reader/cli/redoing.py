"""`meipi redo`: do again what was taken back last."""

from __future__ import annotations

import click

from reader.cli import completion
from reader.cli.options import as_option, common_options
from reader.cli.undoing import turn


@click.command("redo")
@click.argument("article", required=False, shell_complete=completion.article)
@click.option("--yes", is_flag=True, help="Also what covers several articles.")
@as_option
@common_options
@click.pass_context
def command(ctx: click.Context, article: str | None, *, yes: bool) -> None:
    """Do again what was taken back last.

    With ARTICLE, what was taken back of your marks in it; see `meipi undo`. After something new
    was done there, there is nothing to do again, and it ends with 1.

    \b
    Example:  meipi redo
    """
    turn(ctx, "redo", article, agreed=yes)
