"""Articles of a library: as they are listed, opened and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model.annotation import Annotation, Annotator, Draft
from reader.model.article import Outline
from reader.model.web_address import strip_credentials

if TYPE_CHECKING:
    from reader.model.listing import Share


@dataclass(frozen=True, slots=True)
class Head:
    """Metadata of an article, without its text.

    `revision` is the id of its current revision, `text` the sha256 of the text of that. Nothing of
    a `private` one, and nothing that hangs on it, leaves the library.
    """

    id: str
    revision: str
    title: str
    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    topics: tuple[str, ...] = ()
    path: str = ""
    length: int = 0
    text: str = ""
    private: bool = False

    def __post_init__(self) -> None:
        strip_credentials(self, "url", "source")

    @property
    def day(self) -> str:
        """The date without a time, as lists show it."""
        return self.date[:10]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is opened for reading: one revision, its outline and its annotations.

    `annotations` are in order of their start, longer first; `position` is the offset of the
    sentence where reading stopped, or None if the article was never opened. `view` is the script
    view that was chosen last, in any article (`text.scripts.view_choices`). `notices` are pairs
    of a message code and its parameters that the reader should see once. `note_drafts` are pairs
    of the id of an annotation without a place and the note that is being typed about it.
    `to_review` counts my annotations that were carried over and are still to be looked at.
    """

    head: Head
    text: str
    outline: Outline
    annotators: tuple[Annotator, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    drafts: tuple[Draft, ...] = ()
    position: int | None = None
    me: Annotator | None = None
    view: str = ""
    notices: tuple[tuple[str, dict[str, str]], ...] = ()
    note_drafts: tuple[tuple[str, str], ...] = ()
    to_review: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the library's list: an article with the counts of shown annotations.

    `claims` are its sentences that can be claims, `marked` those of them of which every claim is
    tagged, by its reader or before they begin by all who are shown; `facts`, `opinions` and `nones`
    are tags of everyone who is shown, of which a sentence may have several.
    `progress` is the share of it that its reader has marked, `place` where reading stopped as a
    share of the text, both from 0 to 1. `queued` counts from 1; 0 is not in the queue. `shares`
    are those of the shown annotators who tagged something. `renamed` says that the title is the
    reader's own.
    """

    head: Head
    claims: int = 0
    facts: int = 0
    opinions: int = 0
    nones: int = 0
    notes: int = 0
    progress: float = 0.0
    last_read: str = ""
    place: float = 0.0
    read: bool = False
    starred: bool = False
    archived: bool = False
    queued: int = 0
    renamed: bool = False
    shares: tuple[Share, ...] = ()
    marked: int = 0
