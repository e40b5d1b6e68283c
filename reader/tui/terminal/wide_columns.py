"""Columns that hold behind a character whose width terminals disagree on.

A character of several code points, a picture, a mark on another: one terminal gives it a cell,
another two or eight. So its cells are blanked, it is drawn over them, and what follows is put into
its column. Too few cells leave a blank; too many are drawn over by what follows, and at the end of
a row they are lost, since lines are not to wrap (DECAWM off).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reader.text.typesetting.cell_width import clusters, is_disputed

_PIECE = re.compile(
    r"\x1b\[(?P<at>[0-9;]*)H"
    r"|\x1b\[[0-?]*[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|\Z)"
    r"|(?P<moving>\x1b.?|[\x00-\x1f])"
    r"|(?P<text>[^\x00-\x1f]+)",
    re.DOTALL,
)
_STAYING = "mhl"
"""Final bytes of sequences that do not move the cursor: colours and modes."""
_REFINEMENT = re.compile(
    "(?<=.)(?:\u200d.|[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef])", re.DOTALL
)
_LETTERS = {0x1F1E6 + number: chr(0x41 + number) for number in range(26)}


def in_columns(sent: str, ambiguous: int = 1, *, plainly: bool = False) -> str:
    """Output for a terminal, with disputed characters held in their cells.

    Only text behind a move to a place (CUP) in the same string is, since its column is known.
    `ambiguous` is the width of ambiguous characters. `plainly` leaves out what only refines a
    character: variation selectors, skin tones, and what a zero-width joiner joins to it; of flags
    it draws the letters.
    """
    if not is_disputed(sent):
        return sent
    return "".join(_pieces(sent, ambiguous, plainly))


def is_drawn_anew(environ: Mapping[str, str]) -> bool:
    """Whether tmux or GNU screen draws for a terminal behind it, which has widths of its own."""
    by_name = environ.get("TERM", "").startswith(("tmux", "screen"))
    return by_name or bool(environ.get("TMUX") or environ.get("STY"))


def _pieces(sent: str, ambiguous: int, plainly: bool) -> Iterator[str]:
    column: int | None = None
    for piece in _PIECE.finditer(sent):
        text, final = piece["text"], piece["final"]
        if piece["at"] is not None:
            column = int(piece["at"].partition(";")[2] or 1)
        elif piece["moving"] or (final and final not in _STAYING):
            column = None
        if text is None or column is None:
            yield piece.group()
            continue
        for start, end, cells in clusters(text, ambiguous):
            drawn = text[start:end]
            column += cells
            yield _held(drawn, column, cells, plainly) if is_disputed(drawn) else drawn


def _held(drawn: str, after: int, cells: int, plainly: bool) -> str:
    """A character over its blanked cells, and the move to the column after it."""
    if plainly:
        drawn = _REFINEMENT.sub("", drawn).translate(_LETTERS)
    # A mark whose letter is in another colour has no cell of its own.
    blanked = f"{' ' * cells}\x1b[{after - cells}G" if cells else ""
    return f"{blanked}{drawn}\x1b[{after}G"
