"""`meipi annotate`: annotations from a script, by the words they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reader.cli import completion
from reader.cli.batch import read_marks
from reader.cli.doctoring import progress
from reader.cli.inputs import read_data
from reader.cli.options import as_option, common_options
from reader.cli.output import line, print_json
from reader.cli.state import State, find_article
from reader.errors import InputError
from reader.model import HIGHLIGHTS, MOST_URGENT, Annotation, Status, Tag
from reader.model.code_book import FORMER
from reader.text.evidence import address_and_remark
from reader.words.verdicts import check_text

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.annotate import QuotedMark


@click.command("annotate")
@click.argument("article", required=False, shell_complete=completion.article)
@click.option("--quote", metavar="TEXT", help="The passage, word for word; white space may differ.")
@click.option(
    "--annotation", metavar="ID", help="An annotation by its id, anyone's, for its check."
)
@click.option("--prefix", default="", metavar="TEXT", help="The words right before it.")
@click.option("--suffix", default="", metavar="TEXT", help="The words right after it.")
@click.option("--occurrence", type=click.IntRange(1), metavar="N", help="Which one, from 1.")
@click.option("--tag", type=click.Choice([str(tag) for tag in Tag]))
@click.option("--unsure/--sure", default=None, help="How sure the tag is.")
@click.option("--note", metavar="TEXT")
@click.option("--source", metavar="WHO", help="Who says it, if not the author.")
@click.option("--status", type=click.Choice([*map(str, Status), *FORMER]))
@click.option("--verdict", metavar="WORD", shell_complete=completion.verdict, help="What came out.")
@click.option("--justification", metavar="TEXT", help="Why.")
@click.option("--method", metavar="TEXT", help="How it was looked up.")
@click.option("--priority", type=click.IntRange(0, MOST_URGENT), help="The higher, the sooner.")
@click.option("--due", metavar="DAY", help="When the check should be done.")
@click.option(
    "--assignee",
    metavar="NAME",
    shell_complete=completion.annotator,
    help="Who should check it.",
)
@click.option("--ready/--not-ready", default=None, help="Whether the check can be approved.")
@click.option(
    "--approve/--withdraw", "approved", default=None, help="Approve the verdict, or no longer."
)
@click.option("--kind", metavar="TEXT", help="What kind of claim it is.")
@click.option("--label", "labels", multiple=True, metavar="TEXT", help="May be repeated.")
@click.option("--highlight", metavar="COLOUR", help=f"One of: {', '.join(HIGHLIGHTS)}.")
@click.option("--private/--public", default=None, help="Private ones are never exported.")
@click.option(
    "--note-private/--note-public", default=None, help="Whether the note alone is never exported."
)
@click.option(
    "--evidence", multiple=True, metavar="URL", help="URL, then a remark if any. May be repeated."
)
@click.option(
    "--batch", metavar="FILE", shell_complete=completion.file, help="JSON lines; - is stdin."
)
@click.option("--json", "as_json", is_flag=True, help="Print the annotations as JSON.")
@as_option
@common_options
@click.pass_obj
def command(
    state: State, /, article: str | None, batch: str | None, as_json: bool, **options: Any
) -> None:
    """Annotate a passage by its words.

    The quote has to be in the article exactly once; it may be copied from `meipi show`, as row
    breaks, indents and gaps do not matter. If it is there more often, --prefix, --suffix or
    --occurrence choose. A passage that is annotated already keeps whatever is not named here.
    --as, or the setting `annotator`, is needed once in a library. A name that only private
    annotations use as a source, also inside any other text, needs --private, or --public if it may
    be exported from now on. A verdict is one of the scale in `meipi labels`; it makes the claim
    decided, by you and today, and goes with no other --status. --status unchecked takes it back
    with its --justification; an opinion takes none. Given on a passage whose words were changed
    since, it confirms that it holds for these. An approval is somebody else's, and is taken back
    with the verdict that it was given to. The statuses supported, refuted, disputed and no_evidence
    of earlier versions are taken as verdicts.

    --annotation ID (`meipi claims --json` has it) means an annotation in place of a quote. Anyone
    edits the check of a claim so: verdict, evidence, approval; all else is its annotator's.

    With --batch, one JSON object a line with the same names: {"article": …, "quote": …, "tag":
    "fact", "labels": […], "evidence": ["URL" or {"url": …, "remark": …, "question": …, "answer": …,
    "medium": …, "quote": …, "quote_in": ARTICLE}]}. A quote has to be in its article exactly once.
    All lines are kept in one transaction, or none; `meipi undo --yes` takes all of them back.

    \b
    Example:  meipi annotate 打響 --quote "4680億元" --tag fact --source 招商證券 --as Lin
              meipi annotate --batch marks.jsonl --as Lin
    """
    from reader.library.annotate import annotate

    quote = options.pop("quote")
    if [quote, options["annotation"], batch].count(None) != 2:
        raise click.UsageError("Give one of --quote, --annotation and --batch.")
    if batch is None and article is None:
        raise click.UsageError("Name the ARTICLE that it is in.")
    with state.opened() as library:
        if batch is None:
            marks = [_one(library, article or "", quote or "", options)]
        else:
            lines = read_data(batch).split(b"\n")
            marks = read_marks(lines, article, lambda name: find_article(library, name))
        with progress(state.words) as show_progress:
            name = state.annotator or state.config.annotator
            kept = annotate(library, marks, name, partial(show_progress, "anchors"))
        words = [] if as_json else _words(library, kept)
    _report(state, kept, words, as_json)


def _one(library: Library, article: str, quote: str, options: dict[str, Any]) -> QuotedMark:
    from reader.library.annotate import QuotedMark

    names = (
        "tag", "unsure", "note", "note_private", "source", "status", "verdict", "justification",
        "method", "priority", "due", "assignee", "kind", "highlight", "private", "ready",
        "approved",
    )  # fmt: skip
    fields = {name: options[name] for name in names if options[name] is not None}
    if not (fields or options["labels"] or options["evidence"]):
        raise InputError("mark_empty")
    return QuotedMark(
        article=find_article(library, article),
        quote=quote,
        prefix=options["prefix"],
        suffix=options["suffix"],
        occurrence=options["occurrence"],
        fields=fields,
        labels=options["labels"],
        evidence=tuple(map(address_and_remark, options["evidence"])),
        annotation=options["annotation"] or "",
    )


def _words(library: Library, kept: Sequence[Annotation]) -> list[str]:
    """The words that annotations lie on; those that they were made on may have been others."""
    from reader.text.joined_lines import passage

    opened = {each: library.open(each) for each in {it.article for it in kept}}
    of = [opened[it.article] for it in kept]
    return [
        passage(each.text, each.outline, it.span) if it.span else it.exact
        for it, each in zip(kept, of, strict=True)
    ]


def _report(state: State, kept: Sequence[Annotation], lie_on: Sequence[str], as_json: bool) -> None:
    if as_json:
        print_json([annotation_values(annotation) for annotation in kept])
        return
    for annotation, quote in zip(kept, lie_on, strict=True):
        tag = state.words(f"tag.{annotation.tag}" if annotation.tag else "export.untagged")
        click.echo(state.words("cli.annotated", tag=tag, quote=line(quote)))
        if check := check_text(state.words, annotation, approval=state.config.approval):
            click.echo(state.words("cli.annotated.check", check=line(check)))


def annotation_values(annotation: Annotation) -> dict[str, Any]:
    """An annotation as JSON values."""
    from dataclasses import asdict

    known = asdict(annotation)
    span = known.pop("span")
    known["verdict"] = annotation.verdict.key if annotation.verdict else None
    judged = {"stale": annotation.is_stale, "unfounded": annotation.is_unfounded}
    return {**known, **judged, "start": span and span["start"], "end": span and span["end"]}
