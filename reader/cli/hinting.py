"""`meipi hints`: the hints of an article, and how they compare with a person's tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reader.analysis.hint_scores import HintScores
from reader.analysis.hinted_text import HintedText
from reader.cli import completion
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State, find_article
from reader.errors import InputError
from reader.library.find_names import find_annotator
from reader.model.leaving import leaving
from reader.text.hints import HintKind, leaning
from reader.words.hints import hint_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Library
    from reader.model import Annotator, Document, Span
    from reader.text.hints import Hint
    from reader.words import Words


class HintedSentence(NamedTuple):
    """A sentence with its hints, and the text that it stands in."""

    text: str
    sentence: Span
    found: Sequence[Hint]


class HintComparison(NamedTuple):
    """Scores of hints against one annotator's tags; private annotations are left out of them."""

    annotator: Annotator
    articles: int
    scores: HintScores
    left_out: int


@click.command("hints")
@click.argument("article", nargs=-1, shell_complete=completion.article)
@click.option("--score", "scored", is_flag=True, help="Compare the hints with your own tags.")
@click.option(
    "--by",
    metavar="NAME",
    shell_complete=completion.annotator,
    help="With --score: somebody else's tags.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@common_options
@click.pass_context
def command(
    ctx: click.Context, article: tuple[str, ...], *, scored: bool, by: str | None, as_json: bool
) -> None:
    """List the words of ARTICLE that hint at a fact or an opinion, and why.

    Hints are signs to look at, no judgement: they come from a list of words. Nothing is tagged.

    --score compares them with your tags, in the articles that are named or in all. For fact and
    for opinion it counts the passages that you tagged so, those that the hints point to, and those
    that are both: precision is the share of the second, recall the share of the first. Passages
    tagged as no claim count where the hints point to something else. Nothing is changed.

    Private annotations are not compared, and counted. Ends with 1 if there is nothing.

    \b
    Example:  meipi hints 打響
              meipi hints --score --by Lin
    """
    state = ctx.ensure_object(State)
    if not scored and (len(article) != 1 or by is not None):
        raise click.UsageError("Name one ARTICLE, or compare with --score [--by NAME].")
    with state.opened() as library:
        if scored:
            done = _score(state, _compared(library, article, by), as_json=as_json)
        else:
            done = _list(state, library.open(find_article(library, article[0])), as_json=as_json)
    ctx.exit(0 if done else 1)


def _list(state: State, document: Document, *, as_json: bool) -> bool:
    """Print the sentences that have hints; false if none has."""
    words, found = state.words, list(hinted_sentences(document))
    if as_json:
        print_json(list(map(sentence_fields, found)))
    else:
        for one in found:
            click.echo("\n    ".join(sentence_rows(one, words)))
    if not found:
        click.echo(f"meipi: {words('cli.hints.none')}", err=True)
    return bool(found)


def hinted_sentences(document: Document) -> Iterator[HintedSentence]:
    """Sentences of an article that can be claims and have hints, in reading order."""
    hinted = HintedText(document.text, document.outline)
    for number in range(len(document.outline.sentence_starts)):
        if found := hinted.of(number):
            yield HintedSentence(document.text, document.outline.sentence(number), found)


def sentence_rows(one: HintedSentence, words: Words) -> Iterator[str]:
    """A sentence for people, and below it what hints at what."""
    from reader.text.joined_lines import on_one_line

    yield line(on_one_line(one.sentence.of(one.text)))
    reasons = (
        (hint.kind, words("hints.cue", why=words(f"hint.{hint.why}"), cue=hint.span.of(one.text)))
        for hint in one.found
    )
    yield line(on_one_line(hint_text(words, reasons, leaning(one.found) or "")))


def sentence_fields(one: HintedSentence) -> dict[str, Any]:
    """A sentence and its hints as JSON values; offsets are code points of the article's text."""
    points_to = leaning(one.found)
    return {
        "start": one.sentence.start,
        "end": one.sentence.end,
        "text": one.sentence.of(one.text),
        "points_to": str(points_to) if points_to else None,
        "hints": [
            {
                "start": it.span.start,
                "end": it.span.end,
                "text": it.span.of(one.text),
                "kind": str(it.kind),
                "why": it.why,
            }
            for it in one.found
        ],
    }


def _compared(library: Library, articles: Sequence[str], by: str | None) -> HintComparison:
    """Compare hints and tags in some articles, or in all."""
    person = find_annotator(library, by) if by is not None else library.me()
    if person is None:
        raise InputError("hints_of_nobody")
    named = [find_article(library, name) for name in articles]
    known = list(dict.fromkeys(named)) or [entry.head.id for entry in library.list()]
    scores, read, left_out = HintScores(), 0, 0
    for article in known:
        own = [it for it in library.annotations(article) if it.annotator == person.id and it.tag]
        if not own:
            continue
        document, told = library.open(article), leaving(own)
        scores.add(document.text, document.outline, told.annotations)
        read, left_out = read + 1, left_out + told.left_out
    return HintComparison(person, read, scores, left_out)


def _score(state: State, compared: HintComparison, *, as_json: bool) -> bool:
    """Print a comparison; false if nothing was compared."""
    if as_json:
        print_json(score_fields(compared))
    else:
        for row in score_rows(compared, state.words):
            click.echo(row)
    return compared.scores.passages > 0


def score_fields(compared: HintComparison) -> dict[str, Any]:
    """A comparison as JSON values; a share of nothing is null."""
    kinds = {kind: compared.scores.of(kind) for kind in (HintKind.FACT, HintKind.OPINION)}
    return {
        "annotator": compared.annotator.name,
        "articles": compared.articles,
        "passages": compared.scores.passages,
        "left_out": compared.left_out,
        "kinds": [
            {
                "kind": str(kind),
                **score._asdict(),
                "precision": score.precision,
                "recall": score.recall,
            }
            for kind, score in kinds.items()
        ],
    }


def score_rows(compared: HintComparison, words: Words) -> Iterator[str]:
    """A comparison as lines for people."""
    yield words(
        "cli.hints.compared",
        name=line(compared.annotator.name),
        passages=compared.scores.passages,
        articles=compared.articles,
    )
    for kind in (HintKind.FACT, HintKind.OPINION):
        score = compared.scores.of(kind)
        shares = {"precision": _percent(score.precision), "recall": _percent(score.recall)}
        yield words(f"cli.hints.{kind}", **score._asdict(), **shares)
    if compared.left_out:
        yield words("cli.left_out", count=compared.left_out)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
