"""`meipi labels`: the code book, and corrections of its names."""

from __future__ import annotations

from typing import Any

import click

from reader.cli import completion
from reader.cli.options import as_option, common_options
from reader.cli.output import line, print_json
from reader.cli.state import State
from reader.cli.undoing import print_turned
from reader.library.find_names import find_label, guard
from reader.model import CodeEntry
from reader.words.verdicts import verdict_name

public_option = click.option(
    "--public", is_flag=True, help="Though it names a source of private annotations alone."
)


@click.group("labels", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the labels with their digits and the verdict scale; the commands below correct them.

    Marks follow when a label is renamed, also those of others. Each correction can be undone.

    \b
    Example:  meipi labels rename 數子 數字
              meipi labels key 數字 3
    """
    if ctx.invoked_subcommand is not None:
        return
    state = ctx.ensure_object(State)
    with state.opened(sync=False) as library:
        labels, verdicts = library.book.labels(), library.book.verdicts()
    if as_json:
        print_json(
            {"labels": list(map(label_json, labels)), "verdicts": list(map(verdict_json, verdicts))}
        )
        return
    for entry in labels:
        about = f"  {line(entry.description)}" if entry.description else ""
        digit = entry.digit or " "
        name = line(entry.name)
        click.echo(state.words("cli.labels.row", digit=digit, name=name, used=entry.used) + about)
    if not labels:
        click.echo(f"meipi: {state.words('cli.labels.none')}", err=True)
    click.echo(state.words("cli.labels.verdicts"))
    for entry in verdicts:
        name = line(verdict_name(state.words, entry.verdict))
        click.echo(state.words("cli.labels.verdict", name=name, used=entry.used))


def label_json(entry: CodeEntry) -> dict[str, Any]:
    """A label as it is printed as JSON."""
    return {
        "id": entry.id,
        "name": entry.name,
        "digit": entry.digit,
        "description": entry.description,
        "used": entry.used,
    }


def verdict_json(entry: CodeEntry) -> dict[str, Any]:
    """A verdict of the scale as it is printed as JSON."""
    return {
        "id": entry.id,
        "verdict": entry.verdict.key,
        "name": entry.name,
        "averitec": entry.averitec,
        "rating": entry.rating,
        "used": entry.used,
    }


def print_correction(
    state: State, key: str, name: str, *, changed: bool = True, **gaps: object
) -> None:
    """Say what was corrected, or that nothing had to be; `name` is what it is called."""
    key = key if changed else "cli.names.same"
    gaps["name"] = name
    click.echo(state.words(key, **{name: line(str(value)) for name, value in gaps.items()}))


@command.command("rename")
@click.argument("old", shell_complete=completion.label)
@click.argument("new", metavar="TEXT")
@click.option("--join", is_flag=True, help="If another label has this name, make the two one.")
@public_option
@common_options
@click.pass_obj
def rename(state: State, old: str, new: str, *, join: bool, public: bool) -> None:
    """Correct a label's name; all marks follow.

    \b
    Example:  meipi labels rename 數子 數字 --join
    """
    with state.opened(sync=False) as library:
        label = find_label(library, old)
        if not public:
            guard(library, new, label.name)
        write = library.submit(lambda edits: edits.book.rename_label(label.id, new, join=join))
        changed = write.result()
    gaps = {"old": label.name, "new": new, "used": label.used}
    print_correction(state, "cli.labels.renamed", label.name, changed=changed, **gaps)


@command.command("key")
@click.argument("name", shell_complete=completion.label)
@click.argument("digit", type=click.IntRange(0, 9), metavar="N")
@common_options
@click.pass_obj
def key(state: State, name: str, digit: int) -> None:
    """Give a label the digit that puts it on, 1 to 9; 0 takes it away.

    \b
    Example:  meipi labels key 數字 3
    """
    with state.opened(sync=False) as library:
        label = find_label(library, name)
        before = {each.digit: each.name for each in library.book.labels() if each.id != label.id}
        changed = library.submit(
            lambda edits: edits.book.key_label(label.id, digit or None)
        ).result()
    key = "cli.labels.keyed" if digit else "cli.labels.freed"
    print_correction(state, key, label.name, changed=changed, digit=digit)
    if digit in before:
        print_correction(state, "cli.labels.freed", before[digit])


@command.command("describe")
@click.argument("name", shell_complete=completion.label)
@click.argument("text", metavar="TEXT")
@public_option
@common_options
@click.pass_obj
def describe(state: State, name: str, text: str, *, public: bool) -> None:
    """Say in the code book what a label means.

    \b
    Example:  meipi labels describe 數字 "a number that can be looked up"
    """
    with state.opened(sync=False) as library:
        label = find_label(library, name)
        if not public:
            guard(library, text, label.description)
        changed = library.submit(lambda edits: edits.book.describe_label(label.id, text)).result()
    print_correction(state, "cli.labels.described", label.name, changed=changed)


@command.command("remove")
@click.argument("name", shell_complete=completion.label)
@common_options
@click.pass_obj
def remove(state: State, name: str) -> None:
    """Take a label out of the code book and off all marks.

    \b
    Example:  meipi labels remove 草稿
    """
    with state.opened(sync=False) as library:
        label = find_label(library, name)
        library.submit(lambda edits: edits.book.remove_label(label.id)).result()
    print_correction(state, "cli.labels.removed", label.name, used=label.used)


@command.command("undo")
@click.argument("name", required=False, shell_complete=completion.label)
@as_option
@common_options
@click.pass_context
def undo(ctx: click.Context, name: str | None) -> None:
    """Take back your last correction of a label's or an annotator's name, or with NAME the last one
    of the label that is called so now. Ends with 1 without one.

    \b
    Example:  meipi labels undo
              meipi labels undo 數字
    """
    taken_back(ctx, "labels", name)


def taken_back(ctx: click.Context, kind: str, name: str | None) -> None:
    """Undo the last correction of names, or of what a name means among labels or annotators."""
    from reader.library import undo as undoing

    state = ctx.ensure_object(State)
    with state.opened(sync=False) as library:
        me = state.annotator or state.config.annotator
        change = undoing.take_back(library, kind, name, name=me)
        if change is None or change.entry is None:
            click.echo(f"meipi: {state.words('cli.names.nothing')}", err=True)
            ctx.exit(1)
        print_turned(state, library, "undo", change, change.entry)
