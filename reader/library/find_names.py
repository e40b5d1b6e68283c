"""Finding labels and annotators by the names that people know them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Annotator, CodeEntry

if TYPE_CHECKING:
    from reader.library import Library


def find_label(library: Library, name: str) -> CodeEntry:
    """The label of a name; raises InputError `label_unknown`."""
    name = " ".join(name.split())
    found = next((each for each in library.book.labels() if each.name == name), None)
    if found is None:
        raise InputError("label_unknown", name=name)
    return found


def guard(library: Library, text: str, known: str = "") -> None:
    """Let no name out that only private annotations use as a source; those in `known` are out.

    Raises InputError `name_private`.
    """
    out = library.sources.private_in(known)
    new = [name for name in library.sources.private_in(text) if name not in out]
    if new:
        raise InputError("name_private", name=new[0])


def find_annotator(library: Library, name: str) -> Annotator:
    """The annotator of a name or an id, a person before the sample.

    Raises InputError `annotator_unknown`, and `annotator_many` where only an id tells them apart.
    """
    everyone = library.annotators()
    found = [each for each in everyone if each.id == name]
    found = found or [each for each in everyone if each.name == name]
    people = [each for each in found if each.kind == "person"] or found
    if not people:
        raise InputError("annotator_unknown", name=name)
    if len(people) > 1:
        raise InputError("annotator_many", name=name, ids=", ".join(each.id for each in people))
    return people[0]
