"""A web server on this machine that can be as rude as a test wants."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

Rude = Callable[[socket.socket], None]
"""Answers a request on its open connection; the connection is closed afterwards."""


CERTIFICATE = Path(__file__).with_name("test_only_certificate.pem")
"""A certificate for localhost and 127.0.0.1 that nobody trusts, with its key."""


@dataclass
class Asked:
    """A request as it came in; header names are in lower case, `at` is in seconds."""

    method: str
    target: str
    headers: dict[str, str]
    at: float = field(default_factory=time.monotonic)


class LocalServer:
    """Listens on a free port of `host` and answers by target; `asked` is the record.

    `connections` counts those that were made, whether or not anything was asked on them.
    """

    def __init__(self, host: str = "127.0.0.1", *, port: int = 0, safe: bool = False) -> None:
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if safe else None
        if self._tls:
            self._tls.load_cert_chain(CERTIFICATE)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        self._listener.bind((host, port))
        self._listener.listen(64)
        self.port: int = self._listener.getsockname()[1]
        self.host = f"[{host}]" if ":" in host else host
        self.closing = threading.Event()
        self.asked: list[Asked] = []
        self.busiest = 0
        self.connections = 0
        self._busy: set[socket.socket] = set()
        self._pages: dict[str, Rude] = {}
        self._guard = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def url(self, target: str = "/", host: str = "") -> str:
        return f"http{'s' if self._tls else ''}://{host or self.host}:{self.port}{target}"

    def targets(self) -> list[str]:
        return [asked.target for asked in self.asked]

    def page(self, target: str, body: bytes = b"", status: str = "200 OK", **headers: str) -> str:
        """Answer politely; `Content_Type="…"` is the header Content-Type. Returns the address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Length", str(len(body)))
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        return self.bytes(target, f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)

    def bytes(self, target: str, reply: bytes) -> str:
        """Answer with exactly these bytes."""

        def answer(connection: socket.socket) -> None:
            connection.sendall(reply[:-1])
            self._is_answered(connection)  # before whoever asked can know it and ask again
            connection.sendall(reply[-1:])

        return self.rude(target, answer)

    def rude(self, target: str, answer: Rude) -> str:
        self._pages[target] = answer
        return self.url(target)

    def close(self) -> None:
        self.closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._start(lambda connection=connection: self._serve(connection))  # type: ignore[misc]

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(10)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65536)
            if not data or data.startswith(b"\x16\x03"):  # TLS, which is not spoken here
                return
            head += data
        first, *lines = head.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = dict(line.split(": ", 1) for line in lines)
        with self._guard:
            named = {name.lower(): value for name, value in headers.items()}
            self.asked.append(Asked(method, target, named))
            self._busy.add(connection)
            self.busiest = max(self.busiest, len(self._busy))
        try:
            answer = self._pages.get(target)
            if answer is None:
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            else:
                answer(connection)
        finally:
            self._is_answered(connection)

    def _is_answered(self, connection: socket.socket) -> None:
        with self._guard:
            self._busy.discard(connection)
