"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

import click
from click.core import ParameterSource

from reader.cli.completion import annotator, folder, language
from reader.cli.state import State
from reader.config import LANGUAGES, language_table
from reader.errors import InputError

NAMES = ("FILE", "BACKUP", "CONFIG", "VIEW")
"""Metavariables of options that want a name; the others may be empty."""

Command = TypeVar("Command", bound=Callable[..., object])


def common_options(command: Command) -> Command:
    """Add `--library` and `--language`, before or after a command's name.

    Settings that are wrong stop every command before it begins, but not `doctor`, which says what
    is wrong with them and goes on.
    """
    command = _with_settings(command)
    command = click.option(
        "--library",
        metavar="DIR",
        shell_complete=folder,
        expose_value=False,
        callback=_remember("library"),
        help="The library to use (else MEIPI_LIBRARY, the current folder, or your own).",
    )(command)
    return click.option(
        "--language",
        metavar="LANG",
        shell_complete=language,
        expose_value=False,
        callback=_remember_language,
        help="en, zh-Hant or zh-Hans (else your settings or locale).",
    )(command)


def as_option(command: Command) -> Command:
    """Add `--as NAME`."""
    return click.option(
        "--as",
        metavar="NAME",
        shell_complete=annotator,
        expose_value=False,
        callback=_remember("annotator"),
        help="Annotate under this name or code.",
    )(command)


def _with_settings(command: Command) -> Command:
    @wraps(command)
    def checked(*args: object, **options: object) -> object:
        ctx = click.get_current_context()
        state = ctx.ensure_object(State)
        _check_names(ctx)
        # A subcommand looks itself, unless it is asked for help; the doctor reports what it finds.
        if ctx.invoked_subcommand is None and ctx.info_name != "doctor":
            _ = state.config
        return command(*args, **options)

    return cast("Command", checked)


def _check_names(ctx: click.Context) -> None:
    """Raise InputError `argument_empty` for an argument, a file or an annotator without a name."""
    for parameter in ctx.command.params:
        name = parameter.name or ""
        typed = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        named = isinstance(parameter, click.Argument) and name != "query"
        named = named or parameter.metavar in NAMES
        value = ctx.params.get(name)
        if typed and named and "" in (value if isinstance(value, tuple) else (value,)):
            raise InputError("argument_empty", what=parameter.make_metavar(ctx).strip("[].|-"))


def _remember(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        if value == "":
            raise click.BadParameter("it is empty", ctx, param)
        if value is not None:
            setattr(ctx.ensure_object(State), name, value)

    return callback


def _remember_language(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None and value != "auto" and language_table(value) is None:
        raise click.BadParameter(f"choose one of {', '.join(LANGUAGES)}", ctx, param)
    _remember("language")(ctx, param, value)
