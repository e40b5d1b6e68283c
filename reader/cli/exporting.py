"""`meipi export`: annotations for other tools."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import check_output, fill_stdout, is_stdout, line
from reader.cli.state import State, find_article
from reader.errors import InputError
from reader.exchange.registry import FORMATS
from reader.store.db.file_identity import is_file, is_there

STDOUT = "-"


@click.command("export")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=completion.article)
@click.option(
    "--format",
    "format",
    type=click.Choice(list(FORMATS)),
    help="The format; without it, what FILE ends in says it, and stdout gets markdown.",
)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    shell_complete=completion.file,
    help="Where to write; - is stdout.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option(
    "--by",
    multiple=True,
    metavar="NAME",
    shell_complete=completion.annotator,
    help="Only this annotator's; may be repeated.",
)
@click.option(
    "--view",
    default="",
    metavar="VIEW",
    shell_complete=completion.view,
    help="Add each quote in another script.",
)
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    articles: tuple[str, ...],
    format: str | None,
    output: str,
    force: bool,
    by: tuple[str, ...],
    view: str,
) -> None:
    """Write annotations in a format that other tools read.

    Without ARTICLE, those of all articles that have any. It takes the annotations of every
    annotator who is shown in the reader, or of those named with --by. Private annotations are
    left out, and it is said how many there are. An existing FILE is replaced only with --force, at
    once or not at all. Ends with 1 if there was nothing to write.

    The quotes are always those of the source's script. With --view, each stands there once more in
    another one: tw, hk, cn, or an OpenCC configuration (`meipi convert --help` lists them).

    \b
    Example:  meipi export 打響 -o claims.csv
              meipi export 打響 --view cn -o claims.md
              meipi export --format jsonld --by Lin > lin.jsonld
    """
    from reader.library.export import export, fill_file

    state = ctx.ensure_object(State)
    words = state.words
    format = format or _format_of(output)
    with state.opened() as library:
        check_output(library, output, force=force)
        # The same article named twice is written once.
        names = dict.fromkeys(find_article(library, name) for name in articles)
        ids = list(names) or [entry.head.id for entry in library.list()]
        fill = partial(
            export, library, ids, format, words, by=by, skip_empty=not articles, view=view,
            approval=state.config.approval,
        )  # fmt: skip
        done = fill_stdout(fill) if is_stdout(output) else fill_file(Path(output), fill)
    if not is_stdout(output):
        path = line(output)
        click.echo(words("cli.exported", count=done.count, path=path), err=True)
    if done.left_out:
        click.echo(words("cli.left_out", count=done.left_out), err=True)
    if done.notes_left_out:
        click.echo(words("cli.notes_left_out", count=done.notes_left_out), err=True)
    if not done.count:
        click.echo(words("cli.no_annotations"), err=True)
        ctx.exit(1)


def _format_of(output: str) -> str:
    """The format that a file's ending stands for; raises InputError `ending_unknown`."""
    if is_stdout(output):
        return "markdown"
    for name, format in FORMATS.items():
        if Path(output).suffix.lower() in format.suffixes:
            return name
    place = Path(output)
    if is_file(place.parent) or not is_there(place.parent):
        raise InputError("file_folder_missing", path=output)
    if place.is_dir():
        raise InputError("file_is_folder", path=output)
    known = ", ".join(suffix for format in FORMATS.values() for suffix in format.suffixes)
    raise InputError("ending_unknown", path=output, known=known)
