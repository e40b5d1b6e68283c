"""`meipi import`: annotations that come back from a report page."""

from __future__ import annotations

from typing import Any

import click

from reader.cli import completion
from reader.cli.inputs import read_data
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State


@click.command("import")
@click.argument("page", metavar="PAGE|-", shell_complete=completion.file)
@click.option(
    "--by",
    metavar="NAME",
    shell_complete=completion.annotator,
    help="Whose annotations they are, if the page does not say it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_obj
def command(state: State, *, page: str, by: str | None, as_json: bool) -> None:
    """Take in the article and the annotations of a page that `meipi report` made.

    From a page made with --full annotations come back as they were, with their annotators. A page
    to publish names none, so its annotations belong to NAME, and can be shown and hidden as
    anybody's. An article that is here already keeps its text, and the annotations are carried over
    to it; an annotation that is here already stays as it is, so a page can be imported again.
    `meipi undo` takes the annotations back.

    \b
    Example:  meipi import page.html
              meipi import page.html --by 查核中心
    """
    from reader.library.page_import import import_page

    words = state.words
    with state.opened() as library:
        done = import_page(library, read_data(page), by or words("cli.import.annotator"))
    if as_json:
        values: dict[str, Any] = {
            "article": done.article,
            "title": done.title,
            "annotations": done.came,
            "known": done.known,
            "new": done.new,
        }
        print_json(values)
        return
    title = line(done.title) or words("untitled")
    click.echo(words("cli.import.new" if done.new else "cli.import.here", title=title))
    click.echo(words("cli.import.count", count=done.came, known=done.known))
