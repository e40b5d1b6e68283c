"""`meipi report` and `meipi import`: a page to publish, and what comes back from one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reader.library import open_library

Run = Callable[..., Result]

CLAIM, OTHER, OPINION = "銷量增長了12%。", "京東說會合作。", "我認為重點不在此。"


def annotate(run: Run, quote: str, **said: object) -> None:
    lines = json.dumps({"quote": quote, **said}, ensure_ascii=False)
    assert run("annotate", "car", "--batch", "-", "--as", "甲記者", stdin=lines).exit_code == 0


CHECKED: dict[str, object] = {
    "tag": "fact",
    "source": "統計局",
    "verdict": "incorrect",
    "justification": "年報寫的是2%。",
    "method": "查閱年報",
    "evidence": [{"url": "https://example.org/年報", "remark": "第三頁"}],
}


def test_a_page_says_what_is_checkable_and_what_was_checked(run: Run, library: Path) -> None:
    annotate(run, CLAIM, **CHECKED)
    annotate(run, OPINION, tag="opinion", unsure=True)
    html = run("report", "car", "--language", "zh-Hant").stdout
    assert html.count("可查證不等於真") == 1
    assert "〔可查證的陳述〕</span></span><mark" in html
    assert "〔觀點，存疑〕" in html
    checked = html[html.index('<section class="checks"') :]
    for said in ("錯誤", CLAIM, "統計局", "年報寫的是2%。", "查閱年報", "第三頁", "甲記者"):
        assert said in checked
    assert 'href="https://example.org/年報"' in checked
    assert "可查證 1 · 觀點 1" in html
    assert "checkable 1 · opinion 1" in run("report", "car").stdout


def test_what_was_not_chosen_is_in_no_byte(run: Run, library: Path) -> None:
    hidden: dict[str, object] = {
        name: f"密{number}密"
        for number, name in enumerate(
            ("note", "kind", "justification", "method", "assignee", "source"), 1
        )
    }
    annotate(run, CLAIM, **CHECKED, note="密眉批密", kind="密類別密", labels=["密標籤密"])
    annotate(
        run,
        OTHER,
        **{name: hidden[name] for name in ("note", "kind", "justification", "method", "assignee")},
        tag="fact",
        status="to_check",
        due="2031-05-17",
        priority=3,
        evidence=[{"url": "https://example.org/secret", "remark": "密證據密"}],
    )
    annotate(run, "重點在價格，", tag="opinion", **{"private": True, **hidden})
    annotate(run, "不一樣的戰略", note="密無主張密", tag="none")
    annotate(run, OPINION, tag="opinion", note="密私眉批密", note_private=True)
    known = annotations(library)
    ids = {ident for it in known for ident in (it["id"], it["annotator"], it["created"])}
    assert len(known) == 5

    page = run("report", "car").stdout
    assert "密" not in page
    for said in (*ids, "2031-05-17", "secret", "to_check", "meipi:priority"):
        assert said not in page

    with_notes = run("report", "car", "--notes").stdout
    assert "密眉批密" in with_notes
    assert "密無主張密" in with_notes
    assert not any(
        it in with_notes for it in ("密私眉批密", "密類別密", "密標籤密", "密證據密", *ids)
    )

    whole = run("report", "car", "--full").stdout
    assert "密標籤密" in whole
    assert "密私眉批密" not in whole
    assert str(hidden["source"]) not in whole


def test_a_verdict_on_other_words_and_one_without_reasons_wait(run: Run, library: Path) -> None:
    annotate(run, CLAIM, **CHECKED)
    annotate(run, OTHER, tag="fact", verdict="incorrect")
    car = library / "articles" / "car.md"
    car.write_text(car.read_text("utf-8").replace("增長了12%", "增長了9%"), encoding="utf-8")
    html = run("report", "car", "--language", "zh-Hant").stdout
    assert "原文已改，待複查" in html
    assert "未附證據" in html
    assert "錯誤" not in html
    assert "incorrect" not in html
    assert "年報寫的是2%" not in html


def test_what_an_article_and_a_note_say_is_never_markup(run: Run, library: Path) -> None:
    evil = "</script><script>alert(1)</script><!--\"'{{ 7*7 }}{% x %}"
    car = library / "articles" / "car.md"
    text = car.read_text("utf-8").replace("重點在價格", "重點在\\</script>\\<img src=x>價格")
    car.write_text(text.replace("京東造車", '"京東</title><script>"'), encoding="utf-8")
    annotate(run, CLAIM, tag="fact", note=evil, source=evil)
    for choice in ("--notes", "--full"):
        html = run("report", "car", choice).stdout
        assert html.count("<script") == html.count("</script>") == 2
        assert "<img" not in html
        assert "{{ 7*7 }}{% x %}" in html
        assert run("import", "-", stdin=html).exit_code == 0


def test_a_whole_page_comes_back_as_it_was(run: Run, library: Path, tmp_path: Path) -> None:
    annotate(run, CLAIM, **CHECKED, note="哪一年？", labels=["數字"], kind="預測")
    annotate(run, OPINION, tag="opinion", unsure=True, highlight="yellow")
    annotate(run, OTHER, tag="fact", status="asked", priority=2, due="2031-05-17", assignee="乙")
    page = tmp_path / "page.html"
    assert run("report", "car", "--full", "-o", str(page)).exit_code == 0
    other = tmp_path / "other"
    other.mkdir()
    said = run("--library", str(other), "import", str(page), "--json")
    assert json.loads(said.stdout) | {"article": ""} == {
        "article": "", "title": "京東造車", "annotations": 3, "known": 0, "new": True,
    }  # fmt: skip
    assert annotations(other) == annotations(library)
    again = run("--library", str(other), "import", str(page))
    assert "that were here already: 3" in again.stdout
    assert run("--library", str(other), "doctor").exit_code == 0
    assert run("--library", str(other), "undo", "--yes").exit_code == 0
    assert annotations(other) == []


def test_a_published_page_comes_back_under_a_name(run: Run, library: Path, tmp_path: Path) -> None:
    annotate(run, CLAIM, **CHECKED, labels=["數字"])
    page, other = tmp_path / "page.html", tmp_path / "other"
    run("report", "car", "-o", str(page))
    other.mkdir()
    run("--library", str(other), "import", str(page), "--by", "查核中心")
    [back] = annotations(other)
    [known] = annotations(library)
    kept = ("tag", "source", "verdict", "justification", "method", "checked_by", "exact", "span")
    assert {name: back[name] for name in kept} == {name: known[name] for name in kept}
    assert [(it["url"], it["remark"]) for it in back["evidence"]] == [
        ("https://example.org/年報", "第三頁")
    ]
    assert "查核中心" in run("--library", str(other), "annotators").stdout


def test_an_older_page_changes_no_text_and_finds_its_words(run: Run, library: Path) -> None:
    annotate(run, OTHER, tag="fact", source="京東")
    page = run("report", "car").stdout
    car = library / "articles" / "car.md"
    car.write_text(car.read_text("utf-8").replace("近年來", "近十年來"), encoding="utf-8")
    run("import", "-", "--by", "別人", stdin=page)
    mine, theirs = sorted(annotations(library), key=lambda it: it["anchor"])
    assert {mine["exact"], theirs["exact"]} == {OTHER}
    assert mine["span"] == theirs["span"]
    assert "近十年來" in run("show", "car").stdout


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>新聞</p>", "no page"),
        ('<script type="application/json" id="meipi-report">{}</script>', "damaged"),
        (
            '<script type="application/json" id="meipi-report">'
            '{"format":"meipi-report","version":9}</script>',
            "newer",
        ),
    ],
)
def test_what_is_no_page_of_ours_is_refused(run: Run, html: str, said: str) -> None:
    result = run("import", "-", stdin=html)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_page_is_not_replaced_unasked(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine", encoding="utf-8")
    assert run("report", "car", "-o", str(page)).exit_code == 2
    assert page.read_text("utf-8") == "mine"
    assert run("report", "car", "-o", str(page), "--force").exit_code == 0


def annotations(folder: Path) -> list[dict[str, Any]]:
    """All annotations of a library with one article, as plain values."""
    from dataclasses import asdict

    library = open_library(folder)
    try:
        library.sync()
        [entry] = library.list()
        return [asdict(it) for it in library.annotations(entry.head.id)]
    finally:
        library.close()
