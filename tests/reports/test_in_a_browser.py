"""Report pages in Chromium: accessible, quiet, and no wider than the window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser

from reader.library import Library, open_library
from reader.library.report_pages import write_report
from reader.model import Span, Tag
from reader.store.edits import Edits
from reader.words import load

AXE = Path(os.environ.get("MEIPI_AXE", ""))
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here (Debian: chromium)")

ARTICLE = """---
title: 河濱公園十年
source: 試刊
date: 2025-03-02
url: https://example.org/park
lang: zh-Hant
---

【編者按】本文轉載自試刊。

市府說，河濱公園去年有三百萬人次到訪。我認為這個數字太高了，見https://example.org/a_very_long_address/without_any_place_to_break_it/at_all/and_it_goes_on。

場地｜人次｜備註
球場｜12,000｜週末
步道｜340,000｜全年

### 誰在用公園

週末多半是家庭，平日多半是跑者。園方計畫明年增設兩座廁所。
"""
EVIL = "</style><script>document.title='run'</script><img src='https://example.org/x.png'>"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page to publish, one with notes, in another language, and a whole one."""
    place = tmp_path_factory.mktemp("library")
    (place / "articles").mkdir()
    (place / "articles" / "park.md").write_text(ARTICLE, encoding="utf-8")
    library = open_library(place)
    try:
        library.sync()
        article = library.list()[0].head.id
        _mark(library, article)
        made = {}
        for name, language, options in (
            ("published", "zh_hant", {}),
            ("notes", "en", {"notes": True}),
            ("whole", "zh_hans", {"full": True}),
        ):
            made[name] = place / f"{name}.html"
            with made[name].open("wb") as stream:
                write_report(library, article, load(language), stream, **options)
        return made
    finally:
        library.close()


def _mark(library: Library, article: str) -> None:
    """Marks that are nested, overlap, cross sentences, are checked, wait, and are hostile."""
    text = library.open(article).text

    def at(quote: str) -> Span:
        start = text.index(quote)
        return Span(start, start + len(quote))

    fact = {"tag": Tag.FACT, "source": "市府"}
    reasons = {"verdict": "incorrect", "justification": EVIL, "method": "查閱年報"}
    marks: tuple[tuple[str, dict[str, object]], ...] = (
        ("市府說，河濱公園去年有三百萬人次到訪。", {**fact, **reasons, "note": EVIL}),
        ("三百萬人次到訪。我認為這個數字", {"tag": Tag.OPINION, "note": "太高？\n再想想"}),
        ("三百萬", {"note": "數字", "highlight": "yellow"}),
        ("誰在用公園", {"note": "標題"}),
        ("週末多半是家庭，", {"tag": Tag.FACT, "unsure": True, "verdict": "correct"}),
        ("球場｜12,000", {"tag": Tag.FACT, "status": "to_check", "priority": 2}),
    )

    evidence = [("https://example.org/年報", "頁 3")]

    def write(edits: Edits) -> None:
        edits.become("王")
        for quote, fields in marks:
            edits.annotate(article, at(quote), fields, ["數字"], evidence)

    library.submit(write).result()


@pytest.mark.parametrize("name", ["published", "notes", "whole"])
def test_nothing_is_asked_for_run_or_wider_than_a_phone(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    browser.open(pages[name], 320)
    assert browser.requests == [pages[name].as_uri()]
    assert browser.console == []
    assert browser.value("document.title") != "run"
    assert browser.value("document.querySelectorAll('article img, article script').length") == 0
    wide = browser.value("document.documentElement.scrollWidth")
    assert wide <= browser.value("document.documentElement.clientWidth") == 320


def test_notes_stand_beside_their_passages_where_there_is_room(
    browser: Browser, pages: dict[str, Path]
) -> None:
    beside = """(() => { const mark = document.querySelector('mark[aria-details]');
        const note = document.getElementById(mark.getAttribute('aria-details').split(' ')[0]);
        return note.getBoundingClientRect().left > mark.parentElement.getBoundingClientRect().right;
    })()"""
    for width, media, expected in ((1200, "screen", True), (390, "screen", False)):
        browser.open(pages["notes"], width, media=media)
        assert browser.value(beside) is expected
    browser.open(pages["notes"], 794, media="print")  # A4
    assert browser.value(beside) is True


def test_fact_and_opinion_differ_without_colour(browser: Browser, pages: dict[str, Path]) -> None:
    line = "getComputedStyle(document.querySelector('{}')).textDecorationStyle"
    browser.open(pages["published"], 1200)
    browser.ask(
        "Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}]
    )
    assert browser.value(line.format("mark.fact:not(.opinion)")) == "solid"
    assert browser.value(line.format("mark.opinion:not(.fact)")) == "dotted"


@pytest.mark.parametrize(
    ("name", "dark"), [("published", False), ("notes", True), ("whole", False)]
)
def test_axe_finds_nothing(browser: Browser, pages: dict[str, Path], name: str, dark: bool) -> None:
    if not AXE.is_file():
        pytest.skip("MEIPI_AXE names no axe.min.js (npm: axe-core)")
    browser.open(pages[name], 1200, dark=dark)
    browser.ask("Page.setBypassCSP", enabled=True)
    try:
        browser.value(AXE.read_text("utf-8"))
        found = browser.value(
            "axe.run(document).then(it => ({passes: it.passes.length, violations:"
            " it.violations.map(v => [v.id, v.nodes.map(n => n.html)])}))"
        )
    finally:
        browser.ask("Page.setBypassCSP", enabled=False)
    assert found["violations"] == []
    assert found["passes"] > 20
