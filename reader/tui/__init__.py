"""The screens. `run` opens the reader; nothing of Textual is imported before it is called."""

from __future__ import annotations

import gc
import os
import signal
from typing import TYPE_CHECKING

from reader.errors import UNFORESEEN, LibraryError

if TYPE_CHECKING:
    from reader.config import Config
    from reader.library import Library
    from reader.tui.app import MeipiApp

FOR_TEXTUAL = {"ESCDELAY": "25", "TEXTUAL_FPS": "500"}
"""Environment of Textual: escape answers after 25 ms, and marks are drawn at once when on disk."""
FAILED = 1
"""Textual's return code when it ended by itself."""
ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")
"""Signals that end the reader as the quit key does; the exit code is then 128 and its number."""


def run(
    library: Library,
    article: str | None,
    *,
    config: Config,
    words_language: str,
    annotator: str | None = None,
    allow_private: bool = False,
) -> int:
    """Open an article, or the library, until the reader leaves; returns the exit code.

    `allow_private` lets addresses of this machine and its network be brought in, too.
    Raises MeipiError for an article or setting that cannot be used, and if the place where reading
    stopped cannot be kept; and what nobody foresaw, after the terminal was given back. Textual
    reads its settings when it is imported, hence the imports below.
    """
    for name, value in FOR_TEXTUAL.items():
        os.environ.setdefault(name, value)
    # Nothing becomes garbage on the way to the first page; looking for it takes a tenth of it.
    gc.disable()
    from reader.tui.startup.typed_ahead import typed_ahead

    with typed_ahead() as held:
        if article is not None:
            library.open_soon(article)
        from reader.tui.startup.first_page import shown
        from reader.words import load

        document = library.open(article) if article is not None else None
        words = load(words_language)
        with shown(document, config, words, annotator or "", held.ending) as release:
            import asyncio

            from reader.tui.app import MeipiApp

            def take() -> None:
                held.release()
                release()

            app = MeipiApp(
                library, document, config, words, annotator or "", take_terminal=take,
                lending=held.restore, shown=_collect_again, allow_private=allow_private,
            )  # fmt: skip
            result = asyncio.run(_reading(app))
    if app.failure is not None:
        raise app.failure from getattr(app.failure, "error", None)  # what failed in a worker
    _raise_late_errors(app)
    if app.return_code == FAILED:
        return UNFORESEEN
    return app.return_code or result or 0


def _raise_late_errors(app: MeipiApp) -> None:
    """Raise what is known only when the reader is left: LibraryError as `run` does."""
    article = app.navigation.article
    opened = article.opened
    last = opened.place_kept if opened is not None else None
    for place_kept in (*article.places_kept, *([last] if last is not None else [])):
        try:
            place_kept.result()
        except LibraryError as error:
            # Whoever reads a library that cannot be written knows that nothing is kept.
            if error.code != "library_read_only":
                raise


def _collect_again() -> None:
    """Collect garbage again once the first page is painted; objects made before are exempt."""
    gc.freeze()
    gc.enable()


async def _reading(app: MeipiApp) -> int | None:
    """Run the app until the reader or a signal ends it."""
    import asyncio

    loop = asyncio.get_running_loop()
    for name in ENDINGS:
        signum = getattr(signal, name, None)
        # What was ignored from the start (nohup) stays so; Windows has no handlers in loops.
        if signum is not None and os.name == "posix" and signal.getsignal(signum) != signal.SIG_IGN:
            loop.add_signal_handler(signum, _end, app, signum)
    return await app.run_async()


def _end(app: MeipiApp, signum: int) -> None:
    if signum == getattr(signal, "SIGHUP", None):
        # The terminal is gone: what is still drawn and read must not fail.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
    app.exit(return_code=128 + signum)
