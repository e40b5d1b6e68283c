"""Docstrings say what a thing is or does from their first word on, as a noun or an imperative."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import reader

ROOT = Path(reader.__file__).parent.parent
ROOMS = ("reader/**/*.py", "tools/**/*.py", "benchmarks/**/*.py")
QUESTION = re.compile(r"(What|How|Where|Which|When|Who|Why|Whose)\b")


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """The line and the text of each, those of constants and fields among them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            text = node.value.value
            if isinstance(text, str):
                yield node.lineno, text.strip()


def test_no_docstring_begins_with_a_question_word() -> None:
    paths = sorted({path for room in ROOMS for path in ROOT.glob(room)})
    found = [
        (str(path.relative_to(ROOT)), line, text)
        for path in paths
        for line, text in docstrings(path.read_text("utf-8"))
    ]
    assert len(found) > 2000
    assert [each for each in found if QUESTION.match(each[2])] == []
