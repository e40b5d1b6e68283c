"""Texts on screen and in print, in three languages.

A part is a table beside this file: a row has a key and its text in each language, with tabs between
them. English and Traditional Chinese are written by hand; `make words` makes the Simplified column
from the Traditional one. A text has gaps `{name}`; where a language has a plural, a gap also
chooses between two words by its number: `{count} {count:note|notes}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reader.errors import MeipiError
from reader.model.web_address import without_credentials

LANGUAGES = ("en", "zh_hant", "zh_hans")
PARTS = (
    "main", "library", "search", "claims", "cli", "web", "doctor", "revisions", "adding", "feeds",
    "reports", "quoting",
)  # fmt: skip
"""The tables; the first is what the page needs, the others wait for a use."""
COLUMNS = {language: column for column, language in enumerate(LANGUAGES, 1)}
CERTAIN = str.maketrans("·–×…↑↓“”≈⇧", '--x~^v""~^')
"""Stand-ins for signs that some terminals draw one cell wide and others two."""


def table_file(part: str) -> Path:
    """The file of a part."""
    return Path(__file__).with_name(f"{part}.tsv")


class Words:
    """The texts of one language: `words("menu.title", count=3)`."""

    def __init__(self, language: str, signs: Mapping[int, int] | None = None) -> None:
        """Load a language, with some `signs` replaced; raises KeyError for an unknown one."""
        self.language = language
        self._column = COLUMNS[language]
        self._waiting = list(PARTS)
        self._signs = signs
        self._table: dict[str, str] = {}
        self._load()

    def _load(self) -> None:
        """Add the next table."""
        text = table_file(self._waiting.pop(0)).read_text("utf-8")
        if self._signs:
            text = text.translate(self._signs)
        column = self._column
        rows = (line.split("\t") for line in text.split("\n")[1:] if "\t" in line)
        self._table |= {row[0]: row[column] for row in rows}

    def __call__(self, key: str, /, **gaps: object) -> str:
        """The text of `key` with its gaps filled; raises KeyError for an unknown key or gap."""
        if key not in self:
            raise KeyError(key)
        text = self._table[key]
        filled = {name: _counted(_bare(gap)) for name, gap in gaps.items()}
        return text.format(**filled) if filled else text

    def stored(self, key: str, gaps: Mapping[str, object]) -> str | None:
        """The text of a key that a library has kept; None if it is of another version, or wrong."""
        if key not in self:
            return None
        try:
            return self._table[key].format_map({name: _counted(gap) for name, gap in gaps.items()})
        except (KeyError, ValueError):
            return None

    def stored_error(
        self, code: str, params: Mapping[str, object], shown: Callable[[str, object], str]
    ) -> str:
        """The message of an error that a library has kept, as `error` words it."""
        gaps = {name: _counted(gap, shown(name, gap)) for name, gap in params.items()}
        said = self.stored(f"error.{code}", {"path": "…", **gaps})
        return self("error.stored_unknown", code=shown("code", code)) if said is None else said

    def error(self, error: MeipiError, shown: Callable[[str, object], str]) -> str:
        """The message of an error; `shown` says from its name and value how a parameter is shown.

        An error among the parameters is the reason for this one, and is worded too.
        """
        # An error from deep inside may not know which file it is about.
        gaps: dict[str, object] = {"path": "…"}
        for name, value in error.params.items():
            if isinstance(value, MeipiError):
                gaps[name] = self.error(value, shown)
            else:
                # Escaped it would look like no address.
                gaps[name] = _counted(value, shown(name, _bare(value)))
        return self(f"error.{error.code}", **gaps)

    def certain(self) -> Words:
        """The same texts in signs whose width is certain (not ambiguous, UAX #11)."""
        return Words(self.language, CERTAIN)

    def __contains__(self, key: str) -> bool:
        while key not in self._table and self._waiting:
            self._load()
        return key in self._table


class _Number(str):
    """A number as it is shown, which chooses a word: `{count:note|notes}`."""

    value: int

    def __format__(self, form: str, /) -> str:
        one, bar, other = form.partition("|")
        if bar:
            return one if self.value == 1 else other
        return format(self.value, form) if form else str(self)


def _counted(value: object, shown: str | None = None) -> object:
    """A value as it fills a gap: as it is shown, and a number as one that chooses words."""
    if type(value) is not int:
        return value if shown is None else shown
    number = _Number(value if shown is None else shown)
    number.value = value
    return number


def _bare(gap: object) -> object:
    """A gap's value without a password; no message repeats one."""
    if isinstance(gap, str) and not isinstance(gap, _Number):
        return without_credentials(gap)
    return gap


def load(language: str) -> Words:
    """The texts of "en", "zh_hant" or "zh_hans"; raises KeyError for any other language."""
    return Words(language)
