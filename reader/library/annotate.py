"""Annotating by quote: from a script or another program, without the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.quoted_mark import QuotedMark, QuotedPlaces, find_span
from reader.model import Annotation, Annotator, EvidenceFields, Quotation, Span
from reader.text.folding import fold

if TYPE_CHECKING:
    from reader.library import Library
    from reader.store.edits import Edits

__all__ = ["QuotedMark", "annotate", "find_span"]


def annotate(
    library: Library,
    marks: Sequence[QuotedMark],
    name: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Annotation]:
    """Keep all marks at once, undone at once, as the annotator `name` (empty: who I am already).

    All passages are found before anything is written: one that is missing stops all of them.
    `progress` gets the steps that are done, and how many there are, from any thread.
    Returns the annotations as they stand afterwards, one a mark. Raises InputError as `find_span`
    and the store do, and `source_private` for a source that only private annotations name where a
    mark does not say whether it is to be private, and `source_private_kept` where one becomes
    public that names such a source; `text_private` and `text_private_kept` where any other text
    that is exported does; `article_private_marks` for one that is to be public in a private
    article.
    """
    idents = {mark.article for mark in marks}
    opened = {ident: library.open(ident) for ident in idents}
    texts = {ident: QuotedPlaces(it.text, it.outline) for ident, it in opened.items()}
    targets: list[Span | str] = []
    for done, mark in enumerate(marks, 1):
        targets.append(mark.annotation or texts[mark.article].span(mark))
        progress(done, 2 * len(marks))
    for mark in marks:
        if opened[mark.article].head.private and mark.fields.get("private") is False:
            raise mark.wrong(InputError("article_private_marks"))
    _guard(library, marks, targets, name)

    def write(edits: Edits) -> None:
        if name:
            edits.become(name)
        with edits.batch():
            for done, (mark, aim) in enumerate(zip(marks, targets, strict=True), len(marks) + 1):
                try:
                    edits.annotate(mark.article, aim, mark.fields, mark.labels, mark.evidence)
                except InputError as error:
                    raise mark.wrong(error) from error
                progress(done, 2 * len(marks))

    library.submit(write).result()
    return _kept(library, marks, targets)


def _guard(
    library: Library, marks: Sequence[QuotedMark], targets: Sequence[Span | str], name: str
) -> None:
    """Let no private name out by itself: publishing one has to be explicit.

    A mark that says neither private nor public is as its annotation is already, or else as the
    settings have new ones.
    """
    private_sources = {
        fold(str(mark.fields.get("source", "")).strip())
        for mark in marks
        if mark.fields.get("private")
    }
    me = next((it for it in library.annotators() if it.name == name), None)
    known = _standing(library, marks, me or library.me())
    doubtful: dict[str, bool] = {}
    for mark, target in zip(marks, targets, strict=True):
        standing = known.get((mark.article, target))
        _guard_texts(library, mark, standing, private_sources)
        begun = standing.private if standing else library.default_privacy.annotations
        private = bool(mark.fields.get("private", begun))
        unnamed = "source" not in mark.fields
        source = str(mark.fields.get("source", standing.source if standing else ""))
        if private or not source or (unnamed and not (standing and standing.private)):
            continue
        if "private" in mark.fields and not unnamed:
            continue  # both the name and that it is public are stated
        doubtful.setdefault(source, unnamed)
    for source, used in library.sources.uses(*doubtful).items():
        if not used.public and (used.private or fold(source.strip()) in private_sources):
            unnamed = doubtful[source]
            raise InputError("source_private_kept" if unnamed else "source_private", name=source)


def _guard_texts(
    library: Library,
    mark: QuotedMark,
    standing: Annotation | None,
    private_sources: Collection[str],
) -> None:
    """Let no private name out inside any text that is exported, as `_guard` does for sources.

    Raises InputError `text_private` for a text written now, `text_private_kept` for one that
    becomes public with its annotation.
    """
    was_private = standing is not None and standing.private
    begun = standing is None and library.default_privacy.annotations
    if mark.fields.get("private", was_private or begun):
        return
    note_was_private = standing is not None and standing.note_private
    begun = library.default_privacy.notes and not (standing and standing.note)
    begun = begun and "private" not in mark.fields
    quiet = bool(mark.fields.get("note_private", note_was_private or begun))
    written = [(name, getattr(standing, name, "")) for name in ("kind", "justification", "method")]
    listed = [*standing.labels] if standing else []
    listed += [" ".join(it.texts) for it in standing.evidence] if standing else []
    note = [standing.note] if standing and not quiet else []
    new_note = [] if quiet else [str(mark.fields.get("note", ""))]
    new_texts = [*new_note, *(str(mark.fields.get(name, "")) for name, _ in written), *mark.labels]
    new_texts += map(_evidence_text, mark.evidence)
    becoming: list[str] = []
    if was_private or note_was_private:
        becoming += [] if "note" in mark.fields else note
    if was_private:
        becoming += [text for name, text in written if name not in mark.fields]
        becoming += [text for text in listed if text not in new_texts]
    kept = [] if was_private or standing is None else standing.exported_texts
    if "private" in mark.fields:
        new_texts = []  # both the text and that it is public are stated
    elif "note_private" in mark.fields and "note" in mark.fields:
        new_texts = new_texts[len(new_note) :]
    no_news = _private_names(library, kept, private_sources)
    for code, texts in (("text_private", new_texts), ("text_private_kept", becoming)):
        new = [
            name for name in _private_names(library, texts, private_sources) if name not in no_news
        ]
        if new:
            raise mark.wrong(InputError(code, name=new[0]))


def _evidence_text(evidence: EvidenceFields | tuple[str, str]) -> str:
    """All that a piece of evidence says in words, as `Evidence.texts` has it."""
    *texts, quoted = EvidenceFields(*evidence)
    words = quoted.place if isinstance(quoted, Quotation) else ""
    return " ".join(it for it in (*texts, words) if isinstance(it, str) and it)


def _private_names(
    library: Library, texts: Sequence[str], private_sources: Collection[str]
) -> list[str]:
    """The names in some texts that only private annotations use, those of the same batch too."""
    text = "\n".join(texts)
    names = list(library.sources.private_in(text))
    folded = fold(text)
    named = [name for name in private_sources if len(name) > 1 and name in folded]
    uses = library.sources.uses(*named) if named else {}
    return names + [name for name in named if not uses[name].public]


def _standing(
    library: Library, marks: Sequence[QuotedMark], me: Annotator | None
) -> dict[tuple[str, Span | str | None], Annotation]:
    """The annotations of the articles: all by their ids, mine by their passages, too."""
    articles = {mark.article for mark in marks}
    known = [(ident, it) for ident in articles for it in library.annotations(ident)]
    mine = [(ident, it) for ident, it in known if me is not None and it.annotator == me.id]
    by_id: dict[tuple[str, Span | str | None], Annotation] = {
        (ident, it.id): it for ident, it in known
    }
    return by_id | {(ident, it.span): it for ident, it in mine}


def _kept(
    library: Library, marks: Sequence[QuotedMark], targets: Sequence[Span | str]
) -> list[Annotation]:
    known = _standing(library, marks, library.me())
    places = [(mark.article, target) for mark, target in zip(marks, targets, strict=True)]
    return [known[place] for place in places if place in known]
