"""`python -m reader` and the command `meipi`."""

from __future__ import annotations

import atexit
import os
import sys
from io import TextIOWrapper

import reader


def main() -> None:
    """Run the command line; an error that nobody foresaw ends it with a traceback and a code of
    its own.
    """
    from reader.cli import interrupts

    interrupts.listen()
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(interrupts.CODE)
    except SystemExit:
        # An interrupt may have become something else on its way: click ends with 1.
        if interrupts.was_heard():
            sys.exit(interrupts.CODE)
        raise
    except Exception:
        if interrupts.was_heard():
            sys.exit(interrupts.CODE)
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
    _fill_standard_streams()
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot show Chinese gets escapes, not a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    atexit.register(_drop_messages)
    if os.environ.get("_MEIPI_COMPLETE"):
        # A shell asks what may be typed; click answers when the program is called below.
        from reader.cli.bash import register

        register()
    else:
        from reader.cli.opening import is_plain, open_plainly

        if is_plain(sys.argv[1:]):
            sys.exit(open_plainly(sys.argv[1:]))
    from reader.cli.main import program

    program(prog_name="meipi")


def _drop_messages() -> None:
    """Forget messages that cannot be written, which would change the exit code."""
    try:
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _fill_standard_streams() -> None:
    """Open what was closed before the program began, so that no file of ours gets its number.

    `sys.stdin` and `sys.stdout` stay None, which is told where one is needed; messages are dropped.
    """
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(descriptor)
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


if __name__ == "__main__":
    main()
