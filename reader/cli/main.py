"""The program `meipi`: which command an argument means, and how errors end it."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from reader.cli import COMMANDS, SUMMARIES
from reader.cli.mistyped import nearest, unknown
from reader.cli.options import as_option, common_options
from reader.cli.state import State, existing
from reader.errors import InputError, MeipiError
from reader.version import VERSION

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

TYPED_ARGUMENTS = "reader.cli.given"
"""Key under which a context keeps the command line as typed: click takes `--` out of it."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Failure(click.ClickException):
    """An error the user can act on: one line, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"meipi: {self.format_message()}", err=True)


class Program(click.Group):
    """A group whose commands are imported when used; any other word is an article to read."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the program; where a message cannot be written, the exit code alone shows it."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            sys.exit(2)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """The context of a command line; `--help` and `--version` have been printed by then."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _full(error, State()) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"reader.cli.{COMMANDS[cmd_name]}").command
        return command if isinstance(command, click.Command) else None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, without importing any; once something is typed, titles and files too."""
        from click.shell_completion import CompletionItem

        from reader.cli.completion import article

        names = [name for name in COMMANDS if name.startswith(incomplete)]
        found = [CompletionItem(name, help=SUMMARIES[name]) for name in names]
        found += click.Command.shell_complete(self, ctx, incomplete)
        if incomplete and not incomplete.startswith("-"):
            found += [
                it for it in article(ctx, None, incomplete) if not found or it.type == "plain"
            ]
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[TYPED_ARGUMENTS] = tuple(args)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            before = ctx.meta.get(TYPED_ARGUMENTS, ())[: -len(args)]
            ended = ["--"] if before[-1:] == ("--",) else []
            self._check_name(ctx, args)
            args = ["read", *ended, *args]
        return super().resolve_command(ctx, args)

    def _check_name(self, ctx: click.Context, args: list[str]) -> None:
        """Raise InputError `command_unknown` for what is likely a command that was mistyped.

        That is a word near to one, of no file's name, with options that opening an article lacks.
        """
        near = nearest(args[0]) if existing(args[0]) is None else []
        read = self.get_command(ctx, "read")
        if not near or read is None:
            return
        if {"-h", "--help"} & {*args}:
            raise unknown(args[0], near)
        try:
            read.make_context("read", list(args), parent=ctx)
        except click.UsageError as error:
            raise unknown(args[0], near) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            if sys.stdout is None:
                raise InputError("stdout_closed")
            return super().invoke(ctx)
        except MeipiError as error:
            raise Failure(ctx.ensure_object(State).message(error)) from error
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            _drop_output()
            ctx.exit(141)
        except OSError as error:
            raise _full(error, ctx.ensure_object(State)) from error
        except EOFError as error:  # of click it means ctrl+d at a question
            raise RuntimeError("unexpected end of a file") from error
        except Exception as error:
            # Rows of a damaged page may hold anything; what they break is the damage's doing.
            damage = ctx.ensure_object(State).damage()
            if damage is None:
                raise
            raise Failure(ctx.ensure_object(State).message(damage)) from error


@click.command(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="[ARTICLE | FILE | URL | COMMAND]",
    epilog="A file that is called like a command is given as ./list.",
)
@common_options
@as_option
@click.version_option(VERSION, prog_name="meipi")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Read Chinese news in the terminal, tag claims as fact or opinion, export them.

    Without a name, the article that was read last is opened.

    \b
    Example:  meipi                        go on reading
              meipi news.txt --as Lin      read a file, as the annotator Lin
              meipi https://example.org/1  fetch an article, keep it and read it
              meipi export --format csv    take the annotations out
    """
    ctx.ensure_object(State)
    if ctx.invoked_subcommand is None:
        ctx.invoke(import_module("reader.cli.reading").command)


def _full(error: OSError, state: State) -> Exception:
    """The error for a full disk, most often behind stdout; any other comes back as it is."""
    if error.errno not in NO_ROOM:
        return error
    _drop_output()
    return Failure(state.message(InputError("disk_full", path=error.filename or "stdout")))


def _drop_output() -> None:
    """Forget what could not be written to stdout, so that it is not tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
