"""What the screens that bring articles in share: bars, messages, prompts and panels."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from textual import events
from textual.widget import Widget

from reader.config import Config
from reader.errors import MeipiError
from reader.tui.bars import Bar
from reader.tui.commands import Command, shown_keys
from reader.tui.over import OverScreen, mount_on
from reader.tui.page.glyphs import glyphs
from reader.tui.page.styles import Styles
from reader.tui.panels.panel import Content, Panel
from reader.tui.question import Question
from reader.tui.strips import Part, as_many, cells, cut
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model.revision import Kept
    from reader.tui.app import MeipiApp
    from reader.tui.prompt import Prompt

TITLE = 30  # cells of a title within a message
LEAST_HINT = 14  # cells that a long message leaves for the keys


class AddingBase(OverScreen[str]):
    """A screen over the page with one line at the top and one at the bottom.

    What it is dismissed with is told on the screen below it.
    """

    BLANK = True
    DEFAULT_CSS = """
    AddingBase { background: $background; layout: vertical; }
    """

    HINTS: tuple[Command, ...] = ()

    def __init__(self, library: Library, config: Config, words: Words, ink: Styles) -> None:
        super().__init__()
        self.library, self.config, self.words, self.ink = library, config, words, ink
        self.ambiguous = config.ambiguous_width
        self.signs = glyphs(self.ambiguous)
        self.message, self.bad = "", False
        self.asking = ""
        self.panel: Panel | None = None
        self.bottom_bar = Bar("add-bottom", ink, self._bottom, self.ambiguous)

    @property
    def meipi(self) -> MeipiApp:
        """The app, which opens what was kept."""
        return cast("MeipiApp", self.app)

    @property
    @abstractmethod
    def main(self) -> Widget:
        """What has the focus when nothing lies over it."""

    # telling

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line; an empty one brings the keys back."""
        self.message, self.bad = text, bad
        self.bottom_bar.refresh()

    def say(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line until the next one."""
        self.tell(self.words(key, **gaps))

    def fail(self, error: MeipiError) -> None:
        """Say on the bottom line what could not be done."""
        self.tell(self.wording(error), bad=True)

    def wording(self, error: MeipiError) -> str:
        """An error in the language of the screen; a file by its name, for there is one line."""
        return self.words.error(
            error, lambda name, value: PurePath(str(value)).name if name == "path" else str(value)
        )

    def became(self, kept: Kept) -> str:
        """What became of something that was kept, in one line."""
        title = cut(kept.title or self.words("untitled"), TITLE, self.ambiguous)
        what = "revived" if kept.revived else kept.what
        return self.words(f"add.kept.{what}", title=title)

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        self.ink = ink
        self.close_panel()
        for bar in self.query(Bar):
            bar.ink = ink
            bar.refresh()

    @property
    def opening(self) -> bool:
        """Whether a prompt opens that takes no keys yet."""
        return bool(self.asking) and not any(pad.has_focus for pad in self.query("Pad"))

    def left_over(self, event: events.Key) -> None:
        """A key that nothing took."""

    def at_right(self) -> str:
        """What the bottom line says at its right while there is no message."""
        return ""

    def hinted(self) -> Sequence[Command]:
        """The commands whose keys the bottom line names, the first ones first."""
        return sorted((c for c in self.HINTS if c.hint), key=lambda command: command.hint)

    def _bottom(self, width: int) -> tuple[list[Part], list[Part]]:
        """As many keys as there is room for; at the right a message, or what is at the cursor."""
        ink = self.ink
        if self.asking:
            return [("  ", ink.bar), (self.asking, ink.bar)], []
        text = self.message or self.at_right()
        style = ink.bar_bad if self.bad and self.message else ink.bar_text
        text = cut(text, max(8, width - LEAST_HINT), self.ambiguous)
        right: list[Part] = [(" ", ink.bar), (text, style), (" ", ink.bar)] if text else []
        hints: list[list[Part]] = [
            [
                (f"{shown_keys(command, self.config.keymap, 1)} ", ink.bar_key),
                (f"{self.words(command.title)}  ", ink.bar),
            ]
            for command in self.hinted()
        ]
        room = width - 1 - sum(cells(part, self.ambiguous) for part, _ in right)
        return [(" ", ink.bar), *as_many(hints, max(0, room), self.ambiguous)], right

    # prompts and panels

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        from reader.tui.prompt import Prompt

        self.close_panel()
        self.tell("")
        self.asking = self.words(f"prompt.{question.kind}.hint", **dict(question.gaps))
        self.bottom_bar.refresh()
        prompt = Prompt(question, self.words, self.ink, self.ambiguous)
        mount_on(self, prompt, before=self.bottom_bar)

    def on_prompt_closed(self, event: Prompt.Closed) -> None:
        """The prompt is done; a key that came with escape is not for what is below it."""
        event.stop()
        event.prompt.remove()
        if any(prompt is not event.prompt for prompt in self.query("Prompt")):
            return
        self.asking = ""
        self.bottom_bar.refresh()
        self.main.focus()

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the screen."""
        if self.panel is not None:
            self.panel.show(content)
        else:
            self.panel = Panel(content, self.ink, self.ambiguous)
            mount_on(self, self.panel, before=self.bottom_bar)
        self.panel.focus()

    def close_panel(self) -> None:
        """Give the screen its room back."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.remove()
            self.main.focus()

    def on_panel_closed(self, event: Panel.Closed) -> None:
        """The panel was closed with escape."""
        event.stop()
        self.close_panel()

    def action_help(self) -> None:
        """All keys of these screens."""
        from reader.tui.panels.help import Help

        if self.panel is not None:
            self.close_panel()
        else:
            keymap = self.config.keymap
            self.open_panel(Help(self.words, self.ink, self.ambiguous, keymap, ("adding",)))

    def action_leave(self) -> None:
        """Back to what lies below."""
        self.dismiss("")
