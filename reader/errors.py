"""The errors a caller may catch. They carry a code and its parameters; `words` says them aloud."""

from __future__ import annotations

UNFORESEEN = 70
"""The exit code of an error that nobody foresaw: EX_SOFTWARE of sysexits.h."""


class MeipiError(Exception):
    """Something the user can act on: bad input, or a library that cannot be used as it is.

    `code` names a message `error.<code>` in `reader.words`; `params` fill its gaps. The command
    line prints the message and ends with exit code 2; a screen shows it.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        gaps = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({gaps})" if gaps else self.code


class InputError(MeipiError):
    """A file, quote or argument that cannot be used."""


class LibraryError(MeipiError):
    """A library that is locked, read-only, damaged, full or from a newer program."""
