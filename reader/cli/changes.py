"""`meipi changes`: what the publisher changed in an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from reader.cli import completion
from reader.cli.feed_reports import pairs
from reader.cli.inputs import read_article
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State, find_article
from reader.errors import InputError
from reader.words.times import local_time

if TYPE_CHECKING:
    from reader.analysis.changes import ChangedPassage, Changes, Touched
    from reader.library import Library
    from reader.model import Span
    from reader.model.revision import Fate, Revision
    from reader.text.anchoring.diff import Difference
    from reader.words import Words


@click.command("changes")
@click.argument("article", shell_complete=completion.article)
@click.option("--from", "before", type=int, metavar="N", help="Compare from this revision.")
@click.option("--to", "after", type=int, metavar="N", help="To this one (the one that is read).")
@click.option(
    "--with",
    "file",
    metavar="FILE",
    shell_complete=completion.file,
    help="Compare with a file instead; - is stdin.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    article: str,
    *,
    before: int | None,
    after: int | None,
    file: str | None,
    as_json: bool,
) -> None:
    """Print what the publisher changed in an article that came in again.

    Revisions are numbered from 1 on, in the order in which they came in. Without numbers, the one
    that is read is compared with the one before it. ［-old-］［+new+］ stands for words that were
    changed; F, O and the like before a paragraph are the tags of annotations on changed words.
    Private ones are left out and counted. With --with, what is read is compared with a file that
    is not in the library, such as the copy that a syncing service made of the article's.

    The JSON holds an object for each paragraph that was changed, added, removed or moved; offsets
    are code points of the old and the new text. Ends with 1 if nothing was changed.

    \b
    Example:  meipi changes 打響
              meipi changes 打響 --from 1 --to 3 --json | jq '.changes[].kind'
    """
    if file is not None and (before is not None or after is not None):
        raise click.UsageError("--with takes the place of --from and --to.")
    state = ctx.ensure_object(State)
    other = None if file is None else read_article(file)
    with state.opened() as library:
        found = find_article(library, article)
        if other is None:
            changes = _changes(library, found, before, after)
        else:
            changes = library.compared(found, other.article.text)
        fate = library.fate(found)
    if changes is None:
        _print_only_one(fate, state.words, as_json=as_json)
        ctx.exit(1)
    from reader.analysis.changes import without_private

    shown, private = without_private(changes)
    if as_json:
        print_json({**fields(shown), "private": private})
    else:
        for row in rows(shown, state.words, file or ""):
            click.echo(row)
    if private:
        click.echo(f"meipi: {state.words('changes.private', count=private)}", err=True)
    if not (shown.changed or shown.published):
        ctx.exit(1)


def _print_only_one(fate: Fate | None, words: Words, *, as_json: bool) -> None:
    """Say that there is nothing to compare, and what became of the page."""
    from reader.analysis.changes import fate_lines

    if as_json:
        print_json({"changes": [], "fate": fate_fields(fate)})
    else:
        for text in fate_lines(fate, words):
            click.echo(line(text))
    click.echo(f"meipi: {words('changes.only_one')}", err=True)


def _changes(
    library: Library, article: str, before: int | None, after: int | None
) -> Changes | None:
    """The changes between two revisions by number; None if there is only one revision."""
    history = library.revisions(article)
    numbered = {one.number: one for one in history}
    for number in (before, after):
        if number is not None and number not in numbered:
            raise InputError("revision_unknown", number=number, count=len(history))
    if len(history) == 1:
        return None
    current = next((one for one in history if one.current), history[0])
    new = numbered[after] if after else current
    rest = [one for one in history if one.number < new.number] or [
        one for one in history if one is not new
    ]
    old = numbered[before] if before else rest[0]
    return library.changes(article, old.id, new.id)


def rows(changes: Changes, words: Words, file: str = "") -> Iterator[str]:
    """The changes for people: what there is in all, then paragraph by paragraph.

    `file` is what the article was compared with, if that is no revision.
    """
    from reader.analysis.changes import fate_lines, published_lines, summary
    from reader.text.anchoring.diff import DiffKind

    yield line(changes.head.title or words("untitled"))
    after = line(file) or _revision(changes.after, words)
    yield f"{_revision(changes.before, words)} → {after}"
    yield words("changes.list").join(summary(changes, words))
    yield from map(line, published_lines(changes, words))
    yield from map(line, fate_lines(changes.fate, words))
    for passage in changes.passages:
        yield ""
        if passage.kind is DiffKind.SAME:
            key = "changes.script" if passage.only_script else "changes.same"
            yield f"    {words(key, count=passage.count)}"
            continue
        yield "    " + "".join(
            (_tags(passage.touched, words), *_paragraph(changes, passage, words))
        )


def _revision(revision: Revision, words: Words) -> str:
    return words(
        "changes.revision",
        number=revision.number, time=local_time(revision.created), length=f"{revision.length:,}",
    )  # fmt: skip


def _tags(touched: tuple[Touched, ...], words: Words) -> str:
    tags = [(it.annotation.tag, it.annotation.unsure) for it in touched if it.annotation.tag]
    glyphs = [words(f"tag.{tag}.glyph") + ("?" if unsure else "") for tag, unsure in tags]
    return "".join(dict.fromkeys(glyphs)) + "  " if glyphs else ""


def _paragraph(changes: Changes, passage: ChangedPassage, words: Words) -> Iterator[str]:
    """A paragraph with what was changed in it in brackets."""
    from reader.text.anchoring.diff import DiffKind

    for stretch in passage.stretches:
        old, new = line(stretch.old.of(changes.old)), line(stretch.new.of(changes.new))
        if stretch.kind is DiffKind.SAME:
            yield new
        elif stretch.kind is DiffKind.MOVED:
            yield f"［{words('changes.went') if old else words('changes.came')}：{old or new}］"
        else:
            yield f"［-{old}-］" if old else ""
            yield f"［+{new}+］" if new else ""


def fields(changes: Changes) -> dict[str, Any]:
    """The changes as JSON values."""
    return {
        "article": changes.head.path or changes.head.id,
        "title": changes.head.title,
        "from": _revision_fields(changes.before),
        "to": _revision_fields(changes.after),
        "published": pairs(changes.published),
        "fate": fate_fields(changes.fate),
        "only_script": changes.only_script,
        "changes": [_passage_fields(changes, passage) for passage in changes.changed],
        "annotations": [_touched_fields(it) for it in changes.touched],
    }


def fate_fields(fate: Fate | None) -> dict[str, str] | None:
    """The fate of an article's page, as JSON values; None while it shows the article."""
    return asdict(fate) if fate else None


def _revision_fields(revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "id": revision.id,
        "sha256": revision.sha256,
        "origin": revision.origin,
        "title": revision.title,
        "authors": list(revision.authors),
        "source": revision.source,
        "date": revision.date,
        "created": revision.created,
        "length": revision.length,
        "current": revision.current,
    }


def _passage_fields(changes: Changes, passage: ChangedPassage) -> dict[str, Any]:
    return {
        "kind": str(passage.kind),
        "old": _place(passage.old, changes.old),
        "new": _place(passage.new, changes.new),
        "stretches": [_stretch_fields(changes, stretch) for stretch in passage.stretches],
        "annotations": [it.annotation.id for it in passage.touched],
    }


def _stretch_fields(changes: Changes, stretch: Difference) -> dict[str, Any]:
    return {
        "kind": str(stretch.kind),
        "old": _place(stretch.old, changes.old),
        "new": _place(stretch.new, changes.new),
        "only_script": stretch.only_script,
        "other": _pair(stretch.other),
    }


def _touched_fields(touched: Touched) -> dict[str, Any]:
    annotation = touched.annotation
    return {
        "id": annotation.id,
        "tag": annotation.tag and str(annotation.tag),
        "unsure": annotation.unsure,
        "source": annotation.source,
        "exact": annotation.exact,
        "old": _pair(touched.old),
        "new": _pair(touched.new),
        "anchor": str(annotation.anchor),
    }


def _place(span: Span, text: str) -> dict[str, Any] | None:
    """A passage of one text; None where there is nothing of it there."""
    return {"start": span.start, "end": span.end, "text": span.of(text)} if span else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
