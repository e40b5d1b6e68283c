"""`meipi purge`: remove annotations and articles for good."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State
from reader.errors import InputError

if TYPE_CHECKING:
    from reader.library.purge_run import PurgePlan
    from reader.words import Words

MOST = 10
"""Annotations that are named before it is asked; the others are counted."""


@click.command("purge")
@click.argument(
    "names", nargs=-1, metavar="[ANNOTATION|ARTICLE]...", shell_complete=completion.article
)
@click.option(
    "--removed", is_flag=True, help="Only the annotations of ARTICLE that were removed before."
)
@click.option("--files", is_flag=True, help="The files of ARTICLE, too, that you wrote yourself.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print what went, or would, as JSON.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    removed: bool,
    files: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Remove annotations or articles for good; nothing brings them back.

    An annotation goes by its id (`meipi claims --json` has it), an article by its name, with
    everything that was said about it. They are taken out of the database with their check, its
    evidence and their labels, unless others have these, too, out of the journal, so that undo does
    not know them, out of drafts, of the search index, of the write-ahead log and of free space in
    the file; backups and other copies beside the database are rewritten, or deleted where they
    cannot be. Files that the program wrote for an article go as well; those you wrote stay unless
    --files is given, and come in again.

    What is somewhere else cannot be reached: what was exported, copies, what git has of the
    library. It is said what that may be. The library may be open nowhere meanwhile. A purge that
    was broken off goes on with the next one; without a name that is all it does. It asks before it
    begins; where nobody can be asked, --yes is needed.

    \b
    Example:  meipi purge --dry-run 打響
              meipi purge --yes 打響
              meipi purge --yes --removed 打響
    """
    from reader.library import purge_run

    state = ctx.ensure_object(State)
    words = state.words
    with state.opened() as library:
        root = library.root
        if not names and not purge_run.is_unfinished(library):
            raise click.UsageError("Name an ANNOTATION or an ARTICLE.")
        wanted = purge_run.resolve(library, names)
        planned = purge_run.plan(library, wanted, removed=removed, with_files=files)
        shown = purge_run.described(library, planned, MOST)
    if not as_json:
        ahead = () if yes and not dry_run else rows(planned, words, done=False)
        for row in (*about(shown, planned, words), *ahead):
            click.echo(row)
    if dry_run:
        _finish(planned, words, as_json=as_json, done=False)
        return
    flags = [f"--{name}" for name, on in (("removed", removed), ("files", files)) if on]
    if not yes and not _agreed(words, [*flags, *names], as_json=as_json):
        click.echo(words("cli.purge.left"), err=True)
        ctx.exit(1)
    _finish(purge_run.purge(root, planned), words, as_json=as_json, done=True)


def _agreed(words: Words, typed: Sequence[str], *, as_json: bool) -> bool:
    """Whether somebody at the terminal agrees; raises InputError `purge_unagreed` without one."""
    if as_json or not at_terminal():
        raise InputError("purge_unagreed", again=shlex.join(["meipi", "purge", "--yes", *typed]))
    return click.confirm(words("cli.purge.ask"), default=False, err=True)


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def _finish(planned: PurgePlan, words: Words, *, as_json: bool, done: bool) -> None:
    if as_json:
        print_json(fields(planned, words, done=done))
    elif done:
        click.echo(words("cli.purge.done"))
        for row in rows(planned, words, done=True):
            click.echo(row)
    else:
        click.echo(words("cli.purge.dry"))


def about(shown: Sequence[tuple[str, str]], planned: PurgePlan, words: Words) -> Iterator[str]:
    """The articles and the first annotations that go, by their titles and quotes."""
    for kind, text in shown:
        yield words(f"cli.purge.{kind}", text=line(text) or words("untitled"))
    left = len(planned.targets.annotations) - sum(kind == "annotation" for kind, _ in shown)
    if left:
        yield words("cli.purge.more", count=left)


def rows(planned: PurgePlan, words: Words, *, done: bool) -> Iterator[str]:
    """A plan as lines for people: its rows and files, and those beyond reach."""
    for name, count in planned.counts.items():
        if count:
            yield "  " + words(f"cli.purge.rows.{name}", count=count)
    key = "done" if done else "plan"
    places = (
        ("file", planned.targets.files),
        ("stays", planned.stays),
        ("rewritten", [each.name for each in planned.copies.rewritten]),
        ("deleted", [each.name for each in planned.copies.removed]),
    )
    for name, paths in places:
        for path in paths:
            at = f"{name}.{key}" if name != "stays" else name
            yield "  " + words(f"cli.purge.{at}", path=line(path))
    for code, gaps in planned.beyond:
        shown = {name: line(value) for name, value in gaps.items()}
        yield "  " + words(f"cli.purge.beyond.{code}", **shown)


def fields(planned: PurgePlan, words: Words, *, done: bool) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "done": done,
        "annotations": list(planned.targets.annotations),
        "articles": list(planned.targets.articles),
        "counts": dict(planned.counts),
        "files": list(planned.targets.files),
        "stays": list(planned.stays),
        "rewritten": [each.name for each in planned.copies.rewritten],
        "deleted": [each.name for each in planned.copies.removed],
        "beyond": [
            {"code": code, "text": words(f"cli.purge.beyond.{code}", **gaps)}
            for code, gaps in planned.beyond
        ],
    }
