"""The screens. `run` opens the reader; nothing of Textual is imported before it is called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.config import Config
    from reader.library import Library

ESCAPE_MILLISECONDS = "25"


def run(
    library: Library,
    article: str,
    *,
    config: Config,
    words_language: str,
    annotator: str | None = None,
) -> int:
    """Open an article for reading until the reader leaves; returns the exit code.

    Raises MeipiError for an article or setting that cannot be used. Textual reads ESCDELAY when
    it is imported, hence the imports below.
    """
    os.environ.setdefault("ESCDELAY", ESCAPE_MILLISECONDS)
    from reader.tui.app import MeipiApp
    from reader.words import load

    document = library.open(article)
    app = MeipiApp(library, document, config, load(words_language), annotator or "")
    result = app.run()
    return app.return_code or result or 0
