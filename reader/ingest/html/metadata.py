"""What a page says of itself, beneath and above its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Head:
    title: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    topics: tuple[str, ...] = ()


def read_head(root: _Element, url: str) -> Head:
    title = root.findtext(".//h1") or root.findtext(".//title") or ""
    return Head(title=" ".join(title.split()), url=url)
