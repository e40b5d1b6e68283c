"""An article in a script view, converted where someone looks.

Each block of the article is converted by itself when it is asked for, so that a view of a long
article costs no more than one of a short article. No word of a dictionary crosses a line or the
end of a sentence, so the blocks together are the view of the whole.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property, lru_cache

from reader.model import Outline, Span
from reader.text.scripts.view_choices import REGIONS, chain_for, region_of, script_of
from reader.text.typesetting.article_blocks import ArticleBlocks

_KEPT_BLOCKS = 512


class Converted:
    """A text's words in a view and where each of them stands in the source.

    Offsets on both sides count from the beginning of the text.
    """

    __slots__ = ("_steps", "resized", "text")

    def __init__(self, text: str, chain: tuple[str, ...]) -> None:
        from reader.text.scripts import view

        self._steps = []
        for config in chain:
            step = view(text, config)
            text = step.text
            if step.segments:
                self._steps.append(step)
        self.text = text
        self.resized = bool(self._steps)

    def to_view(self, span: Span) -> Span:
        """The smallest span of the view that holds a span of the source."""
        for step in self._steps:
            span = step.to_view(span)
        return span

    def to_source(self, span: Span) -> Span:
        """The smallest span of the source that holds a span of the view."""
        for step in reversed(self._steps):
            span = step.to_source(span)
        return span

    def around(self, offset: int) -> Span:
        """The word of changed length that an offset of the source lies inside of, else empty."""
        return self.to_source(self.to_view(Span(offset, offset)))


class ArticleView:
    """One article in a view of `scripts.choices`; `chain` is empty for the source."""

    def __init__(
        self,
        text: str,
        outline: Outline,
        choice: str = "",
        lang: str = "",
        blocks: ArticleBlocks | None = None,
    ) -> None:
        self.choice = choice
        self.script = script_of(text, lang)
        self.chain = chain_for(choice, self.script, lang)
        self._text, self._outline, self._lang = text, outline, lang
        self._known_blocks = blocks
        self._kept: OrderedDict[int, Converted] = OrderedDict()

    def chosen(self, choice: str) -> ArticleView:
        """The same article in another view."""
        if choice == self.choice:
            return self
        return ArticleView(self._text, self._outline, choice, self._lang, self.blocks)

    @cached_property
    def whole(self) -> Converted:
        """All of the article, converted at once."""
        return Converted(self._text, self.chain)

    def build(self) -> None:
        """Build the converters, unless they are; raises InputError as `scripts.view` does."""
        if self.chain:
            from reader.text.scripts import view

            for config in self.chain:
                view("", config)

    @cached_property
    def blocks(self) -> ArticleBlocks:
        """The blocks of the article."""
        return self._known_blocks or ArticleBlocks(self._text, self._outline)

    def block(self, number: int) -> Converted:
        """A block of the article in the view; for views that are not the source."""
        known = self._kept.get(number)
        if known is not None:
            self._kept.move_to_end(number)
            return known
        blocks = self.blocks
        text = self._text[blocks.starts[number] : blocks.ends[number]]
        made = self._kept[number] = Converted(text, self._chain_of(text))
        if len(self._kept) > _KEPT_BLOCKS:
            self._kept.popitem(last=False)
        return made

    def _chain_of(self, text: str) -> tuple[str, ...]:
        """Conversions of a block: for a region by its own script, which may not be that of most
        blocks.
        """
        if self.choice not in REGIONS:
            return self.chain
        return chain_for(self.choice, script_of(text) or self.script, self._lang)

    def shown(self, span: Span) -> str:
        """A passage of the source in the words of the view."""
        if not self.chain or not self.blocks:
            return span.of(self._text)
        starts, ends = self.blocks.starts, self.blocks.ends
        number, done = self.blocks.at(span.start), span.start
        parts: list[str] = []
        while number < len(starts) and starts[number] < span.end:
            base = starts[number]
            inner = Span(max(done, base), min(span.end, ends[number]))
            if inner.start < inner.end:
                block = self.block(number)
                words = block.to_view(Span(inner.start - base, inner.end - base))
                parts += self._text[done : inner.start], words.of(block.text)
                done = inner.end
            number += 1
        return "".join(parts) + self._text[done : max(done, span.end)]

    def around(self, offset: int) -> Span:
        """The word of changed length that an offset lies inside of; empty if there is none."""
        if not self.chain or not self.blocks:
            return Span(offset, offset)
        number = self.blocks.at(offset)
        base = self.blocks.starts[number]
        if not base < offset < self.blocks.ends[number]:
            return Span(offset, offset)
        word = self.block(number).around(offset - base)
        return Span(word.start + base, word.end + base)

    def converted(self, text: str) -> str:
        """A text converted as the article is."""
        return Converted(text, self.chain).text if self.chain else text

    def regional(self, text: str) -> str:
        """A text that is not the article's own, such as a note, in the region's script."""
        region = region_of(self.choice)
        return in_region(text, region).text if region and text else text


@lru_cache(maxsize=1024)
def in_region(text: str, region: str) -> Converted:
    """A text by itself, such as a note or a passage of any article, as a region writes it."""
    return Converted(text, chain_for(region, script_of(text)))
