"""Content of a web page: what it says of itself, and its lines, taken or left out."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.article import Link, Role
from reader.model.repair import Repair
from reader.model.web_address import strip_credentials


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page, in the order of the page.

    `role` is what the page's form says of it; None leaves it to the words (`structure.roles`).
    `level` is 2 to 6 for a heading, else 0. `taken` says that it belongs to the article; blocks
    that are not taken stand near it and were left out (links to other articles, share bars,
    advertisements). `decided` says that a person said which, so that the line stays so when the
    page comes again. `image` says that it stands with a picture. `links` are words of the line.
    """

    text: str
    role: Role | None = None
    level: int = 0
    taken: bool = True
    image: bool = False
    links: tuple[Link, ...] = ()
    decided: bool = False


@dataclass(frozen=True, slots=True)
class PageContent:
    """A web page as an article in the making, for a preview.

    `date` is ISO 8601 or empty, `url` the page's own address, `lang` a BCP 47 tag or empty.
    `encoding` is Python's name of the page's encoding; `repairs` counts what was cleaned away
    from what is shown here; `teaser` says that the page has only the beginning of the article and
    that the rest is for those who pay. Switch blocks with `dataclasses.replace`.
    """

    title: str
    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    topics: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    encoding: str = "utf-8"
    repairs: tuple[Repair, ...] = ()
    teaser: bool = False

    def __post_init__(self) -> None:
        strip_credentials(self, "url", "source")

    def leaves_out(self, block: Block) -> bool:
        """Whether a block is not in the article; its headline is there, as the title."""
        return not block.taken and (block.decided or block.text.strip() not in ("", self.title))
