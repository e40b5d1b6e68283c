"""An answer stands whole on a real terminal, with the terminal's cursor behind it."""

from __future__ import annotations

from pseudo_terminal import Terminal
from surroundings import Run

TITLE = "打響互聯網造車的第一槍"


def stands_whole(terminal: Terminal, text: str) -> None:
    """Wait until a text stands alone on its row, once all is drawn, with the cursor behind it."""

    def whole(it: Terminal) -> bool:
        line, column = it.cursor
        row = it.rows[line] if line < len(it.rows) else ""  # in a window that has just shrunk
        return row.strip() == text and column == len(row) - len(row.lstrip()) + 2 * len(text)

    terminal.pump(1.0)
    terminal.wait_for(whole)


def test_the_first_character_of_an_answer_is_there(run: Run) -> None:
    terminal = run(columns=100, rows=24)
    terminal.wait_for("sample")
    terminal.send("l")
    terminal.wait_for("newest")
    for size in ((80, 24), (100, 30), (60, 16)):
        terminal.send("R")
        stands_whole(terminal, TITLE)
        terminal.resize(*size)
        stands_whole(terminal, TITLE)
        terminal.send("\x1b")
        terminal.wait_for("newest")
        terminal.pump(0.3)
