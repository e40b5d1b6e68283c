"""Copying a passage with its place in the article."""

from __future__ import annotations

import os

from reader.tui.kit.workers import run_in_background
from reader.tui.reading.controllers.controller import ReadingController


class PassageCopy(ReadingController):
    """Copies the selected passage, or the sentence at the cursor."""

    def copy(self) -> None:
        """Copy the passage with its place in the article."""
        from reader.text.joined_lines import passage

        session = self.session
        span = session.selection.span if session.selection else session.here
        head = session.document.head
        known = (head.source, f"〈{head.title}〉", head.day, head.url)
        place = "，".join(part for part in known if part)
        copied = f"「{passage(session.paper.text, session.outline, span)}」（{place}）"
        run_in_background(self.host.node, self._copy, copied, session.quote(span, source=True))

    async def _copy(self, text: str, quote: str) -> None:
        """Copy a text every way there is, and show whether it is known to have arrived."""
        from reader.tui.kit import clipboard

        self.host.app.copy_to_clipboard(text)
        if self.host.app._driver is not None and (through := clipboard.wrapped(text, os.environ)):
            self.host.app._driver.write(through)
        taken = await clipboard.copy_by_program(text)
        self.host.show_message("done.copied" if taken else "done.sent", quote=quote)
