"""`python -m reader` and the command `meipi`."""

from __future__ import annotations

import sys

import reader


def main() -> None:
    """Run the command line, if this is the package it was written for.

    The `reader` of PyPI, a feed library, installs into the same folder without an error; then
    nothing here fits together.
    """
    if not (reader.__doc__ or "").startswith("Meipi"):
        sys.exit(
            "meipi: another package called “reader” was installed over this one.\n"
            "Run `pip uninstall reader`, then install meipi again; best with pipx."
        )
    from reader.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
