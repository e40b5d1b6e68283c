"""`meipi show`: an article in its sections, as text or as JSON."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reader.cli import completion
from reader.cli.inputs import STDIN, read_article
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State, existing, find_article
from reader.config import Config
from reader.exchange.plain import printable
from reader.exchange.sheet import Sheet
from reader.model import Role, Span
from reader.words import Words

if TYPE_CHECKING:
    from reader.ingest.files import FileRead

_INDENTED = (Role.BODY, Role.EDITOR_NOTE)


@click.command("show")
@click.argument("article", shell_complete=completion.article)
@click.option("--json", "as_json", is_flag=True, help="The structure with offsets, as JSON.")
@click.option("--plain", is_flag=True, help="The text, typeset (this is the default).")
@click.option("--width", type=click.IntRange(20, 400), help="Columns to typeset the text in.")
@common_options
@click.pass_obj
def command(state: State, article: str, as_json: bool, plain: bool, width: int | None) -> None:
    """Print an article as text or JSON.

    ARTICLE is a file or - for standard input, for which no library is needed, or an article of
    the library.

    The JSON holds sections, paragraphs with their roles, and sentences as pairs of offsets;
    offsets are Unicode code points of the article's text.

    \b
    Example:  meipi show 打響 --width 60
              meipi show news.txt --json | jq '.sections[].heading'
    """
    if as_json and plain:
        raise click.UsageError("--json and --plain exclude each other.")
    sheet = _load(state, article)
    if as_json:
        print_json(structure(sheet, state.words), indent=None)
        return
    for row in typeset(sheet, width or _columns(state.config), state.config, state.words):
        click.echo(printable(row))


def _load(state: State, article: str) -> Sheet:
    path = existing(article)
    if article == STDIN or (path is not None and not path.is_dir()):
        read = read_article(article)
        for code, gaps in read.notices:
            message = state.words(f"notice.{code}", **{name: line(it) for name, it in gaps.items()})
            click.echo(f"meipi: {message}", err=True)
        return as_sheet(read)
    with state.opened() as library:
        document = library.open(find_article(library, article))
    return Sheet(document.head, document.text, document.outline)


def as_sheet(read: FileRead) -> Sheet:
    """A file that was read, as a sheet without annotations."""
    from reader.model import Head
    from reader.store.articles import identity, text_hash
    from reader.text.structure.outline import outline_of

    article = read.article
    head = Head(
        id=identity(article),
        revision="",
        text=text_hash(article.text),
        title=article.title,
        authors=article.authors,
        source=article.source,
        date=article.date,
        url=article.url,
        lang=article.lang,
        topics=article.tags,
        path=str(read.path),
        length=len(article.text),
    )
    return Sheet(head, article.text, outline_of(article))


def structure(sheet: Sheet, words: Words) -> dict[str, Any]:
    """An article as JSON values; all offsets are code points of its text."""
    head = sheet.head
    return {
        "id": head.id,
        "revision": head.revision,
        "text_sha256": head.text,
        "title": head.title,
        "authors": list(head.authors),
        "source": head.source,
        "date": head.date,
        "url": head.url,
        "lang": head.lang,
        "topics": list(head.topics),
        "text": sheet.text,
        "sections": [_section(sheet, i, words) for i in range(len(sheet.outline.sections))],
    }


def _section(sheet: Sheet, section: int, words: Words) -> dict[str, Any]:
    outline = sheet.outline
    span = outline.section_span(section)
    return {
        "heading": outline.heading(section, sheet.text),
        "label": sheet.section_name(section, words),
        "level": outline.levels[section],
        "start": span.start,
        "end": span.end,
        "paragraphs": [_paragraph(sheet, number) for number in _paragraphs(sheet, section)],
    }


def _paragraphs(sheet: Sheet, section: int) -> range:
    firsts = sheet.outline.sections
    last = firsts[section + 1] if section + 1 < len(firsts) else len(sheet.outline.roles)
    return range(firsts[section], last)


def _paragraph(sheet: Sheet, number: int) -> dict[str, Any]:
    outline = sheet.outline
    span = outline.paragraph(number)
    sentences = range(outline.first_sentence[number], outline.first_sentence[number + 1])
    return {
        "role": str(outline.role(number)),
        "start": span.start,
        "end": span.end,
        "text": span.of(sheet.text),
        "sentences": [_pair(outline.sentence(sentence)) for sentence in sentences],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def typeset(sheet: Sheet, width: int, config: Config, words: Words) -> Iterator[str]:
    """An article as rows of at most `width` cells, with a blank row between paragraphs."""
    from reader.text.typesetting import set_paragraph

    outline = sheet.outline
    facts = [", ".join(sheet.head.authors), sheet.head.source, sheet.head.day]
    heads = [sheet.head.title or words("untitled"), " · ".join(filter(None, facts))]
    texts = [(line(head), 0) for head in heads if head]
    for number in range(len(outline.roles)):
        # The title that a text begins with has been printed already.
        if number == 0 and outline.paragraph(0).of(sheet.text) == sheet.head.title:
            continue
        indent = 4 if outline.role(number) in _INDENTED else 0
        texts.append((outline.paragraph(number).of(sheet.text), indent))
    for count, (text, indent) in enumerate(texts):
        if count:
            yield ""
        for row in set_paragraph(
            text,
            width,
            indent=indent,
            ambiguous=config.ambiguous_width,
            strict=config.strict,
            autospace=config.autospace,
        ):
            yield row.text


def _columns(config: Config) -> int:
    if not sys.stdout.isatty():
        return config.measure
    return max(20, min(config.measure, shutil.get_terminal_size().columns))
