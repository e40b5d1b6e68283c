"""`meipi add`: bringing articles into the library."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reader.analysis.refreshed import head_lines
from reader.cli import completion
from reader.cli.feed_reports import pairs
from reader.cli.inputs import STDIN, standard_input
from reader.cli.options import common_options
from reader.cli.output import line, print_json
from reader.cli.state import State, existing, is_address
from reader.errors import InputError, MeipiError
from reader.model import Role
from reader.model.feed import HeadChange
from reader.model.page_content import PageContent
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.intake.offers import Offer
    from reader.model.revision import Kept


@click.command("add")
@click.argument(
    "what",
    nargs=-1,
    required=True,
    metavar="FILE|FOLDER|URL|-...",
    shell_complete=completion.file,
)
@click.option("--dry-run", is_flag=True, help="Show what would be taken, and keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--allow-private", is_flag=True, help="Also fetch from this machine and its own network."
)
@common_options
@click.pass_context
def command(
    ctx: click.Context, what: tuple[str, ...], dry_run: bool, as_json: bool, allow_private: bool
) -> None:
    """Bring articles into the library: files, folders, web addresses, or - for standard input.

    Text and Markdown files are copied as they are; a web page becomes its article in Markdown. An
    article that is known comes in as its new revision, and annotations are carried over. Ends with
    1 if something could not be brought in, with 2 if nothing could.

    \b
    Example:  meipi add https://example.org/news/1 news.txt
              meipi add --dry-run page.html
              pbpaste | meipi add -
    """
    state = ctx.ensure_object(State)
    done: list[Added] = []
    stopped = False
    with state.opened() as library:
        adding = Adding(state, library, allow_private=allow_private, keep=not dry_run)
        try:
            for each in adding.each(what):
                done.append(each)
                if not as_json:
                    each.report(state.words)
        except KeyboardInterrupt:
            stopped = True
    if as_json:
        print_json([each.fields() for each in done])
    elif (len(done) > 1 or stopped) and not dry_run:
        counts = Counter(each.kept.what for each in done if each.kept)
        outcomes = {what: counts[what] for what in ("new", "changed", "same")}
        click.echo(state.words("cli.add.sum", failed=adding.failed, **outcomes), err=True)
    if stopped:
        ctx.exit(130)
    if adding.failed:
        ctx.exit(1 if done else 2)


class Added(NamedTuple):
    """An argument, its content, and the outcome (None: it was only looked at).

    `published` is what its article was called before and is now, by name; `left_out` counts the
    lines of the page that are not in the article.
    """

    name: str
    offer: Offer
    kept: Kept | None
    published: Mapping[str, tuple[str, str]] = {}
    left_out: int = 0

    def report(self, words: Words) -> None:
        """Tell people: a preview, or what was kept and what was repaired in it."""
        if self.kept is None:
            for row in preview(self.offer.page, words):
                click.echo(row)
        for code, gaps in self.offer.notices:
            message = words(f"notice.{code}", **{gap: line(value) for gap, value in gaps.items()})
            click.echo(f"meipi: {message}", err=True)
        if self.kept is not None:
            title = line(self.kept.title or words("untitled"))
            place = line(self.kept.path) or words("cli.add.database")
            click.echo(words(f"cli.add.{self.kept.what}", title=title, path=place))
            head = HeadChange(self.kept.article, self.kept.title, self.published)
            for text in head_lines(head, words, line):
                click.echo(f"          {text}")
            if self.kept.beside:
                click.echo(words("cli.add.beside", title=line(self.kept.beside)))
            if self.kept.shrunk_from:
                click.echo(words("cli.add.shrunk", count=self.kept.shrunk_from))
            if self.left_out:
                click.echo(words("cli.add.left_out", count=self.left_out))
            if self.kept.review and self.kept.what == "changed":
                click.echo(words("cli.add.review", count=self.kept.review))

    def fields(self) -> dict[str, Any]:
        """The same as JSON values."""
        page, kept = self.offer.page, self.kept
        found: dict[str, Any] = {
            "from": self.name,
            "title": page.title,
            "authors": list(page.authors),
            "source": page.source,
            "date": page.date,
            "url": page.url,
            "taken": sum(block.taken for block in page.blocks),
            "left_out": self.left_out,
            "notices": [{"code": code, **gaps} for code, gaps in self.offer.notices],
        }
        if kept is not None:
            became: dict[str, Any] = {"what": kept.what, "path": kept.path, "revived": kept.revived}
            became["shrunk_from"], became["beside"] = kept.shrunk_from, kept.beside
            became["published"] = pairs(self.published)
            return {**found, "article": kept.article, **became}
        blocks = [
            {"text": it.text, "role": str(it.role or ""), "taken": it.taken} for it in page.blocks
        ]
        return {**found, "blocks": blocks}


class Adding:
    """Intake of one thing after another; one that fails stops no other."""

    def __init__(self, state: State, library: Library, *, allow_private: bool, keep: bool) -> None:
        self._state, self._library = state, library
        self._allow_private, self._keep = allow_private, keep
        self._interrupted = False
        self.failed = 0

    def each(self, what: Sequence[str]) -> Iterator[Added]:
        """The outcome of each thing, as it happens."""
        from reader.library.intake.offers import accept

        for name in (name for pattern in what for name in self._expanded(pattern)):
            try:
                offer = self._offer(name)
                with self._uninterrupted():
                    kept = accept(self._library, offer) if self._keep else None
                yield Added(name, offer, kept, self._published(kept), self._left_out(offer, kept))
                if self._interrupted:
                    raise KeyboardInterrupt
            except MeipiError as error:
                self.failed += 1
                self._state.complain(error)

    def _published(self, kept: Kept | None) -> Mapping[str, tuple[str, str]]:
        """The head of an article that came in again, where it differs."""
        from reader.library.changes import published_otherwise

        if kept is None or kept.what != "changed":
            return {}
        return published_otherwise(self._library.revisions(kept.article))

    def _left_out(self, offer: Offer, kept: Kept | None) -> int:
        """Number of lines that are left out, after what was decided about them before."""
        lines = self._library.page_lines(kept.article) if kept else ()
        if lines:
            return sum(not line.taken for line in lines)
        return sum(map(offer.page.leaves_out, offer.page.blocks))

    @contextmanager
    def _uninterrupted(self) -> Iterator[None]:
        """Finish an article that is being kept before an interrupt is heard."""

        def remember(*_: object) -> None:
            self._interrupted = True

        former = signal.getsignal(signal.SIGINT)
        if former is signal.SIG_IGN or threading.current_thread() is not threading.main_thread():
            yield
            return
        signal.signal(signal.SIGINT, remember)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, former)

    def _expanded(self, name: str) -> Iterator[str]:
        """The files of a folder; anything else as it is."""
        from reader.library.intake.offers import files_in

        path = existing(name)
        if path is None or not path.is_dir():
            yield name
            return
        empty = True
        for file in files_in(path, self._closed):
            empty = False
            yield str(file)
        if empty and not self.failed:
            self.failed += 1
            self._state.complain(InputError("folder_without_articles", path=name))

    def _closed(self, folder: Path) -> None:
        self.failed += 1
        self._state.complain(InputError("folder_unreadable", path=str(folder)))

    def _offer(self, name: str) -> Offer:
        from reader.library.intake.offers import offer_address, offer_file, offer_text

        if name == STDIN:
            return offer_text(standard_input())
        path = existing(name)
        if path is None and is_address(name):
            return offer_address(name, library=self._library, allow_private=self._allow_private)
        return offer_file(path or Path(name))


def preview(page: PageContent, words: Words) -> Iterator[str]:
    """A page for people: what is known of it, then its lines; those left out begin with a dash."""
    yield line(page.title or words("untitled"))
    about = (", ".join(page.authors), page.source, page.date, page.url)
    yield f"    {line(' · '.join(filter(None, about)))}"
    for block in page.blocks:
        sign = "+" if block.taken else "-"
        role = f"[{words(f'role.{block.role}')}] " if block.role not in (None, Role.BODY) else ""
        yield f"{sign} {line(role + block.text)}"
