"""`meipi undo`: take back what was done last."""

from __future__ import annotations

import shlex

import click

from reader.cli import completion
from reader.cli.options import as_option, common_options
from reader.cli.output import line
from reader.cli.state import State, find_article
from reader.errors import InputError
from reader.library import Library
from reader.model import Change
from reader.model.journal import JournalEntry


@click.command("undo")
@click.argument("article", required=False, shell_complete=completion.article)
@click.option("--yes", is_flag=True, help="Also what covers several articles.")
@as_option
@common_options
@click.pass_context
def command(ctx: click.Context, article: str | None, *, yes: bool) -> None:
    """Take back what was done last, on an article's page or in the library.

    With ARTICLE, the last change to your marks in it; without, the last change of all: to marks,
    titles, topics, the queue, stars, filters or feeds, articles removed or joined, names of labels
    and annotators. What was set anew since then stays, and is counted. What was done to several
    articles at once is taken back at once, if --yes agrees to it. `meipi redo` does it again. Ends
    with 1 if there is nothing to take back.

    \b
    Example:  meipi undo
              meipi undo 打響
              meipi undo --yes
    """
    turn(ctx, "undo", article, agreed=yes)


def turn(ctx: click.Context, op: str, article: str | None, *, agreed: bool) -> None:
    """Undo or redo, and print what it was; raises InputError for what is to be agreed to first."""
    from reader.library import undo as undoing

    state = ctx.ensure_object(State)
    with state.opened() as library:
        ident = None if article is None else find_article(library, article)
        name = state.annotator or state.config.annotator
        change = undoing.turn(library, op, ident, agreed=agreed, name=name)
        if isinstance(change, JournalEntry):
            raise InputError(
                "turn_wide", again=_agreeing(state, op, article), what=_wide(state, change)
            )
        if change is None or change.entry is None:
            click.echo(f"meipi: {state.words(f'nothing.{op}')}", err=True)
            ctx.exit(1)
        print_turned(state, library, op, change, change.entry)


def _agreeing(state: State, op: str, article: str | None) -> str:
    """The command that turns just what was asked for."""
    arguments = [article] if article else []
    signed = ["--as", state.annotator] if state.annotator else []
    return shlex.join(["meipi", op, "--yes", *arguments, *signed])


def print_turned(
    state: State, library: Library, op: str, change: Change, entry: JournalEntry
) -> None:
    """Print what was undone or redone, and how much of it stayed as it was."""
    click.echo(state.words(f"cli.{op}ne", what=_what(state, library, change, entry)))
    if change.left:
        click.echo(state.words("cli.turned.left", count=change.left))
    if change.private:
        click.echo(state.words("cli.turned.private", count=change.private))


def _wide(state: State, entry: JournalEntry) -> str:
    """The extent of an entry that is to be agreed to first."""
    words = state.words
    covered = words("covered.articles", articles=entry.articles, marks=entry.annotations)
    if entry.scope == "marks":
        return covered
    key = "cli.turned.several" if entry.annotations else "cli.turned.articles"
    deed = words(f"shelving.{entry.deed}")
    return words(key, deed=deed, covered=covered, articles=entry.articles)


def _title(state: State, library: Library, article: str) -> str:
    """The title of an article, also of one that was removed; "" for none."""
    if named := library.entries([article]) if article else []:
        return line(named[0].head.title)
    removed = (head for head in library.removed() if head.id == article)
    return next((state.words("cli.turned.gone", title=line(it.title)) for it in removed), "")


def _what(state: State, library: Library, change: Change, entry: JournalEntry) -> str:
    from reader.library import undo as undoing

    words = state.words
    if entry.articles > 1:
        return _wide(state, entry)
    if entry.scope == "book":
        return words(f"shelving.{entry.deed}")
    title = _title(state, library, entry.article)
    if entry.scope == "shelf":
        deed = words(f"shelving.{entry.deed}")
        feeds = undoing.feeds_in(library, entry)
        if feeds > 1:
            return words("cli.turned.feeds", deed=deed, count=feeds)
        return words("cli.turned.shelf", deed=deed, title=title) if title else deed
    annotation = next((one for pair in change.pairs for one in pair if one), None)
    if entry.wide or annotation is None:
        return words("cli.turned.marks", marks=entry.annotations, title=title)
    return words("cli.turned.mark", quote=line(annotation.exact), title=title)
