"""What the screen writes: under way until the screen has gone on with what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.message import Message

from reader.errors import InputError
from reader.library import open_library
from reader.tui.kit.edit_queue import EditQueue, Written


class Screen:
    """Takes what is posted, and looks at it when it is told to."""

    def __init__(self, *, closing: bool = False) -> None:
        self.posted: list[Message] = []
        self.closing = closing

    def post(self, message: Message) -> bool:
        self.posted.append(message)
        return not self.closing


def refuse(_: object) -> None:
    raise InputError("text_changed")


@pytest.mark.parametrize("fails", [False, True])
def test_it_is_busy_until_what_follows_is_begun(park: Path, fails: bool) -> None:
    library, screen, followed = open_library(park), Screen(), []
    edit_queue = EditQueue(library, screen.post)

    def then(_: object) -> None:
        followed.append(("kept", edit_queue.busy))

    def otherwise() -> None:
        followed.append(("refused", edit_queue.busy))
        edit_queue.write(lambda _: None)

    edit_queue.write(refuse if fails else lambda _: None, then, otherwise)
    library.submit(lambda _: None).result()
    assert edit_queue.busy
    assert followed == []
    (written,) = screen.posted
    assert isinstance(written, Written)
    edit_queue.settle(written)
    assert followed == [("refused" if fails else "kept", False)]
    assert edit_queue.busy is fails  # with what follows
    library.close()


def test_it_is_not_busy_for_a_screen_that_is_closing(park: Path) -> None:
    library = open_library(park)
    edit_queue = EditQueue(library, Screen(closing=True).post)
    edit_queue.write(lambda _: None)
    library.submit(lambda _: None).result()
    assert not edit_queue.busy
    library.close()
