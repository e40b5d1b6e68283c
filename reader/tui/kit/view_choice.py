"""The choice of a script view: by a key that goes round the regions, or from a list of all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.text.scripts.view_choices import STEPS, VOCABULARY, Script, next_step, region_of
from reader.words import Words

if TYPE_CHECKING:
    from reader.tui.kit.host import ScreenHost

LETTERS = "abcdefghijklmnop"


def view_name(words: Words, choice: str, script: Script | None = None) -> str:
    """The short name of a script view; of the source, also its script if that is known."""
    if not choice:
        return words(f"view.source.{script}" if script else "view.source")
    region = region_of(choice)
    return words(f"view.words.{region}" if choice in VOCABULARY else f"view.{region or choice}")


class ViewChoice:
    """Choice of the script view of a screen: `current` gives the one there is, `see` shows another.

    `script` is what the source is written in, as far as that is one.
    """

    def __init__(
        self,
        host: ScreenHost,
        current: Callable[[], str],
        see: Callable[[str], None],
        script: Script | None = None,
    ) -> None:
        self._host, self._current, self._see, self._script = host, current, see, script

    def cycle(self) -> None:
        """Show the next script view: source, Taiwan, Hong Kong, Simplified."""
        self._see(next_step(self._current()))

    def choose(self) -> None:
        """List all views by their plain names."""
        from reader.text.scripts import configs
        from reader.tui.kit.choice_list import Choice

        host, words, current = self._host, self._host.words, self._current()
        dot = f" {host.context.signs.dot} "

        def choice(key: str, name: str) -> Choice:
            text = words(f"view.{name}") if name else view_name(words, "", self._script)
            remarks = (name if key in LETTERS else "", words("views.current"))
            remark = dot.join(filter(None, remarks if name == current else remarks[:1]))
            return Choice(key, text, partial(self._pick, name), remark)

        steps = [choice(str(number), name) for number, name in enumerate(STEPS)]
        rest = [choice(key, name) for key, name in zip(LETTERS, configs(), strict=True)]
        others = {"s": self.cycle, "S": host.close_panel}
        host.list_choices("views", [*steps, *rest], columns=True, others=others)

    def _pick(self, name: str) -> None:
        self._host.close_panel()
        self._see(name)
