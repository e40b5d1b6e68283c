"""Draft of an offer: the offer and the reader's decisions, with undo. It knows no screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError
from reader.model import Role
from reader.model.page_content import Block, PageContent
from reader.text.cleaning import clean
from reader.text.dates import iso_date

if TYPE_CHECKING:
    from reader.library.intake.offers import Offer

FIELDS = ("title", "authors", "source", "date", "url")
"""Fields of an article besides its text, in the order in which they are shown."""
FOLDED_FROM = 2
"""Number of lines left out one after the other from which on they are folded."""


class Step(NamedTuple):
    """A state of the page, and the block at which it was left (-1: a field)."""

    page: PageContent
    block: int


class OfferDraft:
    """A page in the making: blocks are switched, roles and fields corrected.

    `runs` are the stretches of blocks that the offer left out, as (first, last); they can be
    folded.
    """

    def __init__(self, offer: Offer) -> None:
        self._offer = offer
        self.page = offer.page
        self.runs = _runs(offer.page.blocks)
        self._counted: tuple[PageContent | None, int] = None, 0
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def offer(self) -> Offer:
        """The offer as it is now."""
        return replace(self._offer, page=self.page)

    @property
    def counts(self) -> tuple[int, int]:
        """Numbers of blocks that are taken, and of those that are left out."""
        page, taken = self._counted
        if page is not self.page:
            taken = sum(block.taken for block in self.page.blocks)
            self._counted = self.page, taken
        return taken, len(self.page.blocks) - taken

    @property
    def first(self) -> int:
        """The first block that is taken; of what is looked at again, that is left out."""
        wanted = not self._offer.again
        return next((n for n, block in enumerate(self.page.blocks) if block.taken is wanted), 0)

    def field(self, name: str) -> str:
        """A field as it is shown and typed."""
        value = getattr(self.page, name)
        return value if isinstance(value, str) else "、".join(value)

    # deciding

    def switch(self, blocks: Sequence[int]) -> bool:
        """Leave blocks out if any of them is taken, else take them; whether they are taken now."""
        take = not any(self.page.blocks[n].taken for n in blocks)
        self._change(blocks, lambda block: replace(block, taken=take, decided=True))
        return take

    def give_role(self, blocks: Sequence[int], role: Role) -> None:
        """Say what blocks are, which takes them, too."""
        heading = role is Role.HEADING

        def in_role(block: Block) -> Block:
            level, decided = (block.level or 2) * heading, block.decided or not block.taken
            return replace(block, role=role, level=level, taken=True, decided=decided)

        self._change(blocks, in_role)

    def shift_level(self, blocks: Sequence[int], by: int) -> bool:
        """Move headings deeper (1) or higher (-1), from 2 to 6; false if none is a heading."""
        headings = [n for n in blocks if self.page.blocks[n].role is Role.HEADING]
        self._change(
            headings,
            lambda block: replace(block, level=min(6, max(2, (block.level or 2) + by))),
        )
        return bool(headings)

    def correct(self, name: str, typed: str) -> None:
        """Give a field another value; raises InputError `date_unknown`, `address_scheme`."""
        text = " ".join(clean(typed).text.split())
        value: str | tuple[str, ...] = text
        if name == "authors":
            parts = (part.strip() for part in re.split("[、;；,，]", text))
            value = tuple(dict.fromkeys(part for part in parts if part))
        elif name == "date" and text:
            value = iso_date(text)
            if not value:
                raise InputError("date_unknown", date=text)
        elif name == "url" and text and not re.fullmatch(r"https?://\S+", text):
            raise InputError("address_scheme", url=text)
        if value != getattr(self.page, name):
            self._become(_with(self.page, name, value), -1)

    # undoing

    @property
    def changed(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._done)

    def undo(self) -> int | None:
        """Take the last change back; the block it was made at, -1 for a field, None without one."""
        return self._step(self._done, self._undone)

    def redo(self) -> int | None:
        """Make the change again that was taken back last."""
        return self._step(self._undone, self._done)

    def _step(self, from_: list[Step], to: list[Step]) -> int | None:
        if not from_:
            return None
        step = from_.pop()
        to.append(Step(self.page, step.block))
        self.page = step.page
        return step.block

    def _change(self, numbers: Iterable[int], made: Callable[[Block], Block]) -> None:
        blocks = list(self.page.blocks)
        chosen = list(numbers)
        for number in chosen:
            blocks[number] = made(blocks[number])
        if tuple(blocks) != self.page.blocks:
            self._become(replace(self.page, blocks=tuple(blocks)), chosen[0])

    def _become(self, page: PageContent, block: int) -> None:
        self._done.append(Step(self.page, block))
        self._undone.clear()
        self.page = page


def _with(page: PageContent, name: str, value: str | tuple[str, ...]) -> PageContent:
    if isinstance(value, tuple):
        return replace(page, authors=value)
    match name:
        case "title":
            return replace(page, title=value)
        case "source":
            return replace(page, source=value)
        case "date":
            return replace(page, date=value)
    return replace(page, url=value)


def _runs(blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    first = 0
    for number in range(len(blocks) + 1):
        if number == len(blocks) or blocks[number].taken:
            if number - first >= FOLDED_FROM:
                runs.append((first, number - 1))
            first = number + 1
    return tuple(runs)
