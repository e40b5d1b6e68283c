"""The search for what is typed: requests to the library, and the use of their answers."""

from __future__ import annotations

from reader.errors import MeipiError
from reader.model import Span
from reader.model.search import Passage, Query, Results
from reader.text.query import about_annotations, parse
from reader.text.typesetting.article_view import in_region
from reader.tui.kit.destination import Destination
from reader.tui.kit.list_model import At
from reader.tui.kit.regional_query import RegionalQuery
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.search.host import SearchHost
from reader.tui.search.result_list import MANY
from reader.tui.search.state import Answer, Key, key

FIRST, PART = 10, 50
"""Articles that are read at first, for they fill the screen, and at a time after that."""


class Searcher:
    """Search as it is typed, every read in a thread; goes to results, and for more of them.

    `wrong` is why a query cannot be searched for, in the language of the screen.
    """

    def __init__(self, host: SearchHost) -> None:
        self._host, self.finding = host, host.finding
        self.wrong = ""
        self._go_on_with: str | None = None  # enter was pressed before the answer to this came
        self._regional = RegionalQuery(host.node)
        self._searching: LatestRequest[Answer] = LatestRequest(host.node)
        self._counting: LatestRequest[int] = LatestRequest(host.node)

    @property
    def busy(self) -> bool:
        """Whether a search or a count is under way."""
        return self._searching.busy or self._counting.busy

    @property
    def is_searching(self) -> bool:
        """Whether results are still being read."""
        return self._searching.busy

    def type(self, text: str) -> None:
        """Look for what is typed now."""
        if text != self.finding.text:
            if self._host.box.value != self._go_on_with:  # the event may be of an earlier letter
                self._go_on_with = None
            self.look_for(text)

    def look_for(self, text: str, *, again: bool = False) -> None:
        """Search for a text; `again` keeps the cursor where it is. What was found stays till then.

        A filter that is wrong is reported; nothing else changes.
        """
        self.finding.text = text
        try:
            query = parse(text)
        except MeipiError as error:
            self._show_wrong(error)
            return
        self.wrong = ""
        self._host.notice.show()
        if not query:
            self._searching.drop()
            self._counting.drop()
            self.finding.forget()
            self._renew(claims=False)
            self._host.show_text("")
            return
        limit = max(FIRST, len(self.finding.found)) if again else FIRST
        self._searching.ask(
            lambda: self._read(query, limit, None),
            lambda answer: self._found(*answer, again=again),
            self._show_wrong,
        )

    def _read(
        self, query: Query, limit: int, after: tuple[str, str, str] | None
    ) -> tuple[Query, Results]:
        """Results of a query, expanded by other regions' words. Runs in a thread."""
        query = self._regional.expanded(query)
        results = self._host.library.search(query, limit=limit, after=after)
        region = self._host.results.setting.region
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
        self._host.notice.show()
        self._host.show_text("")
        if known is None:
            self._counting.ask(
                lambda: self._host.library.count(query), self._counted, self._show_wrong
            )
        else:
            self._counting.drop()
        self._go_if_asked()

    def _renew(self, *, claims: bool) -> None:
        self._host.results.setting = self._host.results.setting._replace(claims=claims)
        self._host.listing.renew()

    def _counted(self, count: int) -> None:
        self.finding.count = count
        self._host.show_text("")

    def read_on(self) -> None:
        """Read the next part before the reader gets there."""
        finding = self.finding
        if finding.after is None or self._searching.busy or self.wrong:
            return
        query, after = finding.query, finding.after
        self._searching.ask(
            lambda: (query, self._host.library.search(query, limit=PART, after=after)),
            lambda answer: self._found_more(answer[1]),
            self._show_wrong,
        )

    def _found_more(self, results: Results) -> None:
        self.finding.after = results.after
        self.finding.found += results.found
        self._host.listing.show()
        self._go_if_asked()

    def _go_if_asked(self) -> None:
        """Open the result if enter was pressed while the library was being read."""
        if self._go_on_with is not None:
            self._go_on_with = None
            self.go()

    def _standing(self) -> tuple[Key, At] | None:
        """The passage under the cursor, by which it is found again, and its place."""
        finding, at = self.finding, self.finding.cursor.at
        if not finding.found or not self._host.listing.size.width:
            return None
        stop = self._host.results.stop(at)
        return key(finding.found[at.block].head.id, stop.passage), at

    def _stand(self, stood: tuple[Key, At]) -> None:
        """Put the cursor where it stood; near it, if that is no longer found."""
        wanted, at = stood
        found = self.finding.found
        near = [n for n, one in enumerate(found) if one.head.id == wanted[0]]
        for article in near:
            stops = self._host.results.block(article).stops
            at = At(article, min(at.stop, len(stops) - 1))
            for number, stop in enumerate(stops):
                if key(wanted[0], stop.passage) == wanted:
                    at = At(article, number)
        if found:
            self._host.listing.go(at)

    def _show_wrong(self, error: MeipiError) -> None:
        """Show below the typing line why a query cannot be searched for."""
        self.wrong = self._host.words.error(error, lambda _, value: str(value))
        self._go_on_with = None
        self._host.bottom_bar.refresh()
        self._host.notice.show()

    def prepare_words(self) -> None:
        """Read the other regions' words, unless they are known, and search again with them."""
        self._regional.prepare(lambda: self.look_for(self._host.box.value, again=True))

    # at the passage under the cursor

    def go(self) -> None:
        """Open the article at the passage; if it is not known yet, as soon as it is."""
        finding = self.finding
        if self._searching.busy or self._host.box.value != finding.text:
            self._go_on_with = self._host.box.value
            return
        if self.wrong or not finding.found:
            return
        at = finding.cursor.at
        stop = self._host.results.stop(at)
        if stop.more:
            self.more()
            return
        ident = finding.found[at.block].head.id
        self._host.navigator.open(ident, self._destination(stop.passage))

    def _destination(self, passage: Passage | None) -> Destination:
        query = self.finding.query
        if passage is None:
            return Destination(query=query)
        if passage.place == "title":
            return Destination(Span(0, 0), query=query)
        own = passage.place == "note" or about_annotations(query)
        annotation = passage.annotations[0].id if own else None
        return Destination(passage.span, annotation, query)

    def more(self) -> None:
        """Show more passages of the article at the cursor; when all are shown, few again."""
        finding, results = self.finding, self._host.results
        if not finding.found:
            return
        article, stop = finding.cursor.at
        ident = finding.found[article].head.id
        if results.block(article).stops[-1].more:
            finding.shown[ident] = finding.shown.get(ident, results.few) + MANY
        elif finding.shown.pop(ident, None) is None:
            return
        results.renew()
        self._host.listing.go(At(article, min(stop, results.stops(article) - 1)))
