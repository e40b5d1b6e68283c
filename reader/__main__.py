"""`python -m reader` and the command `meipi`."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import reader


def main() -> None:
    """Run the command line; an error that nobody foresaw ends it with a traceback and a code of
    its own.
    """
    try:
        _run()
    except Exception:
        import traceback

        from reader.errors import UNFORESEEN

        traceback.print_exc()
        sys.exit(UNFORESEEN)


def _run() -> None:
    """Run the command line, if this is the package it was written for.

    The `reader` of PyPI, a feed library, installs into the same folder without an error; then
    nothing here fits together.
    """
    if not (reader.__doc__ or "").startswith("Meipi"):
        sys.exit(
            "meipi: another package called “reader” was installed over this one.\n"
            "Run `pip uninstall reader`, then install meipi again; best with pipx."
        )
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot show Chinese gets escapes, not a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from reader.cli.opening import is_plain, open_plainly

    if is_plain(sys.argv[1:]):
        sys.exit(open_plainly(sys.argv[1:]))
    from reader.cli.main import program

    program(prog_name="meipi")


if __name__ == "__main__":
    main()
