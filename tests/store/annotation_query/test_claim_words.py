"""The index of annotations' words forgets what was taken away."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import open_library
from reader.model import Span
from reader.store.annotation_query import words


@pytest.mark.parametrize("reworded", [False, True])
def test_the_words_of_a_removed_annotation_are_kept_nowhere(tmp_path: Path, reworded: bool) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("市府說了一件事。\n", encoding="utf-8")
    with open_library(tmp_path) as library:
        library.sync()
        (entry,) = library.list()
        article, span = entry.head.id, Span(0, 4)
        library.submit(lambda edits: edits.become("王")).result()
        library.submit(lambda edits: edits.edit(article, span, note="線人的名字")).result()
        library.submit(lambda edits: words.settle(edits.connection)).result()
        if reworded:  # and not indexed again before it goes
            library.submit(lambda edits: edits.edit(article, span, note="某人")).result()
        (mark,) = library.annotations(article)
        library.submit(lambda edits: edits.remove(mark.id)).result()
        library.submit(lambda edits: words.settle(edits.connection)).result()
    with closing(sqlite3.connect(tmp_path / "annotations.db")) as connection:
        assert connection.execute("SELECT count(*) FROM search_claim").fetchone() == (0,)
        found = connection.execute(
            "SELECT count(*) FROM search_claim_gram WHERE search_claim_gram MATCH '\"線人\"'"
        )
        assert found.fetchone() == (0,)
