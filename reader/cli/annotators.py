"""`meipi annotators`: who marked in this library, and corrections of who is who."""

from __future__ import annotations

import click

from reader.cli import completion
from reader.cli.labels import print_correction, public_option, taken_back
from reader.cli.options import as_option, common_options
from reader.cli.output import line, print_json
from reader.cli.state import State
from reader.library.find_names import find_annotator, guard


@click.group("annotators", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List everyone who annotated; the commands below correct a name or join two persons.

    \b
    Example:  meipi annotators rename 王小名 王小明
              meipi annotators join Lin 林
    """
    if ctx.invoked_subcommand is not None:
        return
    state = ctx.ensure_object(State)
    with state.opened(sync=False) as library:
        everyone, me = library.annotators(), library.me()
    mine = me.id if me else ""
    if as_json:
        print_json(
            [
                {"id": it.id, "name": it.name, "kind": it.kind, "shown": it.shown,
                 "me": it.id == mine}
                for it in everyone
            ]
        )  # fmt: skip
        return
    for it in everyone:
        keys = ["annotators.sample"] if it.kind == "sample" else []
        keys += ["annotators.me"] if it.id == mine else []
        keys += [] if it.shown else ["annotators.hidden"]
        about = "".join(f"  {state.words(key)}" for key in keys)
        click.echo(f"{line(it.name)}{about}")
    if not everyone:
        click.echo(f"meipi: {state.words('cli.annotators.none')}", err=True)


@command.command("rename")
@click.argument("old", shell_complete=completion.annotator)
@click.argument("new", metavar="TEXT")
@public_option
@common_options
@click.pass_obj
def rename(state: State, old: str, new: str, *, public: bool) -> None:
    """Correct a person's name.

    \b
    Example:  meipi annotators rename 王小名 王小明
    """
    with state.opened(sync=False) as library:
        person = find_annotator(library, old)
        if not public:
            guard(library, new, person.name)
        changed = library.submit(lambda edits: edits.book.rename_annotator(person.id, new)).result()
    print_correction(
        state, "cli.annotators.renamed", person.name, changed=changed, old=person.name, new=new
    )


@command.command("join")
@click.argument("one", metavar="FROM", shell_complete=completion.annotator)
@click.argument("into", metavar="INTO", shell_complete=completion.annotator)
@common_options
@click.pass_obj
def join(state: State, one: str, into: str) -> None:
    """Make two entries of one person one: all annotations of FROM become INTO's.

    A name, or an id of `meipi annotators --json` where two have the same name.

    \b
    Example:  meipi annotators join Lin 林
    """
    with state.opened(sync=False) as library:
        first, second = find_annotator(library, one), find_annotator(library, into)
        library.submit(lambda edits: edits.book.join_annotators(first.id, second.id)).result()
    print_correction(state, "cli.annotators.joined", first.name, one=first.name, into=second.name)


@command.command("undo")
@click.argument("name", required=False, shell_complete=completion.annotator)
@as_option
@common_options
@click.pass_context
def undo(ctx: click.Context, name: str | None) -> None:
    """Take back your last correction of a label's or an annotator's name, or with NAME the last one
    of the person who is called so now. Ends with 1 without one.

    \b
    Example:  meipi annotators undo
              meipi annotators undo 王小明
    """
    taken_back(ctx, "annotators", name)
