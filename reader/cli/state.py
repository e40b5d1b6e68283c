"""State that all commands share: library, settings, language, annotator."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config import Config, load, words_language
from reader.errors import InputError, LibraryError, MeipiError

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.core import Notice
    from reader.words import Words

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


class State:
    """Global options, and what follows from them."""

    def __init__(self) -> None:
        self.library = ""
        self.annotator = ""
        self.language = ""

    @cached_property
    def _loaded(self) -> Config:
        return load()

    @cached_property
    def config(self) -> Config:
        """The settings, read once; raises InputError if the file or a key of theirs is wrong."""
        config = self._loaded
        if config.keymap:  # else nothing of the screens is imported
            from reader.tui.keymap import keymap

            keymap(config.keymap)
        return config

    def settings_error(self) -> MeipiError | None:
        """The fault of the settings, if there is one."""
        try:
            _ = self.config
        except MeipiError as error:
            return error
        return None

    @property
    def words_language(self) -> str:
        """The word table to use; a settings file that cannot be read has no say in it."""
        if self.language:
            return words_language(self.language)
        try:
            return words_language(self._loaded.language)
        except MeipiError:
            return words_language("auto")

    @property
    def words(self) -> Words:
        """The texts in the language to use."""
        from reader.words import load as load_words

        return load_words(self.words_language)

    def message(self, error: MeipiError) -> str:
        """The message of an error, as one line that is safe on a terminal."""
        from reader.cli.output import line

        return self.words.error(error, lambda _, value: line(str(value)) or "–")

    def complain(self, error: MeipiError) -> None:
        """Say on stderr what went wrong."""
        with suppress(OSError):  # stderr may be full or gone; the exit code shows it, too
            sys.stderr.write(f"meipi: {self.message(error)}\n")

    def damage(self) -> MeipiError | None:
        """The damage of the database, to be reported after an unexpected error."""
        from reader.library import locate
        from reader.library.health.doctor import damage

        try:
            return damage(locate(self.library or None, os.environ, Path.cwd(), make=False))
        except MeipiError:
            return None

    @contextmanager
    def opened(self, *, sync: bool = True) -> Iterator[Library]:
        """The library to use, with what is new in its folder; closed at the end.

        Files that cannot be taken in are named on stderr and stop nothing.
        """
        library = self._open()
        library.default_privacy.what = self.config.private
        try:
            if sync:
                self._sync(library)
            yield library
            if sync:
                self._ask(library)
        finally:
            library.close()
            for notice in library.take_notices():
                self.print_notice(notice)

    def _open(self) -> Library:
        """Open the library; on a terminal a bar says how far it is if that takes its time."""
        from reader.cli.progress_bars import ProgressBar
        from reader.library import locate, open_library

        bar = ProgressBar()

        def show_migration(share: float) -> None:
            percent = int(100 * share)
            bar.show(share, str(percent), lambda: self.words("cli.migrating", percent=percent))

        try:
            return open_library(
                locate(self.library or None, os.environ, Path.cwd()), progress=show_migration
            )
        finally:
            bar.clear()

    def print_notice(self, notice: Notice) -> None:
        """Say on stderr what the reader should know of the library."""
        from reader.cli.output import line

        code, gaps = notice
        shown = {name: line(value) for name, value in gaps.items()}
        with suppress(OSError):
            sys.stderr.write(f"meipi: {self.words(f'notice.{code}', **shown)}\n")

    def _sync(self, library: Library) -> None:
        try:
            problems = library.sync()
        except LibraryError as error:
            # What is in the library already can be used all the same.
            problems = [(library.articles, error)]
        for _, problem in problems:
            self.complain(problem)

    def _ask(self, library: Library) -> None:
        """Say which articles may be one, and how to answer."""
        from reader.library.intake import renamed_files as renamed

        for pair in renamed.pairs(library):
            names = {"new": pair.new_title or "–", "old": pair.old_title or "–"}
            names |= {"file": pair.new_file, "one": pair.new, "other": pair.old}
            self.print_notice(("alike", names))


def find_article(library: Library, name: str) -> str:
    """The id of the article that a command-line argument means: a file, or a name.

    A file comes first and is taken in; `-` is standard input, whose article is kept. Raises
    InputError: `file_is_folder`, `file_missing` for what can only be a path,
    `address_not_kept` for an address that no article came from, and what the library says about
    names and files.
    """
    if name == "-":
        from reader.cli.inputs import standard_input
        from reader.library.intake.offers import accept, offer_text

        return accept(library, offer_text(standard_input())).article
    path = existing(name)
    if path is not None:
        if path.is_dir():
            raise InputError("file_is_folder", path=name)
        return library.take_in(path)
    try:
        return library.find(name)
    except InputError as error:
        if error.code == "article_unknown" and is_address(name):
            known = library.with_address(name)
            if known is not None:
                return known
            raise InputError("address_not_kept", name=name) from error
        if error.code == "article_unknown" and looks_like_path(name):
            raise InputError("file_missing", path=name) from error
        raise


def is_address(name: str) -> bool:
    """Whether a name is meant as an address of the web."""
    return _ADDRESS.match(name) is not None


def looks_like_path(name: str) -> bool:
    """Whether a name that means no article was meant as a file."""
    return os.sep in name or name.lower().endswith((".md", ".txt", ".markdown"))


def existing(name: str) -> Path | None:
    """The path that a name is, if something is there."""
    try:
        return Path(name) if name and Path(name).exists() else None
    except (OSError, ValueError):
        return None  # too long or malformed for a path, but it may be a title
