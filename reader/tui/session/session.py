"""The session: one open article, where the reader is in it, and what is marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.analysis.progress import Progress, progress, tagged_spans
from reader.errors import MeipiError
from reader.model import Annotation, Change, Document, Head, Span
from reader.text.joined_lines import on_one_line
from reader.text.marked_sentences import remainders
from reader.text.scripts.view_choices import fitting
from reader.text.typesetting.article_view import ArticleView
from reader.tui.session.marks import Marks
from reader.tui.session.orphans import OnPaper
from reader.tui.session.sentence_cursor import SentenceCursor
from reader.tui.session.sources import Sources

if TYPE_CHECKING:
    from reader.analysis.hinted_text import HintedText
    from reader.model.search import Query
    from reader.model.speaker import Speaker
    from reader.tui.session.selection import Selection, Selector

QUOTE = 12
INNER = str.maketrans("「」", "『』")  # a quote within a quote


def signed_by(document: Document, name: str) -> Document:
    """The document with the annotator of that name, if there is one yet, as who reads it."""
    if not name:
        return document
    return replace(document, me=next((a for a in document.annotators if a.name == name), None))


class ArticleSession(OnPaper):
    """The state of reading. It knows nothing of screens or files; spans are code points."""

    def __init__(self, document: Document, lost_title: str = "") -> None:
        """Begin a session; `lost_title` is the heading over marks without a place in the text."""
        self.document = document
        self.text = document.text
        self.outline = document.outline
        self.to_review = document.to_review
        self.marks = Marks(document.annotations, document.annotators, document.me)
        self.sources = Sources(self.marks)
        self.walk = SentenceCursor(document.outline)
        self._head: Head | None = None
        self._as_shown: dict[str, tuple[Annotation, Annotation]] = {}
        self.lost_title = lost_title
        paper = self.paper = self.lay_paper()
        self.article_view = ArticleView(paper.text, paper.outline, lang=document.head.lang)
        self.unseen: MeipiError | None = None  # why the view that was chosen is not shown
        try:
            self.see(fitting(document.view, self.article_view.script))
        except MeipiError as error:
            self.unseen = error
        self.selection: Selection | None = None
        self.focus: str | None = None
        self.placing: Annotation | None = None  # whose place is being chosen by hand
        self.moves = 0  # how often the cursor was put somewhere
        self.trail: list[Span] = []
        self.hits: list[Span] = []
        self.hit: Span | None = None
        self.sought: Query | None = None
        self.hinting: HintedText | None = None  # off: no hint is shown
        self._furthest: list[int] = []
        self.sentence = self._begin(document.position)
        self._progress: tuple[int, Progress] | None = None

    @cached_property
    def selector(self) -> Selector:
        """Selector that grows and shrinks selections; loaded when something is selected first."""
        from reader.tui.session.selection import Selector

        return Selector(self.text, self.outline)

    def _begin(self, position: int | None) -> int:
        found = self.walk.near(position) if position is not None else self.walk.first()
        return found or 0

    # marks without a place

    def settle(self) -> bool:
        """Set the marks without a place as they are now; false if nothing about them is new."""
        lost = [annotation.id for annotation in self.marks.lost]
        if lost == list(self.paper.places):
            return False
        self.paper = self.lay_paper()
        choice, lang = self.article_view.choice, self.document.head.lang
        self.article_view = ArticleView(self.paper.text, self.paper.outline, choice, lang)
        return True

    def neighbour(self, direction: int) -> Annotation | None:
        """The next or previous annotation of the page, those without a place after the others."""
        here = self.here
        found = None if here.start > len(self.text) else self.marks.neighbour(here.start, direction)
        if found is None and direction > 0:
            after = (a for a in self.marks.lost if (p := self.place(a)) and p.start > here.start)
            return next(after, None)
        if found is None and here.start > len(self.text):
            before = [a for a in self.marks.lost if (p := self.place(a)) and p.start < here.start]
            return before[-1] if before else self.marks.neighbour(len(self.text), direction)
        return found

    # where the reader is

    @property
    def first_offset(self) -> int:
        """Offset of the beginning of the text."""
        starts = self.outline.paragraph_starts
        return starts[0] if len(starts) else 0

    @property
    def here(self) -> Span:
        """The passage the reader is at: the focused annotation, or the sentence at the cursor."""
        focused = self.focused
        return (self.place(focused) if focused else None) or self.sentence_span

    @property
    def sentence_span(self) -> Span:
        """The sentence at the cursor; empty in an article without any."""
        return self.outline.sentence(self.sentence) if self.walk.count else Span(0, 0)

    @property
    def focused(self) -> Annotation | None:
        """The annotation the reader went to or opened, if any."""
        return self.marks.get(self.focus) if self.focus else None

    def go(self, sentence: int | None) -> bool:
        """Put the cursor on a sentence; false, and nothing done, for None."""
        if sentence is None:
            return False
        self.sentence, self.focus, self.selection = sentence, None, None
        self.moves += 1
        return True

    def go_to(self, span: Span, annotation: str | None = None) -> None:
        """Put the cursor on the sentence where a passage begins, and focus its annotation."""
        near = self.walk.near(span.start)
        if near is not None:
            self.go(near)
        lost = self.lost_at(span)
        self.focus = lost.id if lost else annotation

    def return_to(self, span: Span) -> None:
        """Put the cursor on a passage again; my annotation of a part of a sentence is focused."""
        own = self.marks.mine_at(span)
        self.go_to(span)
        if own is not None and span != self.sentence_span:
            self.focus = own.id

    def is_current(self, annotation: Annotation) -> bool:
        """Whether an annotation belongs to the passage the reader is at."""
        if self.focus:
            return annotation.id == self.focus
        return annotation.span is not None and annotation.span.overlaps(self.here)

    # what an action is about

    def own(self, target: Span | str) -> Annotation | None:
        """My annotation that a target stands for, if there is one yet."""
        return self.marks.get(target) if isinstance(target, str) else self.marks.mine_at(target)

    def span_of(self, target: Span | str) -> Span:
        """The passage of a target."""
        if isinstance(target, Span):
            return target
        annotation = self.marks.get(target)
        return (self.place(annotation) if annotation else None) or self.here

    def shown_here(self) -> list[Annotation]:
        """All shown annotations at the cursor."""
        if self.focused is not None:
            return [self.focused]
        return list(self.overlapping(self.here))

    def quote(self, span: Span, length: int = QUOTE, *, source: bool = False) -> str:
        """The beginning of a passage on one line, for messages, as the view or source has it."""
        words = span.of(self.paper.text) if source else self.shown(span)
        return self.short(on_one_line(words), length)

    def short(self, words: str, length: int = QUOTE) -> str:
        """The beginning of a text on one line, to be quoted."""
        text = words.replace("\n", " ").translate(INNER)
        return text if len(text) <= length else text[:length].rstrip("，、；：") + "…"

    def speaker(self, annotation: Annotation) -> Speaker:
        """The speaker of an annotation's passage, in the script of the view."""
        from reader.model.speaker import speaker

        who = speaker(annotation, self.outline, self.document.head)
        return who._replace(name=self.article_view.regional(who.name))

    # as the script view shows it

    def see(self, choice: str) -> None:
        """Read in another script view (`scripts.choices`); offsets stay those of the source.

        Raises InputError, and nothing changes, if the view cannot be made.
        """
        chosen = self.article_view.chosen(choice)
        chosen.build()
        self.article_view = chosen
        self._head = None
        self._as_shown.clear()

    def shown(self, span: Span) -> str:
        """A passage in the words of the view."""
        return self.article_view.shown(span)

    @property
    def head(self) -> Head:
        """Title, authors, source and date of the article, in the script of the view."""
        if self._head is None:
            self._head = self._shown_head()
        return self._head

    def _shown_head(self) -> Head:
        head, regional = self.document.head, self.article_view.regional
        if not self.article_view.chain:
            return head
        title = self.article_view.converted(head.title)
        authors = tuple(map(regional, head.authors))
        return replace(head, title=title, authors=authors, source=regional(head.source))

    def as_shown(self, annotation: Annotation) -> Annotation:
        """An annotation with its words in the script of the view; what is stored stays as it is."""
        if not self.article_view.chain:
            return annotation
        known = self._as_shown.get(annotation.id)
        if known is None or known[0] is not annotation:
            regional = self.article_view.regional
            quote = self.shown(annotation.span) if annotation.span else regional(annotation.exact)
            made = replace(
                annotation,
                exact=quote,
                note=regional(annotation.note),
                source=regional(annotation.source),
                kind=regional(annotation.kind),
                labels=tuple(map(regional, annotation.labels)),
            )
            known = self._as_shown[annotation.id] = (annotation, made)
        return known[1]

    # what is done

    @property
    def progress(self) -> Progress:
        """Progress of my marks; of all shown marks, while I have made none."""
        known = self._progress
        if known is None or known[0] != self.marks.revision:
            result = progress(self.outline, self.text, self.counted())
            known = (self.marks.revision, result)
            self._progress = known
        return known[1]

    def counted(self) -> list[Annotation]:
        """The annotations that the counts are about: mine, or the shown ones before I begin."""
        return self.marks.mine() if self.marks.has_tagged else self.marks.shown

    @property
    def counts_whose(self) -> str:
        """Owner of the counts where I have tagged nothing: `sample`, `others`, "" for mine."""
        tagging = {it.annotator for it in self.marks.shown if it.tag}
        if self.marks.has_tagged or not tagging:
            return ""
        known = self.marks.annotators  # without those who came or were joined meanwhile
        people = (ident not in known or known[ident].kind == "person" for ident in tagging)
        return "others" if any(people) else "sample"

    def rests(self, sentence: int, *also: Span) -> list[Span]:
        """Spans of a sentence that neither a tag of mine nor any of the spans `also` covers."""
        within = self.outline.sentence(sentence)
        return remainders(
            self.text, within, [*tagged_spans(self.marks.mine_overlapping(within)), *also]
        )

    def is_unmarked(self, sentence: int) -> bool:
        """Whether a claim of a sentence has no tag of mine: the sentence, or the rest of it."""
        if not self.walk.is_counted(sentence):
            return False
        own = tagged_spans(self.marks.mine_overlapping(self.outline.sentence(sentence)))
        return not own or bool(self.rests(sentence))

    def unmarked(self, direction: int) -> int | None:
        """The next sentence that I have not marked whole, around the ends of the article."""
        found = self.walk.find(self.sentence + direction, direction, self.is_unmarked)
        if found is None:
            edge = 0 if direction > 0 else self.walk.count - 1
            found = self.walk.find(edge, direction, self.is_unmarked)
        return found

    def take_in(self, change: Change) -> None:
        """Take in what was written to disk; an annotation that went away loses the focus."""
        self.marks.apply(change)
        if self.focus and self.marks.get(self.focus) is None:
            self.focus = None

    # searching

    @property
    def query(self) -> str:
        """The query of the search in the article, as it was typed."""
        return self.sought.text if self.sought else ""

    def as_marked(self) -> Document:
        """The article with its annotations as they are now."""
        marks = self.marks
        people = tuple(marks.annotators.values())
        return replace(self.document, annotations=marks.every, annotators=people, me=marks.me)

    def found(self, query: Query | None, hits: Sequence[Span]) -> None:
        """Remember what a search found; the first hit at or after the cursor is the current one."""
        self.sought, self.hits = query, list(hits)
        self._furthest = list(accumulate((hit.end for hit in hits), max))
        after = bisect_left(self.hits, self.here.start, key=lambda span: span.start)
        self.hit = self.hits[after % len(hits)] if hits else None

    def next_hit(self, direction: int) -> Span | None:
        """Go round the hits, from where the reader is."""
        if not self.hits:
            return None
        at = self.hit.start if self.hit else self.here.start
        find = bisect_right if direction > 0 else bisect_left
        index = find(self.hits, at, key=lambda span: span.start) - (direction <= 0)
        self.hit = self.hits[index % len(self.hits)]
        return self.hit

    def by_other_word(self, hit: Span) -> bool:
        """Whether a hit was found by another region's word for what was looked for."""
        from reader.text.folding import fold

        folded = fold(on_one_line(hit.of(self.text)))
        terms = self.sought.terms if self.sought else ()
        typed = any(folded == term.folded for term in terms)
        return not typed and any(folded in term.also for term in terms)

    def hits_overlapping(self, span: Span) -> list[Span]:
        """The hits that touch a passage."""
        if not self.hits:
            return []
        first = bisect_right(self._furthest, span.start)
        last = bisect_left(self.hits, span.end, key=lambda hit: hit.start)
        return [hit for hit in self.hits[first:last] if hit.end > span.start]
