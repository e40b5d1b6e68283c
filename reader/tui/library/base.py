"""What stands on the library screen: shelves, articles, the typing line, and what the bars say."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult

from reader.model import Entry
from reader.model.listing import Shelves
from reader.text.views import region_of
from reader.tui.bars import Bar
from reader.tui.kit.context import ScreenContext
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.requests import LatestRequest
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.library.article_list import ArticleList
from reader.tui.library.lines import Lines
from reader.tui.library.painting import Brush
from reader.tui.library.shelf_list import ShelfList, ShelfRow
from reader.tui.library.state import Browsing, Listed
from reader.tui.notice import Notice
from reader.tui.page.geometry import CONTENTS_FROM, CONTENTS_WIDTH, SMALLEST
from reader.tui.page.styles import Styles
from reader.tui.pen import Pen, Written
from reader.tui.question import Question
from reader.tui.search.box import Box
from reader.tui.strips import cells
from reader.tui.surface import Blank

if TYPE_CHECKING:
    from reader.library import Edits

Result = TypeVar("Result")

DETAIL_LINES = 2
DETAIL_FROM = 18
BESIDE_FROM = 60  # columns from which the shelves leave room for the articles


class LibraryBase(Lines):
    """The widgets, the state, and what the lines around the list say."""

    DEFAULT_CSS = f"""
    #narrowing {{ height: 1; layout: horizontal; }}
    #shelves {{ height: 1fr; layout: horizontal; }}
    #places {{ width: {CONTENTS_WIDTH}; }}
    """
    AUTO_FOCUS = ""

    def __init__(
        self, context: ScreenContext, browsing: Browsing, *, view: str, root: bool = False
    ) -> None:
        """`root`: no article was open when the reader was started."""
        words, ink, library = context.words, context.ink, context.library
        status = StatusLine(words, ink, context.ambiguous, context.keymap, self.hinted)
        super().__init__(context, status, "library-bottom")
        self.browsing, self.view, self.root = browsing, view, root
        self._about_feed = False
        self.wants_places: bool | None = None  # None: as the width allows
        self.problem = ""
        self.wrong = ""
        self.too_small = False
        self._anew: dict[str, None] = {}  # articles whose rows have changed
        self._fresh = self._moved = self._to_end = False  # see `Asking`
        self._waiting: list[Callable[[], None]] = []
        self._coming: dict[str, dict[str, bool]] = {}  # states on their way to the disk, by article
        self.names: dict[str, str] = {}  # what some annotators are called on screen
        self.pen = Pen(library, self.post_message)
        self.lists: LatestRequest[Listed] = LatestRequest(self)
        self.rows_lane: LatestRequest[list[Entry]] = LatestRequest(self)
        self.sides: LatestRequest[tuple[Shelves, dict[str, str]]] = LatestRequest(self)
        self.narrowing = Blank(id="narrowing")
        self.box = Box(browsing.text, self.ambiguous)
        brush = self._brush()
        self.shelves = ShelfList(browsing, brush)
        self.places = VirtualList(self.shelves, Cursor(), id="places", wheel=self.turn_shelves)
        self.places.active = False
        self.articles = ArticleList(browsing, brush, self.instead)
        self.catalogue = VirtualList(
            self.articles, browsing.cursor, id="catalogue", moved=self.moved
        )
        self.top_bar = Bar("library-top", ink, self.top_line, self.ambiguous)
        self.box_bar = Bar("library-box", ink, self.box_line, self.ambiguous)
        self.notice = Notice(ink, self.told, self.ambiguous, on_page=True)
        self.details = [
            Bar(f"library-detail-{n}", ink, partial(self.detail_line, line=n), self.ambiguous,
                on_page=True)
            for n in range(DETAIL_LINES)
        ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """Top line, typing line, what is to be told, shelves and articles, two lines, the keys."""
        self.share_out()
        self.show_box(bool(self.browsing.text))
        yield self.top_bar
        with self.narrowing:
            yield self.box_bar
            yield self.box
        yield self.notice
        with Blank(id="shelves"):
            yield self.places
            yield self.catalogue
        yield from self.details
        yield self.bottom_bar

    # room

    def share_out(self) -> None:
        """What there is room for at this size."""
        width, height = self.app.size
        wanted = self.wants_places
        beside = width >= BESIDE_FROM
        self.places.display = width >= CONTENTS_FROM if wanted is None else wanted
        self.catalogue.display = beside or not self.places.display
        self.places.styles.width = None if beside else "1fr"
        for bar in self.details:
            bar.display = height >= DETAIL_FROM
        self.notice.display = bool(self.problem or self.wrong)
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small:
            self.tell(self.words("too_small", width=width, height=height), bad=True)
        elif self.too_small:
            self.tell("")
        self.too_small = small

    def show_box(self, shown: bool) -> None:
        """The typing line, with what stands before it."""
        self.box_bar.styles.width = cells(self.box_name, self.ambiguous)
        self.narrowing.display = self.box.display = shown

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.notice.use(ink)
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw both lists in other styles or another script."""
        brush = self._brush()
        self.articles.use(brush)
        self.shelves.use(brush)
        self.catalogue.show()
        self.places.show()

    def _brush(self) -> Brush:
        return Brush(self.ink, self.words, self.ambiguous, region_of(self.view))

    # showing

    def show_notice(self) -> None:
        """Show what is wrong with what is typed, or with a file, or nothing."""
        shown = bool(self.problem or self.wrong)
        if self.notice.display != shown:
            self.notice.display = shown
        self.notice.show()

    def show(self) -> None:
        """Draw anew what differs."""
        self.catalogue.bring()
        self.show_bars()

    def show_bars(self) -> None:
        """Draw the lines around the list anew."""
        self.top_bar.refresh()
        for bar in self.details:
            bar.refresh()
        about_feed = self.feed_here is not None
        if about_feed != self._about_feed:
            self._about_feed = about_feed
            self.bottom_bar.refresh()

    @abstractmethod
    def choose(self, row: ShelfRow | None) -> None:
        """Show a shelf, or what a kept filter finds."""

    def turn_shelves(self, direction: int) -> None:
        """The wheel goes by shelves, for the one that is shown stays in sight."""
        self.choose(self.shelves.row_at(direction))

    def moved(self, before: At) -> None:
        """The lines around the list are about another article."""
        if before != self.browsing.cursor.at:
            self.show_bars()
            self.tell("")

    # writing

    def write(
        self,
        work: Callable[[Edits], Result],
        done: Callable[[Result], None],
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Write what the journal keeps, under the name of who reads here."""
        self.pen.write(self.navigator.signed(work), done, failed)

    def on_written(self, event: Written) -> None:
        """Go on with what is on disk now, or say why it is not."""
        event.stop()
        self.pen.settle(event)
        if event.error is not None:
            message = self.wording(event.error)
            self.tell(self.words("not_saved", message=message), bad=True)

    # what opens over the list

    @property
    def is_free(self) -> bool:
        """Whether nothing is open over the list, and nothing is being typed."""
        return not (self.panel or self.status.asking or self.focused is self.box)

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        self.close_panel()
        super().ask(question)

    def regain(self) -> None:
        """Take the keys back from what has lain over the list."""
        self.set_focus(None)
        self.bottom_bar.refresh()
        self.catalogue.place_cursor()
