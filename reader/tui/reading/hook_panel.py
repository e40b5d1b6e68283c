"""The panel with the answer of a hook, under the hook's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Part
from reader.tui.kit.styles import Styles


@dataclass
class HookPanel:
    """Lines of a text, each typeset to the width of the panel once; it belongs to its passage."""

    title: str
    hint: str
    texts: Sequence[str]
    ink: Styles
    ambiguous: int
    stays: bool = False
    gone: bool = False
    alone: bool = False
    _set: dict[int, Sequence[Sequence[Part]]] = field(default_factory=dict)

    def lines(self, width: int) -> Sequence[Sequence[Part]]:
        """The texts, one below the other."""
        known = self._set.get(width)
        if known is None:
            known = self._set[width] = [[], *self._rows(max(8, width))]
        return known

    def _rows(self, width: int) -> Sequence[Sequence[Part]]:
        return [
            [(row.text, self.ink.bar_text)]
            for text in self.texts
            for row in set_paragraph(text or " ", width, ambiguous=self.ambiguous)
        ]

    def press(self, key: str, character: str | None) -> bool:
        """No keys of its own."""
        return False
