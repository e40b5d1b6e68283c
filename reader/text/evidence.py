"""A piece of evidence as somebody writes it: an address, a remark, or one after the other."""

from __future__ import annotations

import re

from reader.model.web_address import without_credentials

# With a scheme and slashes, an address holds whatever is not white space; without, its host is
# ASCII, or all of it is.
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://\S|(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::\d+)?[/?#]"
)


def address_and_remark(text: str) -> tuple[str, str]:
    """The address that a piece of evidence begins with, up to the first white space, and the rest.

    Either may be empty. An address may hold letters of any script, as browsers show them.
    User name and password in it are left out.
    """
    text = without_credentials(text)  # white space inside an address hides none
    first, rest = (*text.split(maxsplit=1), "", "")[:2]
    plain = first.isascii() and ("." in first or ":" in first)
    is_place = plain or _ADDRESS.match(first) is not None
    return (first, rest.strip()) if is_place else ("", text.strip())
