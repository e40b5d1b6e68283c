"""The way to the screens that ask for a source of evidence, and that show a quote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.library import quoted_pages
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.quoting.quote_screen import QuoteScreen
from reader.tui.quoting.source_screen import SourceScreen
from reader.words.times import local_time

if TYPE_CHECKING:
    from reader.errors import MeipiError
    from reader.library.quoted_pages import EvidenceDraft, QuotedPage
    from reader.tui.kit.screen_context import ScreenContext
    from reader.tui.terminal_app import TerminalApp


def find_source(
    app: TerminalApp,
    context: ScreenContext,
    then: Callable[[EvidenceDraft | None], None],
    *,
    allow_private: bool,
) -> None:
    """Ask where evidence is from, over the screen that is shown."""
    app.push_screen(SourceScreen(context, allow_private=allow_private), then)


def show_quote(
    app: TerminalApp,
    context: ScreenContext,
    evidence: str,
    failed: Callable[[MeipiError], None],
) -> None:
    """Show the page of a piece of evidence at its quote, over the screen that is shown."""

    def show(page: QuotedPage) -> None:
        words, day = context.words, local_time(page.came_in)[:10]
        key = "quoting.changed" if page.changed else "quoting.as_of"
        app.push_screen(
            QuoteScreen(context, page.document, shown=page.span, message=words(key, day=day))
        )

    LatestRequest[quoted_pages.QuotedPage](app).ask(
        lambda: quoted_pages.quoted(context.library, evidence), show, failed
    )
