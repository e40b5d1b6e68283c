"""`meipi [ARTICLE|FILE]`: open the reader."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from reader.cli.state import State, as_option, common_options, find_article
from reader.errors import InputError

if TYPE_CHECKING:
    from reader.library import Library

SMALLEST = (40, 10)
"""Columns and rows of the smallest terminal that can be used."""


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
    Example:  meipi read articles/jd-car.md
    """
    state = ctx.ensure_object(State)
    check_terminal()
    config = state.config
    with state.opened(sync=False) as library:
        found = choose(library, article)
        from reader.tui import run

        code = run(
            library,
            found,
            config=config,
            words_language=state.words_language,
            annotator=state.annotator or config.annotator or None,
        )
    ctx.exit(code)


def check_terminal() -> None:
    """Raise InputError `not_a_terminal` or `terminal_too_small` if the reader cannot be shown."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("not_a_terminal")
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    # Some pseudo-terminals do not know their size and say 0.
    if 0 < columns < SMALLEST[0] or 0 < rows < SMALLEST[1]:
        raise InputError(
            "terminal_too_small", width=columns, height=rows, least="{}×{}".format(*SMALLEST)
        )


def choose(library: Library, name: str | None) -> str:
    """The article to open: the one named, else the last one read, else the newest.

    The folder is searched for new files only if the library does not know the name, so that a
    large library opens as fast as a small one.
    """
    if name is not None:
        try:
            return find_article(library, name)
        except InputError as error:
            if error.code not in ("article_unknown", "file_missing"):
                raise
            library.sync()
            return find_article(library, name)
    found = library.last_read() or _newest(library)
    if found is None:
        library.sync()
        found = _newest(library)
    if found is None:
        raise InputError("library_empty", path=library.articles)
    return found


def _newest(library: Library) -> str | None:
    return next((entry.head.id for entry in library.list(limit=1)), None)
