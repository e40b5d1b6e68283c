"""`meipi claims --offers`: claims that repeat or contradict others, each pair once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
OLD = "業者表示，全台目前有一千七百家門市，去年新增八十家。"
NEW = "根據年報，該業者全台門市共1,500家。"


@pytest.fixture
def shops(run: Run, library: Path) -> Run:
    """Three claims in two articles: one repeats another, and the third is at odds with both."""
    for name, day, lines in (("old", 1, (OLD,)), ("new", 5, (NEW, OLD))):
        text = f"---\ntitle: {name}\ndate: 2026-03-0{day}\n---\n\n" + "\n\n".join(lines) + "\n"
        (library / "articles" / f"{name}.md").write_text(text, "utf-8")
        for line in lines:
            done = run("annotate", name, "--quote", line, "--tag", "fact", "--as", "Lin")
            assert done.exit_code == 0, done.output
    return run


def test_each_pair_is_listed_once_with_what_differs(shops: Run) -> None:
    result = shops("claims", "--offers", "--json")
    assert result.exit_code == 0
    offers = json.loads(result.stdout)
    pairs = [frozenset((it["claim"]["id"], it["other"]["id"])) for it in offers]
    assert len({*pairs}) == len(pairs) == 3
    assert sorted(it["kind"] for it in offers) == ["contradicts", "contradicts", "repeats"]
    for it in offers:
        assert {*it} == {"kind", "likeness", "differs", "claim", "other"}
        assert 0 < it["likeness"] <= 1
        numbers = [{*pair} for pair in it["differs"]]
        assert numbers == ([{"1,500家", "一千七百家"}] if it["kind"] == "contradicts" else [])


def test_people_read_both_with_article_and_day(shops: Run) -> None:
    shown = shops("claims", "--offers", "年報").stdout
    assert "1,500家 ↔ 一千七百家" in shown
    assert OLD in shown
    assert "old · 正文 · 2026-03-01" in shown
    assert len(json.loads(shops("claims", "--offers", "--json", "--limit", "1").stdout)) == 1


def test_what_is_private_is_in_no_offer(shops: Run) -> None:
    assert shops("private", "old").exit_code == 0
    offers = json.loads(shops("claims", "--offers", "--json").stdout)
    assert [it["kind"] for it in offers] == ["contradicts"]
    assert {it[side]["article"] for it in offers for side in ("claim", "other")} == {
        offers[0]["claim"]["article"]
    }
    shops("private", "new")
    none = shops("claims", "--offers")
    assert (none.exit_code, none.stdout) == (1, "")
    assert "No claim repeats" in none.stderr
