"""The library screen: what stands where, at which size, who gets a key, and how it is left."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.text.scripts.view_choices import region_of
from reader.tui.kit.bars import Bar
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.geometry import CONTENTS_FROM, CONTENTS_WIDTH
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.narrowed_screen import NarrowedScreen
from reader.tui.kit.notice import Notice
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.styles import Styles
from reader.tui.kit.surface import Blank
from reader.tui.kit.title_line import Title
from reader.tui.kit.typing_line import TypingLine
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.library.article_list import ArticleList
from reader.tui.library.commands import LIBRARY, hints
from reader.tui.library.controllers import LibraryControllers
from reader.tui.library.host import BESIDE_FROM
from reader.tui.library.lines import LibraryLines
from reader.tui.library.painting import ArticlePainter
from reader.tui.library.shelf_list import ShelfList
from reader.tui.library.shelf_reader import ShelfReader
from reader.tui.library.state import Browsing

DETAIL_LINES = 2
DETAIL_FROM = 18
LOOK_AGAIN = 2.0  # seconds until what another window or program wrote is shown


class LibraryScreen(NarrowedScreen):
    """Screen of all articles: shelves at the left, one of them as a list; with controllers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY)
    OFFERED = LIBRARY
    DEFAULT_CSS = f"""
    #shelves {{ height: 1fr; layout: horizontal; }}
    #places {{ width: {CONTENTS_WIDTH}; }}
    """
    TYPING_KEYS = "library.typing"

    def __init__(
        self, context: ScreenContext, browsing: Browsing, *, view: str, root: bool = False
    ) -> None:
        """Make the screen; `root`: no article was open when the reader was started."""
        words, ink, ambiguous = context.words, context.ink, context.ambiguous

        def top_line() -> Title:
            return self.lines.top_line()

        def finish() -> None:
            self.controllers.filters.finish()

        def turn(direction: int) -> None:  # the wheel, by shelves: the one shown stays in sight
            self.controllers.shelves.choose(self.shelves.row_at(direction))

        status = StatusLine(words, ink, ambiguous, context.keymap, lambda: hints(self.controllers))
        super().__init__(context, status, top_line)
        self.browsing, self.view, self.root = browsing, view, root
        self.wants_places: bool | None = None
        self._about = False, False
        self.reader: ShelfReader = ShelfReader(self)
        self.lines: LibraryLines = LibraryLines(self, self.reader)
        self.typing = TypingLine(
            browsing, self.lines.box_name, self.lines.box_line, ink, ambiguous,
            narrowed=self.reader.reload, finished=finish,
        )  # fmt: skip
        painter = self._painter()
        self.shelves: ShelfList = ShelfList(browsing, painter)
        self.places = VirtualList(self.shelves, Cursor(), id="places", wheel=turn)
        self.places.active = False
        self.articles = ArticleList(browsing, painter, self.lines.instead)
        self.catalogue = VirtualList(
            self.articles, browsing.cursor, id="catalogue", moved=self._moved
        )
        self.notice = Notice(ink, self.lines.notice, ambiguous, on_page=True)
        self.details = [
            Bar(ink, partial(self.lines.detail_line, line=n), ambiguous,
                on_page=True)
            for n in range(DETAIL_LINES)
        ]  # fmt: skip
        self.controllers: LibraryControllers = LibraryControllers(self)
        self.commands = Commands((LIBRARY,), self.controllers, context.keymap)

    def compose(self) -> ComposeResult:
        """Top line, typing line, what is to be told, shelves and articles, two lines, the keys."""
        self.share_out()
        self.typing.show(shown=bool(self.browsing.text))
        yield self.top_bar
        yield self.typing.row
        yield self.notice
        with Blank(id="shelves"):
            yield self.places
            yield self.catalogue
        yield from self.details
        yield self.bottom_bar

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being read or written."""
        return self.reader.busy or self.controllers.feeds.busy

    # opening

    def on_mount(self) -> None:
        """Go on where it was left; files that are new come in meanwhile."""
        self.shelves.fill()
        self.reader.begin()
        self.set_interval(LOOK_AGAIN, self.look_again)
        if self.browsing.text:
            self.reader.prepare_words()

    def on_screen_resume(self) -> None:
        """Place the terminal's cursor again, once nothing lies over the list."""
        self.place_cursor_later()

    def look_again(self) -> None:
        """Show what was written meanwhile, here or by another program."""
        self.reader.look_again()

    # room

    def on_resize(self, event: events.Resize) -> None:
        """Decide anew what there is room for."""
        self.share_out()
        self.show_later()

    def share_out(self) -> None:
        """Decide what there is room for at this size."""
        width, height = self.app.size
        wanted = self.wants_places
        beside = width >= BESIDE_FROM
        self.places.display = width >= CONTENTS_FROM if wanted is None else wanted
        self.catalogue.display = beside or not self.places.display
        self.places.styles.width = None if beside else "1fr"
        for bar in self.details:
            bar.display = height >= DETAIL_FROM
        self.notice.display = self.reader.has_problem
        self.tell_size()

    # showing

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw both lists in other styles or another script."""
        painter = self._painter()
        self.articles.use(painter)
        self.shelves.use(painter)
        self.catalogue.show()
        self.places.show()

    def _painter(self) -> ArticlePainter:
        return ArticlePainter(self.ink, self.words, self.ambiguous, region_of(self.view))

    def show_notice(self) -> None:
        """Show what is wrong with what is typed, or with a file, or nothing."""
        if self.notice.display != self.reader.has_problem:
            self.notice.display = self.reader.has_problem
        self.notice.show()

    def show(self) -> None:
        """Draw anew what differs."""
        self.catalogue.bring()
        self.show_bars()

    def show_later(self) -> None:
        """Draw anew what differs, once there is room for it."""
        self.call_after_refresh(self.show)

    def show_bars(self) -> None:
        """Draw the lines around the list anew."""
        for bar in (self.top_bar, *self.details):
            bar.show()
        about = self.lines.feed_here is not None, bool(self.browsing.marks)
        if about != self._about:
            self._about = about
            self.bottom_bar.refresh()

    def _moved(self, before: At) -> None:
        """Draw the lines around the list anew if the cursor is on another article."""
        if before != self.browsing.cursor.at:
            self.show_bars()
            self.show_text("")

    # keys

    @property
    def keyed_list(self) -> VirtualList:
        """The list that takes the keys."""
        return self.places if self.places.active else self.catalogue

    def let_go(self) -> None:
        """Close what is open; else leave the shelves, the filter, the library."""
        if self.panel is not None:
            self.close_panel()
        elif self.controllers.feeds.feeding.running:
            self.controllers.feeds.feeding.stop()
        elif self.places.active:
            self.controllers.navigation.leave_shelves()
        elif self.commands.can("list_unmark"):
            self.commands.run("list_unmark")
        elif self.is_typing or self.browsing.text:
            self.controllers.filters.end()
        elif self.status.message:
            self.show_text("")
        elif not self.root:
            self.back()

    # the lists and the typing line

    @on(VirtualList.Pressed, "#catalogue")
    def press_article(self, event: VirtualList.Pressed) -> None:
        """Act on a press on an article; the second in a row opens it."""
        event.stop()
        self.controllers.navigation.turn_to(shelves=False)
        if event.twice:
            self.commands.run("list_open")

    @on(VirtualList.Missing)
    def read_rows(self, event: VirtualList.Missing) -> None:
        """Read the rows of the articles in sight, and those of the pages beside them."""
        event.stop()
        self.reader.read_rows()

    @on(VirtualList.Pressed, "#places")
    def press_shelf(self, event: VirtualList.Pressed) -> None:
        """Show the shelf that was pressed."""
        event.stop()
        self.controllers.shelves.choose(self.shelves.rows[event.at.block])

    # what opens over the list

    @property
    def is_free(self) -> bool:
        """Whether nothing is open over the list, and nothing is being typed."""
        return not (self.panel or self.status.asking or self.is_typing)

    def back(self) -> None:
        """Return to the open article; without one, leave."""
        if self.root:
            self.app.exit()
        else:
            self.dismiss()
