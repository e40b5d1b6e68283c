"""Rows that were edited past every rule end in a message, and reach no terminal or export."""

from pathlib import Path

import pytest
from edited_rows import Case, copied, make, said, spoil

HIDDEN = ("\x1b", "\x9b", "\u200b", "\u202e", "\U000e0041")
CASES = [
    Case("article", "topics", "number"),
    Case("article", "topics", "hidden list"),
    Case("article", "authors", "object"),
    Case("article", "authors", "long number"),
    Case("article", "title", "command"),
    Case("annotation", "note", "hidden"),
    Case("feed", "problem", "list"),
    Case("body", "text", "turned"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("rows") / "made")


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_a_row_edited_by_hand_ends_in_a_message(made: Path, tmp_path: Path, case: Case) -> None:
    place = copied(made, tmp_path / "library")
    assert spoil(place, case)
    for words in (["list", "--json"], ["show", "公園", "--json"], ["feeds", "list"],
                  ["export", "--format", "csv"]):  # fmt: skip
        done = said(place, *words)
        assert done.exception is None or isinstance(done.exception, SystemExit), words
        assert [sign for sign in HIDDEN if sign in done.output] == []
