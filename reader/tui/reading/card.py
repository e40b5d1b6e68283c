"""An annotation, opened: everything that is known of it, in lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reader.model import Annotation
from reader.tui.kit.strips import Part
from reader.tui.kit.styles import Styles
from reader.tui.session.annotation_fields import (
    FieldStyles,
    annotation_fields,
    field_rows,
    set_lines,
)
from reader.tui.session.names import called
from reader.tui.session.session import ArticleSession
from reader.words import Words
from reader.words.speakers import speaker_name

QUOTED = 4
"""Rows of a quote."""
NO_BREAK = "\u00a0"
WITHIN = re.compile("(?<![·-]) (?![·-])")
"""The spaces of a hint that no row may end at: a key stays with what it does."""


class Card:
    """One annotation. Keys that change it are the page's own, but for those in `keys`."""

    stays = False
    alone = False

    def __init__(
        self,
        session: ArticleSession,
        annotation: str,
        words: Words,
        ink: Styles,
        ambiguous: int,
        *,
        keys: Mapping[str, Callable[[], None]],
        approval: bool = False,
    ) -> None:
        self._session, self._id = session, annotation
        self._words, self._ink, self._ambiguous = words, ink, ambiguous
        self._own_keys, self._approval = keys, approval

    @property
    def _annotation(self) -> Annotation | None:
        return self._session.marks.get(self._id)

    @property
    def gone(self) -> bool:
        """Whether the annotation has been removed meanwhile."""
        return self._annotation is None

    @property
    def _is_mine(self) -> bool:
        annotation = self._annotation
        return annotation is not None and self._session.marks.is_mine(annotation)

    @property
    def title(self) -> str:
        """The name of the annotator."""
        annotation = self._annotation
        if annotation is None:
            return self._words("dialog.title")
        annotator = self._session.marks.annotators.get(annotation.annotator)
        return self._words("dialog.by", name=called(annotator, self._words))

    @property
    def hint(self) -> str:
        """The keys that work on the card."""
        return self._words("dialog.hint.readonly")

    def lines(self, width: int) -> Sequence[Sequence[Part]]:
        """The quote, the fields, the note, and the keys."""
        annotation = self._annotation
        if annotation is None:
            return []
        ink, words = self._ink, self._words
        rows: list[list[Part]] = [[]]
        annotation = self._session.as_shown(annotation)
        span = annotation.span
        quote = self._session.shown(span) if span else annotation.exact
        lines = set_lines(f"「{quote}」", width, self._ambiguous)[:QUOTED]
        rows += [[(text, ink.bar_text)] for text in lines]
        rows.append([])
        speaker = speaker_name(words, self._session.speaker(annotation))
        styles = FieldStyles(ink.bar, ink.bar_text, ink.bar_note, self._ambiguous)
        gone = words("orphans.where" if self._is_mine else "orphans.gone")
        fields = annotation_fields(words, annotation, speaker, gone, approval=self._approval)
        for name, value in fields:
            rows += field_rows(words, name, value, width, styles)
        keys = words("dialog.hint") if self._is_mine else words("dialog.readonly")
        rows.append([])
        hints = set_lines(WITHIN.sub(NO_BREAK, keys), width, self._ambiguous)
        rows += [[(text.replace(NO_BREAK, " "), ink.bar)] for text in hints]
        return rows

    def press(self, key: str, character: str | None) -> bool:
        """The keys of the card; every other one is the page's."""
        action = self._own_keys.get(character or key) or self._own_keys.get(key)
        if action is None or not self._is_mine:
            return False
        action()
        return True
