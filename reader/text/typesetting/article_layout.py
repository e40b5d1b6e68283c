"""A whole article as rows, set only where someone looks.

A `Layout` cuts the article into blocks (see `blocks`): a paragraph is a block, and a very long one
is several, so that no single step has to set more than one of them. Places name a block and a row
of it, hence nothing needs to know how many rows come before; where a number is wanted after all
(the scrollbar), it is exact for short articles and estimated for long ones.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from functools import cached_property
from typing import NamedTuple

from reader.model import ROW, Outline, Role, Span
from reader.text.typesetting.article_view import ArticleView
from reader.text.typesetting.paragraph import Row, set_paragraph

_EXACT_LIMIT = 12_000
_SAMPLED = 6_000
_KEPT_BLOCKS = 256


class PageSetting(NamedTuple):
    """Setting of an article's page.

    `width` is the measure in cells, `spacing` the blank rows between paragraphs (0 or 1),
    `indent` the first-line indent in cells, `masthead` the rows above the first paragraph that
    the page draws itself. The rest is as in `set_paragraph`.
    """

    width: int
    spacing: int = 1
    indent: int = 4
    ambiguous: int = 1
    strict: bool = True
    autospace: bool = True
    masthead: int = 0


class LayoutPlace(NamedTuple):
    """A display row: of block `paragraph` (-1: the masthead), counted with its blank rows above."""

    paragraph: int
    row: int


class LaidLine(NamedTuple):
    """Content of a display row: a row of text in the article's offsets, or None for a blank one.

    `paragraph` is the block, -1 for the masthead.
    """

    paragraph: int
    row: Row | None
    role: Role


class Layout:
    """The rows of one article in one setting and one script view; offsets are the source's.

    Headings and captions have no first-line indent; headings stand one blank row further from
    what is above them, and the rows of a table under each other; captions are set in by the indent
    on every row, so that they differ from the text without colour.
    """

    def __init__(
        self,
        text: str,
        outline: Outline,
        setting: PageSetting,
        *,
        article_view: ArticleView | None = None,
    ) -> None:
        self.text = text
        self.outline = outline
        self.setting = setting
        self.article_view = article_view or ArticleView(text, outline)
        self.blocks = self.article_view.blocks
        self._tables = ROW in outline.sentence_roles
        self._rows: OrderedDict[int, list[Row]] = OrderedDict()

    def with_setting(self, setting: PageSetting, article_view: ArticleView | None = None) -> Layout:
        """The same article set otherwise or in another script view, whatever its length."""
        article_view = article_view or self.article_view
        return Layout(self.text, self.outline, setting, article_view=article_view)

    def role_of(self, block: int) -> Role:
        """The role of a block's paragraph."""
        return self.outline.role(self.blocks.paragraph(block))

    def block_span(self, block: int) -> Span:
        """The span of a block."""
        return Span(self.blocks.starts[block], self.blocks.ends[block])

    def block_rows(self, paragraph: int) -> int:
        """The display rows of a block, blank rows above it included; of the masthead for -1."""
        if paragraph < 0:
            return self.setting.masthead
        return self._lead(paragraph) + len(self._set(paragraph))

    def _lead(self, block: int) -> int:
        if block == 0 or self.blocks.continues(block):
            return 0
        if self._in_table(block) and self._in_table(block - 1):
            return 0
        return self.setting.spacing + (self.role_of(block) is Role.HEADING)

    def _in_table(self, block: int) -> bool:
        return self._tables and self.outline.is_row(self.blocks.paragraph(block))

    def _set(self, block: int) -> list[Row]:
        rows = self._rows.get(block)
        if rows is not None:
            self._rows.move_to_end(block)
            return rows
        rows = self._rows[block] = self._typeset(block)
        if len(self._rows) > _KEPT_BLOCKS:
            self._rows.popitem(last=False)
        return rows

    def _typeset(self, block: int) -> list[Row]:
        setting, role = self.setting, self.role_of(block)
        start, end = self.blocks.starts[block], self.blocks.ends[block]
        inset = setting.indent if role is Role.CAPTION and setting.width >= 24 else 0
        flush = role in (Role.HEADING, Role.CAPTION) or self.blocks.continues(block)
        shown = self.article_view.block(block) if self.article_view.chain else None
        resized = shown is not None and shown.resized
        rows = set_paragraph(
            shown.text if shown else self.text[start:end],
            setting.width - inset,
            indent=0 if flush else setting.indent,
            ambiguous=setting.ambiguous,
            strict=setting.strict,
            autospace=setting.autospace,
            base=0 if resized else start,
        )
        if inset:
            rows = [row.inset(inset) for row in rows]
        if shown is None or not resized:
            return rows
        from reader.text.typesetting.view_rows import aligned

        return aligned(rows, shown, start)

    @property
    def start(self) -> LayoutPlace:
        """The first display row."""
        return LayoutPlace(-1 if self.setting.masthead or not self.blocks else 0, 0)

    @property
    def end(self) -> LayoutPlace:
        """The last display row."""
        last = len(self.blocks) - 1
        return LayoutPlace(last, max(0, self.block_rows(last) - 1))

    def lines(self, top: LayoutPlace, count: int) -> list[LaidLine]:
        """Lines at `count` display rows from `top` on; fewer where the article ends."""
        found: list[LaidLine] = []
        block, row = top
        while len(found) < count and block < len(self.blocks):
            found += self._block_lines(block)[row : row + count - len(found)]
            block, row = block + 1, 0
        return found

    def _block_lines(self, block: int) -> list[LaidLine]:
        """A block from its blank rows on, or the masthead."""
        if block < 0:
            return [LaidLine(-1, None, Role.BODY)] * self.setting.masthead
        role = self.role_of(block)
        rows = [LaidLine(block, row, role) for row in self._set(block)]
        lead = self._lead(block)
        return [LaidLine(block, None, role)] * lead + rows if lead else rows

    def move(self, place: LayoutPlace, rows: int) -> LayoutPlace:
        """The place `rows` display rows further down, or up if negative; stops at both ends."""
        block, row = place
        row += rows
        first, last = self.start.paragraph, len(self.blocks) - 1
        while row < 0 and block > first:
            block -= 1
            row += self.block_rows(block)
        while block < last and row >= (size := self.block_rows(block)):
            row -= size
            block += 1
        return LayoutPlace(block, max(0, min(row, self.block_rows(block) - 1)))

    def distance(self, a: LayoutPlace, b: LayoutPlace, limit: int) -> int:
        """The rows from `a` down to `b`, negative if `b` is above `a`; cut off at ±`limit`."""
        if b < a:
            return -self.distance(b, a, limit)
        rows, block = -a.row, a.paragraph
        while block < b.paragraph and rows < limit:
            rows += self.block_rows(block)
            block += 1
        return min(rows + b.row, limit) if block == b.paragraph else limit

    def place_of(self, offset: int) -> LayoutPlace:
        """The row that draws an offset; between two paragraphs, the last row above it."""
        if not self.blocks:
            return self.start
        block = self.blocks.at(offset)
        index = bisect_right(self._set(block), offset, key=lambda row: row.start) - 1
        return LayoutPlace(block, self._lead(block) + max(0, index))

    def paragraph_rows(self, block: int) -> tuple[LayoutPlace, LayoutPlace | None]:
        """The first row of text of a block's paragraph, and that of the next one; None at the end.

        The blank rows between them are the upper one's.
        """
        paragraph = self.blocks.paragraph(block)
        first, after = (self.blocks.first(number) for number in (paragraph, paragraph + 1))
        if after >= len(self.blocks):
            return LayoutPlace(first, self._lead(first)), None
        return LayoutPlace(first, self._lead(first)), LayoutPlace(after, self._lead(after))

    def offset_of(self, place: LayoutPlace) -> int:
        """The offset at which a row starts; of a blank row that of its block, of the masthead 0."""
        block, row = place
        if block < 0:
            return 0
        return self._set(block)[max(0, row - self._lead(block))].start

    def last_top(self, height: int) -> LayoutPlace:
        """The top of a page of `height` rows that shows the article's end at its bottom."""
        return self.move(self.end, 1 - height)

    @property
    def total_rows(self) -> int:
        """The display rows of the article, masthead included; see `rows_before`."""
        return self.setting.masthead + self._rows_above(len(self.blocks))

    def rows_before(self, place: LayoutPlace) -> int:
        """The display rows above a place: exact up to 12,000 code points, else an estimate.

        Estimates never fall as places go down, and cost the same however long the article is.
        """
        block, row = place
        if block < 0:
            return row
        above = self._rows_above(block)
        return self.setting.masthead + min(above + row, self._rows_above(block + 1))

    def place_near(self, row: int) -> LayoutPlace:
        """A place with about `row` rows above it: the inverse of `rows_before`, for a scrollbar."""
        inside = row - self.setting.masthead
        if inside < 0 or not self.blocks:
            return self.move(self.start, max(0, row))
        block = bisect_right(range(len(self.blocks)), inside, key=self._rows_above) - 1
        inside -= self._rows_above(block)
        return LayoutPlace(block, min(inside, self.block_rows(block) - 1))

    def _rows_above(self, block: int) -> int:
        if not self.blocks:
            return 0
        if self._exact is not None:
            return self._exact[block]
        starts = self.blocks.starts
        offset = starts[block] if block < len(starts) else len(self.text)
        per_code_point, per_block = self._slope
        return int((offset - starts[0]) * per_code_point + block * per_block)

    @cached_property
    def _exact(self) -> array[int] | None:
        if len(self.text) > _EXACT_LIMIT:
            return None
        above = array("I", [0])
        for block in range(len(self.blocks)):
            above.append(above[-1] + self.block_rows(block))
        return above

    @cached_property
    def _slope(self) -> tuple[float, float]:
        """Rows a code point and rows a block, from blocks taken evenly over the article."""
        typical = 1 + len(self.text) // len(self.blocks)
        step = max(1, len(self.blocks) // max(6, min(48, _SAMPLED // typical)))
        sample = range(step // 2, len(self.blocks), step)
        starts = self.blocks.starts
        rows = sum(len(self._typeset(block)) for block in sample)
        lead = sum(map(self._lead, sample))
        length = 1
        for block in sample:
            after = starts[block + 1] if block + 1 < len(starts) else len(self.text)
            length += after - starts[block]
        # A block's last row is half empty on average.
        half = min(0.5 * len(sample), rows)
        return (rows - half) / length, (lead + half) / len(sample)
