"""`meipi search`: where words, notes and tags stand in the library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from reader.cli.options import common_options
from reader.cli.output import line, print_json, stream_json, write_bytes
from reader.cli.state import State
from reader.errors import InputError
from reader.model import Span
from reader.words import Words
from reader.words.sections import section_name

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model.search import Found, Passage, Query

PART = 50
"""Articles that are asked for at once, so that the first ones are printed soon."""


QUOTED = 200
"""Characters of a query that are quoted where nothing was found."""


SEARCHING: dict[str, Any] = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""Settings of such a command; `-h` may begin a word that is left out."""


class SearchCommand(click.Command):
    """A command whose arguments may begin with a `-`, which excludes a word."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = args[: args.index("--")] if "--" in args else args
        known = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        for option in options:
            name = option.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(name, ctx=ctx)
        # As a short option it would be seen in `-hello`, too.
        named = ["--help" if option == "-h" else option for option in options]
        return super().parse_args(ctx, named + args[len(options) :])


@click.command(
    "search",
    cls=SearchCommand,
    context_settings=SEARCHING,
)
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--json", "as_json", is_flag=True, help="Print a list of hits as JSON.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after N articles.")
@common_options
@click.pass_context
def command(ctx: click.Context, query: tuple[str, ...], as_json: bool, limit: int | None) -> None:
    """Search the texts, titles and notes of the library, newest article first.

    Any script finds any script, and the words of the mainland, Taiwan and Hong Kong find each
    other. All parts of QUERY have to hold: words, phrases in Chinese or doubled quotes, -word to
    exclude, and filters: tag: status: source: label: by: in: from: after: before:.
    A tag, status, source, label or annotator finds annotations instead of sentences. Private ones
    are found, too. What begins with two hyphens goes behind --.

    The JSON holds an object for each hit; `start` and `end` are code points of the article's text
    and null in a title. A note's hit is the passage that the note is about. Ends with 1 if nothing
    is found.

    \b
    Example:  meipi search 京東 造車 -價格
              meipi search '"10月14日"' tag:fact after:2025-10
              meipi search status:unchecked --json | jq -r '.[].text'
    """
    from reader.text.query import about_annotations, parse
    from reader.text.query.regional_words import expanded

    state = ctx.ensure_object(State)
    words = state.words
    typed = typed_query(query)
    wanted = expanded(parse(typed))
    if not wanted:
        raise InputError("query_empty")
    count = 0
    with state.opened() as library:
        shown = (
            ShownResult(found, library, words, about_annotations(wanted))
            for found in _found(library, wanted, limit)
        )
        for article in shown:
            if as_json:
                for hit in article.hits():
                    stream_json(hit, first=not count)
                    count += 1
            else:
                for row in article.rows():
                    click.echo(row, color=False if os.environ.get("NO_COLOR") else None)
                    count += 1
    if as_json:
        write_bytes(b"\n]\n") if count else print_json([])
    if not count:
        click.echo(f"meipi: {words('nothing.found', query=line(typed[:QUOTED]))}", err=True)
        ctx.exit(1)


def typed_query(arguments: Sequence[str]) -> str:
    """A query as it was typed; bytes of the shell that are not UTF-8 stand as in such a file."""
    return " ".join(arguments).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _found(library: Library, query: Query, limit: int | None) -> Iterator[Found]:
    """The results of a search, part by part."""
    after, left = None, limit
    while left is None or left > 0:
        results = library.search(
            query, limit=PART if left is None else min(PART, left), after=after
        )
        yield from results.found
        after = results.after
        if after is None:
            return
        if left is not None:
            left -= len(results.found)


class ShownResult:
    """An article that was found, as it is printed."""

    def __init__(self, found: Found, library: Library, words: Words, annotations: bool) -> None:
        self._found = found
        self._library = library
        self._words = words
        self._annotations = annotations

    @cached_property
    def _text(self) -> str:
        return self._library.open(self._found.head.id).text

    def _section(self, passage: Passage) -> str | None:
        """The name of a passage's section."""
        number = passage.section
        if number is None:
            return None
        found = self._found
        return section_name(self._words, found.sections[number], found.roles[number])

    def rows(self) -> Iterator[str]:
        """The article for people: its title, and its passages under it."""
        head = self._found.head
        title = line(head.title or self._words("untitled"))
        for passage in self._found.passages:
            if passage.place == "title":
                title = painted(passage)
        yield " · ".join(filter(None, (title, *map(line, (head.source, head.day, head.path)))))
        for passage in self._found.passages:
            if passage.place != "title":
                yield "    " + "  ".join(filter(None, (*self._about(passage), painted(passage))))

    def _about(self, passage: Passage) -> Iterator[str]:
        """The words before a passage: its section, its tags, and how it was found."""
        yield line(self._section(passage) or "")
        yield "".join(
            dict.fromkeys(
                self._words(f"tag.{it.tag}.glyph") + ("?" if it.unsure else "")
                for it in passage.annotations
                if it.tag
            )
        )
        if passage.place == "note":
            yield self._words("cli.found.note")
        if any(passage.also):
            yield self._words("cli.found.by_vocabulary")

    def hits(self) -> Iterator[dict[str, Any]]:
        """The article as JSON values, one for each hit; one in all if it is found as a whole."""
        for passage in self._found.passages:
            if passage.place == "note" or not passage.hits:
                yield self._hit(passage, passage.span, self._source_words(passage), passage.also)
                continue
            for hit, also in zip(passage.hits, passage.also, strict=True):
                place = passage.span and Span(
                    passage.span.start + hit.start, passage.span.start + hit.end
                )
                yield self._hit(passage, place, hit.of(passage.text), (also,))
        if not self._found.passages:
            yield self._nothing

    def _source_words(self, passage: Passage) -> str:
        """The words of the article that an annotation is about."""
        if passage.span is None:
            return passage.annotations[0].exact
        return passage.text if passage.place == "text" else passage.span.of(self._text)

    def _hit(
        self, passage: Passage, place: Span | None, text: str, also: tuple[bool, ...]
    ) -> dict[str, Any]:
        note = passage.place == "note"
        own = passage.annotations[0] if note or self._annotations else None
        return {
            **self._nothing,
            "section": self._section(passage),
            **_place(place, text),
            "in": passage.place,
            "passage": _place(passage.span, text if note else passage.text),
            "by_vocabulary": bool(also) and all(also),
            "annotation": own.id if own else None,
            "note": passage.text if note else None,
            "tags": [str(it.tag) for it in passage.annotations if it.tag],
        }

    @property
    def _nothing(self) -> dict[str, Any]:
        """The keys of a hit, for an article that is found as a whole."""
        return {
            "article": self._found.head.path or self._found.head.id,
            "title": self._found.head.title,
            "section": None,
            **_place(None, ""),
            "in": None,
            "passage": None,
            "by_vocabulary": False,
            "annotation": None,
            "note": None,
            "tags": [],
        }


def _place(span: Span | None, text: str) -> dict[str, Any]:
    return {"start": span and span.start, "end": span and span.end, "text": text}


def painted(passage: Passage) -> str:
    """A passage on one line, its hits in colour; those by another region's word are underlined."""
    from reader.analysis.hits import one_line

    passage = one_line(passage)
    parts, at = [], 0
    for hit, also in zip(passage.hits, passage.also, strict=True):
        if hit.end <= at:
            continue
        start = max(at, hit.start)
        parts.append(line(passage.text[at:start]))
        words = line(passage.text[start : hit.end])
        parts.append(click.style(words, fg="red", bold=True, underline=also or None))
        at = hit.end
    return "".join((*parts, line(passage.text[at:]))).strip()
