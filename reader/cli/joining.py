"""`meipi join`: make one article of two that are the same."""

from __future__ import annotations

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line
from reader.cli.state import State


@click.command("join")
@click.argument("article", shell_complete=completion.article)
@click.argument("other", required=False, shell_complete=completion.article)
@click.option("--apart", is_flag=True, help="They are two: do not ask about them again.")
@click.option("--undo", is_flag=True, help="Take back the last join of ARTICLE.")
@common_options
@click.pass_context
def command(
    ctx: click.Context, *, article: str, other: str | None, apart: bool, undo: bool
) -> None:
    """Make one article of two that came in twice.

    The one with the smaller id stays, with its text. Annotations, files, feeds and revisions of the
    other follow; its marks are carried over to the text that stays, and those on other words wait
    for a look (`R`), as with a new edition. `meipi join --undo ARTICLE` parts them again.

    Of an article whose file was renamed and edited every command asks whether it is the old one;
    joining says yes, and the text of the file is the one that is read. --apart says no.

    \b
    Example:  meipi join 打響互聯網造車的第一槍 "打響互聯網造車的第一槍 2"
              meipi join --undo 打響互聯網造車的第一槍
    """
    if undo == (other is not None) or (undo and apart):
        raise click.UsageError("Name two articles, or one with --undo.")
    from reader.library import joining
    from reader.library.intake import renamed_files as renamed

    state = ctx.ensure_object(State)
    with state.opened() as library:
        one = library.find(article)
        if other is None:
            done = joining.part(library, one)
        else:
            second = library.find(other)
            pair = renamed.asked(library, one, second)
            if apart:
                if pair:
                    renamed.keep_apart(library, pair)
                click.echo(state.words("cli.apart" if pair else "cli.apart.not_asked"))
                return
            done = renamed.join(library, pair) if pair else joining.join(library, one, second)
        wanted = [done.article, done.other] if undo else [done.article]
        titles = [line(entry.head.title) for entry in library.entries(wanted)]
    shown = [title or state.words("untitled") for title in titles]
    if undo:
        click.echo(state.words("cli.parted", title=shown[0], other=shown[-1]))
        return
    click.echo(state.words("cli.joined", title=shown[0]))
    if done.review:
        click.echo(state.words("cli.add.review", count=done.review))
