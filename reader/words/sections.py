"""Names of the sections of an article."""

from __future__ import annotations

from collections.abc import Callable

from reader.model import Role


def section_name(words: Callable[[str], str], heading: str | None, begins: Role) -> str:
    """The heading; without one, the words for what it begins with: an editor's note, or a lead."""
    if heading is not None:
        return heading
    return words("section.editor_note" if begins is Role.EDITOR_NOTE else "section.lead")
