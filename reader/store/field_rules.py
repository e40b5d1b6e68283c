"""The fields of an annotation: as the reader enters them, and whether they hold anything."""

from __future__ import annotations

from collections.abc import Mapping

from reader.errors import InputError
from reader.model import HIGHLIGHTS, MOST_URGENT, Annotation, Status, Tag, Verdict
from reader.model.code_book import FORMER
from reader.model.web_address import without_credentials
from reader.store.clocks.clocked_rows import Fields


def has_content(annotation: Annotation) -> bool:
    """Whether an annotation is worth keeping."""
    return bool(
        annotation.tag
        or annotation.highlight
        or annotation.note
        or annotation.source
        or annotation.kind
        or annotation.labels
        or annotation.evidence
        or annotation.status is not Status.UNCHECKED
        or annotation.verdict
        or annotation.justification
        or annotation.method
        or annotation.priority
        or annotation.due
        or annotation.assignee
        or annotation.ready
    )


def would_have_content(values: Fields) -> bool:
    """Whether an annotation with these fields alone would be worth keeping."""
    kept = (
        "tag", "highlight", "note", "source", "kind", "verdict", "justification", "method",
        "priority", "due", "assignee", "ready", "approved",
    )  # fmt: skip
    return (
        any(values.get(name) for name in kept) or values.get("status", "unchecked") != "unchecked"
    )


def checked(fields: Mapping[str, object]) -> Fields:
    """The fields as the values that columns hold.

    Raises InputError `verdict_undecided`, `highlight_unknown`, `priority_wrong` and `day_wrong`.
    """
    values: Fields = {}
    for name, value in fields.items():
        if name == "tag":
            values[name] = None if value is None else Tag(str(value)).value
        elif name == "status":
            values |= _status(str(value))
        elif name == "verdict":
            values[name] = value.id if isinstance(value, Verdict) else str(value or "")
        elif name in ("unsure", "private", "note_private", "ready", "approved"):
            values[name] = int(bool(value))
        elif name in ("highlight", "source", "kind", "note", "justification", "method", "assignee"):
            cleaning = address if name == "source" else cleaned
            values[name] = cleaning(str(value)).strip()
            if name == "highlight" and values[name] not in ("", *HIGHLIGHTS):
                raise InputError(
                    "highlight_unknown", name=values[name], known=", ".join(HIGHLIGHTS)
                )
        elif name == "priority":
            values[name] = _priority(value)
        elif name == "due":
            values[name] = _day(str(value))
        else:
            raise TypeError(f"an annotation has no field {name!r}")
    status = str(fields.get("status", Status.DECIDED))
    if values.get("verdict") and fields.get("verdict") and status != Status.DECIDED:
        raise InputError("verdict_undecided", status=status)
    return values


def _priority(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST_URGENT:
        raise InputError("priority_wrong", value=value, most=MOST_URGENT)
    return value


def _day(value: str) -> str:
    """A day in ISO 8601, as it was written or as Chinese media write it; empty for none."""
    from reader.text.dates import iso_date

    day = iso_date(value)[:10]
    if value.strip() and not day:
        raise InputError("day_wrong", value=value)
    return day


def _status(value: str) -> Fields:
    """A status; a verdict that once was one is taken for what it is now."""
    if value in FORMER:
        return {"status": Status.DECIDED.value, "verdict": FORMER[value]}
    return {"status": Status(value).value}


def address(text: str) -> str:
    """A typed address, or what may be one: clean, and without user name and password."""
    # Before cleaning, too, which makes blanks of the tabs that are nothing in an address.
    return without_credentials(cleaned(without_credentials(text)))


def cleaned(text: str) -> str:
    """Typed text as articles are cleaned: without what could harm its display."""
    from reader.text.cleaning import clean

    return clean(text).text
