"""docs/json.md describes what every `--json` prints, and docs/api.md shows code that runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from local_server import LocalServer

import reader

Run = Callable[..., Result]
DOCS = Path(__file__).parents[2] / "docs"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>山城</title><item><guid>1</guid>
<title>小火車</title><description>停駛兩年的小火車下個月復駛，林務局說。</description></item>
</channel></rss>"""
MARK = ("annotate", "car", "--quote", "銷量增長", "--tag", "fact", "--label", "甲")
MARK += ("--evidence", "https://example.org/", "--verdict", "correct", "--as", "Lin")


def documented() -> dict[str, set[str]]:
    """The keys of each command in the document's tables, as paths such as `sections[].start`."""
    found: dict[str, set[str]] = {}
    command = ""
    for row in (DOCS / "json.md").read_text("utf-8").splitlines():
        if row.startswith("#"):
            command = row.strip("# ")
        elif row.startswith("| `"):
            found.setdefault(command, set()).update(re.findall(r"`([^`]+)`", row.split(" | ")[0]))
    return found


def paths(value: Any, known: set[str], before: str = "") -> Iterator[str]:
    """The keys in a value, as deep as the document goes."""
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, dict):
            continue
        for key, inner in each.items():
            path = f"{before}{key}"
            yield path
            end = "[]." if isinstance(inner, list) else "."
            if any(name.startswith(path + end) for name in known):
                yield from paths(inner, known, path + end)


@pytest.fixture
def printed(run: Run, library: Path) -> dict[str, list[Any]]:
    """What each command prints, run so that all its keys are there."""
    server = LocalServer()
    feed = server.page("/feed", FEED.encode(), Content_Type="application/rss+xml")

    def values(*words: str, stdin: str | None = None) -> Any:
        return json.loads(run(*words, "--json", stdin=stdin).stdout)

    found = {
        "annotate": [values(*MARK)],
        "list": [values("list")],
        "stats": [values("stats", "car")],
        "claims": [values("claims")],
        "labels": [values("labels")],
        "codebook": [values("codebook")],
        "annotators": [values("annotators")],
    }
    found["show"] = [values("show", "car"), values("show", "-", stdin="一句話。")]
    found["search"] = [values("search", "銷量"), values("search", "tag:fact")]
    found["convert"] = [values("convert", "-", "--to", "tw2sp", stdin="部落格")]
    text = "---\ntitle: 新聞\n---\n\n市府說，公園去年有三百萬人次到訪。\n"
    found["add"] = [values("add", "--dry-run", "-", stdin=text), values("add", "-", stdin=text)]
    page = str(library.parent / "page.html")
    assert run("report", "car", "--full", "-o", page).exit_code == 0
    found["import"] = [values("import", page)]
    article = library / "articles" / "car.md"
    article.write_text(article.read_text("utf-8").replace("12%", "9%"), "utf-8")
    found["changes"] = [values("changes", "car")]
    found["feeds refresh"] = [values("feeds", "add", feed, "--allow-private")]
    gone = (
        "<item><title>早班</title><description>該內容已被發布者刪除</description></item></channel>"
    )
    later = FEED.replace("</title><desc", "（更正）</title><desc").replace("</channel>", gone)
    server.page("/feed", later.encode(), Content_Type="application/rss+xml")
    again = values("feeds", "refresh", "--force", "--allow-private")
    found["feeds refresh"].append(again)
    found["feeds"] = [values("feeds")]
    found["hints"] = [values("hints", "car"), values("hints", "--score", "--by", "Lin")]
    found["purge"] = [values("purge", "--dry-run", "新聞")]
    found["doctor"] = [values("doctor")]
    server.close()
    return found


def test_every_key_is_described_and_every_described_key_is_there(
    printed: dict[str, list[Any]],
) -> None:
    described = documented()
    assert printed.keys() == described.keys()
    for command, known in described.items():
        there = {path for value in printed[command] for path in paths(value, known)}
        assert there - known == set(), command
        assert known - there == set(), command


def test_offsets_and_ids_are_what_the_document_says(printed: dict[str, list[Any]]) -> None:
    shown, piped = printed["show"]
    [entry] = printed["list"][0]
    assert (shown["id"], shown["revision"]) == (entry["id"], entry["revision"])
    assert len(piped["id"]) == 36
    for section in shown["sections"]:
        for paragraph in section["paragraphs"]:
            assert shown["text"][paragraph["start"] : paragraph["end"]] == paragraph["text"]
    [mark] = printed["annotate"][0]
    assert shown["text"][mark["start"] : mark["end"]] == mark["exact"]


def test_the_code_of_the_document_runs(run: Run, library: Path, tmp_path: Path) -> None:
    assert run(*MARK).exit_code == 0
    text = (DOCS / "api.md").read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    library.rename(tmp_path / "my-library")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(DOCS.parent), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("京東造車 fact 銷量增長 Span(")
    for name in reader.__all__:
        assert getattr(reader, name) is not None
        assert f"`{name}`" in text


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, reader; print([m for m in sys.modules if m.startswith('reader.')])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(DOCS.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
    assert subprocess.run(
        [sys.executable, "-c", "import reader; reader.nothing"],
        env={"PYTHONPATH": str(DOCS.parent)},
        capture_output=True,
        check=False,
    ).returncode
