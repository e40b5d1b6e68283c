"""Measures of bringing web pages in: a page's bytes to its article, and the article to a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, Goal, figure
from benchmarks.rooms import beside, seconds
from reader.ingest.html import extract
from reader.text.structure.markdown_writer import as_markdown

PAGES = Path(__file__).resolve().parent.parent / "tests" / "ingest" / "html" / "pages"
GROUP = "Pages"
GOAL = Goal(ratio=5)
"""Two libraries vote on what the article is, one of which is the floor."""
SCRIPT = b"<script>" + b"window.data.push({'id': 1, 'kind': 'teaser'});" * 4_000 + b"</script>"
TEASER = b"<li><a href='/x'><img src='x.jpg'><span>Another headline</span></a><em>3 min</em></li>"
"""Surroundings of the article on a real page: code, and hundreds of links to others."""


def importing(rounds: int) -> list[Figure]:
    """Pages as they are and as large as real ones, against one of the voting libraries alone."""
    small = _pages()
    figures = [
        _import("a page of 5 KB", small, rounds),
        _import("a page of 250 KB", [_surrounded(page) for page in small], rounds),
    ]
    return [*figures, _writing(small, rounds)]


def _pages() -> list[bytes]:
    """The pages of the tests in encodings that contain ASCII."""
    told = json.loads((PAGES / "pages.json").read_text("utf-8")).values()
    return [(PAGES / said["file"]).read_bytes() for said in told if said["encoding"] != "utf-16"]


def _surrounded(page: bytes) -> bytes:
    """A page with as much around its article as a publisher puts there."""
    return page.replace(b"</head>", SCRIPT + b"</head>", 1) + b"<ul>" + TEASER * 500 + b"</ul>"


def _import(name: str, pages: Sequence[bytes], rounds: int) -> Figure:
    """The time of one page, the mean over all of them in each round."""
    import trafilatura

    def ours() -> None:
        for page in pages:
            extract(page)

    def alone() -> None:
        for page in pages:
            trafilatura.extract(page)

    return beside(
        GROUP, f"import {name}", ours, "trafilatura alone", alone,
        rounds=rounds, goal=GOAL, each=len(pages),
    )  # fmt: skip


def _writing(pages: Sequence[bytes], rounds: int) -> Figure:
    """Writing an article as Markdown, with the reading back that makes sure."""
    articles = [extract(page) for page in pages]

    def write() -> None:
        for article in articles:
            as_markdown(article)

    each = 1e3 / len(articles)
    return figure(
        GROUP, "an article as Markdown", "ms", [each * seconds(write) for _ in range(rounds)]
    )
