"""The changes of two revisions as the model of a list."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.changes import Changes, fate_lines, published_lines, summary
from reader.tui.changes.hunks import Block, Hunk, blocks
from reader.tui.changes.laying import lay_out
from reader.tui.compare.passage_list import PassageList
from reader.tui.compare.sides import BLANK, Ink, SideLine
from reader.tui.kit.strips import safe
from reader.tui.page.margin import set_lines


class ChangeList(PassageList):
    """A summary, then changes with what stayed between them; nothing before `take`.

    `changed` are the blocks with changes, on which the cursor can stand.
    """

    changes: Changes | None = None
    with_script = False
    """Whether what was only set in another script is shown."""
    changed: Sequence[int] = ()
    _blocks: Sequence[Block] = ()

    def take(self, changes: Changes | None) -> None:
        """Cut other changes into blocks."""
        self.changes, self._blocks = changes, ()
        if changes is not None:
            self._blocks = blocks(changes, script=self.with_script)
        self.changed = [n for n in range(1, self.blocks()) if self.hunk(n) is not None]

    def hunk(self, block: int) -> Hunk | None:
        """The change that stands in a block."""
        found = self._blocks[block - 1] if block > 0 else None
        return found if isinstance(found, Hunk) else None

    def blocks(self) -> int:
        """Number of blocks, with the summary."""
        return 0 if self.changes is None else len(self._blocks) + 1

    def stops(self, block: int) -> int:
        """One stop for a change; none for what stayed, which is only read."""
        return int(self.hunk(block) is not None)

    def lay_out(self, block: int) -> Sequence[SideLine]:
        """The rows of a block."""
        if self.changes is None or block == 0:
            return self._summary()
        return lay_out(self.changes, self._blocks[block - 1], self.setting)

    def _summary(self) -> Sequence[SideLine]:
        changes, (columns, words, ambiguous, roomy) = self.changes, self.setting
        if changes is None:
            return [BLANK]
        text = words("changes.list").join(summary(changes, words))
        published = published_lines(changes, words)
        texts = [text, *published, *map(safe, fate_lines(changes.fate, words))]
        rows = [it for each in texts for it in set_lines(each, columns.whole, ambiguous)]
        lines = [SideLine(words=((row, Ink.TEXT),)) for row in rows]
        return [*lines, BLANK] if roomy else lines
