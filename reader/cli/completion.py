"""Completion of a command line, for the shells that ask."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from click import Context, Parameter

from reader.cli.state import State, looks_like_path

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from reader.library import Library

    Completions = list[CompletionItem]

MOST = 100
"""Titles that are offered at once."""

PATIENCE = 0.2
"""Seconds to wait for a database that another program keeps."""


def article(ctx: Context, _: Parameter | None, incomplete: str) -> Completions:
    """The titles of the library that go on so; where none does, files."""
    if looks_like_path(incomplete):
        return _of_the_system("file", incomplete)
    found = _asked(ctx, lambda library: library.titles(incomplete, MOST))
    # A title that begins like an option is one to the program, unless `--` was typed before.
    titles = _plain(it for it in found if incomplete.startswith("-") or not it.startswith("-"))
    return titles or _of_the_system("file", incomplete)


def removed(ctx: Context, _: Parameter | None, incomplete: str) -> Completions:
    """The titles of articles that were removed."""
    titles = _asked(ctx, lambda library: [it.title for it in library.removed()])
    return _plain(title for title in titles if title.startswith(incomplete))


def annotator(ctx: Context, _: Parameter | None, incomplete: str) -> Completions:
    """Annotators of the library."""
    names = _asked(ctx, lambda library: [it.name for it in library.annotators()])
    return _plain(name for name in names if name.startswith(incomplete))


def verdict(ctx: Context, _: Parameter | None, incomplete: str) -> Completions:
    """The verdict scale of the library."""
    keys = _asked(ctx, lambda library: [it.key for it in library.book.scale()])
    return _plain(key for key in keys if key.startswith(incomplete))


def label(ctx: Context, _: Parameter | None, incomplete: str) -> Completions:
    """The labels of the library."""
    names = _asked(ctx, lambda library: [it.name for it in library.book.labels()])
    return _plain(name for name in names if name.startswith(incomplete))


def language(_: Context, __: Parameter, incomplete: str) -> Completions:
    """The screen languages."""
    return _plain(it for it in ("en", "zh-Hant", "zh-Hans") if it.startswith(incomplete))


def feed(ctx: Context, _: Parameter | None, incomplete: str) -> Completions:
    """The feeds of the library, by their titles."""
    from reader.library.feeds import listed

    titles = _asked(ctx, lambda library: [it.title for it in listed(library)])
    return _plain(title for title in titles if title and title.startswith(incomplete))


def folder_of_feeds(ctx: Context, _: Parameter | None, incomplete: str) -> Completions:
    """The folders that feeds were put into."""
    from reader.library.feeds import listed

    names = _asked(ctx, lambda library: sorted({it.folder for it in listed(library)}))
    return _plain(name for name in names if name and name.startswith(incomplete))


def conversion(_: Context, __: Parameter, incomplete: str) -> Completions:
    """Configurations of OpenCC."""
    from reader.text.scripts.opencc_engine import configs

    return _plain(it for it in configs() if it.startswith(incomplete))


def view(_: Context, __: Parameter, incomplete: str) -> Completions:
    """The regions whose script a text can be read in, and OpenCC's configurations."""
    from reader.text.scripts.opencc_engine import configs
    from reader.text.scripts.view_choices import REGIONS

    return _plain(it for it in (*REGIONS, *configs()) if it.startswith(incomplete))


def backup(ctx: Context, _: Parameter, incomplete: str) -> Completions:
    """The newest backup, those of the library by their names, and where none fits, files."""
    from reader.store.backup.backup_files import backups

    names = _asked(ctx, lambda library: [it.path.name for it in backups(library.database)])
    fits = [it for it in ("newest", *names) if it.startswith(incomplete)]
    return _plain(fits) or _of_the_system("file", incomplete)


def file(_: Context, __: Parameter, incomplete: str) -> Completions:
    """Files, which the shell itself looks up."""
    return _of_the_system("file", incomplete)


def folder(_: Context, __: Parameter, incomplete: str) -> Completions:
    """Folders."""
    return _of_the_system("dir", incomplete)


def _plain(words: Iterable[str]) -> Completions:
    """The words that can stand on a command line: what has control characters cannot."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in words if word.isprintable()]


def _of_the_system(kind: str, incomplete: str) -> Completions:
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type=kind)]


def _asked(ctx: Context, question: Callable[[Library], Iterable[str]]) -> Iterable[str]:
    """The library's answer; nothing is made or changed in it."""
    from reader.library import locate
    from reader.library.library import Library

    state = ctx.ensure_object(State)
    try:
        library = Library(
            locate(state.library or None, os.environ, Path.cwd(), make=False), patience=PATIENCE
        )
        try:
            return question(library)
        finally:
            library.close()
    except Exception:
        # Whatever is wrong with the library, between two keys there is no place to report it.
        return ()
