"""The help: every command with its keys, by groups, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.tui.changes.commands import CHANGES
from reader.tui.claims.commands import CLAIMS
from reader.tui.intake.commands import ADDING, GIVING
from reader.tui.keymap import MODES
from reader.tui.kit.commands import EVERYWHERE, Command, shown_keys
from reader.tui.kit.strips import Part, cells, cut
from reader.tui.kit.styles import Styles
from reader.tui.library.commands import LIBRARY
from reader.tui.quoting.commands import QUOTED, SOURCE
from reader.tui.reading.commands import CARD, READING, SELECTING
from reader.tui.review.commands import REVIEWING
from reader.tui.search.commands import SEARCHING
from reader.words import Words

GROUPS = (
    "tag", "write", "card", "move", "page", "out", "select", "search", "review", "changes",
    "library", "desk", "adding", "quoting",
)  # fmt: skip
OTHERS = {
    "card": CARD,
    "select": SELECTING,
    "search": SEARCHING,
    "review": REVIEWING,
    "changes": CHANGES,
    "library": LIBRARY,
    "desk": CLAIMS,
    "adding": (*GIVING, *ADDING),
    "quoting": (*SOURCE, *QUOTED),
}
"""The groups of other modes than reading."""
KEYS = 10
COLUMNS_MOST = 3


class Help:
    """All keys; made from the same table as the bindings."""

    stays = True
    gone = False
    alone = False

    def __init__(
        self,
        words: Words,
        ink: Styles,
        ambiguous: int,
        keymap: Mapping[str, str],
        groups: Sequence[str] = GROUPS,
    ) -> None:
        self._words, self._ink, self._ambiguous = words, ink, ambiguous
        self._keymap, self._groups = keymap, groups

    @property
    def title(self) -> str:
        """The title of the help."""
        return self._words("help.title")

    @property
    def hint(self) -> str:
        """The keys that close the help."""
        return self._words("help.hint")

    def lines(self, width: int) -> Sequence[Sequence[Part]]:
        """The groups one after another, filled downward into columns of equal width."""
        columns = max(1, min(COLUMNS_MOST, width // self._column))
        each = width // columns
        blocks = [self._group(group, each) for group in self._groups]
        rows = [row for block in blocks for row in block]
        height = -(-len(rows) // columns)
        filled = [rows[at : at + height] for at in range(0, len(rows), height)]
        out: list[list[Part]] = [[], *self._intro(width), []]
        for y in range(height):
            parts: list[Part] = []
            for number, column in enumerate(filled):
                parts += column[y] if y < len(column) else []
                wide = sum(cells(text, self._ambiguous) for text, _ in parts)
                parts.append((" " * max(0, each * (number + 1) - wide), self._ink.bar))
            out.append(parts)
        return out

    @property
    def _column(self) -> int:
        """The cells that the longest sentence needs, with its keys and a gap."""
        every = (command for commands in (*MODES, EVERYWHERE) for command in commands)
        sentences = (command.sentence(self._words) for command in every)
        return KEYS + 2 + max(cells(sentence, self._ambiguous) for sentence in sentences)

    def _intro(self, width: int) -> list[list[Part]]:
        from reader.text.typesetting import set_paragraph

        intro = "help.intro" if self._groups is GROUPS else f"help.intro.{self._groups[0]}"
        rows = set_paragraph(self._words(intro), width, ambiguous=self._ambiguous)
        return [[(row.text, self._ink.bar)] for row in rows]

    def _commands(self, group: str) -> list[tuple[str, str]]:
        chosen: list[Command] = [each for each in (*READING, *EVERYWHERE) if each.group == group]
        chosen += OTHERS.get(group, ())
        rows: dict[str, str] = {}
        for command in chosen:
            sentence = command.sentence(self._words)
            keys = shown_keys(command, self._keymap)
            rows[sentence] = "1-9" if command.id.startswith("label_") else keys
        return [(keys, sentence) for sentence, keys in rows.items()]

    def _group(self, group: str, width: int) -> list[list[Part]]:
        ink = self._ink
        rows: list[list[Part]] = [[(self._words(f"group.{group}"), ink.bar_title)]]
        for keys, sentence in self._commands(group):
            pad = " " * max(1, KEYS - cells(keys, self._ambiguous))
            text = cut(sentence, width - KEYS - 2, self._ambiguous)
            rows.append([(keys + pad, ink.bar_key), (text, ink.bar_text)])
        return [*rows, []]

    def press(self, key: str, character: str | None) -> bool:
        """No keys of its own; the key that opened it is left to the page, which closes it."""
        return False
