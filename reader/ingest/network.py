"""The only place that opens a socket: one address is fetched, with every step checked.

Every hop of a redirect is taken apart and resolved anew. A name is resolved once, all its
addresses must be public, and the connection goes to one of those numbers: nobody can answer
differently between the check and the connection. Nothing is sent but the request: no cookies,
no credentials, no referrer.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from functools import lru_cache
from ipaddress import ip_address
from os import environ
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.addresses import Address, follow, parse_address
from reader.ingest.extra import web_missing
from reader.ingest.proxies import Proxy, proxy_for
from reader.ingest.replies import Policy, Reply, reply_of, retry_after, visible
from reader.ingest.special_purpose import is_public
from reader.ingest.unpacking import Unpacker
from reader.version import VERSION

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse

__all__ = ["AGENT", "ANY", "DEFAULT", "Policy", "Reply", "fetch"]

AGENT = f"meipi/{VERSION}"
"""Value of `User-Agent`; it is the same for everyone, and names no page that may not be."""

ANY = "text/html, application/xhtml+xml, */*;q=0.5"
"""Value of `Accept` unless the caller has one."""

DEFAULT = Policy()

_CHUNK = 64 * 1024
_REDIRECTS = (301, 302, 303, 307, 308)
_WELCOME = (200, 203)


def fetch(
    url: str,
    policy: Policy = DEFAULT,
    *,
    etag: str = "",
    modified: str = "",
    accept: str = ANY,
    stop: Event | None = None,
) -> Reply:
    """Fetch an address, at the latest until the policy's deadline or until `stop` is set.

    `etag` and `modified` of an earlier reply make the request conditional. Raises InputError:
    what `addresses.parse_address`, `proxies.proxy_for` and `unpacking.Unpacker` raise, and
    `address_private`, `address_unknown_host`, `network_failed`, `network_timeout`,
    `network_stopped`, `redirect_loop`, `reply_status` (with `status`, and `retry_after` in
    seconds or None), `reply_broken`, `reply_empty`, `reply_too_large`, `tls_failed`,
    `web_missing`.
    """
    address = parse_address(url)
    _need_packages()
    asked = {"User-Agent": AGENT, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
    asked |= {"Accept-Language": "zh, *;q=0.5", "Connection": "close"}
    if visible(etag):
        asked["If-None-Match"] = etag
    if visible(modified):
        asked["If-Modified-Since"] = modified
    exchange = _Exchange(policy, asked)
    outcome: Future[Reply] = Future()

    def work() -> None:
        try:
            outcome.set_result(exchange.run(address))
        except BaseException as error:
            outcome.set_exception(error)

    # In a thread of its own, because resolving a name cannot be interrupted.
    Thread(target=work, name="fetch", daemon=True).start()
    try:
        while not outcome.done():
            if stop is not None and stop.is_set():
                raise InputError("network_stopped")
            if exchange.left() <= 0:
                raise exchange.late(address)
            wait([outcome], min(exchange.left(), 0.1 if stop is not None else policy.deadline))
    finally:
        exchange.cut()
    return outcome.result()


def _need_packages() -> None:
    from importlib.util import find_spec

    if find_spec("urllib3") is None:  # asked here, since further on it would be too late
        raise web_missing()


class _Exchange:
    """One fetch: its thread runs it, the caller's may cut it."""

    def __init__(self, policy: Policy, asked: Mapping[str, str]) -> None:
        self._policy = policy
        self._asked = asked
        self._end = monotonic() + policy.deadline
        self._guard = Lock()
        self._socket: socket.socket | None = None
        self._is_cut = False

    def left(self) -> float:
        """Seconds until the deadline."""
        return self._end - monotonic()

    def late(self, address: Address) -> InputError:
        """Error for a deadline that has passed."""
        return InputError("network_timeout", url=address.url, seconds=f"{self._policy.deadline:g}")

    def cut(self) -> None:
        """End whatever is being waited for; harmless when all is done."""
        with self._guard:
            self._is_cut = True
            if self._socket is not None:
                with suppress(OSError, ValueError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def run(self, address: Address) -> Reply:
        """Follow redirects until there is a reply."""
        seen = {address.url}
        while True:
            with self._as_input_errors(address):
                reply = self._ask(address)
            if isinstance(reply, Reply):
                return reply
            address = follow(address, reply)
            if address.url in seen or len(seen) > self._policy.redirects:
                raise InputError("redirect_loop", url=address.url, count=len(seen))
            seen.add(address.url)

    def _ask(self, address: Address) -> Reply | str:
        """One request: the reply, or where it is to be had."""
        proxy = proxy_for(address)
        connection = self._connect(address, proxy)
        try:
            whole = proxy is not None and address.scheme == "http"
            asked = {"Host": address.netloc, **self._asked}
            if whole and proxy is not None:
                asked |= _authorization(proxy)
            connection.request(
                "GET",
                address.url if whole else address.target,
                headers=asked,
                preload_content=False,
                decode_content=False,
            )
            response = connection.getresponse()
            try:
                return self._judge(address, response)
            finally:
                response.close()
        finally:
            with self._guard:
                self._socket = None
            connection.close()

    def _judge(self, address: Address, response: HTTPResponse) -> Reply | str:
        headers, status = response.headers, response.status
        if status in _REDIRECTS and headers.get("Location"):
            return _as_utf8(headers["Location"])
        if status not in (*_WELCOME, 304):
            later = retry_after(headers.get("Retry-After", ""))
            raise InputError("reply_status", url=address.url, status=status, retry_after=later)
        if status == 304:
            return reply_of(address.url, 304, headers, b"")
        return reply_of(address.url, 200, headers, self._body(address, response))

    def _body(self, address: Address, response: HTTPResponse) -> bytes:
        largest, headers = self._policy.largest, response.headers
        transfer = headers.get("Transfer-Encoding", "").strip().lower()
        if transfer not in ("", "chunked", "identity"):
            raise InputError("reply_encoding", url=address.url, encoding=transfer[:80])
        unpacker = Unpacker(headers.get("Content-Encoding", ""), largest, address.url)
        if transfer != "chunked" and (response.length_remaining or 0) > largest:
            raise InputError("reply_too_large", url=address.url, largest=largest)
        while data := response.read(_CHUNK, decode_content=False):
            if self.left() <= 0:
                raise self.late(address)
            unpacker.feed(data)
        body = unpacker.finish()
        if not body.strip():
            raise InputError("reply_empty", url=address.url)
        return body

    def _connect(self, address: Address, proxy: Proxy | None) -> HTTPConnection:
        """A connection to the first address that takes one."""
        if proxy is None:
            places = [(number, address.port) for number in self._resolve(address)]
        else:
            places = [(proxy.host, proxy.port)]
        failure: Exception = InputError("address_unknown_host", host=address.host)
        for place, (host, port) in enumerate(places):
            if self._is_cut or self.left() <= 0:
                raise self.late(address)
            # So that a dead address leaves time for the others.
            patience = self.left() / (len(places) - place)
            connection = _connection(address, host, port, patience, proxy)
            try:
                connection.connect()
            except Exception as error:
                connection.close()
                failure = error
                if isinstance(error, ssl.SSLError):
                    break
                continue
            connection.timeout = max(0.01, self.left())
            with self._guard:
                self._socket = connection.sock
                if self._is_cut:
                    connection.close()
                    raise self.late(address)
            return connection
        raise failure

    def _resolve(self, address: Address) -> list[str]:
        """The numbers of a host, every one of them checked."""
        try:
            found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise InputError("address_unknown_host", host=address.host) from error
        numbers = list(dict.fromkeys(str(place[0]) for *_, place in found))
        for number in numbers:
            if not self._policy.allow_private and not is_public(ip_address(number)):
                raise InputError("address_private", url=address.url, address=number)
        return numbers

    @contextmanager
    def _as_input_errors(self, address: Address) -> Iterator[None]:
        """Raise whatever goes wrong with an exchange as InputError."""
        from http.client import HTTPException

        from urllib3 import exceptions as wrong

        url = address.url
        try:
            yield
        except InputError:
            raise
        except (ssl.SSLError, wrong.SSLError) as error:
            raise InputError("tls_failed", url=url, reason=_reason(error)) from error
        except wrong.NewConnectionError as error:  # for urllib3 it is a kind of time-out
            raise InputError("network_failed", url=url, reason=_reason(error)) from error
        except (TimeoutError, wrong.TimeoutError) as error:
            raise self.late(address) from error
        except OSError as error:
            raise InputError("network_failed", url=url, reason=_reason(error)) from error
        except (HTTPException, wrong.HTTPError, ValueError) as error:
            raise InputError("reply_broken", url=url, reason=_reason(error)) from error


def _connection(
    address: Address, host: str, port: int, timeout: float, proxy: Proxy | None
) -> HTTPConnection:
    """A connection that is not open yet; certificates are checked for the address's host."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if address.scheme == "http":
        return HTTPConnection(host, port, timeout=timeout)
    connection = HTTPSConnection(
        host,
        port,
        timeout=timeout,
        ssl_context=_trust(environ.get("SSL_CERT_FILE", ""), environ.get("SSL_CERT_DIR", "")),
        server_hostname=address.host.rstrip("."),
    )
    if proxy is not None:
        connection.set_tunnel(address.host, address.port, _authorization(proxy))
    return connection


@lru_cache(maxsize=4)
def _trust(_file: str, _folder: str) -> ssl.SSLContext:
    """The system's roots; where Python finds none, those of certifi. The names are OpenSSL's."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not context.cert_store_stats()["x509_ca"] and paths.capath is None:
        with suppress(ImportError):
            import certifi

            context.load_verify_locations(certifi.where())
    return context


def _authorization(proxy: Proxy) -> dict[str, str]:
    from urllib3.util import make_headers

    return dict(make_headers(proxy_basic_auth=proxy.credentials)) if proxy.credentials else {}


def _as_utf8(header: str) -> str:
    """A header's text: servers send UTF-8 where Latin-1 was meant."""
    with suppress(UnicodeError):
        return header.encode("latin-1").decode()
    return header


def _reason(error: BaseException) -> str:
    """Reason of a failure, in the words of the library that noticed it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    inner = error.__cause__ or next((it for it in error.args if isinstance(it, Exception)), None)
    if isinstance(inner, Exception) and not isinstance(error, OSError):
        return _reason(inner)
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return re.sub(r"\s+", " ", str(reason))[:120]
