"""Web addresses: taken apart, and made safe to send.

Nothing here asks the network. Numbers are read as browsers read them (WHATWG URL: 127.1, 0x7f.1
and 2130706433 are all 127.0.0.1), so that what was checked is what is connected to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urljoin, urlsplit

from reader.errors import InputError
from reader.model.web_address import without_credentials

PORTS = {"http": 80, "https": 443}
"""The schemes that are fetched, and their ports."""

LONGEST = 8192
"""Characters of the longest address that is sent; servers refuse longer ones."""

_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\ud800-\udfff]")
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}\.?")
_LOCAL_NAME = re.compile(
    r"[^.]+\.?|(?:.*\.)?(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa|corp)\.?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be asked for: all parts are ASCII and percent-encoded.

    `host` is lower case, an IPv6 address without brackets; `target` is path and query.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host and port as they stand in an address and in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return f"{self.scheme}://{self.netloc}{self.target}"

    @property
    def number(self) -> IPv4Address | IPv6Address | None:
        """The IP address that the host is, or None for a name."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None


def parse_address(url: str) -> Address:
    """The address that a text is; white space around it is ignored.

    Raises InputError with `url`: `address_scheme` for anything but http and https,
    `address_credentials` for a user name or password in it, `address_malformed`.
    """
    url = url.strip()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", url, re.IGNORECASE)
    if scheme is None or scheme[1].lower() not in PORTS:
        raise InputError("address_scheme", url=without_credentials(url)[:200])
    wrong = InputError("address_malformed", url=without_credentials(url)[:200])
    if _CONTROL.search(url) or len(url) > LONGEST:
        raise wrong
    try:
        parts = urlsplit(url)
        if "@" in parts.netloc:
            raise InputError("address_credentials", url=without_credentials(url)[:200])
        host = _host(parts.hostname or "")
        port = parts.port if parts.port is not None else PORTS[parts.scheme]
        target = quoted(parts.path or "/") + (f"?{quoted(parts.query)}" if parts.query else "")
    except ValueError as error:
        raise wrong from error
    if not port or "\\" in parts.netloc:
        raise wrong
    return Address(parts.scheme, host, port, target)


def follow(base: Address, location: str) -> Address:
    """Address that a redirect leads to: credentials in it are dropped, everything else is checked
    anew.

    Raises InputError as `parse_address` does.
    """
    location = location.strip().replace(" ", "%20")
    try:
        return parse_address(joined(base.url, location))
    except ValueError as error:
        shown = without_credentials(location)[:200]
        raise InputError("address_malformed", url=shown) from error


def link(base: str, reference: str) -> str:
    """A link on a page or in a feed as a whole http or https address; empty if it is none.

    User name and password in it are left out.
    """
    reference = "".join(reference.split("\n")).strip().replace(" ", "%20")
    if not reference or reference.startswith("#"):
        return ""
    try:
        return parse_address(joined(base, reference)).url
    except (InputError, ValueError):
        return ""


def joined(base: str, reference: str) -> str:
    """A reference as an address, without user name and password; raises ValueError.

    They are taken out beforehand, too: what is no host to Python becomes a part of the path.
    """
    return without_credentials(urljoin(base, without_credentials(reference)))


def quoted(text: str) -> str:
    """A path or query as it is sent; what is percent-encoded already stays.

    Raises ValueError for lone surrogates.
    """
    text = re.sub("%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(text, safe="/%:@!$&'()*+,;=~?-._")


def is_local_name(host: str) -> bool:
    """Whether a name can only mean a machine nearby (RFC 6762, 6761, 8375 and custom)."""
    return _LOCAL_NAME.fullmatch(host) is not None


def _host(host: str) -> str:
    """A host in ASCII and lower case, numbers in their usual form; raises ValueError."""
    if ":" in host:
        number = IPv6Address(host)
        if number.scope_id is not None:
            raise ValueError(host)
        if number.ipv4_mapped is not None:  # from Python 3.13 on its text has dots
            high, low = divmod(int(number.ipv4_mapped), 1 << 16)
            return f"::ffff:{high:x}:{low:x}"
        return str(number)
    host = host.encode("idna").decode().lower()  # full-width letters, dots and digits, too
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise ValueError(host)
    last = host.rstrip(".").rpartition(".")[2]
    return str(_ipv4(host)) if re.fullmatch("[0-9]+|0x[0-9a-f]*", last) else host


def _ipv4(host: str) -> IPv4Address:
    """The IPv4 address that a host ending in a number is (WHATWG URL); raises ValueError."""
    numbers = [_number(part) for part in host.rstrip(".").split(".")]
    *most, last = numbers
    room = 256 ** (5 - len(numbers)) if len(numbers) <= 4 else 0
    if last >= room or any(number > 255 for number in most):
        raise ValueError(host)
    value = sum(number << 8 * (3 - place) for place, number in enumerate(most))
    return IPv4Address(value + last)


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if len(part) > 1 and part.startswith("0") else 10)
