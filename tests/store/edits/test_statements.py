"""How much an action asks of the database: statements, those of triggers counted, and steps."""

from pathlib import Path

from reader.library import open_library
from reader.model import Span, Tag
from reader.store.edits import Edits

MOST = 15


def test_a_tag_takes_few_statements(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = "甲說明年會下雨。乙不這麼認為。\n" * 5
    (tmp_path / "articles" / "雨.txt").write_text(text, "utf-8")
    taken: list[list[str]] = []

    with open_library(tmp_path) as library:
        assert library.sync() == []
        (entry,) = library.list()
        article = entry.head.id
        library.submit(lambda edits: edits.become("王")).result()

        def tag(start: int, tag: Tag) -> None:
            statements: list[str] = []

            def counted(edits: Edits) -> None:
                edits.connection.set_trace_callback(statements.append)
                edits.edit(article, Span(start, start + 8), tag=tag)
                edits.connection.set_trace_callback(None)

            library.submit(counted).result()
            taken.append(statements)

        for start in (0, 16, 32):
            tag(start, Tag.FACT)
        tag(32, Tag.OPINION)
        assert [mark.tag for mark in library.annotations(article)] == [
            Tag.FACT,
            Tag.FACT,
            Tag.OPINION,
        ]

    # The first two also ask whether the sample stepped aside.
    assert all(0 < len(statements) <= MOST for statements in taken[2:])


def test_a_new_label_costs_the_same_however_many_there_are(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "雨.txt").write_text("甲說明年會下雨。", "utf-8")
    steps: list[int] = []

    with open_library(tmp_path) as library:
        assert library.sync() == []
        (entry,) = library.list()

        def label(edits: Edits, count: int) -> None:
            begun = len(steps)
            edits.connection.set_progress_handler(lambda: steps.append(1), 10)
            edits.annotate(entry.head.id, Span(0, 8), {}, [f"標{count}"])
            edits.connection.set_progress_handler(None, 0)
            taken.append(len(steps) - begun)

        taken: list[int] = []
        library.submit(lambda edits: edits.become("王")).result()
        for number in range(2):
            library.submit(lambda edits, number=number: label(edits, number)).result()
        many = [f"別的{it}" for it in range(3000)]
        library.submit(lambda edits: edits.annotate(entry.head.id, Span(4, 8), {}, many)).result()
        library.submit(lambda edits: label(edits, 9)).result()

    # Each is ten steps of SQLite's machine: without the index it would be thousands.
    assert 0 < taken[2] < taken[1] + 50
