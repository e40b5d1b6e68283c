"""Addresses in the values of the model: no user name and no password stands in them.

Pages, feeds and files name addresses that somebody has logged in with; what is stored, shown and
exported must not hand that on. So the values themselves take it out, however they were made.
"""

from __future__ import annotations

import re

# A backslash ends the host for browsers (WHATWG URL), so what follows it is no host.
_CREDENTIALS = re.compile(r"\A(\s*[a-z][a-z0-9+.-]*://)[^/?#\\]*@", re.IGNORECASE)


def without_credentials(url: str) -> str:
    """An address without the user name and password that stand before its host."""
    return _CREDENTIALS.sub(r"\1", url, count=1) if _CREDENTIALS.match(url) else url


def strip_credentials(value: object, *names: str) -> None:
    """Take user name and password out of these addresses of a frozen value that is being made."""
    for name in names:
        url = getattr(value, name)
        if "@" in url:
            object.__setattr__(value, name, without_credentials(url))
