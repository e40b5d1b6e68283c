"""Bytes from the terminal that make no character become U+FFFD and do not end the reader.

Old mouse reports, terminals that are not set to UTF-8 and bad lines send them. Textual decodes its
input strictly and has no setting for it.
"""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from functools import partial


def forgive() -> None:
    """Let Textual's driver replace what it cannot decode; before the app runs."""
    if os.name != "posix":  # a Windows console sends characters, not bytes
        return
    from textual.drivers import linux_driver

    decoder = partial(getincrementaldecoder("utf-8"), errors="replace")
    vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: decoder
