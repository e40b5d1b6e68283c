"""Names of sources in an open article: numbers that stay, names typed in part, the last.

A name that only private annotations use is offered for private ones alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.folding import fold
from reader.tui.session.marks import Marks

NUMBERED = 9


class Sources:
    """The sources of one article. A number that was shown keeps its name until it is closed."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._order: list[str] = []
        self._secret: set[str] = set()  # named privately in this sitting, removed or not
        self._named: list[tuple[str, bool]] = []  # names, and whether privately

    @property
    def _hidden(self) -> set[str]:
        """The names that only private annotations use."""
        every = [it for it in self._marks.every if it.source]
        self._secret |= {it.source for it in every if it.private}
        return self._secret - {it.source for it in every if not it.private}

    def offered(self, *, private: bool) -> list[str]:
        """The names to offer, in the order of their numbers, for an annotation that is or is not
        private; an empty one holds the place of a number that is not offered.

        A name gets the next number when it is first offered, so that one that is not leaves no
        hole; those that anyone may see come first.
        """
        secret = self._hidden
        hidden = set() if private else secret
        self._order += sorted(self._fresh(hidden), key=lambda name: name in secret)
        return ["" if name in hidden else name for name in self._order]

    def completed(self, typed: str, *, private: bool) -> Sequence[str]:
        """The names that begin with what is typed, in any script; none gets a number by this."""
        start, hidden = fold(typed.strip()), set() if private else self._hidden
        known = [name for name in self._order if name not in hidden] + self._fresh(hidden)
        return [name for name in known if fold(name).startswith(start)] if start else []

    def _fresh(self, hidden: set[str]) -> list[str]:
        """The names that have no number yet, but for those that are not to be seen."""
        names = self._marks.sources()
        return [name for name in names if name not in self._order and name not in hidden]

    def remember(self, name: str, *, private: bool) -> None:
        """Remember a name as the last one."""
        if name:
            self._named.append((name, private))
            self._secret |= {name} if private else set()

    def last(self, *, private: bool) -> str:
        """The source that I named last, in this sitting or before; "" if there is none."""
        hidden = set() if private else self._hidden
        for name, privately in reversed(self._named):
            if name not in hidden and (private or not privately):
                return name
        named = [it for it in self._marks.mine() if it.source and it.source not in hidden]
        return max(named, key=lambda it: it.updated).source if named else ""
