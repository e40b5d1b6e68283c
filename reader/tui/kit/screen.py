"""The frame that every screen has: title line, status line, prompts, and one panel."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from reader.config import Config
from reader.errors import MeipiError
from reader.tui.kit.bars import Bar
from reader.tui.kit.commands import Command, Commands
from reader.tui.kit.geometry import SMALLEST
from reader.tui.kit.panel import Content, Panel
from reader.tui.kit.question import Question
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import other_theme
from reader.tui.kit.title_line import Title, TitleLine
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.kit.choice_list import Choice
    from reader.tui.kit.navigator import Navigator
    from reader.tui.kit.prompt import Prompt


def mount_on(screen: Screen[Any], widget: Widget, before: Widget) -> None:
    """Mount a widget, unless the reader is being left: then there is nothing to mount it on."""
    if screen.is_attached:
        screen.mount(widget, before=before)


class AppScreen(Screen[ScreenResultType]):
    """A screen between a title line and a status line, over which prompts and panels open."""

    BLANK = True
    OFFERED: ClassVar[Sequence[Command]] = ()
    """The commands that the palette offers here."""
    commands: Commands
    DEFAULT_CSS = "AppScreen { background: $background; color: $foreground; layout: vertical; }"

    def __init__(
        self, context: ScreenContext, status: StatusLine, content: Callable[[], Title]
    ) -> None:
        """Show `content` in the top line, and `status` as the bottom line."""
        super().__init__()
        self.context, self.status = context, status
        self.library: Library = context.library
        self.config: Config = context.config
        self.words: Words = context.words
        self.ink: Styles = context.ink
        self.ambiguous = context.ambiguous  # cells of a character of ambiguous width
        self.navigator: Navigator = context.navigator
        self.node: DOMNode = self  # what threads and tasks end with
        self.panel: Panel | None = None
        self._too_small = False
        self.ready = False  # whether the open prompt takes keys already
        self.title_line = TitleLine(context.words, context.ink, context.ambiguous, content)
        self.top_bar = Bar(context.ink, self.title_line.parts, context.ambiguous)
        self.bottom_bar = Bar(context.ink, status.parts, context.ambiguous)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be carried out now."""
        return action != "run" or self.commands.can(str(parameters[0]))

    def action_run(self, id: str) -> None:
        """Carry out a command."""
        self.commands.run(id)

    @abstractmethod
    def regain(self) -> None:
        """Take the keys back from what has lain over the screen."""

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        self.context, self.ink = self.context._replace(ink=ink), ink
        self.status.ink = self.title_line.ink = ink
        self.close_panel()  # what it shows is drawn in the old styles
        for bar in self.query(Bar):
            bar.use(ink)
        if self.status.asking:
            from reader.tui.kit.prompt import Prompt

            for prompt in self.query(Prompt):
                prompt.use(ink)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it; what comes behind the key that closed it closes nothing more.

        Keys wait in a screen's own queue, so a second escape still finds the first one's screen.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()

    # telling

    def show_message(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line until the next one."""
        self.show_text(self.words(key, **gaps))

    def add_message(self, key: str, /, **gaps: object) -> None:
        """Add a message to the one on the bottom line."""
        messages = (self.status.message, self.words(key, **gaps))
        self.show_text("　".join(filter(None, messages)), bad=self.status.bad)

    def show_text(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line; an empty one brings the keys back."""
        if self.status.set_message(text, bad=bad):
            self.bottom_bar.refresh()

    def show_error(self, error: MeipiError) -> None:
        """Show on the bottom line an action that failed."""
        self.show_text(self.error_text(error), bad=True)

    def show_unsaved(self, error: MeipiError) -> None:
        """Show on the bottom line that something is not on disk, and why."""
        self.show_text(self.words("not_saved", message=self.error_text(error)), bad=True)

    def tell_size(self) -> None:
        """Show that the window is too small, for as long as it is."""
        width, height = self.app.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small:
            self.show_text(self.words("too_small", width=width, height=height), bad=True)
        elif self._too_small:
            self.show_text("")
        self._too_small = small

    def show_under_way(self, text: str) -> None:
        """Show the work in the background, while there is no other message."""
        if text != self.status.under_way:
            self.status.under_way = text
            self.bottom_bar.refresh()

    def error_text(self, error: MeipiError) -> str:
        """An error in the language of the screen; a file by its name, for there is one line."""
        return worded(error, self.words)

    # prompts

    @property
    def opening(self) -> bool:
        """Whether a prompt opens that takes no keys yet."""
        return bool(self.status.asking) and not self.ready

    def unhandled_key(self, event: events.Key) -> None:
        """Act on a key that nothing took."""

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        from reader.tui.kit.prompt import Prompt

        self.show_text("")
        if question.left is None:
            question = question._replace(left=lambda _: self.show_text(""))
        self.ask_with(self.words(f"prompt.{question.kind}.hint", **dict(question.gaps)))
        prompt = Prompt(question, self.words, self.ink, self.ambiguous)
        mount_on(self, prompt, before=self.bottom_bar)

    def ask_with(self, keys: str) -> None:
        """Name the keys of the open prompt; none of the screen's own works meanwhile."""
        self.status.asking = keys
        self.bottom_bar.refresh()

    def on_prompt_ready(self, event: Prompt.Ready) -> None:
        """Note that the prompt takes keys."""
        event.stop()
        self.ready = True

    def on_prompt_closed(self, event: Prompt.Closed) -> None:
        """Remove a prompt that is done."""
        event.stop()
        event.prompt.remove()
        self.ready = False
        if any(prompt is not event.prompt for prompt in self.query("Prompt")):
            return
        self.ask_with("")
        self.answered(event.key)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the focus in an open prompt, wherever the mouse is pressed."""
        pads = self.query("Pad")
        if self.status.asking and pads and event.widget not in pads:
            pads.last().focus()

    def answered(self, key: str) -> None:
        """Go on after a prompt; a key that came with escape is not for what is below it."""
        self.regain()

    # panels

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the screen."""
        self.name_keys(content.hint if content.alone else "")
        if self.panel is not None:
            self.panel.show(content)
        else:
            self.panel = Panel(content, self.ink, self.ambiguous)
            mount_on(self, self.panel, before=self.bottom_bar)
        self.panel.focus()

    def name_keys(self, keys: str) -> None:
        """Let the bottom line name some keys alone; an empty text brings the screen's own back."""
        if keys != self.status.alone:
            self.status.alone = keys
            self.bottom_bar.refresh()

    def list_choices(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        title: str = "",
        hint: str = "",
        intro: str = "",
        columns: bool = False,
        others: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        """Open a list in the panel, with the title and the hint of its `name`."""
        from reader.tui.kit.choice_list import Listing

        words = self.words
        if not hint:
            hint = words(f"{name}.hint" if f"{name}.hint" in words else "help.hint")
        title, others = title or words(f"{name}.title"), others or {}
        self.open_panel(
            Listing(title, hint, choices, self.ink, self.ambiguous, intro, columns, others)
        )

    def list_messages(self, title: str, messages: Sequence[str]) -> None:
        """Show in the panel messages that are too long for one line, or several."""
        from reader.tui.kit.message_panel import Messages

        hint = self.words("dialog.hint.readonly")
        self.open_panel(Messages(self.words(title), hint, messages, self.ink, self.ambiguous))

    def close_panel(self) -> None:
        """Give the screen its room back."""
        panel, self.panel = self.panel, None
        self.name_keys("")
        if panel is not None:
            panel.remove()
            self.regain()

    def on_panel_closed(self, event: Panel.Closed) -> None:
        """Close the panel after escape."""
        event.stop()
        self.close_panel()

    # everywhere

    def show_help(self, groups: Sequence[str] = ()) -> None:
        """Show all keys of some groups; once they are shown, what was below them."""
        shown = self.navigator.help(groups)
        if self.panel is not None and isinstance(self.panel.content, type(shown)):
            self.close_panel()
        else:
            self.open_panel(shown)

    def action_theme(self) -> None:
        """Switch between the paper and the ink theme."""
        self.app.theme = other_theme(self.app.theme)


def worded(error: MeipiError, words: Words) -> str:
    """An error in the language of the screen; a file by its name, for there is one line."""
    return words.error(
        error, lambda name, value: PurePath(str(value)).name if name == "path" else str(value)
    )
