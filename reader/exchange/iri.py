"""Strings that may stand where a format wants an address (RFC 3987)."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

_IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
_HOST = re.compile(r"[^/?#@:\[\]]+")
_SAFE = "%/:?#[]@!$&'()*+,;=-._~"
_UNFIT = re.compile(r"[<>\"{}|\\^`]")
_SCRIPTED = ("javascript:", "data:", "vbscript:")


def is_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI that runs no script."""
    return _IRI.fullmatch(text) is not None and not text.lower().startswith(_SCRIPTED)


def as_iri(text: str) -> str:
    """An address with the signs percent-encoded that no IRI may hold.

    Browsers take `a|b` and `{a}`, and sites use them; what else is wrong stays as it is.
    """
    return _UNFIT.sub(lambda sign: quote(sign[0]), text)


def as_uri(iri: str) -> str:
    """An IRI as a URI: what is not ASCII is percent-encoded, a host's name is in its IDNA form.

    RFC 3987, section 3.1. What is encoded already stays as it is.
    """
    before, slashes, rest = iri.partition("//")
    host, after = "", rest
    if slashes:
        match = _HOST.match(rest)
        host, after = (match[0], rest[match.end() :]) if match else ("", rest)
        with suppress(UnicodeError):
            host = host.encode("idna").decode() if not host.isascii() else host
    return "".join((before, slashes, quote(host, safe=_SAFE), quote(after, safe=_SAFE)))


def is_web(text: str) -> bool:
    """Whether `text` is an address that a browser opens."""
    return is_iri(text) and text.lower().startswith(("http://", "https://"))


def urn(identifier: str) -> str:
    """`urn:uuid:` and the identifier (RFC 9562), or a UUID derived from it if it is none."""
    try:
        return f"urn:uuid:{UUID(identifier)}"
    except ValueError:
        return f"urn:uuid:{uuid5(NAMESPACE_URL, 'meipi:' + identifier)}"
