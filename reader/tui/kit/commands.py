"""Commands: what can be done on a screen, by which keys, when, and how it is called.

Bindings, the bottom line, the help, the menu, the palette and the user's keymap all ask the same
tables, so they cannot disagree. A command's words are `command.<id>` (short) and
`command.<id>.help` (a sentence; the short one where there is none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.tui.kit.keys import expand, split
from reader.words import Words

if TYPE_CHECKING:
    from textual.binding import BindingType

GLYPHS = {
    "backspace": "⌫",
    "tab": "tab",
    "shift+tab": "⇧tab",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "comma": ",",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "esc",
    "shift+down": "⇧↓",
    "shift+up": "⇧↑",
    "ctrl+a": "^a",
    "ctrl+f": "^f",
    "ctrl+l": "^l",
    "ctrl+n": "^n",
    "ctrl+p": "^p",
    "ctrl+z": "^z",
}


def always(_: Any) -> bool:
    """Whether a command can be carried out that always can."""
    return True


class Command(NamedTuple):
    """One thing the reader can do.

    `run` does it, given the controllers of its screen, or names an action of Textual. `hint` ranks
    it on the bottom line (0: not there). `when` says whether it can be done now.
    """

    id: str
    keys: str
    run: Callable[[Any], object] | str
    group: str
    hint: int = 0
    words: str = ""
    when: Callable[[Any], bool] = always

    @property
    def action(self) -> str:
        """The action of Textual that carries it out on its screen."""
        return self.run if isinstance(self.run, str) else f"screen.run('{self.id}')"

    @property
    def title(self) -> str:
        """The key of its short words."""
        return self.words or f"command.{self.id}"

    def sentence(self, words: Words) -> str:
        """The effect of the command in a sentence, for the help and the palette."""
        full = f"{self.title}.help"
        return words(full if full in words else self.title)


EVERYWHERE: tuple[Command, ...] = (
    Command("redraw", "ctrl+l", "app.redraw", "page"),
    Command("suspend", "ctrl+z", "app.suspend_process", "page"),
)
"""Commands of every screen, also where something is typed."""


class Commands:
    """The commands of one screen, with the controllers that carry them out."""

    def __init__(
        self, tables: Iterable[Sequence[Command]], controllers: Any, keymap: Mapping[str, str]
    ) -> None:
        self._by_id = {command.id: command for table in tables for command in table}
        self._controllers, self._keymap = controllers, keymap

    def __getitem__(self, id: str) -> Command:
        """A command by its id."""
        return self._by_id[id]

    def can(self, id: str) -> bool:
        """Whether a command can be carried out now."""
        return self._by_id[id].when(self._controllers)

    def run(self, id: str) -> None:
        """Carry out a command."""
        command = self._by_id[id]
        if callable(command.run):
            command.run(self._controllers)

    def key(self, id: str) -> str:
        """The first key of a command, as the screen writes it."""
        return shown_keys(self._by_id[id], self._keymap, 1)


def bindings(commands: Iterable[Command], *, first: bool = False) -> list[BindingType]:
    """Textual's bindings for some commands, under all forms of their keys.

    With `first` they come before those of whatever is typed in.
    """
    from textual.binding import Binding

    return [
        Binding(
            expand(command.keys),
            command.action,
            command.id,
            show=False,
            id=command.id,
            priority=first,
        )
        for command in commands
    ]


def shown_keys(command: Command, chosen: Mapping[str, str], limit: int = 3) -> str:
    """A command's keys as the screen writes them."""
    keys = split(chosen.get(command.id, command.keys))[:limit]
    return " ".join(
        GLYPHS.get(key, key.upper() if key[0] == "f" and len(key) > 1 else key) for key in keys
    )
