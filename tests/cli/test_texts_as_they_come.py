"""Texts as other programs write them: the day in a file's name, and a head that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BODY = "渡輪公司昨天宣布，北岸渡口從下週起停航三個月，乘客可以改搭接駁車。\n"


def shown(run, path: Path) -> tuple[str, str]:
    found = json.loads(run("show", "--json", str(path)).stdout)
    return found["title"], found["date"]


@pytest.mark.parametrize(
    ("name", "title", "date"),
    [
        ("2025-03-05-渡口停航.txt", "渡口停航", "2025-03-05"),
        ("20250305 渡口停航.txt", "渡口停航", "2025-03-05"),
        ("2025年03月05日渡口停航.txt", "渡口停航", "2025-03-05"),
        ("渡口停航_2025.03.05.txt", "渡口停航", "2025-03-05"),
        ("2025-02-30-渡口停航.txt", "2025-02-30-渡口停航", ""),
        ("2025-03-05.txt", "2025-03-05", ""),
        ("渡口停航20250305123.txt", "渡口停航20250305123", ""),
    ],
)
def test_a_text_without_a_date_has_that_of_its_name(run, tmp_path: Path, name, title, date) -> None:
    (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert shown(run, tmp_path / name) == (title, date)


def test_what_the_text_says_itself_counts_more(run, tmp_path: Path) -> None:
    path = tmp_path / "2025-03-05-slug.md"
    path.write_text(f"---\ntitle: 渡口停航\ndate: 2025-03-04\n---\n\n{BODY}", encoding="utf-8")
    assert shown(run, path) == ("渡口停航", "2025-03-04")


@pytest.mark.parametrize("head", ['+++\ntitle = "渡口\n+++', "---\ntitle: [渡口\n---"])
def test_a_head_that_cannot_be_read_is_told_of_what_is_pasted_too(run, head) -> None:
    added = run("add", "-", stdin=f"{head}\n\n{BODY}")
    assert added.exit_code == 0
    assert "cannot be read and stands in the text; check its YAML or TOML" in added.stderr
    assert "+++" not in added.stdout.partition("(")[0]
