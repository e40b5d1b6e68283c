"""Authors of a page: from its byline (`text.structure.person_names`), and from its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from reader.ingest.html.dates import moment_in
from reader.text.folding import fold
from reader.text.structure.no_names import NO_PERSON
from reader.text.structure.person_names import (
    MOST_AUTHORS,
    NAME,
    closed_up,
    editors_in,
    is_full_name,
    is_person,
    names_in,
)

_TITLE = re.compile(r"^(?:记者|作者|文|撰文|by)\s*[:/]?\s*")
_HANDLE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{2,24}|[\u3400-\u9fff]{2,4}")
_NO_HANDLE = frozenset(["admin", "administrator", "editor", "author", "root", "user", "test"])
_WHOLE = 200
_MOST_WORDS = 12


def authors_of(
    metadata: Iterable[str],
    lines: Sequence[str],
    sites: Sequence[str],
    signed: Sequence[str] = (),
    rows: Sequence[str] = (),
) -> tuple[str, ...]:
    """The persons who wrote an article: those that the page's metadata names, else its byline.

    `lines` are those about the headline, the first of the text and the last ones; `sites` are the
    names of the publisher, which is no person. `signed` are lines that may be a name and nothing
    more, `rows` those under the headline, with a space wherever their parts are set apart.
    """
    metadata = list(metadata)
    signed, rows = [*map(closed_up, signed)], [closed_up(row) for row in rows]
    named = (tuple(name for name in names_in(line) if not _is_site(name, sites)) for line in lines)
    written = [found for found in named if found]
    persons = _persons(metadata, sites)
    edited = {name for line in (*lines, *rows) for name in editors_in(line)}
    if set(persons) <= edited:
        persons = ()
    if persons:
        # Metadata often holds the first author alone, where the byline has them all.
        return next((found for found in written if set(persons) < set(found)), persons)
    alone = (found for line in signed if (found := _alone(line)))
    dated = (found for line in rows if (found := _in_dated_row(line)))
    alone, dated = (
        (found for found in each if not _is_site(found[0], sites)) for each in (alone, dated)
    )
    handles = _handles(metadata, rows, sites)
    return next(chain(written, filter(None, (persons, handles)), alone, dated), ())


def _is_site(name: str, sites: Sequence[str]) -> bool:
    """Whether a name is the first of `sites`, or what another begins with and is no full name,
    since columns of persons are parts of a site, too.
    """
    if name in sites[:1]:
        return True
    return any(site.startswith(name) for site in sites[1:]) and not is_full_name(name)


def _handles(metadata: Sequence[str], rows: Sequence[str], sites: Sequence[str]) -> tuple[str, ...]:
    """The names of accounts in the metadata that are under the headline, too."""
    shown = {word for row in rows for word in row.split()}
    names = (value.strip() for value in metadata if value.strip() in shown)
    return tuple(
        dict.fromkeys(
            name
            for name in names
            if _HANDLE.fullmatch(name)
            and not NO_PERSON.search(fold(name))
            and name.casefold() not in _NO_HANDLE
            and not _is_site(name, sites)
        )
    )[:1]


def _in_dated_row(line: str) -> tuple[str, ...]:
    """A full name that is a word of its own in the row with the day."""
    words = line.split()
    if len(line) > _WHOLE or not moment_in(line):
        return ()
    return tuple(word for word in words[:_MOST_WORDS] if is_full_name(word))[:1]


def _alone(line: str) -> tuple[str, ...]:
    """The name that begins a line in which no word introduces it."""
    found = re.match(rf"(?:{NAME.pattern})(?=$|\s)", fold(line))
    name = line[: found.end()] if found else ""
    return (name,) if found and is_person(name) else ()


def _persons(metadata: Iterable[str], sites: Sequence[str]) -> tuple[str, ...]:
    """The names in metadata that can be a person's."""
    found: list[str] = []
    for entry in metadata:
        value = closed_up(entry.strip()[:_WHOLE])
        if title := _TITLE.match(fold(value)):
            value = value[title.end() :]
        whole = NAME.fullmatch(fold(value))
        names = [value] if whole else re.split(r"[、,，;；/／&＆\s]+", value)
        found += [name for name in names if is_person(name) and not _is_site(name, sites)]
    return tuple(dict.fromkeys(found))[:MOST_AUTHORS]
