"""Undoing the one layer of compression that a reply may have, never beyond a size."""

from __future__ import annotations

import zlib

from reader.errors import InputError

_GZIP = b"\x1f\x8b"


class Unpacker:
    """Decoder that takes a reply's bytes as they come and gives its body.

    `encoding` is the Content-Encoding header: none, `gzip` or `deflate`. `largest` is the most
    bytes that are taken in and the most that are given out. Errors name `url`.

    Raises InputError `reply_encoding` for any other encoding or more than one.
    """

    def __init__(self, encoding: str, largest: int, url: str) -> None:
        layers = [layer.strip().lower() for layer in encoding.split(",")]
        layers = [layer for layer in layers if layer not in ("", "identity")]
        if len(layers) > 1 or not set(layers) <= {"gzip", "x-gzip", "deflate"}:
            raise InputError("reply_encoding", url=url, encoding=encoding[:80])
        self._packed = bool(layers)
        self._deflate = layers == ["deflate"]
        self._largest = largest
        self._url = url
        self._taken = 0
        self._body = bytearray()
        self._layer: zlib._Decompress | None = None
        self._held = b""
        self._whole = False
        self._ended = False

    def feed(self, data: bytes) -> None:
        """Take some bytes; raises InputError `reply_too_large`, `reply_broken`."""
        self._taken += len(data)
        if self._taken > self._largest:
            raise self._too_large()
        if not self._packed:
            self._body += data
            return
        self._held += data
        try:
            self._unpack()
        except zlib.error as error:
            raise InputError("reply_broken", url=self._url, reason=str(error)[:80]) from error

    def finish(self) -> bytes:
        """The whole body.

        Raises InputError: `reply_broken` if the compressed data is cut, `reply_encoding` if it
        was compressed twice.
        """
        if self._packed and self._taken and not self._whole:
            raise InputError("reply_broken", url=self._url, reason="cut short")
        body = bytes(self._body)
        if self._packed and body.startswith(_GZIP):
            raise InputError("reply_encoding", url=self._url, encoding="gzip, gzip")
        return body

    def _unpack(self) -> None:
        while self._held and not self._ended:
            if self._layer is None and not self._begin():
                return
            data, self._held = self._held, b""
            assert self._layer is not None
            self._body += self._layer.decompress(data, self._largest + 1 - len(self._body))
            if len(self._body) > self._largest:
                raise self._too_large()
            if self._layer.eof:
                self._held = self._layer.unused_data
                self._layer, self._whole = None, True

    def _begin(self) -> bool:
        """Begin with the data, or with a further member of a gzip file; whether there is one."""
        if len(self._held) < 2:  # they identify the format
            return False
        if self._whole and (self._deflate or not self._held.startswith(_GZIP)):
            self._ended = True  # what follows the data is ignored
            return False
        self._layer, self._whole = zlib.decompressobj(self._format(self._held)), False
        return True

    def _format(self, data: bytes) -> int:
        if not self._deflate:
            return zlib.MAX_WBITS | 16
        # RFC 9110 says zlib, but many servers send it without its head.
        headed = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return zlib.MAX_WBITS if headed else -zlib.MAX_WBITS

    def _too_large(self) -> InputError:
        return InputError("reply_too_large", url=self._url, largest=self._largest)
