"""A JSON list that is written as its items come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from reader.exchange.plain import escaped


def write_list(items: Iterable[Mapping[str, Any]], stream: BinaryIO) -> None:
    """Write objects as a list in UTF-8, in which no character hides or steers a terminal."""
    before = "["
    for item in items:
        text = json.dumps(item, ensure_ascii=False, indent=2)
        stream.write(f"{before}\n{escaped(text)}".encode())
        before = ","
    stream.write(b"[]\n" if before == "[" else b"\n]\n")
