"""The target of a key: the passage in sight, one of several, or a word why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Annotation, Span
from reader.tui.session.aim import Anothers, Deed, Which, aim
from reader.tui.session.names import called

if TYPE_CHECKING:
    from reader.tui.reading.display import Display
    from reader.tui.reading.host import ReadingHost
    from reader.tui.session.session import ArticleSession

Do = Callable[[Span | str, Span], None]
"""An action on a target, with the passage that it stands for."""


class SelectedPart(NamedTuple):
    """A selected passage that something is being written about, before the cursor moves again."""

    span: Span
    moves: int


class Targeting:
    """Targets of keys, found with `session.aim`; asks where there may be several.

    What is still on its way to the disk is waited for where it lies at the cursor; what is typed
    meanwhile is kept for what follows. A part that something was said of stays the target.
    """

    def __init__(self, screen: ReadingHost, display: Display) -> None:
        self._screen, self._display = screen, display
        self._under_way: list[Span] = []
        self._part: SelectedPart | None = None

    @property
    def _session(self) -> ArticleSession:
        return self._screen.session

    # from a key to its target

    def act(self, deed: Deed, do: Do) -> None:
        """Do something to the target, now or once the reader has picked one."""
        screen, session = self._screen, self._session
        if self._unsettled():
            self._hold(partial(self.act, deed, do))
            return
        if not self._display.in_sight(
            session.selection.span if session.selection else session.here
        ):
            screen.show_message("nothing.in_sight")
            return
        found = aim(session, deed)
        if found is None:
            if session.walk.count:
                screen.show_message("nothing.remove")
        elif isinstance(found, Anothers):
            annotator = session.marks.annotators.get(found.annotation.annotator)
            key = "no_own" if found.annotation.span else "no_own.lost"
            screen.show_message(key, name=called(annotator, screen.context.words))
        elif isinstance(found, Which):
            self._ask(found, deed, do)
        elif self._display.in_sight(found.span):
            do(found.target, found.span)
        else:
            screen.show_message("nothing.in_sight")

    def _ask(self, which: Which, deed: Deed, do: Do) -> None:
        """List the possible targets; a digit picks one, and the key goes on with it."""
        from reader.tui.reading.annotation_choices import choices_of

        screen, words = self._screen, self._screen.context.words

        def pick(choice: Annotation | Span) -> None:
            screen.close_panel()
            if isinstance(choice, Span) or self._session.marks.get(choice.id) is not None:
                self._go(choice)
                self.act(deed, do)

        choices = choices_of(self._session, words, which.choices, pick)
        screen.list_choices("dialog.choose", choices, title=words("dialog.which"))
        screen.renew_panel = partial(self._ask, which, deed, do)

    def _go(self, choice: Annotation | Span) -> None:
        """Focus an annotation, or select a passage that has none."""
        session = self._session
        if isinstance(choice, Span):
            session.focus = None
            session.selection = session.selector.all_of(choice)
        else:
            place = session.place(choice)
            sentence = session.sentence
            if place is not None:
                session.go_to(place, choice.id)
                if place.overlaps(session.outline.sentence(sentence)):
                    session.sentence = sentence  # a passage may begin before the sentence read
        self._display.show()

    # what is on its way

    def _hold(self, action: Callable[[], None]) -> None:
        """Do something once everything is on disk; keys that are pressed meanwhile follow it."""
        host = self._screen
        host.status.asking, host.ready = host.words("saving"), False

        def go_on() -> None:
            host.ask_with("")
            action()

        host.edit_queue.write(lambda _: None, lambda _: go_on(), go_on)

    def _unsettled(self) -> bool:
        """Whether something is being written at the cursor."""
        session = self._session
        here = session.selection.span if session.selection else session.here
        return any(span.overlaps(here) for span in self._under_way)

    def begin(self, span: Span) -> None:
        """Note that an edit of a passage is on its way to the disk."""
        self._under_way.append(span)

    def end(self, span: Span, *, kept: bool = True) -> None:
        """Note that an edit is on disk or has failed; its part is focused if it is there."""
        self._under_way.remove(span)
        if kept:
            self._stay()
        else:
            self._part = None

    @property
    def under_way(self) -> tuple[Span, ...]:
        """The passages that something is being written about."""
        return tuple(self._under_way)

    # the part that stays the target

    def leave_selection(self) -> None:
        """Drop the selection; its passage is the target of the next key."""
        session = self._session
        if session.selection is not None:
            self._part = SelectedPart(session.selection.span, session.moves)
            session.selection = None
            self._display.show()

    def _stay(self) -> None:
        """Focus the annotation of the part, now on disk, if the reader is there still."""
        part, session = self._part, self._session
        self._part = None
        if part is None or session.moves != part.moves or session.selection or session.focus:
            return
        own = session.marks.mine_at(part.span)
        if own is not None and part.span != session.sentence_span:
            session.focus = own.id
