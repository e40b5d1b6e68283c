"""The flat YAML block at the head of an article file.

Known keys: `title`, `author` or `authors`, `source`, `date`, `url`, `lang`, `topics` or `tags`,
`id`, `imported`; others are left alone. Every scalar is a string (`0012`, `no` and `1.10` stay as
written). An empty list says that there is none, so that the text's byline is not asked. Anchors,
aliases and tags of YAML are refused, so nothing can be built or multiplied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from reader.model.web_address import without_credentials
from reader.text.cleaning import clean

LIMIT = 16_384
"""The longest block that is read, in code points."""

DEEPEST = 8
"""How deep lists may stand in lists; the time that YAML takes grows with the square of it."""

_BLOCK = re.compile(
    rf"\A\ufeff?---[ \t]*\r?\n(.{{0,{LIMIT}}}?)(?:(?<=\n)|\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_CLAIMS = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?:[ \t]*+(?:#[^\r\n]*+)?\r?\n)*[A-Za-z_][\w-]*[ \t]*:"
)
_KEY = re.compile(r"[A-Za-z_][\w-]*")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DAY = re.compile(
    r"(?:(?P<roc>民國|民国|中華民國)\s*)?(?P<year>\d{2,4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]"
    r"\s*(?P<day>\d{1,2})\s*[日號号]?"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says. `date` and `imported` are ISO 8601; what is unknown is empty.

    `without` names the fields of which the block says that there is nothing to know: `date: []`.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    topics: tuple[str, ...] = ()
    id: str = ""
    imported: str = ""
    without: frozenset[str] = frozenset()


def separate(text: str) -> tuple[FrontMatter | None, str]:
    """The front matter and the body after it; `None` and the whole text if none can be read."""
    block = _BLOCK.match(text)
    if not block:
        return None, text
    values = _load(block.group(1))
    return (None, text) if values is None else (_front_matter(values), text[block.end() :])


def unreadable(text: str) -> bool:
    """Whether a text begins like front matter that cannot be read, so that it counts as text."""
    return bool(_CLAIMS.match(text)) and separate(text)[0] is None


def iso_date(written: str) -> str:
    """A date as Chinese media write it, in ISO 8601, or "" if there is no valid date in it.

    Takes 2025年10月16日, 2025/10/16, 2025.10.16, 民國114年10月16日; a time is kept if the whole
    is ISO 8601 already.
    """
    written = written.strip()
    if len(written) > 10:
        try:
            return datetime.fromisoformat(written).isoformat()
        except ValueError:
            pass  # another way to write a date
    found = _DAY.search(written)
    if not found:
        return ""
    year = int(found["year"]) + (1911 if found["roc"] else 0)
    try:
        return date(year, int(found["month"]), int(found["day"])).isoformat() if year > 999 else ""
    except ValueError:
        return ""


@lru_cache(maxsize=4)
def _load(block: str) -> dict[str, object] | None:
    """What a block says; one that was read already is asked for several times on its way in."""
    import yaml

    # BaseLoader builds strings, lists and mappings only, whatever a scalar looks like.
    depth = 0
    try:
        for event in yaml.parse(block, Loader=yaml.BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or isinstance(event, yaml.AliasEvent) or _is_marked(event):
                return None
        values = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if values is None or values == "":
        return {}
    if not isinstance(values, dict) or not any(_KEY.fullmatch(str(key)) for key in values):
        return None
    return {str(key).lower(): value for key, value in values.items()}


def _is_marked(event: object) -> bool:
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def _front_matter(values: dict[str, object]) -> FrontMatter:
    url = _one(values, "url")
    lang = _one(values, "lang")
    return FrontMatter(
        title=_one(values, "title"),
        authors=_many(values, "authors", "author"),
        source=_one(values, "source"),
        date=iso_date(_one(values, "date")),
        url=url if url.startswith(("http://", "https://")) else "",
        lang=lang if _LANG.fullmatch(lang) else "",
        topics=_many(values, "topics", "tags"),
        id=_one(values, "id"),
        imported=iso_date(_one(values, "imported")),
        without=frozenset(
            "authors" if key == "author" else key for key, value in values.items() if value == []
        ),
    )


def _one(values: dict[str, object], key: str) -> str:
    """A value as one line of clean text."""
    value = values.get(key, "")
    return _line(without_credentials(value)) if isinstance(value, str) else ""


def _line(value: str) -> str:
    """A value without its line ends; the spaces inside a line are the writer's."""
    lines = (line.strip() for line in clean(value).text.split("\n"))
    return " ".join(line for line in lines if line)


def _many(values: dict[str, object], *keys: str) -> tuple[str, ...]:
    """The values of the first key that has some: a list, or a string with separators."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, str):
            value = re.split("[、;；,，]", without_credentials(value))
        if isinstance(value, list):
            lines = (_line(without_credentials(part)) for part in value if isinstance(part, str))
            if found := tuple(dict.fromkeys(line for line in lines if line)):
                return found
    return ()
