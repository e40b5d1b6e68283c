"""`make man`: write the manual page from what the commands say of themselves."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from reader.cli import SUMMARIES
from reader.cli.main import program
from reader.version import VERSION

PAGE = Path(__file__).parents[1] / "docs" / "meipi.1"
COMMON = {"--language", "--library", "--help"}

ENVIRONMENT = {
    "MEIPI_LIBRARY": "The library to use, if --library names none.",
    "MEIPI_CONFIG": "The file of settings.",
    "LC_ALL, LC_MESSAGES, LANG": "The language of the screen, if the settings choose none.",
    "NO_COLOR": "Nothing is coloured if it is set.",
}
FILES = {
    "~/.local/share/meipi": "Your own library, if no other is named: articles/ and annotations.db.",
    "~/.config/meipi/config.toml": "The settings.",
}
STATUS = {
    "0": "Done.",
    "1": "Nothing was found, or something is wrong with what was looked at.",
    "2": "Wrong use or bad input; a line says why.",
    "70": "An error that nobody foresaw.",
}


def main() -> None:
    """Write the page."""
    PAGE.write_text(manual(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


def manual() -> str:
    """The page in the language of man(7), as groff and mandoc read it."""
    lines = [
        f'.TH MEIPI 1 "" "meipi {VERSION}" "User Commands"',
        ".SH NAME",
        r"meipi \- read Chinese news, tag claims as fact or opinion, export them",
        ".SH SYNOPSIS",
        *synopsis(program, "meipi"),
        ".SH DESCRIPTION",
        *paragraphs(program.help),
        ".SH OPTIONS",
        *options(program, "meipi"),
        ".SH COMMANDS",
        r"Every command takes \-\-library, \-\-language and \-\-help as well.",
    ]
    context = context_of(program, "meipi")
    for name in SUMMARIES:
        command = program.get_command(context, name)
        if command is not None:
            lines += of_command(command, f"meipi {name}")
    for heading, entries in (
        ("EXIT STATUS", STATUS),
        ("ENVIRONMENT", ENVIRONMENT),
        ("FILES", FILES),
    ):
        lines += [f".SH {heading}", *definitions(entries.items())]
    return "\n".join(lines) + "\n"


def of_command(command: click.Command, name: str) -> list[str]:
    """A command and those below it."""
    lines = [f".SS {escaped(name)}", *synopsis(command, name), *paragraphs(command.help)]
    lines += options(command, name)
    if isinstance(command, click.Group):
        for below, each in command.commands.items():
            lines += of_command(each, f"{name} {below}")
    return lines


def context_of(command: click.Command, name: str) -> click.Context:
    """The context that click gives a command that is asked for its help."""
    return click.Context(command, info_name=name, **command.context_settings)


def synopsis(command: click.Command, name: str) -> list[str]:
    """The arguments after the name."""
    pieces = command.collect_usage_pieces(context_of(command, name))
    return [rf"\fB{escaped(name)}\fR {escaped(' '.join(pieces))}"]


def options(command: click.Command, name: str) -> list[str]:
    """The options with what they do; those that every command has stand in the first list alone."""
    context = context_of(command, name)
    own = [it for it in command.get_params(context) if isinstance(it, click.Option)]
    if command is not program:
        own = [it for it in own if not COMMON & {*it.opts}]
    records = (each.get_help_record(context) for each in own)
    return list(definitions(record for record in records if record is not None))


def definitions(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Terms with their explanations."""
    for term, meaning in entries:
        yield from (".TP", rf"\fB{escaped(term)}\fR", escaped(meaning) or r"\&")


def paragraphs(text: str | None) -> Iterator[str]:
    r"""A help text; a paragraph after click's `\b` keeps its lines."""
    for paragraph in re.split(r"\n{2,}", inspect.cleandoc(text or "").partition("\f")[0]):
        kept = paragraph.startswith("\b")
        lines = paragraph.removeprefix("\b").strip("\n").splitlines()
        body = [escaped(line if kept else line.strip()) for line in lines]
        yield from (".PP", ".nf", *body, ".fi") if kept else (".PP", *body)


def escaped(text: str) -> str:
    """A text that contains no request of roff; its hyphens are minus signs, to be copied."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    main()
