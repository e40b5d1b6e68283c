"""`meipi export`: annotations for other tools."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import check_output, fill_stdout, is_stdout, line
from reader.cli.searching import QUOTED
from reader.cli.state import State, find_article
from reader.errors import InputError
from reader.exchange.registry import FORMATS
from reader.store.db.file_identity import is_file, is_there

if TYPE_CHECKING:
    from reader.library import Library

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
    "--query",
    metavar="QUERY",
    help="Only the claims that a search finds, as `meipi claims` does.",
)
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
    query: str | None,
    by: tuple[str, ...],
    view: str,
) -> None:
    """Write annotations in a format that other tools read.

    Without ARTICLE, those of all articles that have any. It takes the annotations of every
    annotator who is shown in the reader, or of those named with --by. Private annotations are
    left out, as are private articles with all that hangs on them, and it is said how many there
    are. An existing FILE is replaced only with --force, at
    once or not at all. Ends with 1 if there was nothing to write.

    With --query, of all articles or of those named, only the claims that a search finds (`meipi
    claims --help` has its filters), in any format; those of the newest article first.

    sheet is the claims of any number of articles as one table, for newsrooms; what FILE ends in
    says how: .xlsx, .csv, .html or .md. averitec and claimreview hold only claims whose verdict may
    be published: decided, with evidence or reasons, for the words that stand there now.

    The quotes are always those of the source's script. With --view, each stands there once more in
    another one: tw, hk, cn, or an OpenCC configuration (`meipi convert --help` lists them).

    \b
    Example:  meipi export 打響 -o claims.csv
              meipi export 打響 --view cn -o claims.md
              meipi export --query 'status:decided after:2025-10' -o sheet.xlsx
              meipi export --format jsonld --by Lin > lin.jsonld
    """
    from reader.library.export import ending_of, export
    from reader.library.target_files import fill_file

    state = ctx.ensure_object(State)
    words = state.words
    format = format or _format_of(output)
    ending = "" if is_stdout(output) else ending_of(format, output)
    with state.opened() as library:
        check_output(library, output, force=force)
        # The same article named twice is written once.
        names = list(dict.fromkeys(_find(library, name) for name in articles))
        everything = not names and query is None
        ids = [entry.head.id for entry in library.list()] if everything else names
        fill = partial(
            export, library, ids, format, words, by=by, skip_empty=not articles, view=view,
            approval=state.config.approval,
            query=query, ending=ending, publishing=state.config.publishing,
        )  # fmt: skip
        done = fill_stdout(fill) if is_stdout(output) else fill_file(Path(output), fill)
    if not is_stdout(output):
        click.echo(words("cli.exported", count=done.count, path=line(output)), err=True)
    for key in ("articles_left_out", "left_out", "notes_left_out", "waiting"):
        if count := getattr(done, key):
            click.echo(words(f"cli.{key}", count=count), err=True)
    if not done.count:
        if query is None:
            click.echo(words("cli.no_annotations"), err=True)
        elif not (done.left_out or done.articles_left_out or done.waiting):
            click.echo(f"meipi: {words('nothing.found', query=line(query[:QUOTED]))}", err=True)
        ctx.exit(1)


def _find(library: Library, name: str) -> str:
    """The id of an article; raises InputError `article_is_query` for what looks like a search."""
    from reader.text.query.claim_query import LANGUAGE

    try:
        return find_article(library, name)
    except InputError as error:
        if error.code == "article_unknown" and LANGUAGE.name(name, 0)[0]:
            raise InputError("article_is_query", name=name) from error
        raise


def _format_of(output: str) -> str:
    """The format that a file's ending stands for; raises InputError `ending_unknown`."""
    if is_stdout(output):
        return "markdown"
    endings = {ending: name for name, format in FORMATS.items() for ending in format.suffixes}
    for ending in sorted(endings, key=len, reverse=True):  # .averitec.json before .json
        name = Path(output).name.lower()
        if name.endswith(ending) and name != ending:
            return endings[ending]
    place = Path(output)
    if is_file(place.parent) or not is_there(place.parent):
        raise InputError("file_folder_missing", path=output)
    if place.is_dir():
        raise InputError("file_is_folder", path=output)
    known = ", ".join(endings)
    raise InputError("ending_unknown", path=output, known=known)
