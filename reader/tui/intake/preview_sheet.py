"""The preview, laid out: what is known of the article, what was repaired, then its blocks.

A pure object under the widget: a draft and a width in, rows out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote

from reader.model import Role
from reader.model.page_content import PageContent
from reader.model.revision import Kept
from reader.text.typesetting import set_paragraph
from reader.tui.intake.draft import FIELDS, OfferDraft
from reader.tui.intake.lines import BLANK, LineSheet, LineTone, SheetLine
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.strips import cells, cut, safe
from reader.tui.search.cutting import excerpt
from reader.words import Words

INDENT = 4  # cells before a paragraph, as on the page
GAP = 2  # cells between a field's name and its value
ROWS = 60
"""Maximum of rows of a block."""
FIELD_ROWS = 3
HEAD = len(FIELDS) + 1
"""The items above the blocks: the fields and the remarks."""
TONES = {
    Role.BODY: LineTone.INK,
    Role.EDITOR_NOTE: LineTone.INK,
    Role.HEADING: LineTone.HEADING,
    Role.CAPTION: LineTone.ASIDE,
    Role.ATTRIBUTION: LineTone.ASIDE,
}
REPAIRS = {"replaced": "replaced", "control": "control", "bidi": "bidi"}
"""The kinds of repairs that have a name of their own; the others are invisible characters."""


class Foreseen(NamedTuple):
    """Outlook of a draft: the roles of its taken blocks, in order, and what would become of it."""

    roles: tuple[Role, ...] = ()
    kept: Kept | None = None


class PreviewItem(NamedTuple):
    """Something that is laid out: a field, a remark, a block, or blocks that are folded."""

    kind: str
    first: int = 0
    last: int = 0


class PreviewSheet(LineSheet):
    """A draft as rows. `remarks` are on what was taken, one a paragraph."""

    def __init__(self, draft: OfferDraft, context: ScreenContext, remarks: Sequence[str]) -> None:
        self.draft, self.remarks = draft, remarks
        self.foreseen = Foreseen()
        self.unfolded: set[int] = set()
        self._firsts: Sequence[int] = ()
        self._folded: dict[int, int] = {}
        self._ranks: list[int] = []
        super().__init__(context)

    # items

    def renew(self) -> None:
        """Lay everything out anew, because something has changed."""
        blocks = self.draft.page.blocks
        self._folded = {
            first: last
            for first, last in self.draft.runs
            if first not in self.unfolded
            and not any(block.taken for block in blocks[first : last + 1])
        }
        hidden = {n for first, last in self._folded.items() for n in range(first + 1, last + 1)}
        every = range(len(blocks))
        self._firsts = [n for n in every if n not in hidden] if hidden else every
        counted = (block.taken and bool(block.text.strip()) for block in blocks)
        self._ranks = list(accumulate(counted))
        super().renew()

    def item(self, number: int) -> PreviewItem:
        """The item at a place: the fields, the remarks, then blocks and folds."""
        if number < len(FIELDS):
            return PreviewItem("field", number)
        if number == len(FIELDS):
            return PreviewItem("remarks")
        first = self._firsts[number - HEAD]
        last = self._folded.get(first)
        return (
            PreviewItem("block", first, first) if last is None else PreviewItem("fold", first, last)
        )

    def role_of(self, block: int) -> Role:
        """The role of a block: its own, else the one that the article gives it.

        The article is worked out beside the keys, so what it has may be older than the last key.
        """
        found, roles = self.draft.page.blocks[block], self.foreseen.roles
        rank = self._ranks[block] - 1
        guessed = roles[rank] if found.taken and rank < len(roles) else Role.BODY
        return found.role or guessed

    def blocks(self) -> int:
        """Number of items."""
        return HEAD + len(self._firsts)

    def stands(self, item: int) -> bool:
        """Whether the cursor stands on an item: the remarks are only read."""
        return item != len(FIELDS)

    def item_of(self, block: int) -> int:
        """The item that shows a block; for -1, the first field."""
        return HEAD + bisect_right(self._firsts, block) - 1 if block >= 0 else 0

    def blocks_of(self, items: Sequence[int]) -> list[int]:
        """The blocks of some items, without those that are folded."""
        chosen = map(self.item, items)
        return [item.first for item in chosen if item.kind == "block"]

    def unfold(self, item: int) -> None:
        """Show the blocks of a fold."""
        self.unfolded.add(self.item(item).first)
        self.renew()

    def turn_folds(self) -> bool:
        """Show everything that is folded; if nothing is, fold again. Whether something is shown."""
        show = bool(self._folded)
        self.unfolded = {first for first, _ in self.draft.runs} if show else set()
        self.renew()
        return show

    # rows

    def lay_out(self, block: int) -> list[SheetLine]:
        """The rows of an item."""
        found = self.item(block)
        if found.kind == "field":
            return self._field(FIELDS[found.first], first=not found.first)
        if found.kind == "remarks":
            return self._remarks()
        if found.kind == "fold":
            return self._fold(found)
        return self._block(found.first)

    def _field(self, name: str, *, first: bool) -> list[SheetLine]:
        """A field beside its name; a title may take some rows, the others have one."""
        label = self.words(f"add.field.{name}")
        column = GAP + max(
            cells(self.words(f"add.field.{other}"), self.ambiguous) for other in FIELDS
        )
        value, tone = self.draft.field(name), LineTone.HEADING if name == "title" else LineTone.INK
        if name == "url":
            value = unquote(value)
        if not value:
            value, tone = self.words("none"), LineTone.OUT
        room = max(2, self.width - column)
        if name == "title":
            rows = [row.text for row in set_paragraph(safe(value), room, ambiguous=self.ambiguous)]
        else:
            rows = [cut(safe(value), room, self.ambiguous)]
        lead = label + " " * (column - cells(label, self.ambiguous))
        lines = [
            SheetLine((((lead if n == 0 else " " * column), LineTone.ASIDE), (text, tone)))
            for n, text in enumerate(rows[:FIELD_ROWS])
        ]
        return [BLANK, *lines] if first else lines

    def _remarks(self) -> list[SheetLine]:
        """Remarks on repairs, and on whether the article is known; blank rows around them."""
        lines = []
        for text, tone in self._remark_texts():
            rows = set_paragraph(safe(text), max(2, self.width), ambiguous=self.ambiguous)
            lines += [SheetLine(((row.text, tone),)) for row in rows]
        below = [BLANK] * (1 - self.spacing)  # the first block brings its own
        return [BLANK, *lines, *below] if lines else below or [BLANK]

    def _remark_texts(self) -> list[tuple[str, LineTone]]:
        texts = [
            (text, LineTone.ASIDE)
            for text in (*repairs(self.draft.page, self.words), *self.remarks)
        ]
        kept = self.foreseen.kept
        if kept is not None:
            title = kept.title or self.words("untitled")
            what = "revived" if kept.revived else kept.what
            known = self.words(f"add.foreseen.{what}", title=title)
            texts.append((known, LineTone.ASIDE if kept.what == "new" else LineTone.WRONG))
            if kept.beside:
                held = self.words("add.foreseen.beside", title=kept.beside)
                texts.append((held, LineTone.WRONG))
            if kept.shrunk_from:
                less = self.words("add.foreseen.shrunk", count=kept.shrunk_from)
                texts.append((less, LineTone.WRONG))
        return texts

    def _fold(self, item: PreviewItem) -> list[SheetLine]:
        blocks = self.draft.page.blocks[item.first : item.last + 1]
        begins = self.words("add.fold.and").join(
            cut(" ".join(safe(block.text).split()), 16, self.ambiguous) for block in blocks[:6]
        )
        text = self.words("add.fold", count=len(blocks), begins=begins)
        out = self.words("add.sign.out")
        line = SheetLine(
            ((cut(text, self.width, self.ambiguous), LineTone.OUT),), out, LineTone.OUT
        )
        return [*[BLANK] * self.spacing, line]

    def _block(self, number: int) -> list[SheetLine]:
        block, role = self.draft.page.blocks[number], self.role_of(number)
        body = role in (Role.BODY, Role.EDITOR_NOTE)
        set_in = INDENT if role is Role.CAPTION else 0
        made = excerpt(
            block.text, (), max(2, self.width - set_in), ROWS, self.ambiguous,
            indent=INDENT if body and block.taken else 0,
        )  # fmt: skip
        tone = TONES[role] if block.taken else LineTone.OUT
        lines = [SheetLine(((" " * set_in, tone), (row.text, tone))) for row in made.rows]
        sign, of = self._sign(number)
        lines[0] = lines[0]._replace(sign=sign, tone=of)
        return [*[BLANK] * self._above(number), *lines]

    def _above(self, number: int) -> int:
        """The blank rows above a block; what is left out stands close together."""
        blocks = self.draft.page.blocks
        if not blocks[number].taken and number and not blocks[number - 1].taken:
            return 0
        return self.spacing + (blocks[number].taken and self.role_of(number) is Role.HEADING)

    def _sign(self, number: int) -> tuple[str, LineTone]:
        """The sign of a block in the gutter: left out, or a role that is not plain text."""
        block, role = self.draft.page.blocks[number], self.role_of(number)
        if not block.taken:
            return self.words("add.sign.out"), LineTone.OUT
        if role is Role.BODY:
            return "", LineTone.ASIDE
        level = str(block.level) if role is Role.HEADING and block.level > 2 else ""
        return self.words(f"add.sign.{role}") + level, LineTone.ASIDE


def repairs(page: PageContent, words: Words) -> list[str]:
    """Remarks on a page: that it is a teaser, its repairs, its encoding if not the usual one."""
    counts: dict[str, int] = {}
    for repair in page.repairs:
        kind = REPAIRS.get(repair.kind, "invisible")
        counts[kind] = counts.get(kind, 0) + repair.count
    removed = [
        words(f"add.repair.{kind}", count=count)
        for kind, count in counts.items()
        if kind != "replaced"
    ]
    notices = [words("add.teaser")] if page.teaser else []
    if removed:
        notices.append(words("add.repaired", what=words("field.and").join(removed)))
    if "replaced" in counts:
        notices.append(words("add.replaced", count=counts["replaced"]))
    if not page.encoding.lower().replace("_", "-").startswith(("utf-8", "ascii")):
        notices.append(words("add.encoding", name=page.encoding.upper()))
    return notices
