"""Repainting of the reading screen, and the position of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import AnchorStatus, Span

if TYPE_CHECKING:
    from reader.tui.page.view import HeldView
    from reader.tui.reading.host import ReadingHost


class Display:
    """Repainting of what differs after the session has changed; keeps what matters in sight."""

    def __init__(self, host: ReadingHost) -> None:
        self._host = host
        self._left: tuple[HeldView, Span] | None = None  # the page before something opened over it

    def in_sight(self, span: Span) -> bool:
        """Whether a passage is in sight; one that is not is shown, and can be marked then."""
        page = self._host.page
        sight = page.view.in_sight()
        if sight is not None and sight.overlaps(span):
            return True
        page.view.bring(span)
        page.show()
        return False

    def show(self) -> None:
        """Repaint what differs after the session has changed."""
        host = self._host
        host.page.show()
        host.contents.show()
        for bar in host.strip_bars:
            if bar.display:
                bar.show()
        if host.session.hinting is not None:
            host.bottom_bar.show()
        if host.panel is not None:
            host.panel.show()

    def show_marks(self) -> None:
        """Repaint after annotations have changed."""
        host = self._host
        self.count_review()
        host.top_bar.show()
        if host.session.settle():
            host.page.view.renew()
            host.page.show(all_rows=True)
        self.show()

    def count_review(self) -> bool:
        """Count what is still to be reviewed; false if that is known already.

        Where every mark was made in the text that is read, nothing is.
        """
        host, session = self._host, self._host.session
        carried = any(one.anchor is not AnchorStatus.ORIGINAL for one in session.marks.every)
        try:
            count = host.library.to_review(host.article) if carried else 0
        except MeipiError as error:
            host.show_error(error)
            return False
        fresh, session.to_review = count != session.to_review, count
        return fresh

    def moved(self, *, settle: bool = False) -> None:
        """Show where the cursor has gone; a card belongs to the place it was opened at."""
        host = self._host
        if host.panel is not None and not host.panel.content.stays and host.session.focused is None:
            host.close_panel()
        host.page.view.bring(host.session.here, settle=settle)
        self.show()

    def check_panel(self) -> None:
        """Close the card of an annotation that is gone; repaint any other."""
        panel = self._host.panel
        if panel is not None:
            if panel.content.gone:
                self._host.close_panel()
            else:
                panel.show()

    def leave_page(self) -> None:
        """Remember how the page stands, before the first thing opens over it."""
        host = self._host
        if host.panel is None and not host.status.asking:
            self._left = host.page.view.held(), host.session.here

    def return_to_page(self) -> None:
        """Show the page as it stood before, if nothing is open and the cursor has not moved."""
        host = self._host
        if self._left is None or host.panel is not None or host.status.asking:
            return
        (held, here), self._left = self._left, None
        if here == host.session.here:
            host.page.view.return_to(held)
            host.page.show()

    def keep_in_sight(self) -> None:
        """Scroll so that the passage being worked on is not hidden by what has opened."""
        page, session = self._host.page, self._host.session
        page.view.bring(session.selection.span if session.selection else session.here)
        page.show()
