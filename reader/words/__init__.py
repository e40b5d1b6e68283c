"""Every text on screen, in three languages.

The English and the Traditional Chinese tables are written by hand; the Simplified one is made
from the Traditional by `make words` and committed. A table maps a key to a text whose gaps are
written `{name}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from reader.errors import MeipiError

LANGUAGES = ("en", "zh_hant", "zh_hans")
PARTS = {
    "en": ("en", "cli_en", "web_en"),
    "zh_hant": ("zh_hant", "cli_zh_hant", "web_zh_hant"),
    "zh_hans": ("zh_hans", "cli_zh_hans", "web_zh_hans"),
}
CERTAIN = str.maketrans("·–×…↑↓“”≈⇧", '--x~^v""~^')
"""Stand-ins for signs that some terminals draw one cell wide and others two."""


class Words:
    """The texts of one language: `words("menu.title", count=3)`."""

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language = language
        self._table = table

    def __call__(self, key: str, /, **gaps: object) -> str:
        """The text of `key` with its gaps filled; raises KeyError for an unknown key or gap."""
        text = self._table[key]
        return text.format(**gaps) if gaps else text

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
                gaps[name] = shown(name, value)
        return self(f"error.{error.code}", **gaps)

    def certain(self) -> Words:
        """The same texts in signs whose width is certain (not ambiguous, UAX #11)."""
        return Words(
            self.language, {key: text.translate(CERTAIN) for key, text in self._table.items()}
        )

    def __contains__(self, key: str) -> bool:
        return key in self._table


def load(language: str) -> Words:
    """The texts of "en", "zh_hant" or "zh_hans"; raises KeyError for any other language."""
    table: dict[str, str] = {}
    for part in PARTS[language]:
        table.update(import_module(f"reader.words.{part}").TABLE)
    return Words(language, table)
