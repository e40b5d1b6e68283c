"""Opening the reader. What is here stands on the way to the first text, so without click."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.cli import COMMANDS
from reader.cli.state import State, existing, find_article, is_address
from reader.errors import InputError, MeipiError

if TYPE_CHECKING:
    from reader.library import Library

FEW = 20
"""Files that are taken in before anything is shown."""

SMALLEST = (40, 10)
"""Columns and rows of the smallest terminal that can be used."""


def is_plain(arguments: Sequence[str]) -> bool:
    """Whether a command line only opens the reader: nothing, or the name of one article."""
    if len(arguments) > 1:
        return False
    return all(a and not a.startswith("-") and a not in COMMANDS for a in arguments)


def open_plainly(arguments: Sequence[str]) -> int:
    """Open the reader for a plain command line; returns the exit code."""
    state = State()
    try:
        return read(state, arguments[0] if arguments else None)
    except MeipiError as error:
        state.complain(error)
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception:
        # Rows of a damaged page may hold anything; what they break is the damage's doing.
        damage = state.damage()
        if damage is None:
            raise
        state.complain(damage)
        return 2


def read(
    state: State, name: str | None, *, again: bool = False, allow_private: bool = False
) -> int:
    """Open the article that a name means, the last one read, or the library.

    `-` is what is piped in, which is kept first. What an address holds is fetched and kept, too,
    unless it is known; with `again` also then.
    `allow_private` takes addresses of this machine and its network as well.
    """
    piped = _take_stdin() if name == "-" else None
    try:
        check_terminal()
    except InputError as error:
        if name and piped is None:
            _check_name(name, error)
            _check_article(state, name)
        raise
    config = state.config
    with state.opened(sync=False) as library:
        library.keep_backups(config.backups)
        if piped is not None:
            from reader.library.intake.offers import accept, offer_text

            name = accept(library, offer_text(piped)).article
        article = choose(
            library, name, lambda url: fetch(state, library, url, allow_private), again=again
        )
        if article is not None:
            try:
                library.refresh(article)
            except MeipiError as error:
                # What is in the library can be read all the same; this stands there afterwards.
                state.complain(error)
        from reader.tui import run

        return run(
            library,
            article,
            config=config,
            words_language=state.words_language,
            annotator=state.annotator or config.annotator or None,
            allow_private=allow_private,
        )


def _take_stdin() -> bytes:
    """The piped input; the keys come from the terminal itself afterwards."""
    from reader.cli.inputs import standard_input

    data = standard_input()
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise InputError("not_a_terminal") from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    return data


def check_terminal() -> None:
    """Raise InputError if the reader cannot be shown.

    Its code is `not_a_terminal`, `terminal_dumb` or `terminal_too_small`.
    """
    # Textual reads from stdin and draws on stderr.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(each is not None and each.isatty() for each in streams):  # None if it was closed
        raise InputError("not_a_terminal")
    if os.environ.get("TERM") == "dumb":
        raise InputError("terminal_dumb", name="dumb")
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    # Some pseudo-terminals do not know their size and say 0.
    if 0 < columns < SMALLEST[0] or 0 < rows < SMALLEST[1]:
        raise InputError(
            "terminal_too_small", width=columns, height=rows, least="{}×{}".format(*SMALLEST)
        )


def fetch(state: State, library: Library, url: str, allow_private: bool) -> str:
    """Fetch what an address holds and keep it; returns its article's id."""
    from reader.library.intake.offers import accept, offer_address
    from reader.model.web_address import without_credentials

    message = state.words("cli.fetching", url=without_credentials(url))
    sys.stderr.write(f"meipi: {message}\n")
    return accept(library, offer_address(url, library=library, allow_private=allow_private)).article


def choose(
    library: Library, name: str | None, fetch: Callable[[str], str], *, again: bool = False
) -> str | None:
    """The article to open: the one named, else the last one read, else the only one.

    `fetch` keeps what an address holds; it is asked for one that is not known, and for every one
    with `again`. None for the library, where one can be chosen. The folder is searched for new
    files only if the library does not know the name, so that a large one opens as fast as a small.
    """
    if name is not None:
        if again and is_address(name):
            return fetch(name)
        try:
            return find_article(library, name)
        except InputError as error:
            if error.code == "address_not_kept":
                return fetch(name)
            if error.code not in ("article_unknown", "file_missing"):
                raise
            library.sync()
            try:
                return find_article(library, name)
            except InputError as last:
                _check_name(name, last)
                raise
    return library.last_read() or _only(library)


def _check_name(name: str, error: InputError) -> None:
    """Raise InputError `command_unknown` if a name that cannot be opened is nearly a command's."""
    if error.code in ("article_unknown", "not_a_terminal") and existing(name) is None:
        from reader.cli.mistyped import nearest, unknown

        near = nearest(name)
        if near:
            raise unknown(name, near) from error


def _check_article(state: State, name: str) -> None:
    """Raise InputError for what could not be opened in a terminal either: there is no such thing.

    An article's file or address need not be known, and is not taken in or fetched here.
    """
    path = existing(name)
    if path is not None and path.is_dir():
        raise InputError("file_is_folder", path=name)
    if path is None and not is_address(name):
        with state.opened() as library:
            find_article(library, name)


def _only(library: Library) -> str | None:
    """The only article; of a library without any, the only file that can be taken in."""
    from itertools import islice

    found = library.newest(2)
    if not found and len(list(islice(library.articles.iterdir(), FEW + 1))) <= FEW:
        library.sync()  # the library does it too, but then there is a list first
        found = library.newest(2)
    return found[0] if len(found) == 1 else None
