"""The lines around the results."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style

from reader.tui.kit.styles import Styles
from reader.tui.search.host import SearchHost
from reader.tui.search.searcher import Searcher


class SearchLines:
    """Parts of each line; nothing here changes anything."""

    def __init__(self, host: SearchHost, searcher: Searcher, ink: Callable[[], Styles]) -> None:
        self._host, self._searcher, self._ink = host, searcher, ink
        self.finding, self.words = host.finding, host.words

    def notice(self) -> tuple[str, Style, int]:
        """The message about the query: a faulty filter, no results, or other words searched for."""
        ink, words, finding = self._ink(), self.words, self.finding
        left, others = self._host.margin, finding.other_words()
        if self._searcher.wrong:
            return self._searcher.wrong, ink.note_here, left
        if finding.query and not finding.found and not self._searcher.is_searching:
            query = finding.query.text.strip()
            return words("nothing.found", query=query), ink.muted, left
        text = words("search.also", words="、".join(others)) if others else ""
        return text, ink.muted, left

    def count(self) -> str:
        finding = self.finding
        if not finding.query or self._searcher.wrong:
            return ""
        if finding.count is None:
            return self.words("search.count.least", count=len(finding.found))
        return self.words("search.count", count=finding.count)
