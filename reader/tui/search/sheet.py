"""What was found, laid out: articles one below the other, each with some of its passages.

A pure object under the list: results and a width in, rows out. An article is laid out when it
comes into sight, so that a long list costs no more than a short one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from reader.model import Annotation
from reader.model.search import Found, Passage
from reader.text.rendition import in_region
from reader.text.typesetting import Row
from reader.tui.page.glyphs import glyphs
from reader.tui.page.margin import particulars
from reader.tui.rows import Place, Rows
from reader.tui.search.cutting import BREAKS, excerpt
from reader.tui.strips import cells, cut
from reader.words import Words
from reader.words.sections import section_name

ROWS = 2
"""A passage is set in no more rows."""
FEW, MANY = 3, 50
"""Passages of an article that are shown at first, and how many more are shown at a time."""
ASIDE = 3  # cells between a title and what stands behind it
INDENT = 4  # cells before a passage, as on the page
RULE = 2  # cells of the rule before a note


class Kind(Enum):
    """What a row of the list shows."""

    BLANK = "blank"
    TITLE = "title"
    ORIGIN = "origin"
    SECTION = "section"
    TEXT = "text"
    NOTE = "note"
    ABOUT = "about"
    MORE = "more"


class Line(NamedTuple):
    """One row. `text` stands behind `row` or in its place; `shift` as in `Excerpt`.

    `stop` counts the stops of the article; -1 on a row where the cursor never stands. `begins`
    says that it is the first row of its passage.
    """

    kind: Kind
    row: Row | None = None
    text: str = ""
    passage: Passage | None = None
    shift: int = 0
    stop: int = -1
    begins: bool = False


class Stop(NamedTuple):
    """Where the cursor can stand: a passage, an article as a whole, or what is not shown yet."""

    passage: Passage | None
    more: int = 0


class At(NamedTuple):
    """The cursor: in which article, and at which of its stops."""

    article: int
    stop: int


class Block(NamedTuple):
    """One article, laid out."""

    lines: list[Line]
    stops: list[Stop]


class Setting(NamedTuple):
    """How everything is set. `width` in cells; `spacing` is the blank rows between articles."""

    width: int
    spacing: int
    words: Words
    ambiguous: int
    by: Callable[[Annotation], str]  # whose it is, in words; nothing for the reader's own
    claims: bool = False  # whether annotations were looked for, so that they are told about
    region: str = ""  # in whose script everything is shown; nothing for the source's

    def told(self, text: str) -> str:
        """A text in the script of the region."""
        return in_region(text, self.region).text if self.region and text else text

    def shown(self, passage: Passage) -> Passage:
        """A passage in the script of the region, its hits on the same words."""
        if not self.region:
            return passage
        block = in_region(passage.text, self.region)
        return replace(passage, text=block.text, hits=tuple(map(block.to_view, passage.hits)))


class Sheet(Rows):
    """The rows of everything that was found, found by place."""

    def __init__(self, found: list[Found], shown: dict[str, int], setting: Setting) -> None:
        self.found, self.shown, self.setting = found, shown, setting
        self._blocks: dict[int, Block] = {}

    def blocks(self) -> int:
        """Each article is a block."""
        return len(self.found)

    def height_of(self, block: int) -> int:
        """The rows of an article."""
        return len(self.block(block).lines)

    def trailing(self) -> int:
        """What is blank below the last article."""
        return self.setting.spacing

    def block(self, article: int) -> Block:
        """An article with those of its passages that are shown."""
        known = self._blocks.get(article)
        if known is None:
            known = self._blocks[article] = self._lay_out(self.found[article])
        return known

    @property
    def few(self) -> int:
        """How many passages an article shows at first: an only one has all the room."""
        return FEW if len(self.found) > 1 else MANY

    def forget(self, article: int) -> None:
        """Lay an article out anew, because more or less of it is to be shown."""
        self._blocks.pop(article, None)

    # places

    def stop(self, at: At) -> Stop:
        """What the cursor stands on."""
        return self.block(at.article).stops[at.stop]

    def rows_of(self, at: At) -> tuple[Place, Place]:
        """The first and the last row of a stop."""
        lines = self.block(at.article).lines
        rows = [n for n, line in enumerate(lines) if line.stop == at.stop]
        return Place(at.article, rows[0]), Place(at.article, rows[-1])

    def step(self, at: At, direction: int) -> At:
        """The next or previous stop; the same one at either end."""
        article, stop = at.article, at.stop + direction
        if 0 <= stop < len(self.block(article).stops):
            return At(article, stop)
        article += direction
        if not 0 <= article < len(self.found):
            return at
        return At(article, 0 if direction > 0 else len(self.block(article).stops) - 1)

    def step_article(self, at: At, direction: int) -> At:
        """The first stop of the next article; or of this one, then of the one before it."""
        if direction < 0 and at.stop:
            return At(at.article, 0)
        return At(min(max(0, at.article + direction), len(self.found) - 1), 0)

    def lines(self, top: Place, height: int) -> list[tuple[int, Line]]:
        """The rows from a place on, each with the number of its article."""
        out: list[tuple[int, Line]] = []
        article, row = top
        while len(out) < height and article < len(self.found):
            lines = self.block(article).lines
            out += [(article, line) for line in lines[row : row + height - len(out)]]
            article, row = article + 1, 0
        return out

    # laying out

    def _lay_out(self, found: Found) -> Block:
        title = next((p for p in found.passages if p.place == "title"), None)
        rest = [passage for passage in found.passages if passage is not title]
        lines = self._head(found, title, stands=title is not None or not rest)
        stops = [Stop(title)] if title is not None or not rest else []
        few = self.shown.get(found.head.id, self.few)
        few += len(rest) == few + 1  # one more takes the row that would say so
        section: str | None = None
        for passage in rest[:few]:
            name = self._section(found, passage)
            shown = self.setting.shown(passage)
            if name is not None and name not in (section, shown.text):
                lines.append(Line(Kind.SECTION, text=name))
            section = name or section
            lines += self._passage(shown, len(stops))
            stops.append(Stop(passage))
        if rest[few:]:
            text = self.setting.words("search.more", count=len(rest) - few)
            lines.append(Line(Kind.MORE, text=text, stop=len(stops), begins=True))
            stops.append(Stop(None, len(rest) - few))
        lines += [Line(Kind.BLANK)] * self.setting.spacing
        return Block(lines, stops)

    def _head(self, found: Found, title: Passage | None, *, stands: bool) -> list[Line]:
        """The title, and who published it when, on the same row where there is room."""
        width, ambiguous = self.setting.width, self.setting.ambiguous
        title = self.setting.shown(title) if title else None
        text = self.setting.told(found.head.title) or self.setting.words("untitled")
        rows, shift = excerpt(text, title.hits if title else (), width, ROWS, ambiguous)
        stop = 0 if stands else -1
        lines = [
            Line(Kind.TITLE, row, "", title, shift, stop, stands and n == 0)
            for n, row in enumerate(rows)
        ]
        origin = self._origin(found)
        if origin and rows[-1].cells + ASIDE + cells(origin, ambiguous) <= width:
            lines[-1] = lines[-1]._replace(text=" " * ASIDE + origin)
        elif origin:
            lines.append(Line(Kind.ORIGIN, text=origin))
        return lines

    def _origin(self, found: Found) -> str:
        count = len(found.passages)
        many = self.setting.words("search.passages", count=count) if count > 1 else ""
        dot = f" {glyphs(self.setting.ambiguous).dot} "
        source = self.setting.told(found.head.source)
        return dot.join(part for part in (source, found.head.day, many) if part)

    def _section(self, found: Found, passage: Passage) -> str | None:
        """The section to name before a passage; a text without headings names none."""
        if passage.section is None or not any(found.sections):
            return None
        heading = found.sections[passage.section]
        shown = None if heading is None else self.setting.told(heading)
        return section_name(self.setting.words, shown, found.roles[passage.section])

    def _passage(self, passage: Passage, stop: int) -> list[Line]:
        width, ambiguous = self.setting.width, self.setting.ambiguous
        note = passage.place == "note"
        room = width - RULE if note else width
        indent = 0 if note else INDENT
        rows, shift = excerpt(passage.text, passage.hits, room, ROWS, ambiguous, indent=indent)
        kind = Kind.NOTE if note else Kind.TEXT
        lines = [Line(kind, row, "", passage, shift, stop, n == 0) for n, row in enumerate(rows)]
        about = self._about(passage)
        if about and not note and rows[-1].cells + ASIDE + cells(about, ambiguous) <= width:
            lines[-1] = lines[-1]._replace(text=" " * ASIDE + about)
        elif about:
            lines.append(Line(Kind.ABOUT, None, cut(about, width, ambiguous), passage, 0, stop))
        return lines

    def _about(self, passage: Passage) -> str:
        """What a note is about, or what is known of a claim that was looked for."""
        setting = self.setting
        said = passage.annotations[0] if passage.annotations else None
        if said is None or (passage.place != "note" and not setting.claims):
            return ""
        who = setting.by(said)
        if passage.place == "note":
            quote = f"「{setting.told(said.exact).translate(BREAKS)}」" if said.exact else ""
            return setting.words("search.by", name=who, quote=quote) if who else quote
        shown = replace(
            said, source=setting.told(said.source), labels=tuple(map(setting.told, said.labels))
        )
        known = particulars(shown, setting.words, glyphs(setting.ambiguous))
        return "　".join(part for part in (who, known) if part)
