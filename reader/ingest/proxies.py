"""The proxy that the user's surroundings name for an address, if they name one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from reader.errors import InputError
from reader.ingest.addresses import Address, is_local_name
from reader.ingest.special_purpose import is_public
from reader.model.web_address import without_credentials


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; `credentials` is `name:password` or empty."""

    host: str
    port: int
    credentials: str


def proxy_for(address: Address) -> Proxy | None:
    """The proxy to ask for an address: `https_proxy`, `http_proxy` or the system's settings.

    What can only be nearby and what `no_proxy` lists is asked directly. Raises
    InputError `proxy_unusable` for a proxy that is not asked by HTTP.
    """
    number = address.number
    if is_local_name(address.host) if number is None else not is_public(number):
        return None
    from urllib.request import getproxies, proxy_bypass

    named = getproxies().get(address.scheme, "")
    if not named or proxy_bypass(f"{address.host}:{address.port}"):
        return None
    named = named if "://" in named else f"http://{named}"
    wrong = InputError("proxy_unusable", proxy=without_credentials(named)[:200])
    try:
        parts = urlsplit(named)
        host, port = parts.hostname, parts.port or 80
    except ValueError as error:
        raise wrong from error
    if parts.scheme != "http" or not host:
        raise wrong
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
    return Proxy(host, port, login)
