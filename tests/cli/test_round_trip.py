"""What is exported comes back: the table is read as a program would, and annotated from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

from reader.exchange.csv_table import cell_text, parted

LABELS = ["甲|乙", "c\\|d", "e\\", "=f", 'g,"h"', "；＝i", "j;=k"]
ADDRESSES = ["https://例子.tw/報告?q=車", "https://example.org/a|b", "https://example.org/x_(y)"]
NOTE = "見[報告](https://example.org/報告)。\n=1+1\n\t＠1;-1"


def test_labels_addresses_and_notes_come_back_from_a_table(
    run: Callable[..., Result], output: Callable[..., Any], library: Path
) -> None:
    said = {
        "quote": "銷量增長了12%。",
        "tag": "fact",
        "source": "某報 https://example.org/某",
        "labels": LABELS,
        "evidence": [{"url": address, "remark": "一|二"} for address in ADDRESSES],
        "note": NOTE,
    }
    run("annotate", "car", "--batch", "-", "--as", "Lin", stdin=json.dumps(said))
    [first] = export(run)

    values = {name: cell_text(cell) for name, cell in first.items()}
    evidence = [it.partition(" ") for it in parted(values["evidence"])]
    again = {name: values[name] for name in ("quote", "tag", "source", "note")} | {
        "labels": parted(values["labels"]),
        "evidence": [{"url": url, "remark": remark} for url, _, remark in evidence],
    }
    assert set(again["labels"]) == set(LABELS)
    assert [it["url"] for it in again["evidence"]] == ADDRESSES
    run("annotate", "car", "--batch", "-", "--as", "Wong", stdin=json.dumps(again))
    rows = {row["annotator"]: row for row in export(run)}
    for name in ("quote", "source", "labels", "evidence", "note"):
        assert rows["Wong"][name] == rows["Lin"][name], name
    kept = json.loads(run("export", "car", "--format", "jsonld").stdout)
    bodies = kept["first"]["items"][0]["body"]
    assert {body["value"] for body in bodies if body["purpose"] == "tagging"} == set(LABELS)
    links = [body["source"] for body in bodies if body["purpose"] == "linking"]
    assert links == [
        "https://xn--fsqu00a.tw/%E5%A0%B1%E5%91%8A?q=%E8%BB%8A",
        "https://example.org/a%7Cb",
        "https://example.org/x_(y)",
    ]


def test_links_of_the_article_are_links_in_its_quotes_as_long_as_the_file_says_so(
    run: Callable[..., Result], library: Path
) -> None:
    path = library / "articles" / "car.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("銷量", "[銷量](https://example.org/報告)"), encoding="utf-8")
    run("annotate", "car", "--quote", "銷量增長了12%。", "--tag", "fact", "--as", "Lin")
    expected = "> [銷量](<https://example.org/%E5%A0%B1%E5%91%8A>)增長了12%。"
    assert expected in run("export", "car").stdout
    path.write_text(before.replace("價格", "成本"), encoding="utf-8")
    assert "> 銷量增長了12%。" in run("export", "car").stdout


def export(run: Callable[..., Result]) -> list[dict[str, str]]:
    """The rows of the exported table, as any reader of RFC 4180 has them."""
    text = run("export", "car", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
