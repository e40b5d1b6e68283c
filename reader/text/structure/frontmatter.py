"""The block at the head of an article file: YAML between `---`, or Hugo's TOML between `+++`.

Known keys: `title`, `author` or `authors`, `source`, `date` or `published`, `url`, `lang`,
`topics`, or else `tags` and `categories`, `id`, `imported`; others are left alone. Every scalar is
a string (`0012`, `no` and `1.10` stay as written). An empty list says that there is none, so that
the text's byline is not asked. Anchors, aliases and tags of YAML are refused, so nothing can be
built or multiplied.

As Obsidian's Web Clipper writes it, a `source` that is an address is the article's address, names
stand in `[[ ]]`, `created` is the day on which it was clipped, and `clippings` is no topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reader.model.web_address import without_credentials
from reader.text.cleaning import clean
from reader.text.dates import iso_date

LIMIT = 16_384
"""The longest block that is read, in code points."""

DEEPEST = 8
"""Depth to which lists may stand in lists; the time that YAML takes grows with the square of it."""

_BLOCK = re.compile(
    rf"\A\ufeff?---[ \t]*\r?\n(.{{0,{LIMIT}}}?)(?:(?<=\n)|\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_TOML = re.compile(
    rf"\A\ufeff?\+\+\+[ \t]*\r?\n(.{{0,{LIMIT}}}?)(?:(?<=\n)|\r?\n)\+\+\+[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_CLAIMS = re.compile(
    r"\A\ufeff?(?:---|(?P<toml>\+\+\+))[ \t]*\r?\n(?:[ \t]*+(?:#[^\r\n]*+)?\r?\n)*"
    r"[A-Za-z_][\w-]*[ \t]*(?(toml)=|:)"
)
# The time that TOML takes for a dotted key grows with the square of its parts.
_MANY_PARTS = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++\s*+\.\s*+){32}")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_KEY = re.compile(r"[A-Za-z_][\w-]*")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESSES = ("url", "source", "link", "original_url")
_DAYS = ("date", "published", "pubdate", "publishdate")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Fields of the block. `date` and `imported` are ISO 8601; what is unknown is empty.

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
    toml = None if block else _TOML.match(text)
    if block:
        values = _load(block.group(1))
    elif toml:
        block, values = toml, _load_toml(toml.group(1))
    else:
        return None, text
    return (None, text) if values is None else (_front_matter(values), text[block.end() :])


def unreadable(text: str) -> bool:
    """Whether a text begins like front matter that cannot be read, so that it counts as text."""
    return bool(_CLAIMS.match(text)) and separate(text)[0] is None


@lru_cache(maxsize=4)
def _load(block: str) -> dict[str, object] | None:
    """Parse a block, cached: one that was read already is asked for several times on its way in."""
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
    return _known(values) if isinstance(values, dict) else None


@lru_cache(maxsize=4)
def _load_toml(block: str) -> dict[str, object] | None:
    """The same for TOML, whose numbers, days and booleans keep their spelling."""
    import tomllib

    if _MANY_PARTS.search(block):
        return None
    try:
        values = tomllib.loads(block.replace("\r\n", "\n"), parse_float=str)
        plain = {key: _as_yaml(value) for key, value in values.items()}
    except (ValueError, RecursionError):
        return None
    return _known(plain) if plain else {}


def _as_yaml(value: object) -> object:
    """A value of TOML as YAML's would be."""
    if isinstance(value, list):
        return [_as_yaml(part) for part in value]
    if isinstance(value, dict):
        return {key: _as_yaml(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, date) else str(value)


def _known(values: Mapping[str, object]) -> dict[str, object] | None:
    if not any(_KEY.fullmatch(str(key)) for key in values):
        return None
    return {str(key).lower(): value for key, value in values.items()}


def _is_marked(event: object) -> bool:
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def _front_matter(values: dict[str, object]) -> FrontMatter:
    source, lang = _one(values, "source"), _one(values, "lang")
    url = next(filter(_is_address, (_one(values, key) for key in _ADDRESSES)), "")
    clipped = _is_address(source)
    topics = _many(values, "topics") or _many(values, "tags") + _many(values, "categories")
    return FrontMatter(
        title=_one(values, "title"),
        authors=_many(values, "authors") or _many(values, "author"),
        source="" if clipped else source,
        date=next(filter(None, (iso_date(_one(values, key)) for key in _DAYS)), ""),
        url=url,
        lang=lang if _LANG.fullmatch(lang) else "",
        topics=tuple(dict.fromkeys(t for t in topics if not (clipped and t == "clippings"))),
        id=_one(values, "id"),
        imported=iso_date(_one(values, "imported") or (_one(values, "created") * clipped)),
        without=frozenset(
            "authors" if key == "author" else key for key, value in values.items() if value == []
        ),
    )


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://"))


def _one(values: dict[str, object], key: str) -> str:
    """A value as one line of clean text."""
    value = values.get(key, "")
    return _line(without_credentials(value)) if isinstance(value, str) else ""


def _line(value: str) -> str:
    """A value without its line ends; the spaces inside a line are the writer's."""
    lines = (line.strip() for line in clean(value).text.split("\n"))
    return " ".join(line for line in lines if line)


def _many(values: dict[str, object], key: str) -> tuple[str, ...]:
    """The values of a key: a list, or a string with separators."""
    value = values.get(key)
    if isinstance(value, str):
        value = re.split("[、;；,，]", without_credentials(_WIKI.sub(r"\1", value)))
    if not isinstance(value, list):
        value = [value]
    lines = (_line(without_credentials(_WIKI.sub(r"\1", part))) for part in _parts(value))
    return tuple(dict.fromkeys(line for line in lines if line))


def _parts(value: list[object]) -> Iterator[str]:
    """The strings of a list: its own, the `name` of a mapping, and those of `[[ ]]` unquoted."""
    for part in value:
        name = part.get("name") if isinstance(part, dict) else part
        if isinstance(name, str):
            yield name
        elif isinstance(name, list):
            yield from _parts(name)
