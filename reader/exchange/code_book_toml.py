"""The code book as a TOML file (toml.io, version 1.0)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from reader.errors import InputError, MeipiError
from reader.exchange.plain import printable
from reader.model import CodeBook, CodeEntry, Guide
from reader.model.code_book import AVERITEC, KEYS, RATINGS, VERDICTS
from reader.text.folding import fold

LARGEST = 512 * 1024
"""The size of the largest file that is read, in bytes."""
LONGEST = 1000
"""The longest line that is read, in bytes: tomllib takes the square of the parts of a key."""

_WIDTH = 200  # code points a line of a long text; escaped, none fills a line
_LABEL = ("id", "name", "digit", "description")
_VERDICT = ("id", "key", "name", "description", "averitec", "rating")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class EntryError(MeipiError):
    """The fault of an entry: the reason in the message of another error."""


def write(book: CodeBook) -> str:
    """A code book as a file that `read` takes back: what is None is left out."""
    lines = ["# The code book of a Meipi library: `meipi codebook import FILE` takes it in."]
    if book.labels == ():
        lines.append("label = []")
    if book.guide is not None:
        lines += ["", "[guide]"]
        lines += _pairs({"version": book.guide.version, "text": book.guide.text}, every=True)
    for entry in book.labels or ():
        lines += ["", "[[label]]", f"id = {_text(entry.id)}", f"name = {_text(entry.name)}"]
        lines += _pairs({"digit": entry.digit, "description": entry.description})
    for entry in book.verdicts or ():
        rating = int(entry.rating) if entry.rating in RATINGS else None
        lines += ["", "[[verdict]]", f"id = {_text(entry.id)}"]
        lines += _pairs({"key": KEYS.get(entry.id, ""), "name": entry.name})
        lines += _pairs({"description": entry.description, "averitec": entry.averitec})
        lines += _pairs({"rating": rating})
    return "\n".join(lines) + "\n"


def _pairs(values: dict[str, str | int | None], *, every: bool = False) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, int):
            yield f"{key} = {value}"
        elif value or every:
            yield f"{key} = {_text(value or '')}"


def _text(text: str) -> str:
    """A string of TOML: JSON's escapes are TOML's, too, and what only TOML escapes is not there."""
    text = printable(text)
    parts = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    quoted = [json.dumps(it, ensure_ascii=False)[1:-1] for it in parts]
    if len(quoted) < 2:
        return f'"{"".join(quoted)}"'
    # A line that ends in a backslash goes on with what is no blank in the next one.
    lines = ("\\u0020" + it[1:] if it.startswith(" ") else it for it in quoted)
    return '"""\\\n' + "\\\n".join(lines) + '"""'


def read(data: bytes) -> CodeBook:
    """The code book in a file. An entry without an id gets none; texts are as they are written.

    Raises InputError: `book_too_large`, `book_syntax` with tomllib's `reason`, which names the
    line, and `book_entry` with the `entry` and the `reason`.
    """
    values = _parsed(data)
    labels, verdicts = values.get("label"), values.get("verdict")
    try:
        _known(values, ("guide", "label", "verdict"))
    except EntryError as reason:
        raise InputError("book_entry", entry="TOML", reason=reason) from reason
    book = CodeBook(
        None if labels is None else tuple(_entries("label", labels, _label)),
        None if verdicts is None else tuple(_entries("verdict", verdicts, _verdict)),
        _guide(values["guide"]) if "guide" in values else None,
    )
    if book.verdicts == ():
        raise _wrong("[[verdict]]", "verdicts_needed")
    return book


def _wrong(entry: str, code: str, **gaps: object) -> InputError:
    return InputError("book_entry", entry=entry, reason=EntryError(f"reason.{code}", **gaps))


def _parsed(data: bytes) -> dict[str, Any]:
    import tomllib

    for number, line in enumerate(data.splitlines(), 1):
        if len(data) > LARGEST or len(line) > LONGEST:
            raise InputError(
                "book_too_large", line=number, largest=LARGEST // 1024, longest=LONGEST
            )
    try:
        # Windows editors put a byte order mark first, which TOML does not allow.
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # also for a number of thousands of digits
        raise InputError("book_syntax", reason=error) from error


def _guide(value: object) -> Guide:
    try:
        values = _table(value, ("version", "text"))
        return Guide(_string(values, "text"), _string(values, "version"))
    except EntryError as reason:
        raise InputError("book_entry", entry="[guide]", reason=reason) from reason


def _entries(
    kind: str, values: object, made: Callable[[dict[str, Any]], CodeEntry]
) -> Iterable[CodeEntry]:
    """The entries of a kind, each checked by itself and against those before it."""
    if not isinstance(values, list):
        raise _wrong(kind, "tables", key=f"[[{kind}]]")
    seen: dict[tuple[str, object], str] = {}
    for number, value in enumerate(values, 1):
        where = f"[[{kind}]] {number}"
        try:
            entry = made(_table(value, _LABEL if kind == "label" else _VERDICT))
            where = f"{where} ({entry.name})" if entry.name else where
            name = fold(entry.name) if kind == "verdict" else entry.name  # as each is looked up
            for key, mine in (("id", entry.id), ("name", name), ("digit", entry.digit)):
                if mine and (other := seen.setdefault((key, mine), where)) is not where:
                    raise EntryError("reason.same", key=key, value=mine, other=other)
        except EntryError as reason:
            raise InputError("book_entry", entry=where, reason=reason) from reason
        yield entry


def _table(value: object, known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise EntryError("reason.table")
    _known(value, known)
    return value


def _known(values: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in values:
        if key not in known:
            raise EntryError("reason.unknown_key", key=key, known=", ".join(known))


def _string(values: dict[str, Any], key: str) -> str:
    text = values.get(key, "")
    if not isinstance(text, str):
        raise EntryError("reason.text", key=key)
    return text


def _named(kind: str, values: dict[str, Any]) -> CodeEntry:
    """The fields that labels and verdicts share: an id, a name, a description."""
    ident, name = _string(values, "id"), " ".join(printable(_string(values, "name")).split())
    if ident and not _ID.fullmatch(ident):
        raise EntryError("reason.id", key="id")
    return CodeEntry(ident, kind, name, description=_string(values, "description"))


def _label(values: dict[str, Any]) -> CodeEntry:
    entry, digit = _named("label", values), values.get("digit")
    if not entry.name:
        raise EntryError("reason.name_needed", key="name")
    if entry.id in KEYS:
        raise EntryError("reason.other_kind", key="id")
    if digit is not None and not (type(digit) is int and 1 <= digit <= 9):
        raise EntryError("reason.choice", key="digit", choices="1 2 3 4 5 6 7 8 9")
    return replace(entry, digit=digit)


def _verdict(values: dict[str, Any]) -> CodeEntry:
    entry, key = _named("verdict", values), _string(values, "key")
    if "key" in values and (key not in VERDICTS or entry.id not in ("", VERDICTS[key])):
        raise EntryError("reason.choice", key="key", choices=", ".join(VERDICTS))
    ident = VERDICTS[key] if key else entry.id
    if not entry.name and ident not in KEYS:
        raise EntryError("reason.name_needed", key="name")
    if VERDICTS.get(entry.name, ident) != ident:
        raise EntryError("reason.word", key="name", name=entry.name)
    averitec, rating = _string(values, "averitec"), values.get("rating", "")
    if averitec not in AVERITEC:
        raise EntryError("reason.choice", key="averitec", choices=", ".join(AVERITEC))
    if rating != "" and (isinstance(rating, bool) or str(rating) not in RATINGS):
        raise EntryError("reason.choice", key="rating", choices=", ".join(RATINGS))
    return replace(entry, id=ident, averitec=averitec, rating=str(rating))
