"""Edits of the article at the cursor: star, read, archive, queue, name; and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import Entry
from reader.tui.kit.question import Question
from reader.tui.kit.strips import cut
from reader.tui.library.controllers.controller import LibraryController, LibraryControllerHost
from reader.tui.reading.discretion import discreet

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.model import Change

TITLE = 28  # cells of a title in a message
HERE = ("all", "unread", "archived", "folder", "feed", "source", "topic")
"""Shelves that an article leaves when it is archived or taken out of the archive."""

MOVED = ("later", "earlier")
"""Deeds that give all of the queue new places, though they are about one article."""


class ArticleEdits(LibraryController):
    """Changes an article as a whole; each change is on disk before the screen reports it."""

    def __init__(self, host: LibraryControllerHost) -> None:
        super().__init__(host)
        self._coming: dict[str, dict[str, bool]] = {}  # states on their way to disk, by article

    def _called(self, entry: Entry) -> str:
        return cut(self.host.articles.painter.title(entry), TITLE, self.host.ambiguous)

    def _change(
        self,
        entry: Entry,
        work: Callable[[Edits], bool],
        key: str,
        *,
        shelves: tuple[str, ...] = (),
        orders: tuple[str, ...] = (),
        leaves: bool = False,
    ) -> None:
        """Write something about an article, and report it, or that it was so already.

        On one of `shelves`, or in one of `orders`, the list is another one afterwards; `leaves`
        says that the article is no longer on it. Then it goes at once, so that the next key is
        about the next article; it comes back if nothing could be written.
        """
        browsing, ident = self.browsing, entry.head.id
        shelf, left = browsing.shelf, browsing.shelf.kind in shelves and leaves
        if left:
            browsing.leave(ident)
            self.host.show()
        left = left and not self.reader.lists.busy  # else an answer may bring it back

        def done(changed: bool) -> None:
            self.host.show_message(
                f"shelved.{key}" if changed else "shelved.same", title=self._called(entry)
            )
            self._coming.pop(ident, None)
            moved = browsing.shelf.kind in shelves or browsing.shelf.order in orders
            self.reader.renew([ident], moved=moved and not (left and browsing.shelf == shelf))

        def failed() -> None:
            self._coming.pop(ident, None)
            self.reader.reload(again=True, to=ident if leaves else None)

        self.write(work, done, failed)

    def _turn(self, entry: Entry, state: str, keys: tuple[str, str]) -> None:
        """Switch a state of an article on or off."""
        ident = entry.head.id
        coming = self._coming.setdefault(ident, {})
        on = coming[state] = not coming.get(state, getattr(entry, state))
        gone = {"read": ("unread",), "starred": ("starred",), "archived": HERE}[state]
        leaves = on if state == "read" else not on if state == "starred" else True
        self._change(
            entry,
            lambda edits: edits.shelf.put_state(ident, state, on),
            keys[0] if on else keys[1],
            shelves=gone,
            orders=("progress",) if state == "read" else (),
            leaves=leaves,
        )

    def _turn_target(self, state: str, keys: tuple[str, str]) -> None:
        """Switch a state of what is marked, or of the article at the cursor."""
        if self.browsing.marks:
            self._turn_marked(lambda edits, ids: edits.shelf.turn_states(ids, state), keys)
        elif (entry := self.browsing.here) is not None:
            self._turn(entry, state, keys)

    def _turn_marked(
        self, turn: Callable[[Edits, list[str]], tuple[bool, int]], keys: tuple[str, str]
    ) -> None:
        """Do something with all that is marked, as one action; then nothing is marked any more."""

        def done(turned: tuple[bool, int]) -> None:
            on, count = turned
            self.host.show_message(f"shelved.several.{keys[0] if on else keys[1]}", count=count)
            self.reader.reload(again=True)
            self.reader.count()

        def begin() -> None:
            marks, marked = self.browsing.marks, self.browsing.marked

            def failed() -> None:
                marks.put(marked, marked=True)
                self.reader.reload(again=True)

            marks.put_all(marked=False)
            self.host.show()
            if marked:
                self.write(lambda edits: turn(edits, marked), done, failed)

        self.reader.then_of_all(begin)

    def star(self) -> None:
        """Star, on and off."""
        self._turn_target("starred", ("starred", "unstarred"))

    def read(self) -> None:
        """Read or unread."""
        self._turn_target("read", ("read", "unread"))

    def archive(self) -> None:
        """Archive, or take out of the archive."""
        self._turn_target("archived", ("archived", "unarchived"))

    def make_private(self) -> None:
        """Make the article private with all that hangs on it, or public again."""
        keys = ("article_private", "article_public")
        if self.browsing.marks:
            self._turn_marked(lambda edits, ids: edits.shelf.turn_private(ids), keys)
        elif (entry := self.browsing.here) is not None:
            ident = entry.head.id
            coming = self._coming.setdefault(ident, {})
            on = coming["private"] = not coming.get("private", entry.head.private)
            self._change(
                entry,
                lambda edits: edits.shelf.put_private([ident], on) > 0,
                keys[0] if on else keys[1],
            )

    # the queue

    def _queued(self, entry: Entry) -> bool:
        """Whether an article is in the queue, once what is on its way is on disk."""
        return self._coming.get(entry.head.id, {}).get("queued", bool(entry.queued))

    def queue(self) -> None:
        """Put the article at the end of the queue, or take it off."""
        if self.browsing.marks:
            self._turn_marked(
                lambda edits, ids: edits.shelf.turn_queue(ids), ("queued", "unqueued")
            )
            return
        entry = self.browsing.here
        if entry is None:
            return
        ident = entry.head.id
        queued = self._queued(entry)
        self._coming.setdefault(ident, {})["queued"] = not queued
        if queued:
            self._change(
                entry,
                lambda edits: edits.shelf.dequeue(ident),
                "unqueued", shelves=("queue",), leaves=True,
            )  # fmt: skip
        else:
            self._change(
                entry,
                lambda edits: edits.shelf.enqueue(ident),
                "queued", shelves=("queue",),
            )  # fmt: skip

    def shift(self, direction: int) -> None:
        """Move the article earlier or later in the queue."""
        entry = self.browsing.here
        if entry is None:
            return
        if not self._queued(entry):
            self.host.show_message("nothing.queued")
            return
        ident = entry.head.id
        self._change(
            entry,
            lambda edits: edits.shelf.move_in_queue(ident, direction),
            "later" if direction > 0 else "earlier",
            shelves=("queue",),
        )

    # names

    def rename(self) -> None:
        """Ask for a title of the reader's own; an empty one gives the file's back."""
        entry = self.browsing.here
        if entry is not None:
            self._ask_title(entry, entry.head.title)

    def _ask_title(self, entry: Entry, text: str) -> None:
        ident = entry.head.id

        def kept(title: str) -> None:
            self._change(
                entry,
                lambda edits: edits.shelf.rename(ident, title),
                "renamed" if title else "unnamed",
                orders=("title",),
            )

        question = Question(
            "rename",
            self._called(entry),
            kept,
            text=text,
            afresh=True,
        )
        self.host.ask(discreet(question, self.host, text))

    def topics(self) -> None:
        """Ask for the topics; an empty answer gives the file's back, a dash means none."""
        if self.browsing.marks:
            self.reader.then_of_all(self._ask_topics_of_all)
        elif (entry := self.browsing.here) is not None:
            self._ask_topics(entry)

    def _ask_topics(self, entry: Entry) -> None:
        ident = entry.head.id

        def kept(text: str) -> None:
            chosen = split_topics(text)
            none = text in ("-", "－", "—")
            topics = [] if none else chosen or None
            self._change(
                entry,
                lambda edits: edits.shelf.put_topics(ident, topics),
                "no_topics" if none else "topics" if topics else "told_topics",
                shelves=("topic",),
            )

        text = "、".join(entry.head.topics)
        question = Question("topics", self._called(entry), kept, text=text)
        self.host.ask(discreet(question, self.host, text))

    def _ask_topics_of_all(self) -> None:
        """Ask for topics that all marked articles are given beside those that they have."""

        def kept(text: str) -> None:
            if topics := split_topics(text):
                self._turn_marked(
                    lambda edits, ids: (True, edits.shelf.add_topics(ids, topics)), ("topics", "")
                )

        about = self.words("library.marked", count=len(self.browsing.marked))
        question = Question("add_topics", about, kept, lambda _: self.host.show_text(""))
        self.host.ask(discreet(question, self.host))

    # undo

    def turn(self, op: str) -> None:
        def work(edits: Edits) -> Change | None:
            return edits.history.turn_next(op, scope="shelf")

        def done(change: Change | None) -> None:
            entry = change.entry if change is not None else None
            if change is None or entry is None:
                self.host.show_message(f"nothing.{op}")
                return
            what = self.words(f"shelving.{entry.deed}")
            if entry.articles > 1 and entry.deed not in MOVED:
                what = self.words("shelved.of_several", what=what, count=entry.articles)
            self.host.show_message(f"shelved.{op}ne", what=what)
            if change.left:
                self.host.add_message("done.turned.left", count=change.left)
            self.reader.reload(again=True, to=entry.article or None)
            self.reader.count()

        if self.host.edit_queue.busy or self.library.can_turn(op):
            self.write(work, done)
        else:  # a starter that nobody has changed stays one
            self.host.show_message(f"nothing.{op}")


def split_topics(text: str) -> list[str]:
    """Topics as they are typed on one line, parted by commas or semicolons of any kind."""
    for sign in "，,;；":
        text = text.replace(sign, "、")
    return [part.strip() for part in text.split("、") if part.strip()]
