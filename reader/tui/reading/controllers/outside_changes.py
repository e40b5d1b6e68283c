"""Changes that other windows and programs write while the article is open."""

from __future__ import annotations

from reader.errors import MeipiError
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost


class OutsideChanges(ReadingController):
    """Reads of what was written elsewhere; an article that came in changed is opened anew."""

    def __init__(self, host: ReadingControllerHost) -> None:
        super().__init__(host)
        self.seen = 0  # the version of the library that is shown
        self._trouble = ""  # why it cannot be shown

    def begin(self) -> None:
        """Take what is shown for what is there."""
        self.seen = self.library.version()

    def look(self) -> None:
        """Show what another window has written meanwhile."""
        host, edits = self.host, self.edits
        try:
            version = self.library.version()
            if version == self.seen or host.edit_queue.busy:
                return
            if self.library.revision(self.article) != self.session.document.head.revision:
                self._read_anew()
                return
            self.seen = version
            marks = self.session.marks
            fresh = marks.renew(self.library.annotations(self.article))
            people = self.library.annotators()
            mine = (each for each in people if marks.me and each.id == marks.me.id)
            me = next(mine, None) or (None if edits.signature else self.library.me())
            if me and marks.me and edits.signature == marks.me.name:
                edits.signature = me.name  # it may have been corrected
            if me != marks.me or people != tuple(marks.annotators.values()):
                marks.know(people, me)
                fresh = True
            fresh = host.page_display.count_review() or fresh
        except MeipiError as error:
            before, self._trouble = self._trouble, host.error_text(error)
            if self._trouble != before:  # shown once, for it would hide all later messages
                host.show_text(self._trouble, bad=True)
            return
        self._trouble = ""
        if fresh:
            host.page_display.check_panel()
            host.page_display.show_marks()

    def _read_anew(self) -> None:
        """Show an article that came in changed, unless something is being done here."""
        busy = (
            self.host.status.asking
            or self.session.selection
            or self.host.panel
            or self.session.placing
        )
        if self.host.on_top and not busy:  # what lies over the page would be closed
            self.host.navigator.open(self.article, anew=self.session.sentence_span.start)
