"""Hosts that feeds and pages are asked of: each gets one request at a time, apart from the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic
from urllib.parse import urlsplit

from reader.errors import InputError


class Hosts:
    """Gate to each host: one request at a time, kept apart from the next."""

    def __init__(self, apart: float, stop: Event) -> None:
        self._apart = apart
        self._stop = stop
        self._guard = Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Wait for a host to be free; raises InputError `network_stopped` if stopped meanwhile."""
        with self._guard:
            host = self._hosts.setdefault(urlsplit(url).netloc, _Host())
        with host.busy:
            if self._stop.wait(max(0.0, host.free_at - monotonic())):
                raise InputError("network_stopped")
            try:
                yield
            finally:
                host.free_at = monotonic() + self._apart


@dataclass(slots=True)
class _Host:
    busy: Lock = field(default_factory=Lock)
    free_at: float = 0.0
