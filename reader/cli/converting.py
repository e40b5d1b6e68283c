"""`meipi convert`: a text in another Chinese script."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli import completion
from reader.cli.inputs import STDIN, standard_input
from reader.cli.options import common_options
from reader.cli.output import print_json, write_bytes
from reader.cli.state import State, is_address, looks_like_path
from reader.errors import InputError
from reader.words import Words

if TYPE_CHECKING:
    from reader.model.repair import Repair
    from reader.text.cleaning import Decoded
    from reader.text.scripts import ScriptView


@click.command("convert")
@click.argument("file", required=False, metavar="[FILE|-]", shell_complete=completion.file)
@click.option(
    "--to",
    "config",
    default="s2tw",
    show_default=True,
    metavar="CONFIG",
    shell_complete=completion.conversion,
    help="The OpenCC configuration to convert with.",
)
@click.option("--json", "as_json", is_flag=True, help="The text and what changed its length.")
@common_options
@click.pass_obj
def command(state: State, file: str | None, config: str, as_json: bool) -> None:
    """Convert a text between the Chinese scripts, as OpenCC does.

    FILE is a text in any Chinese encoding; without it, or with -, standard input is read. All of it
    is converted, front matter too, and printed as UTF-8. Line ends become LF, tabs spaces, and
    control characters are left out. The file is not changed, and no library is needed.

    CONFIG says from which script to which. Without --to it is always s2tw, whatever the language of
    the screen, so that a script does the same on every machine.

    \b
    s2tw   s2hk   s2t     simplified → Taiwan, Hong Kong, OpenCC's traditional
    tw2s   hk2s   t2s     Taiwan, Hong Kong, OpenCC's traditional → simplified
    t2tw   t2hk   t2jp    OpenCC's traditional → Taiwan, Hong Kong, Japanese
    tw2t   hk2t   jp2t    Taiwan, Hong Kong, Japanese → OpenCC's traditional

    These four change words too, not only characters (软件 → 軟體):

    \b
    s2twp  s2hkp          simplified → Taiwan, Hong Kong
    tw2sp  hk2sp          Taiwan, Hong Kong → simplified

    The JSON holds "config", "text", and "segments": the blocks whose length changed, each with its
    place in the "source" and in the "view", which is the text. Places are [start, end) in Unicode
    code points; the source is the input after the cleaning. Between blocks, code points answer each
    other one by one.

    \b
    Example:  meipi convert news.txt --to tw2sp > simplified.txt
              meipi convert --to s2hk --json < news.txt | jq .segments
    """
    from reader.text.scripts import view

    view("", config)  # a wrong name is refused before any input is waited for
    decoded = _read(file)
    _warn_of_repairs(decoded.repairs, state.words)
    converted = view(decoded.text, config)
    if as_json:
        print_json(fields(config, converted), indent=None)
    else:
        write_bytes(converted.text.encode())


def fields(config: str, converted: ScriptView) -> dict[str, Any]:
    """A conversion as JSON values; all offsets are code points."""
    return {
        "config": config,
        "text": converted.text,
        "segments": [
            {"source": [source.start, source.end], "view": [view.start, view.end]}
            for source, view in converted.segments
        ],
    }


def _read(file: str | None) -> Decoded:
    """The text of a file or of standard input.

    Raises InputError as `read_bytes` and `decode` do, and `path_needed` for an address and for
    what may be an article's title.
    """
    from reader.text.cleaning import decode

    name = "stdin" if file in (None, STDIN) else str(file)
    if file is None and sys.stdin is not None and sys.stdin.isatty():
        # A terminal is waited for only if `-` asked for it.
        raise click.UsageError("Name a FILE, pipe a text in, or type one after `meipi convert -`.")
    try:
        return decode(standard_input() if file in (None, STDIN) else _bytes(name))
    except InputError as error:
        raise InputError(error.code, **({"path": name} | error.params)) from error


def _bytes(name: str) -> bytes:
    from reader.ingest.files import read_bytes

    try:
        data, _ = read_bytes(Path(name))
    except InputError as error:
        if error.code == "file_missing" and (is_address(name) or not looks_like_path(name)):
            raise InputError("path_needed", path=name) from error
        raise
    return data


def _warn_of_repairs(repairs: tuple[Repair, ...], words: Words) -> None:
    """Say on stderr how many characters were taken out or replaced."""
    from reader.ingest.files import repair_notices

    for code, gaps in repair_notices(repairs):
        click.echo(f"meipi: {words(f'notice.{code}', **gaps)}", err=True)
