"""An annotation, opened: everything that is known of it, in lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reader.model import Annotation, Evidence
from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Part, cells
from reader.tui.kit.styles import Styles
from reader.tui.session.names import called
from reader.tui.session.session import ArticleSession
from reader.words import Words
from reader.words.speakers import speaker_name
from reader.words.verdicts import check_text

LABEL = 10
_OF_CHECK = ("justification", "method", "priority", "due", "assignee")
"""Fields of the check that are shown where they hold anything."""
NO_BREAK = "\u00a0"
WITHIN = re.compile("(?<![·-]) (?![·-])")
"""The spaces of a hint that no row may end at: a key stays with what it does."""


def _evidence(evidence: Evidence) -> list[tuple[str, str]]:
    """A question with its answer, and where that comes from."""
    said = [
        ("question", evidence.question),
        ("answer", evidence.answer),
        ("evidence", f"{evidence.url} {evidence.remark}".strip()),
        ("medium", evidence.medium),
        ("quote", f"「{evidence.quote}」" if evidence.quote else ""),
    ]
    return [(name, text) for name, text in said if text]


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
        rows += [[(text, ink.bar_text)] for text in self._set(f"「{quote}」", width)[:4]]
        rows.append([])
        for name, value in self._fields(annotation):
            label = f"{words(f'field.{name}')}"
            pad = " " * max(1, LABEL - cells(label, self._ambiguous))
            for number, text in enumerate(self._set(value, width - LABEL)):
                head = label + pad if number == 0 else " " * LABEL
                ink_of = ink.bar_note if name == "note" else ink.bar_text
                rows.append([(head, ink.bar), (text, ink_of)])
        keys = words("dialog.hint") if self._is_mine else words("dialog.readonly")
        rows.append([])
        hints = self._set(WITHIN.sub(NO_BREAK, keys), width)
        rows += [[(text.replace(NO_BREAK, " "), ink.bar)] for text in hints]
        return rows

    def _fields(self, annotation: Annotation) -> list[tuple[str, str]]:
        words = self._words
        tag = words(f"tag.{annotation.tag}") if annotation.tag else words("none")
        if annotation.unsure:
            tag += f"？ {words('tag.unsure')}"
        fields = [("tag", tag), ("source", speaker_name(words, self._session.speaker(annotation)))]
        if annotation.span is None:
            fields.insert(0, ("place", words("orphans.where" if self._is_mine else "orphans.gone")))
        fields += self._check(annotation)
        if annotation.kind:
            fields.append(("kind", annotation.kind))
        if annotation.labels:
            fields.append(("labels", "、".join(annotation.labels)))
        for evidence in annotation.evidence:
            fields += _evidence(evidence)
        if annotation.highlight:
            fields.append(("highlight", words("highlight.yellow")))
        if annotation.private:
            fields.append(("private", words("private.yes")))
        elif annotation.note_private:
            fields.append(("private", words("note_private.yes")))
        fields += [("note", annotation.note)] if annotation.note else []
        return fields

    def _check(self, annotation: Annotation) -> list[tuple[str, str]]:
        """All that is known of the check, but for its evidence."""
        words = self._words
        check = check_text(words, annotation, approval=self._approval)
        said = [
            ("status", check or words("status.unchecked")),
            ("checked", f"{annotation.checked_by} {annotation.checked_on}".strip()),
            ("ready", words("ready.yes") if annotation.ready else ""),
            ("approved", f"{annotation.approved_by} {annotation.approved_on}".strip()),
            *((name, str(getattr(annotation, name) or "")) for name in _OF_CHECK),
        ]
        return [(name, text) for name, text in said if text]

    def _set(self, text: str, width: int) -> list[str]:
        return [
            row.text
            for line in text.split("\n")
            for row in set_paragraph(line, max(8, width), ambiguous=self._ambiguous)
        ]

    def press(self, key: str, character: str | None) -> bool:
        """The keys of the card; every other one is the page's."""
        action = self._own_keys.get(character or key) or self._own_keys.get(key)
        if action is None or not self._is_mine:
            return False
        action()
        return True
