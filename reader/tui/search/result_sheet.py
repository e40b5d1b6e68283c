"""An article that was found, laid out with some of its passages: a width in, rows out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from reader.analysis.hits import one_line
from reader.model import Annotation
from reader.model.search import Found, Passage
from reader.text.joined_lines import on_one_line
from reader.text.typesetting import Row
from reader.text.typesetting.article_view import in_region
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.strips import cells, cut
from reader.tui.page.margin import particulars
from reader.tui.search.cutting import BREAKS, excerpt
from reader.words import Words
from reader.words.sections import section_name

ROWS = 2
"""Maximum of rows of a passage."""
ASIDE = 3  # cells between a title and the text after it
INDENT = 4  # cells before a passage, as on the page
RULE = 2  # cells of the rule before a note


class RowKind(Enum):
    """Kinds of rows."""

    BLANK = "blank"
    TITLE = "title"
    ORIGIN = "origin"
    SECTION = "section"
    TEXT = "text"
    NOTE = "note"
    ABOUT = "about"
    MORE = "more"


class ResultLine(NamedTuple):
    """One row. `text` follows `row` or replaces it; `shift` as in `Excerpt`.

    `stop` counts the stops of the article; -1 on a row where the cursor never stands. `begins`
    marks the first row of its passage.
    """

    kind: RowKind
    row: Row | None = None
    text: str = ""
    passage: Passage | None = None
    shift: int = 0
    stop: int = -1
    begins: bool = False


class Stop(NamedTuple):
    """A place for the cursor: a passage, an article as a whole, or what is not shown yet."""

    passage: Passage | None
    more: int = 0


class ResultBlock(NamedTuple):
    """One article, laid out."""

    lines: list[ResultLine]
    stops: list[Stop]


class ResultSetting(NamedTuple):
    """The setting of results. `width` in cells; `spacing` is the blank rows between articles."""

    width: int
    spacing: int
    words: Words
    ambiguous: int
    by: Callable[[Annotation], str]  # whose it is, in words; nothing for the reader's own
    claims: bool = False  # whether annotations were looked for, so that they are described
    region: str = ""  # in whose script everything is shown; nothing for the source's

    def in_script(self, text: str) -> str:
        """A text in the script of the region."""
        return in_region(text, self.region).text if self.region and text else text

    def shown(self, passage: Passage) -> Passage:
        """A passage in the script of the region, its hits on the same words."""
        passage = one_line(passage)
        if not self.region:
            return passage
        block = in_region(passage.text, self.region)
        return replace(passage, text=block.text, hits=tuple(map(block.to_view, passage.hits)))


class ResultSheet:
    """Setter of articles; `few` passages of each are shown unless `shown` has a number."""

    def __init__(self, setting: ResultSetting, shown: Mapping[str, int], few: int) -> None:
        self.setting = setting
        self._shown, self._few = shown, few

    def block(self, found: Found) -> ResultBlock:
        """An article with those of its passages that are shown."""
        title = next((p for p in found.passages if p.place == "title"), None)
        rest = [passage for passage in found.passages if passage is not title]
        lines = self._head(found, title, stands=title is not None or not rest)
        stops = [Stop(title)] if title is not None or not rest else []
        few = self._shown.get(found.head.id, self._few)
        few += len(rest) == few + 1  # one more takes the row that would count it
        section: str | None = None
        for passage in rest[:few]:
            name = self._section(found, passage)
            shown = self.setting.shown(passage)
            if name is not None and name not in (section, shown.text):
                lines.append(ResultLine(RowKind.SECTION, text=name))
            section = name or section
            lines += self._passage(shown, len(stops))
            stops.append(Stop(passage))
        if rest[few:]:
            text = self.setting.words("search.more", count=len(rest) - few)
            lines.append(ResultLine(RowKind.MORE, text=text, stop=len(stops), begins=True))
            stops.append(Stop(None, len(rest) - few))
        lines += [ResultLine(RowKind.BLANK)] * self.setting.spacing
        return ResultBlock(lines, stops)

    def _head(self, found: Found, title: Passage | None, *, stands: bool) -> list[ResultLine]:
        """The title, with publisher and day on the same row where there is room."""
        width, ambiguous = self.setting.width, self.setting.ambiguous
        title = self.setting.shown(title) if title else None
        text = self.setting.in_script(found.head.title) or self.setting.words("untitled")
        rows, shift = excerpt(text, title.hits if title else (), width, ROWS, ambiguous)
        stop = 0 if stands else -1
        lines = [
            ResultLine(RowKind.TITLE, row, "", title, shift, stop, stands and n == 0)
            for n, row in enumerate(rows)
        ]
        origin = self._origin(found)
        if origin and rows[-1].cells + ASIDE + cells(origin, ambiguous) <= width:
            lines[-1] = lines[-1]._replace(text=" " * ASIDE + origin)
        elif origin:
            lines.append(ResultLine(RowKind.ORIGIN, text=origin))
        return lines

    def _origin(self, found: Found) -> str:
        count = len(found.passages)
        many = self.setting.words("search.passages", count=count) if count > 1 else ""
        dot = f" {glyphs(self.setting.ambiguous).dot} "
        source = self.setting.in_script(found.head.source)
        return dot.join(part for part in (source, found.head.day, many) if part)

    def _section(self, found: Found, passage: Passage) -> str | None:
        """The section to name before a passage; a text without headings names none."""
        if passage.section is None or not any(found.sections):
            return None
        heading = found.sections[passage.section]
        shown = None if heading is None else self.setting.in_script(heading)
        return section_name(self.setting.words, shown, found.roles[passage.section])

    def _passage(self, passage: Passage, stop: int) -> list[ResultLine]:
        width, ambiguous = self.setting.width, self.setting.ambiguous
        note = passage.place == "note"
        room = width - RULE if note else width
        indent = 0 if note else INDENT
        rows, shift = excerpt(passage.text, passage.hits, room, ROWS, ambiguous, indent=indent)
        kind = RowKind.NOTE if note else RowKind.TEXT
        lines = [
            ResultLine(kind, row, "", passage, shift, stop, n == 0) for n, row in enumerate(rows)
        ]
        about = self._about(passage)
        if about and not note and rows[-1].cells + ASIDE + cells(about, ambiguous) <= width:
            lines[-1] = lines[-1]._replace(text=" " * ASIDE + about)
        elif about:
            lines.append(
                ResultLine(RowKind.ABOUT, None, cut(about, width, ambiguous), passage, 0, stop)
            )
        return lines

    def _about(self, passage: Passage) -> str:
        """The passage of a note, or the fields of a claim that was searched for."""
        setting = self.setting
        annotation = passage.annotations[0] if passage.annotations else None
        if annotation is None or (passage.place != "note" and not setting.claims):
            return ""
        who = setting.by(annotation)
        if passage.place == "note":
            quote = (
                f"「{setting.in_script(on_one_line(annotation.exact)).translate(BREAKS)}」"
                if annotation.exact
                else ""
            )
            return setting.words("search.by", name=who, quote=quote) if who else quote
        shown = replace(
            annotation,
            source=setting.in_script(annotation.source),
            labels=tuple(map(setting.in_script, annotation.labels)),
        )
        known = particulars(shown, setting.words, glyphs(setting.ambiguous))
        return "　".join(part for part in (who, known) if part)
