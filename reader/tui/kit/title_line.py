"""The line at the top of every screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.strips import Ends, Part, cells, cut
from reader.tui.kit.styles import Styles
from reader.words import Words

TITLE_GAP, ORIGIN_GAP = "  ", "   "


class Aside(NamedTuple):
    """A part of the right end: the first of `texts` that leaves `least` cells to the title.

    If none does, nothing stands there, or the last of them where it is `sure`.
    """

    texts: Sequence[str]
    least: int = 0
    sure: bool = False


class Title(NamedTuple):
    """Content of a title line: the name of the screen, the title of what it shows, and its origin.

    The origin gives way first, then the title. Either is cut to the room there is, from `least`
    and `least_origin` cells on; an origin without that number stands there whole or not at all.
    """

    name: str = ""
    title: str = ""
    origin: str = ""
    asides: Sequence[Aside] = ()
    least: int = 0
    least_origin: int | None = None


class TitleLine:
    """The seal, then what `content` gives; at the right end its asides, parted by dots."""

    def __init__(
        self, words: Words, ink: Styles, ambiguous: int, content: Callable[[], Title]
    ) -> None:
        self.words, self.ink = words, ink
        self._ambiguous, self._content = ambiguous, content

    @property
    def width(self) -> int:
        """The cells of the seal and the name, beside which something can be typed."""
        return self._cells(self._begin(self._content()))

    def parts(self, width: int) -> Ends:
        """The left and the right end of a row of `width` cells."""
        content, ink = self._content(), self.ink
        left = self._begin(content)
        gap = "" if content.name else TITLE_GAP
        room = width - self._cells(left) - len(gap)
        right = self._right(content.asides, room)
        room -= cells(right, self._ambiguous) or 1
        if content.title and room >= content.least:
            title = cut(content.title, max(0, room), self._ambiguous)
            left += [*([(gap, ink.bar)] if gap else []), (title, ink.bar_title)]
            room -= cells(title, self._ambiguous) + len(ORIGIN_GAP)
            whole, least = cells(content.origin, self._ambiguous), content.least_origin
            if content.origin and room >= (whole if least is None else least):
                origin = cut(content.origin, room, self._ambiguous)
                left += [(ORIGIN_GAP, ink.bar), (origin, ink.bar)]
        return left, [(right, ink.bar_text)] if right else []

    def _begin(self, content: Title) -> list[Part]:
        seal = (f" {self.words('app.name')} ", self.ink.seal)
        return [seal, (f"  {content.name}  ", self.ink.bar_key)] if content.name else [seal]

    def _right(self, asides: Sequence[Aside], room: int) -> str:
        """The right end in its blanks, as much of it as `room` cells allow."""
        dot, shown = f" {glyphs(self._ambiguous).dot} ", list[str]()

        def joined(*more: str) -> str:
            return f" {dot.join((*shown, *more))} "

        for aside in asides:
            fitting = (
                text
                for text in aside.texts
                if room - cells(joined(text), self._ambiguous) >= aside.least
            )
            text = next(fitting, aside.texts[-1] if aside.sure else "")
            shown += [text] if text else []
        return joined() if shown else ""

    def _cells(self, parts: Sequence[Part]) -> int:
        return sum(cells(text, self._ambiguous) for text, _ in parts)
