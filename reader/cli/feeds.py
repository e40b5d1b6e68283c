"""`meipi feeds`: the feeds of the library, and what is new in them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import completion
from reader.cli.feed_reports import fields, report_refresh, rows
from reader.cli.inputs import read_data
from reader.cli.options import common_options
from reader.cli.output import check_output, is_stdout, line, print_json, write_bytes
from reader.cli.state import State
from reader.model.feed import Feed, FeedProgress, Refreshed

if TYPE_CHECKING:
    from reader.ingest.network import Policy, Reply
    from reader.library import Library

allow_private = click.option(
    "--allow-private", is_flag=True, help="Also fetch from this machine and its own network."
)
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group("feeds", invoke_without_command=True)
@as_json_option
@common_options
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the feeds of the library; the commands below add, remove and refresh them.

    A feed is RSS, Atom or JSON Feed. What it brings in becomes articles of the library. Ends with 1
    if there are no feeds.

    \b
    Example:  meipi feeds add https://example.org/news
              meipi feeds refresh
    """
    if ctx.invoked_subcommand is not None:
        return
    from reader.library.feeds import listed

    state = ctx.ensure_object(State)
    with state.opened(sync=False) as library:
        feeds = listed(library)
    if as_json:
        print_json([fields(feed, state) for feed in feeds])
    else:
        for feed in feeds:
            for row in rows(feed, state):
                click.echo(row)
    if not feeds:
        click.echo(f"meipi: {state.words('cli.feeds.none')}", err=True)
        ctx.exit(1)


@command.command("add")
@click.argument("url")
@click.option(
    "--folder",
    default="",
    metavar="NAME",
    shell_complete=completion.folder_of_feeds,
    help="Put it into this folder.",
)
@click.option("--full-text", is_flag=True, help="Fetch the page of each item, too.")
@allow_private
@as_json_option
@common_options
@click.pass_context
def add(
    ctx: click.Context,
    url: str,
    *,
    folder: str,
    full_text: bool,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Subscribe to a feed, or to the first one that a web page names, and take in its items.

    Ends with 1 if something is wrong with it.

    \b
    Example:  meipi feeds add https://example.org/rss --folder 港聞 --full-text
    """
    from reader.library.feeds import Policy, subscribe

    state = ctx.ensure_object(State)
    policy = Policy(allow_private=allow_private)
    with state.opened(sync=False) as library:
        done = subscribe(library, url, folder=folder, full_text=full_text, policy=policy)
        name = line(done.feed.name)
        click.echo(
            state.words("cli.feeds.added" if done.new else "cli.feeds.known", name=name), err=True
        )
        for address, title in done.others:
            other = line(f"{title} {address}".strip())
            click.echo(state.words("cli.feeds.other", feed=other), err=True)
        fetched = {done.feed.url: done.reply} if done.reply else {}
        refreshed = _refresh(state, library, [done.feed], policy, force=True, fetched=fetched)
    report_refresh(ctx, state, refreshed, as_json=as_json)


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME...", shell_complete=completion.feed)
@common_options
@click.pass_obj
def remove(state: State, names: tuple[str, ...]) -> None:
    """Unsubscribe from feeds; their articles stay. A NAME is a title or address, or a part of one.

    \b
    Example:  meipi feeds remove example.org
    """
    from reader.library.feeds import find, unsubscribe

    with state.opened(sync=False) as library:
        for feed in [find(library, name) for name in names]:
            unsubscribe(library, feed.id)
            click.echo(state.words("cli.feeds.removed", name=line(feed.name)))


@command.command("change")
@click.argument("name", shell_complete=completion.feed)
@click.option(
    "--folder",
    metavar="NAME",
    shell_complete=completion.folder_of_feeds,
    help="Put it into this folder; '' takes it out.",
)
@click.option("--full-text/--own-text", default=None, help="Fetch the pages of new items, or not.")
@common_options
@click.pass_obj
def change(state: State, name: str, folder: str | None, full_text: bool | None) -> None:
    """Change how a feed is kept.

    \b
    Example:  meipi feeds change example.org --full-text --folder 財經
    """
    from reader.library.feeds import find, set_folder, set_full_text

    with state.opened(sync=False) as library:
        feed = find(library, name)
        if folder is not None:
            set_folder(library, feed.id, folder)
        if full_text is not None:
            set_full_text(library, feed.id, full_text)
        for row in rows(find(library, feed.id), state):
            click.echo(row)


@command.command("refresh")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=completion.feed)
@click.option("--force", is_flag=True, help="Ask those that are not due yet, too.")
@allow_private
@as_json_option
@common_options
@click.pass_context
def refresh_command(
    ctx: click.Context, names: tuple[str, ...], *, force: bool, allow_private: bool, as_json: bool
) -> None:
    """Take in what is new, in all feeds or in those that are named.

    A feed is asked again after half an hour at the earliest, later if it says so. Ends with 1 if
    something is wrong with a feed; the others are refreshed all the same.

    \b
    Example:  meipi feeds refresh
              meipi feeds refresh example.org --force
    """
    from reader.library.feeds import Policy, find, listed

    state = ctx.ensure_object(State)
    with state.opened(sync=False) as library:
        feeds = [find(library, name) for name in names] if names else listed(library)
        if not feeds:
            click.echo(f"meipi: {state.words('cli.feeds.none')}", err=True)
            ctx.exit(1)
        policy = Policy(allow_private=allow_private)
        refreshed = _refresh(state, library, feeds, policy, force=force)
    report_refresh(ctx, state, refreshed, as_json=as_json)


@command.command("import")
@click.argument("file", metavar="FILE|-", shell_complete=completion.file)
@common_options
@click.pass_obj
def import_command(state: State, file: str) -> None:
    """Subscribe to the feeds of an OPML file; nothing is fetched yet.

    \b
    Example:  meipi feeds import subscriptions.opml && meipi feeds refresh
    """
    from reader.library.feeds import import_opml

    data = read_data(file)
    with state.opened(sync=False) as library:
        done = import_opml(library, data, file)
    counts = {"added": len(done.added), "known": done.known, "skipped": done.skipped}
    click.echo(state.words("cli.feeds.imported", **counts))
    if done.broken:
        click.echo(state.words("cli.feeds.list_broken", path=file), err=True)


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
@common_options
@click.pass_obj
def export_command(state: State, output: str, *, force: bool) -> None:
    """Write the feeds as an OPML file, which other feed readers take.

    An existing FILE is replaced only with --force.

    \b
    Example:  meipi feeds export -o subscriptions.opml
    """
    from reader.library.feeds import export_opml
    from reader.library.target_files import write_file

    with state.opened(sync=False) as library:
        check_output(library, output, force=force)
        data = export_opml(library)
    if is_stdout(output):
        write_bytes(data)
    else:
        write_file(Path(output), data)


def _refresh(
    state: State,
    library: Library,
    feeds: list[Feed],
    policy: Policy,
    *,
    force: bool,
    fetched: Mapping[str, Reply] | None = None,
) -> Refreshed:
    """Refresh, with a progress bar where people are watching."""
    from reader.library.feeds import refresh

    idents = [feed.id for feed in feeds]
    if not sys.stderr.isatty():
        return refresh(library, idents, policy=policy, force=force, fetched=fetched)

    def came(new: int | None) -> str | None:
        return state.words("cli.feeds.new", new=new) if new else None

    with click.progressbar(
        length=len(idents),
        label=state.words("cli.feeds.refreshing"),
        file=sys.stderr,
        item_show_func=came,
    ) as bar:

        def progress(now: FeedProgress) -> None:
            bar.update(1 if now.outcome else 0, now.new + now.changed)

        return refresh(
            library, idents, policy=policy, progress=progress, force=force, fetched=fetched
        )
