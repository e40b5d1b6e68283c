"""Questions whether a new article is an old one whose file was renamed and edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

from reader.errors import MeipiError
from reader.library import Library
from reader.library.intake import renamed_files as renamed
from reader.library.intake.renamed_files import ArticlePair
from reader.library.joining import Joined
from reader.tui.kit.question import Question
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.strips import cut, safe
from reader.words import Words

if TYPE_CHECKING:
    from textual.app import App

    from reader.tui.library.screen import LibraryScreen
    from reader.tui.reading.screen import ReadingScreen

RESTS = 3.0  # seconds without a key, so that no question comes under somebody's fingers
TITLE = 30  # cells of a title


class ArticlePairs:
    """Questions, one at a time, on the page or over the list, each pair once in a session.

    `screen` is where it can be asked now, if anywhere; `sign` says who does it, and `joined` gets
    what was made one.
    """

    def __init__(
        self,
        app: App[Any],
        library: Library,
        words: Words,
        *,
        screen: Callable[[], ReadingScreen | LibraryScreen | None],
        sign: Callable[[], None],
        joined: Callable[[Joined, str], None],
    ) -> None:
        self._library, self._words = library, words
        self._screen, self._sign, self._joined = screen, sign, joined
        self._answers: LatestRequest[Joined | None] = LatestRequest(app)
        self._pairs: list[ArticlePair] = []
        self._known: set[ArticlePair] = set()
        self._pressed = 0.0

    def pressed(self) -> None:
        """Note that a key was pressed just now."""
        self._pressed = monotonic()

    def heard(self, pairs: Sequence[ArticlePair]) -> None:
        """Take over what is to be asked, and ask if nothing else goes on."""
        self._pairs += [pair for pair in pairs if pair not in self._known]
        self._known.update(pairs)
        if self._pairs and not self._answers.busy and monotonic() - self._pressed >= RESTS:
            screen = self._screen()
            if screen is not None:
                self._ask(screen, self._pairs.pop(0))

    def _ask(self, screen: ReadingScreen | LibraryScreen, pair: ArticlePair) -> None:
        words = self._words
        new, old = (cut(safe(title), TITLE) for title in (pair.new_title, pair.old_title))
        yes = words("alike.yes", new=new or "–", old=old or "–")
        no = words("alike.no")

        def answered(answer: str) -> None:
            one = answer == yes
            self._answers.ask(
                lambda: self._answer(pair, one=one),
                lambda done: self._done(screen, pair, done),
                lambda error: self._failed(screen, error),
            )

        quote = words("alike.files", new=safe(pair.new_file), old=safe(pair.old_file))
        screen.ask(
            Question(
                "alike", quote, answered, choices=(yes, no),
                only_choices=True,
            )
        )  # fmt: skip

    def _answer(self, pair: ArticlePair, *, one: bool) -> Joined | None:
        """Join the pair, or keep it apart. Runs in a thread."""
        if one:
            self._sign()
            return renamed.join(self._library, pair)
        renamed.keep_apart(self._library, pair)
        return None

    def _done(
        self, screen: ReadingScreen | LibraryScreen, pair: ArticlePair, done: Joined | None
    ) -> None:
        if done is None:
            screen.show_text(self._words("alike.two"))
            return
        key = "alike.one.review" if done.review else "alike.one"
        title = cut(safe(pair.new_title), TITLE) or "–"
        self._joined(done, self._words(key, title=title, count=done.review))

    def _failed(self, screen: ReadingScreen | LibraryScreen, error: MeipiError) -> None:
        screen.show_text(screen.error_text(error), bad=True)
