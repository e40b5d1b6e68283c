"""`meipi report`: an article as a page to publish."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import check_output, fill_stdout, is_stdout, line
from reader.cli.state import State, find_article


@click.command("report")
@click.argument("article", shell_complete=completion.article)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    shell_complete=completion.file,
    help="Where to write; - is stdout.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--notes", is_flag=True, help="Publish the notes, too.")
@click.option("--full", is_flag=True, help="Everything that is not private, to be imported again.")
@click.option(
    "--by",
    multiple=True,
    metavar="NAME",
    shell_complete=completion.annotator,
    help="Only this annotator's; may be repeated.",
)
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    article: str,
    output: str,
    force: bool,
    notes: bool,
    full: bool,
    by: tuple[str, ...],
) -> None:
    """Make a page to publish: the article, what in it can be checked and what is opinion.

    One HTML file, with no script and no request to anywhere, that reads well on paper and phones,
    too. It holds facts and opinions, who says them, and the verdicts of checked claims with their
    evidence, reasons and who checked when. A verdict for words that were changed since, or one
    without evidence and reasons, is not told, only that it waits. With --notes also the notes. It
    holds no open checks, no labels, no annotators and no times; --full puts in everything that
    is not private. `meipi import` reads either back. The page's own words are in the language of
    the screen (--language).

    \b
    Example:  meipi report 打響 -o page.html
              meipi report 打響 --full -o for-a-colleague.html
    """
    from reader.library.report_pages import write_report
    from reader.library.target_files import fill_file

    state = ctx.ensure_object(State)
    words = state.words
    with state.opened() as library:
        check_output(library, output, force=force)
        ident = find_article(library, article)
        fill = partial(
            write_report, library, ident, words, by=by, notes=notes, full=full,
            approval=state.config.approval,
        )  # fmt: skip
        done = fill_stdout(fill) if is_stdout(output) else fill_file(Path(output), fill)
    if not is_stdout(output):
        click.echo(words("cli.exported", count=done.count, path=line(output)), err=True)
    if done.left_out:
        click.echo(words("cli.left_out", count=done.left_out), err=True)
    if done.notes_left_out:
        click.echo(words("cli.notes_left_out", count=done.notes_left_out), err=True)
