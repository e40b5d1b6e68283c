"""Pastes without brackets, known by their reads: GNU screen and old terminals send one as if typed.

A read of SEVERAL printable characters or more that are not one repeated key is a paste. That is
also what a hand types while the line stands still; a message says so, and it is typed again.
Before the first picture, what was typed ahead comes in one read: there AHEAD keys count.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.tui.terminal.tokens import BurstToken, KeyPress, Token

SEVERAL = 6
AHEAD = 16
WHOLE = 1000
"""Bytes of a read behind which more of the same paste is expected (systems cut at 1024 or 4096)."""
SOON, SOON_AFTER_WHOLE = 0.01, 0.3
"""Seconds within which a read goes on with the paste of the one before it."""

_TEXT = "\t\n\r"


class Bursts:
    """Joiner of characters of a read that nobody typed. `painted` is set at the first picture."""

    def __init__(self) -> None:
        self.painted = False
        self._ahead = 0
        self._until = 0.0

    def join(self, tokens: Sequence[Token], length: int, now: float) -> list[Token]:
        """The tokens of a read of so many bytes; keys that are none are joined to bursts."""
        typed = [
            token.text for token in tokens if isinstance(token, KeyPress) and _printable(token)
        ]
        if not (now <= self._until or self._too_many(typed)):
            return list(tokens)
        self._until = now + (SOON_AFTER_WHOLE if length >= WHOLE else SOON)
        return _joined(tokens)

    def _too_many(self, typed: Sequence[str]) -> bool:
        if len(set(typed)) < 2:
            return False
        if self.painted:
            return len(typed) >= SEVERAL
        self._ahead += len(typed)
        return self._ahead > AHEAD


def _printable(key: KeyPress) -> bool:
    return len(key.text) == 1 and key.text.isprintable()


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Tokens with neighbouring characters and line ends joined; all else in its place."""
    joined: list[Token] = []
    for token in tokens:
        if not isinstance(token, KeyPress) or not (_printable(token) or token.text in _TEXT):
            joined.append(token)
        elif joined and isinstance(joined[-1], BurstToken):
            joined[-1] = BurstToken(joined[-1].text + token.text)
        else:
            joined.append(BurstToken(token.text))
    return joined
