"""`meipi codebook`: the whole code book, to a file and from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import click

from reader.cli import completion
from reader.cli.inputs import read_data
from reader.cli.labels import label_json, public_option, verdict_json
from reader.cli.options import common_options
from reader.cli.output import check_output, fill_stdout, is_stdout, line, print_json
from reader.cli.state import State
from reader.library import Library
from reader.library.find_names import guard
from reader.model import BookChanges, CodeBook, CodeEntry, EntryChange, Guide
from reader.words.verdicts import verdict_name

_FIELDS = ("name", "digit", "description", "averitec", "rating")


@click.group("codebook", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Show the code book: labels, the verdict scale, and the guide with its version.

    \b
    Example:  meipi codebook
              meipi codebook export -o book.toml
              meipi codebook import book.toml --dry-run
    """
    if ctx.invoked_subcommand is not None:
        return
    state = ctx.ensure_object(State)
    with state.opened(sync=False) as library:
        book = library.book.whole()
    if as_json:
        print_json(_json(book))
        return
    if book.guide and book.guide.version:
        click.echo(state.words("cli.codebook.version", version=line(book.guide.version)))
    if book.guide and book.guide.text:
        click.echo(state.words("cli.codebook.guide", text=line(book.guide.text)))
    if book.labels:
        click.echo(state.words("cli.codebook.labels"))
    for entry in book.labels or ():
        gaps = {"digit": entry.digit or " ", "name": line(entry.name), "used": entry.used}
        _echo(state, "cli.codebook.label", entry, gaps)
    click.echo(state.words("cli.labels.verdicts"))
    for entry in book.verdicts or ():
        gaps = {"name": _name(state, entry), "used": entry.used, "averitec": entry.averitec}
        key = "cli.codebook.rated" if entry.rating else "cli.codebook.verdict"
        _echo(state, key, entry, gaps | {"rating": line(entry.rating)})


def _json(book: CodeBook) -> dict[str, Any]:
    guide = book.guide or Guide()
    return {
        "guide": {"version": guide.version, "text": guide.text},
        "labels": list(map(label_json, book.labels or ())),
        "verdicts": [
            verdict_json(it) | {"description": it.description} for it in book.verdicts or ()
        ],
    }


def _echo(state: State, key: str, entry: CodeEntry, gaps: Mapping[str, object]) -> None:
    about = f"  {line(entry.description)}" if entry.description else ""
    click.echo(state.words(key, **gaps) + about)


def _name(state: State, entry: CodeEntry) -> str:
    return line(verdict_name(state.words, entry.verdict) if entry.kind == "verdict" else entry.name)


@command.command("export")
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    shell_complete=completion.file,
    help="Where to write; - is stdout.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@public_option
@common_options
@click.pass_obj
def export(state: State, *, output: str, force: bool, public: bool) -> None:
    """Write the code book as TOML, which `meipi codebook import` takes in.

    What names a source of private annotations alone is left out, and it is said how much that was.

    \b
    Example:  meipi codebook export -o book.toml
    """
    from reader.exchange.code_book_toml import write
    from reader.library.target_files import fill_file

    with state.opened(sync=False) as library:
        check_output(library, output, force=force)
        book, left_out = library.book.whole(), 0
        if not public:
            book, left_out = _public(library, book)
        data = write(book).encode()

        def fill(stream: BinaryIO) -> int:
            return stream.write(data)

        _ = fill_stdout(fill) if is_stdout(output) else fill_file(Path(output), fill)
    if not is_stdout(output):
        click.echo(state.words("cli.codebook.written", path=line(output)), err=True)
    if left_out:
        click.echo(state.words("cli.codebook.left_out", count=left_out), err=True)


def _public(library: Library, book: CodeBook) -> tuple[CodeBook, int]:
    """The code book without what names a source that only private annotations name, and how many
    entries that were.
    """

    def is_public(*texts: str) -> bool:
        return not library.sources.private_in("\n".join(texts))

    everything = (*(book.labels or ()), *(book.verdicts or ()))
    out = {it.id for it in everything if not is_public(it.name, it.description)}
    labels = tuple(it for it in book.labels or () if it.id not in out)
    verdicts = tuple(it for it in book.verdicts or () if it.id not in out)
    guide = book.guide or Guide()
    hidden = not is_public(guide.text, guide.version)
    book = replace(book, labels=labels, verdicts=verdicts or None)
    return (replace(book, guide=None) if hidden else book), len(out) + hidden


@command.command("import")
@click.argument("file", metavar="FILE", shell_complete=completion.file)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@public_option
@common_options
@click.pass_obj
def import_(state: State, file: str, *, dry_run: bool, public: bool) -> None:
    """Make the code book what a TOML file says; - is stdin. `meipi undo` takes all of it back.

    An entry is the one that has its id, else the one that has its name, else a new one. What the
    file does not name is removed, unless annotations have it. A kind of which the file has nothing
    at all, or a guide that is not there, stays as it is.

    \b
    Example:  meipi codebook import book.toml --dry-run
              meipi codebook import book.toml
    """
    from reader.exchange.code_book_toml import read

    book = read(read_data(file))
    with state.opened(sync=False) as library:
        if not public:
            guard(library, _texts(book), _texts(library.book.whole()))
        if dry_run:
            changes = library.book.changes(book)
        else:
            changes = library.submit(lambda edits: edits.book_import.take_in(book)).result()
    _print(state, changes)
    if not changes.some:
        click.echo(state.words("cli.codebook.same"))
    else:
        click.echo(state.words("cli.codebook.dry" if dry_run else "cli.codebook.imported"))


def _texts(book: CodeBook) -> str:
    entries = (*(book.labels or ()), *(book.verdicts or ()))
    guide = book.guide or Guide()
    texts = [text for it in entries for text in (it.name, it.description)]
    return "\n".join((*texts, guide.text, guide.version))


def _print(state: State, changes: BookChanges) -> None:
    """Say what an import changes, a line for each entry."""
    words = state.words
    for change in changes.entries:
        click.echo(_told(state, change))
    if changes.reordered:
        click.echo(words("cli.codebook.reordered"))
    if changes.guide is not None:
        fields = _fields(state, *changes.guide, ("version", "text"))
        click.echo(words("cli.codebook.guide_changed", fields=fields))


def _told(state: State, change: EntryChange) -> str:
    entry = change.before or change.after
    if entry is None:
        return ""
    gaps = {"kind": state.words(f"cli.codebook.kind.{entry.kind}"), "name": _name(state, entry)}
    if change.kept:
        return state.words("cli.codebook.kept", count=change.kept, **gaps)
    if change.before is None or change.after is None:
        key = "added" if change.before is None else "removed"
        return state.words(f"cli.codebook.{key}", **gaps)
    fields = _fields(state, change.before, change.after, _FIELDS)
    return state.words("cli.codebook.changed", fields=fields, **gaps)


def _fields(state: State, before: object, after: object, names: tuple[str, ...]) -> str:
    """The fields that differ, each as it was and as it is."""
    told = []
    for name in names:
        old, new = (getattr(it, name) for it in (before, after))
        if old != new:
            gaps = {"before": line(str(old or "–")), "after": line(str(new or "–"))}
            field = state.words(f"cli.codebook.field.{name}")
            told.append(state.words("cli.codebook.field", field=field, **gaps))
    return state.words("field.and").join(told)
