"""A library of one article, and a way to run commands on it as a shell would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reader.cli.main import program

ARTICLE = """---
title: 京東造車
source: 商業趨勢
date: 2025-10-14
url: https://example.org/car
---

【編者按】近年來企業造車。

銷量增長了12%。我認為重點不在此。

## 不一樣的戰略

京東說會合作。重點在價格，京東說。
"""

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def private_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings, library or locale of the machine can be seen."""
    for name in ("LC_ALL", "LC_MESSAGES", "MEIPI_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("MEIPI_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "car.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture
def run(library: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `meipi` with arguments, in the library unless told otherwise."""
    monkeypatch.setenv("MEIPI_LIBRARY", str(library))

    def invoke(*args: str, stdin: str | None = None) -> Result:
        result = CliRunner().invoke(program, args, input=stdin, prog_name="meipi")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture
def output(run: Run) -> Callable[..., Any]:
    """Runs a command that succeeds and returns the JSON it prints."""

    def read(*args: str) -> Any:
        result = run(*args)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return read


@pytest.fixture
def marked(run: Run) -> Run:
    """The same, in a library where Lin has made three annotations, one of them private."""
    said = (
        (
            "銷量增長了12%。",
            "--tag",
            "fact",
            "--source",
            "統計局",
            "--note",
            "哪一份？",
            "--as",
            "Lin",
        ),
        ("我認為重點不在此。", "--tag", "opinion", "--unsure"),
        ("京東說會合作。", "--tag", "fact", "--note", "線人陳先生", "--private"),
    )
    for quote, *options in said:
        result = run("annotate", "car", "--quote", quote, *options)
        assert result.exit_code == 0, result.stderr
    return run
