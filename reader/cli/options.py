"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from reader.cli.completion import annotator, folder, language
from reader.cli.state import State
from reader.config import LANGUAGES, language_table

Command = TypeVar("Command", bound=Callable[..., object])


def common_options(command: Command) -> Command:
    """Add `--library` and `--language`, before or after a command's name."""
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


def _remember(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def callback(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            setattr(ctx.ensure_object(State), name, value)

    return callback


def _remember_language(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None and value != "auto" and language_table(value) is None:
        raise click.BadParameter(f"choose one of {', '.join(LANGUAGES)}", ctx, param)
    _remember("language")(ctx, param, value)
