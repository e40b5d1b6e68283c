"""The question of a prompt, as a value; the prompt itself is only loaded when one is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Question(NamedTuple):
    """The question of a prompt. `choices` are picked by one digit, counted from `first`.

    `kept` gets the typed or chosen text, `left` the text that was put aside by escape (without it,
    what was said goes), `typed` the text as it grows (for drafts). With `only_choices` nothing but
    a digit is taken. With `confirms` as well, enter or y keeps.
    `afresh` offers `text` selected, so that typing replaces it. With `tabbed`, tab ends the prompt
    and hands the typed text to it. `wrong` says what was wrong with `text`, typed before.
    A choice that is empty has no line and no digit. With `completes`, which gives the names that
    begin with what is typed, tab completes it.
    """

    kind: str
    quote: str
    kept: Callable[[str], None]
    left: Callable[[str], None] | None = None
    typed: Callable[[str], None] | None = None
    tabbed: Callable[[str], None] | None = None
    completes: Callable[[str], Sequence[str]] | None = None
    pasted_url: Callable[[str], None] | None = None
    text: str = ""
    choices: Sequence[str] = ()
    first: int = 1
    many_lines: bool = False
    only_choices: bool = False
    confirms: bool = False
    afresh: bool = False
    wrong: str = ""
    gaps: tuple[tuple[str, object], ...] = ()
