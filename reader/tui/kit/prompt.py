"""A prompt at the bottom: what it asks, the passage it is about, and a place to type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from reader.tui.kit.bars import Bar
from reader.tui.kit.choice_keys import Choices
from reader.tui.kit.notice import Notice
from reader.tui.kit.question import Question
from reader.tui.kit.strips import Ends
from reader.tui.kit.styles import Styles
from reader.tui.kit.terminal_cursor import move_cursor
from reader.tui.terminal.tokens import INTRODUCED
from reader.words import Words

LINES_MOST = 5
COMPLETIONS = 3
YES = "yYｙＹ"


class Pad(TextArea):
    """The text area for the answer: enter keeps, ctrl+j is a new line, escape puts it aside."""

    class Kept(Message):
        """Request to keep the answer: enter was pressed."""

    class Left(Message):
        """Request to put the answer aside: escape, or alt and a `key` that is pressed next."""

        def __init__(self, key: str = "") -> None:
            super().__init__()
            self.key = key

    class Picked(Message):
        """Choice by its digit, pressed while nothing was typed."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    class Tabbed(Message):
        """Press of tab in a prompt that takes it."""

    class PastedAddress(Message):
        """Paste of an address and nothing else."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self, question: Question) -> None:
        super().__init__(
            question.text, soft_wrap=True, compact=True, show_line_numbers=False,
            tab_behavior="focus", highlight_cursor_line=False,
        )  # fmt: skip
        self._question = question
        self._done = False
        self.cursor_blink = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; blank once it is removed, for one more may be asked before the next layout."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    def on_mount(self) -> None:
        """Begin to type after what is there, or in its place where it is one thing or another.

        The terminal's own cursor goes along when the window changes: input methods look for it.
        """
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out)
        if self._question.afresh:
            self.select_all()
        else:
            self.move_cursor(self.document.end)

    def _laid_out(self, _: object) -> None:
        self.call_after_refresh(self._place_cursor)  # it may be scrolled, too

    def on_resize(self) -> None:
        """Place the cursor anew, for lines may be broken elsewhere."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        # Textual's own place of it is as the lines were broken when the cursor moved last.
        at = self.wrapped_document.location_to_offset(self.cursor_location)
        place = self.content_region.offset + at - self.scroll_offset
        if self.has_focus:
            move_cursor(self, place)

    async def on_key(self, event: events.Key) -> None:
        """Take the keys that end the prompt before the text area sees them."""
        question = self._question
        if self._done:  # typed after the end, so meant for the page
            self.app.post_message(events.Key(event.key, event.character))
            ending: Message | None = None
        else:
            ending = self._ending(event)
        if ending is not None:
            self._end(ending)
        elif self._done or event.key in ("enter", "shift+tab"):
            pass
        elif event.key == "tab":
            if question.completes is not None:
                self._complete(question.completes)
        elif event.key == "ctrl+j":
            if question.many_lines:
                self.insert("\n")
        elif not question.only_choices:
            return
        event.prevent_default()
        event.stop()

    def _ending(self, event: events.Key) -> Message | None:
        """The message by which a key ends the prompt; None if it does not."""
        question, picked = self._question, self.picked
        if event.key == "escape":
            return Pad.Left()
        if event.key.startswith("alt+") and event.key not in INTRODUCED.values():
            return Pad.Left(event.key.removeprefix("alt+"))
        if event.key == "tab" and question.tabbed is not None:
            return Pad.Tabbed()
        if question.confirms and (event.key == "enter" or (event.character or "-") in YES):
            return Pad.Kept()
        if question.only_choices:
            choice = self._choice(event.character or "")
            return None if choice is None else Pad.Picked(choice)
        if event.key != "enter" or self.is_no_choice:
            return None
        return Pad.Kept() if picked is None else Pad.Picked(picked)

    def _end(self, message: Message) -> None:
        self._done = True
        self.post_message(message)

    def _choice(self, typed: str) -> str | None:
        """The choice that one digit picks; None for any other text, so that 36氪 can be typed."""
        question = self._question
        if len(typed) != 1 or not typed.isdecimal():
            return None
        index = int(typed) - question.first
        found = question.choices[index] if 0 <= index < len(question.choices) else None
        return found or None

    @property
    def picked(self) -> str | None:
        """The choice whose digit is typed."""
        return None if self._question.only_choices else self._choice(self.text.strip())

    @property
    def is_no_choice(self) -> bool:
        """Whether a typed digit is the key of no choice; it is not taken for a name."""
        typed = self.text.strip()
        digit = len(typed) == 1 and typed.isdecimal() and any(self._question.choices)
        return digit and self.picked is None

    @property
    def completions(self) -> Sequence[str]:
        """The names that begin with what is typed and are longer."""
        typed, completes = self.text.strip(), self._question.completes
        return [name for name in completes(typed) if name != typed] if completes else ()

    def _complete(self, completes: Callable[[str], Sequence[str]]) -> None:
        """Write out the name behind a digit, or as much as all names that may be meant share."""
        from reader.text.query.completion import shared_start

        found = [self.picked] if self.picked else list(completes(self.text.strip()))
        longer = shared_start(found)
        if longer and (len(found) == 1 or len(longer) > len(self.text.strip())):
            self.text = longer
            self.move_cursor(self.document.end)

    async def on_paste(self, event: events.Paste) -> None:
        """Take a pasted address as evidence; a prompt of one line takes one line.

        What a terminal could obey, and is never kept, is not shown either.
        """
        from reader.text.cleaning import clean

        event.prevent_default()
        event.stop()
        text = clean(event.text).text
        url = text.strip()
        if self._question.only_choices:
            return
        if self._question.pasted_url and is_address(url):
            self.post_message(Pad.PastedAddress(url))
            return
        if not self._question.many_lines and "\n" in url:
            text = " ".join(url.split())
        self.move_cursor(self.replace(text, *self.selection).end_location)


def is_address(text: str) -> bool:
    """Whether a text is one http or https address and nothing else."""
    return text.startswith(("http://", "https://")) and len(text.split()) == 1


class Prompt(Vertical):
    """A question and the pad for its answer, docked above the bottom line."""

    DEFAULT_CSS = f"""
    Prompt {{ height: auto; background: $surface; }}
    Prompt Pad {{ height: auto; max-height: {LINES_MOST}; background: $surface; padding: 0 2;
                  border: none; }}
    Prompt Pad:focus {{ border: none; }}
    """

    class Closed(Message):
        """End of the prompt; `key` is to be pressed again on the page."""

        def __init__(self, prompt: Prompt, key: str = "") -> None:
            super().__init__()
            self.prompt = prompt
            self.key = key

    class Ready(Message):
        """Start of the prompt, which takes keys from now on."""

        def __init__(self, prompt: Prompt) -> None:
            super().__init__()
            self.prompt = prompt

    def __init__(self, question: Question, words: Words, ink: Styles, ambiguous: int) -> None:
        super().__init__()
        self.question = question
        self._words, self._ink, self._ambiguous = words, ink, ambiguous
        self._sent = question.text

    def compose(self) -> ComposeResult:
        """The heading, the choices if any, and the pad."""
        yield Bar(self._ink, self._head, self._ambiguous)
        if self.question.wrong:
            yield Notice(self._ink, self._wrong, self._ambiguous)
        if self.question.choices:
            yield Choices(self.question, self._ink, self._ambiguous)
        yield Pad(self.question)

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        self._ink = ink
        for part in (*self.query(Bar), *self.query(Choices), *self.query(Notice)):
            part.ink = ink
            part.refresh()

    def on_mount(self) -> None:
        """Type at once, and save what is typed every second."""
        if not self.is_attached:  # what it was asked on has closed, with what was in it
            return
        self.query_one(Pad).focus()
        self.post_message(Prompt.Ready(self))
        if self.question.typed:
            self.set_interval(0.8, self._send)

    def _head(self, _width: int) -> Ends:
        gaps = dict(self.question.gaps)
        title = self._words(f"prompt.{self.question.kind}", **gaps)
        quote = f" 「{self.question.quote}」" if self.question.quote else ""
        left = [(f"  {title}", self._ink.bar_key), (quote, self._ink.bar)]
        meant = self._meant()
        return left, [(f" {meant}  ", self._ink.bar_key)] if meant else []

    def _meant(self) -> str:
        """The name behind the digit that is typed, or the names that tab leads to."""
        pad = next(iter(self.query(Pad)), None)
        if pad is None or not pad.is_attached:
            return ""
        if pad.picked is not None:
            return f"→ {pad.picked}"
        if pad.is_no_choice:
            return self._words("prompt.no_choice", digit=pad.text.strip())
        names = "、".join(pad.completions[:COMPLETIONS])
        return f"tab {names}" if names else ""

    def on_text_area_changed(self) -> None:
        """Show the meaning of the text that is typed now."""
        for bar in self.query(Bar):
            bar.refresh()

    def _wrong(self) -> tuple[str, Style, int]:
        return self.question.wrong, self._ink.bar_bad, 2

    def _send(self) -> None:
        text = self.query_one(Pad).text
        if self.question.typed and text != self._sent:
            self._sent = text
            self.question.typed(text)

    def on_paste(self, event: events.Paste) -> None:
        """Keep a paste in the prompt from the page behind it."""
        event.stop()

    def on_pad_kept(self) -> None:
        """Keep the answer."""
        text = self.query_one(Pad).text.strip()
        self.post_message(Prompt.Closed(self))
        self.question.kept(text)

    def on_pad_left(self, event: Pad.Left) -> None:
        """Put the answer aside."""
        text = self.query_one(Pad).text
        self.post_message(Prompt.Closed(self, event.key))
        if self.question.left:
            self.question.left(text)

    def on_pad_tabbed(self) -> None:
        """Hand the text on."""
        text = self.query_one(Pad).text.strip()
        self.post_message(Prompt.Closed(self))
        if self.question.tabbed:
            self.question.tabbed(text)

    def on_pad_picked(self, event: Pad.Picked) -> None:
        """Take a numbered choice."""
        self.post_message(Prompt.Closed(self))
        self.question.kept(event.choice)

    def on_pad_pasted_address(self, event: Pad.PastedAddress) -> None:
        """Hand a pasted address on."""
        if self.question.pasted_url:
            self.question.pasted_url(event.url)
