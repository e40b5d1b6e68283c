"""Looking for what is typed: what is asked of the library, and what is done with the answers."""

from __future__ import annotations

from textual.widgets import Input

from reader.errors import MeipiError
from reader.model.search import Query, Results
from reader.text import vocabulary
from reader.text.query import about_annotations, parse
from reader.text.rendition import in_region
from reader.tui.kit.list_model import At
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.search.going import Going
from reader.tui.search.state import Key, key

FIRST, PART = 10, 50
"""Articles that are read at first, for they fill the screen, and at a time after that."""


class Asking(Going):
    """Searches as it is typed; every read is made in a thread."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed now."""
        event.stop()
        if event.value != self.finding.text:
            if self.box.value != self._go_on_with:  # the event may be of an earlier letter
                self._go_on_with = None
            self.look_for(event.value)

    def look_for(self, text: str, *, again: bool = False) -> None:
        """Search for a text; `again` keeps the cursor where it is. What was found stays till then.

        A filter that is wrong is told; nothing else changes.
        """
        self.finding.text = text
        try:
            query = parse(text)
        except MeipiError as error:
            self._say_wrong(error)
            return
        self._wrong = ""
        self.notice.show()
        if not query:
            self._searching.drop()
            self._counting.drop()
            self.finding.forget()
            self._renew(claims=False)
            self.tell("")
            return
        limit = max(FIRST, len(self.finding.found)) if again else FIRST
        self._searching.ask(
            lambda: self._read(query, limit, None),
            lambda answer: self._found(*answer, again=again),
            self._say_wrong,
        )

    def _read(
        self, query: Query, limit: int, after: tuple[str, str, str] | None
    ) -> tuple[Query, Results]:
        """Runs in a thread."""
        if vocabulary.ready():
            query = vocabulary.expanded(query)
        results = self.library.search(query, limit=limit, after=after)
        region = self.results.setting.region
        for found in results.found if region else ():
            in_region(found.head.title, region)  # so that its converter is there when it is drawn
        return query, results

    def _found(self, query: Query, results: Results, *, again: bool) -> None:
        finding = self.finding
        again = again and query.text == finding.query.text
        stood = self._standing() if again else None
        if not again:
            finding.begin()
        finding.query, finding.after = query, results.after
        finding.found = list(results.found)
        known = len(finding.found) if results.after is None else None
        finding.count = known if known is not None or not again else finding.count
        self._renew(claims=about_annotations(query))
        if stood is not None:
            self._stand(stood)
        self.notice.show()
        self.tell("")
        if known is None:
            self._counting.ask(lambda: self.library.count(query), self._counted, self._say_wrong)
        else:
            self._counting.drop()
        self._go_if_asked()

    def _renew(self, *, claims: bool) -> None:
        self.results.setting = self.results.setting._replace(claims=claims)
        self.listing.renew()

    def _counted(self, count: int) -> None:
        self.finding.count = count
        self.tell("")

    def on_virtual_list_missing(self, event: VirtualList.Missing) -> None:
        """Read the next part before the reader gets there."""
        event.stop()
        finding = self.finding
        if finding.after is None or self._searching.busy or self._wrong:
            return
        query, after = finding.query, finding.after
        self._searching.ask(
            lambda: (query, self.library.search(query, limit=PART, after=after)),
            lambda answer: self._found_more(answer[1]),
            self._say_wrong,
        )

    def _found_more(self, results: Results) -> None:
        self.finding.after = results.after
        self.finding.found += results.found
        self.listing.show()
        self._go_if_asked()

    def _go_if_asked(self) -> None:
        """Enter was pressed while the library was being read."""
        if self._go_on_with is not None:
            self._go_on_with = None
            self.action_go()

    def _standing(self) -> tuple[Key, At] | None:
        """What the cursor stands on, to find it again."""
        finding, at = self.finding, self.finding.cursor.at
        if not finding.found or not self.listing.size.width:
            return None
        stop = self.results.stop(at)
        return key(finding.found[at.block].head.id, stop.passage), at

    def _stand(self, stood: tuple[Key, At]) -> None:
        """Put the cursor where it stood; near it, if that is no longer found."""
        wanted, at = stood
        found = self.finding.found
        near = [n for n, one in enumerate(found) if one.head.id == wanted[0]]
        for article in near:
            stops = self.results.block(article).stops
            at = At(article, min(at.stop, len(stops) - 1))
            for number, stop in enumerate(stops):
                if key(wanted[0], stop.passage) == wanted:
                    at = At(article, number)
        if found:
            self.listing.go(at)
