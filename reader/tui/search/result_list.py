"""Results as the model of a list: articles one below the other, each with its passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from reader.tui.kit.geometry import share
from reader.tui.kit.list_model import At, Drawn, LaidOut, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.strips import Part, fit
from reader.tui.kit.styles import Styles
from reader.tui.search.painting import ResultPainter
from reader.tui.search.result_sheet import ResultBlock, ResultLine, ResultSetting, ResultSheet, Stop
from reader.tui.search.state import SearchState

FEW, MANY = 3, 50
"""Passages of an article that are shown at first, and how many more are shown at a time."""
NEAR = 10
"""Number of articles before the end of the list at which its next part is asked for."""
SPACIOUS_FROM = 18


class ResultList(LaidOut[ResultLine]):
    """Model of results, each article a block, each of its passages a stop.

    `before` gives what to show before anything is looked for, set to a width in cells.
    """

    block: Callable[[int], ResultBlock]

    def __init__(
        self,
        finding: SearchState,
        setting: ResultSetting,
        ink: Styles,
        measure: int,
        before: Callable[[int], Sequence[Sequence[Part]]] = lambda _: (),
    ) -> None:
        self.finding, self.setting = finding, setting
        self._measure, self._before = measure, before
        self.use(ink)
        self.fit(Room(0, 0, SPACIOUS_FROM))

    @property
    def few(self) -> int:
        """Number of passages that an article shows at first: an only one has all the room."""
        return FEW if len(self.finding.found) > 1 else MANY

    def fit(self, room: Room) -> None:
        """Set the columns, those of the page without a margin."""
        self.geometry = share(room.width, self._measure, margin=False)
        self._height = room.height
        spacing = int(room.screen >= SPACIOUS_FROM)
        self.setting = self.setting._replace(width=self.geometry.text, spacing=spacing)
        self.renew()

    def renew(self) -> None:
        """Lay everything out anew."""
        sheet = ResultSheet(self.setting, self.finding.shown, self.few)
        self.block = cache(lambda article: sheet.block(self.finding.found[article]))
        super().renew()

    def use(self, ink: Styles) -> None:
        """Draw with other styles from now on."""
        self.ink, self.painter = ink, ResultPainter(ink, self.setting.words, self.setting.ambiguous)

    def blocks(self) -> int:
        """Number of articles that are read so far."""
        return len(self.finding.found)

    def trailing(self) -> int:
        """Blank rows below the last article."""
        return self.setting.spacing

    def lay_out(self, block: int) -> Sequence[ResultLine]:
        """The rows of an article."""
        return self.block(block).lines

    def lacks(self, first: int, last: int) -> bool:
        """Whether the end of what is read is near, and there is more."""
        return self.finding.after is not None and last + NEAR >= len(self.finding.found)

    # stops

    def stops(self, block: int) -> int:
        """Number of passages shown, with the one row that stands for the others."""
        return len(self.block(block).stops)

    def stop(self, at: At) -> Stop:
        """The stop at a place."""
        return self.block(at.block).stops[at.stop]

    def stop_at(self, place: Place) -> int:
        """The passage of a row."""
        return self.rows(place.block)[place.row].stop

    def rows_of(self, at: At) -> tuple[Place, Place]:
        """The first and the last row of a passage."""
        rows = [n for n, line in enumerate(self.rows(at.block)) if line.stop == at.stop]
        return Place(at.block, rows[0]), Place(at.block, rows[-1])

    def around(self, at: At, height: int) -> tuple[Place, Place]:
        """The passage, with the title of its article where it fits."""
        first, last = self.rows_of(at)
        head = Place(at.block, 0)
        return (head if self.distance(head, last, height) < height else first), last

    def step_article(self, at: At, direction: int) -> At:
        """The first stop of the next article; or of this one, then of the one before it."""
        if direction < 0 and at.stop:
            return At(at.block)
        return At(min(max(0, at.block + direction), self.blocks() - 1))

    # drawing

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """A row of an article."""
        return self.painter.draw(self.rows(place.block)[place.row], here, self.geometry)

    def instead(self) -> Sequence[Drawn]:
        """The search language, before anything is typed."""
        if self.finding.query:
            return ()
        g, blank, ambiguous = self.geometry, self.ink.blank, self.setting.ambiguous
        lines = self._before(g.text)
        rows = [[], *lines] if len(lines) < self._height else lines
        indent = (" " * g.text_at, blank)
        return [fit([indent, *row], g.width, blank, ambiguous) for row in rows]
