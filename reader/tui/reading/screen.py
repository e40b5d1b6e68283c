"""The reading screen itself: what stands where, at which size, and how it is left."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.errors import MeipiError
from reader.tui.commands import READING, bindings, shown_keys
from reader.tui.keys import composing
from reader.tui.page.geometry import (
    CONTENTS_FROM,
    CONTENTS_LEAST,
    MARGIN_FROM,
    SMALLEST,
    STRIP_FROM,
)
from reader.tui.page.styles import Styles
from reader.tui.panels.panel import Panel
from reader.tui.reading.revising import Revising
from reader.tui.reading.viewing import SOON
from reader.tui.surface import Blank
from reader.tui.terminal.tokens import INTRODUCED
from reader.tui.workers import run_beside

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Edits

LOOK_AGAIN = 2.0  # seconds until what another window wrote is shown


class ReadingScreen(Revising):
    """One article, open for reading and tagging."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(READING)
    AUTO_FOCUS = "#page"

    wants_contents: bool | None = None  # None: as the width allows
    wants_margin = True
    too_small = False
    place_kept: Future[None] | None = None
    seen = 0  # the version of the library that is shown
    trouble = ""  # why it cannot be shown

    def compose(self) -> ComposeResult:
        """Top line, contents and page, the two lines for a note, bottom line."""
        self._share_out()
        yield self.top_bar
        with Blank(id="middle"):
            yield self.contents
            yield self.page
        yield from self.strip_bars
        yield self.bottom_bar

    def on_mount(self) -> None:
        """Say what the reader should know, and look for what other windows write."""
        self.seen = self.library.version()
        self.pen.otherwise = self.app.post_message
        self.set_interval(LOOK_AGAIN, self.look_again)
        self.set_timer(SOON, self.prepare_views)
        if self.desk.unseen is not None:
            self.tell(self.wording(self.desk.unseen), bad=True)
        words = self.words
        said = [
            words.stored(f"notice.{code}", {"key": self._key_of(code), **gaps})
            for code, gaps in self.desk.document.notices
        ]
        told = [text for text in said if text is not None]
        if self.drafts:
            quote = self.desk.quote(min(map(self.desk.span_of, self.drafts)))
            told.append(words("notice.drafts", count=len(self.drafts), quote=quote))
        if told:
            self.open_told(told)
        else:
            self.set_timer(SOON, self.tell_left_out)

    def _key_of(self, notice: str) -> str:
        """The key that leads to what a notice is about."""
        wanted = {"revised": "changes", "revised_review": "review"}.get(notice)
        command = next((command for command in READING if command.id == wanted), None)
        return shown_keys(command, self.config.keymap, 1) if command else ""

    def on_screen_resume(self) -> None:
        """What lay over the page is gone: the terminal's cursor stands on it again."""
        self.call_after_refresh(self.page.place_cursor)
        if self.seen:  # the article may have come in again meanwhile
            self.call_after_refresh(self.look_again)

    # size

    def on_resize(self, event: events.Resize) -> None:
        """Decide anew what there is room for."""
        self._share_out()

    def _share_out(self) -> None:
        """What there is room for at this size."""
        width, height = self.app.size
        wanted = width >= CONTENTS_FROM if self.wants_contents is None else self.wants_contents
        self.contents.display = wanted and width >= CONTENTS_LEAST
        for bar in self.strip_bars:
            bar.display = self.wants_margin and width < MARGIN_FROM and height >= STRIP_FROM
        self.page.with_margin = self.wants_margin
        if width < SMALLEST[0] or height < SMALLEST[1]:
            self.tell(self.words("too_small", width=width, height=height), bad=True)
            self.too_small = True
        elif self.too_small:
            self.too_small = False
            self.tell("")

    def action_toggle_contents(self) -> None:
        """The contents, on and off; a list of the sections where they have no room of their own."""
        if self.app.size.width < CONTENTS_LEAST:
            self.list_sections()
            return
        self.wants_contents = not self.contents.display
        self._share_out()
        self.page.show(all_rows=True)

    def action_toggle_margin(self) -> None:
        """The margin, or the two lines that stand in for it, on and off."""
        self.wants_margin = not self.wants_margin
        self._share_out()
        self.page.show(all_rows=True)

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        self.chrome.ink = ink
        self.page.use(ink)
        self.contents.use(ink)
        super().use(ink)
        self.refresh(recompose=False)
        if self.is_mounted:
            self.page.show(all_rows=True)
            self.contents.show(anew=True)

    def look_again(self) -> None:
        """Show what another window has written meanwhile."""
        try:
            version = self.library.version()
            if version == self.seen or self.pen.busy:
                return
            if self.library.revision(self.article) != self.desk.document.head.revision:
                self._read_anew()
                return
            self.seen = version
            marks = self.desk.marks
            fresh = marks.renew(self.library.annotations(self.article))
            people = self.library.annotators()
            mine = (each for each in people if marks.me and each.id == marks.me.id)
            me = next(mine, None) or (None if self.signature else self.library.me())
            if me and marks.me and self.signature == marks.me.name:
                self.signature = me.name  # it may have been corrected
            if me != marks.me or people != tuple(marks.annotators.values()):
                marks.know(people, me)
                fresh = True
            fresh = self.count_review() or fresh
        except MeipiError as error:
            said, before, self.trouble = self.wording(error), self.trouble, self.wording(error)
            if said != before:  # told once, for it would hide all that is told later
                self.tell(said, bad=True)
            return
        self.trouble = ""
        if fresh:
            self.check_panel()
            self.show_marks()

    def _read_anew(self) -> None:
        """The article came in changed: show it as it is now, unless something is being done here.

        What is marked until then is put on the same words of the new text.
        """
        busy = self.status.asking or self.desk.selection or self.panel or self.placing
        if self.on_top and not busy:  # what lies over the page would be closed
            self.navigator.open(self.article, anew=self.desk.sentence_span.start)

    # keys

    def on_key(self, event: events.Key) -> None:
        """Escape, and what came with it."""
        if self.status.asking:
            return
        if event.key in INTRODUCED.values():
            return
        if event.key.startswith("alt+") and (self.desk.selection or self.panel):
            event.stop()
            self._let_go()
            self._press(event.key.removeprefix("alt+"))
        elif event.key == "escape":
            event.stop()
            self._let_go()

    def left_over(self, event: events.Key) -> None:
        """A key that nothing took: it may come from an input method that is on."""
        if not self.status.asking and composing(event.character):
            self.say("ime")

    def _press(self, key: str) -> None:
        """Press a key; it must come from the app, for a key goes no further than its sender."""
        self.app.call_later(self.app.simulate_key, key)

    def _let_go(self) -> None:
        """Escape: close what is open, else drop the selection, the hits, the focus, the message."""
        desk = self.desk
        if self.panel is not None:
            self.close_panel()
        elif self.placing is not None:
            self.stop_placing()
        elif desk.selection is not None:
            self.select(None)
        else:
            desk.focus = None
            desk.found(None, [])
            self.tell("")
            self.show()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A prompt that is open keeps the focus, wherever the mouse is pressed."""
        if self.status.asking and event.widget in (self.page, self.panel):
            for pad in self.query("Pad"):
                pad.focus()

    def answered(self, key: str) -> None:
        """Go on after a prompt; a key that came with escape is pressed again."""
        if key:
            self._press(key)
        self.regain()

    def on_panel_closed(self, event: Panel.Closed) -> None:
        """The panel was closed with escape."""
        super().on_panel_closed(event)
        self.desk.focus = None
        self.show()

    def moved(self, *, settle: bool = False) -> None:
        """Show where the cursor has gone; a card belongs to the place it was opened at."""
        if self.panel is not None and not self.panel.content.stays:
            focused = self.desk.focused
            if focused is None:
                self.close_panel()
        super().moved(settle=settle)

    # leaving

    def action_copy(self) -> None:
        """Copy the passage with its place in the article."""
        from reader.text.joining import passage

        desk = self.desk
        span = desk.selection.span if desk.selection else desk.here
        head = desk.document.head
        known = (head.source, f"〈{head.title}〉", head.day, head.url)
        place = "，".join(part for part in known if part)
        copied = f"「{passage(desk.paper.text, desk.outline, span)}」（{place}）"
        run_beside(self, self._copy, copied, desk.quote(span, source=True))

    async def _copy(self, text: str, quote: str) -> None:
        """Copy a text every way there is, and say whether it is known that it was taken."""
        from reader.tui import clipboard

        self.app.copy_to_clipboard(text)
        if self.app._driver is not None and (through := clipboard.wrapped(text, os.environ)):
            self.app._driver.write(through)
        taken = await clipboard.hand_over(text)
        self.say("done.copied" if taken else "done.sent", quote=quote)

    def on_unmount(self) -> None:
        """Keep where reading stopped, however it ended."""
        self.pen.hand_over()
        desk = self.desk
        if desk.walk.count:
            progress, offset = desk.progress, desk.sentence_span.start
            own = progress.total and not desk.counts_whose
            share = progress.marked / progress.total if own else 0.0
            text, done = desk.document.head.text, self.read_to_end

            def keep_place(edits: Edits) -> None:
                with edits.reading(self.article, text):
                    edits.save_position(self.article, offset, share, read=done)

            self.place_kept = self.library.submit(keep_place)

    def action_quit(self) -> None:
        """Leave when everything is on disk; stay once if something could not be written."""
        if self.placing is not None:
            self.stop_placing()
        else:
            self.leave(self.app.exit)

    def go_on_from(self, other: ReadingScreen) -> None:
        """Keep what the reader has chosen for reading any article."""
        self.advance = other.advance
        self.wants_contents, self.wants_margin = other.wants_contents, other.wants_margin

    def leave(self, then: Callable[[], object], stay: Callable[[], object] = lambda: None) -> None:
        """`then`, when everything is on disk; `stay`, if something could not be written."""
        if not self.pen.busy:
            then()
            return
        self.say("saving")
        before = self.failures

        def written(_: None) -> None:
            if self.failures == before:
                then()
            else:
                stay()

        self.pen.write(lambda _: None, written)
