"""Every text on screen, in three languages.

The English and the Traditional Chinese tables are written by hand; the Simplified one is made
from the Traditional by `make words` and committed. A table maps a key to a text whose gaps are
written `{name}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from reader.errors import MeipiError
from reader.model.web_address import without_credentials

LANGUAGES = ("en", "zh_hant", "zh_hans")
PARTS = {
    language: (
        language,
        *(
            f"{part}_{language}"
            for part in (
                "library",
                "search",
                "cli",
                "web",
                "doctor",
                "revisions",
                "adding",
                "feeds",
            )
        ),
    )
    for language in LANGUAGES
}
CERTAIN = str.maketrans("·–×…↑↓“”≈⇧", '--x~^v""~^')
"""Stand-ins for signs that some terminals draw one cell wide and others two."""


class Words:
    """The texts of one language: `words("menu.title", count=3)`."""

    def __init__(self, language: str, parts: Sequence[str], signs: Mapping[int, int]) -> None:
        """`parts` are tables; the first one is what the page needs, the others wait for a use."""
        self.language = language
        self._waiting = list(parts)
        self._signs = signs
        self._table: dict[str, str] = {}
        self._load()

    def _load(self) -> None:
        """Add the next table."""
        table: Mapping[str, str] = import_module(f"reader.words.{self._waiting.pop(0)}").TABLE
        self._table |= {key: text.translate(self._signs) for key, text in table.items()}

    def __call__(self, key: str, /, **gaps: object) -> str:
        """The text of `key` with its gaps filled; raises KeyError for an unknown key or gap."""
        if key not in self:
            raise KeyError(key)
        text = self._table[key]
        return text.format(**{name: _bare(gap) for name, gap in gaps.items()}) if gaps else text

    def stored(self, key: str, gaps: Mapping[str, object]) -> str | None:
        """The text of a key that a library has kept; None if it is of another version, or edited."""
        if key not in self:
            return None
        try:
            return self._table[key].format_map(gaps)
        except KeyError:
            return None

    def stored_error(
        self, code: str, params: Mapping[str, object], shown: Callable[[str, object], str]
    ) -> str:
        """What an error says that a library has kept, as `error` does."""
        gaps = {"path": "…", **{name: shown(name, value) for name, value in params.items()}}
        said = self.stored(f"error.{code}", gaps)
        return self("error.stored_unknown", code=shown("code", code)) if said is None else said

    def error(self, error: MeipiError, shown: Callable[[str, object], str]) -> str:
        """What an error says; `shown` makes a parameter fit to be shown, from its name and value.

        An error among the parameters is the reason for this one, and is worded too.
        """
        # An error from deep inside may not know which file it is about.
        gaps = {"path": "…"}
        for name, value in error.params.items():
            if isinstance(value, MeipiError):
                gaps[name] = self.error(value, shown)
            else:
                gaps[name] = shown(name, _bare(value))  # escaped it would look like none
        return self(f"error.{error.code}", **gaps)

    def certain(self) -> Words:
        """The same texts in signs whose width is certain (not ambiguous, UAX #11)."""
        return Words(self.language, PARTS[self.language], CERTAIN)

    def __contains__(self, key: str) -> bool:
        while key not in self._table and self._waiting:
            self._load()
        return key in self._table


def _bare(gap: object) -> object:
    """What fills a gap; no message repeats a password."""
    return without_credentials(gap) if isinstance(gap, str) else gap


def load(language: str) -> Words:
    """The texts of "en", "zh_hant" or "zh_hans"; raises KeyError for any other language."""
    return Words(language, PARTS[language], {})
