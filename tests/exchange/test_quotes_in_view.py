"""A script view beside the quotes: exact, told apart from the source, and never in its place."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from exchange_data import mark
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from w3c_model import violations
from written import bytes_of

from reader.errors import InputError
from reader.exchange import csv_table, markdown, web_annotation
from reader.exchange.csv_table import COLUMNS, cell_text
from reader.exchange.registry import FORMATS
from reader.exchange.sheet import Sheet
from reader.model import Span
from reader.text.scripts import configs, view
from reader.text.scripts import conversion as scripts
from reader.words import LANGUAGES, Words, load

fixtures_are_pure = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SheetOn = Callable[..., Sheet]
claim_sheet = bytes_of(markdown.write)
csv_file = bytes_of(csv_table.write)
collection = bytes_of(web_annotation.write)


def quoting(sheet: Sheet, *passages: str) -> Sheet:
    """The sheet with an annotation on each of these passages instead of its own."""
    spans = [Span(at := sheet.text.index(it), at + len(it)) for it in passages]
    marks = [replace(mark(n, 1), span=span) for n, span in enumerate(spans, 1)]
    return replace(sheet, annotations=tuple(marks))


def in_view(sheet: Sheet, config: str) -> list[str]:
    shown = replace(sheet, view=config)
    return [shown.quote_in_view(annotation) for annotation in shown.annotations]


def rows(data: bytes) -> list[dict[str, str]]:
    table = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(table, strict=True))


def items(sheet: Sheet, words: Words) -> list[dict[str, Any]]:
    return list(json.loads(collection([sheet], words))["first"]["items"])


def test_the_words_around_a_quote_decide_how_it_is_written(sheet_on: SheetOn) -> None:
    sheet = quoting(sheet_on("皇后以后回来。\n头发发白。"), "后", "后以后", "发白", "回来。\n头发")
    assert view("后", "s2tw").text == "後"
    assert in_view(sheet, "s2tw") == ["后", "后以後", "發白", "回來。\n頭髮"]


def test_what_changes_its_length_only_as_a_whole_is_taken_as_a_whole(sheet_on: SheetOn) -> None:
    sheet = quoting(sheet_on("他的博客，信息很多。"), "的博", "博客", "客，", "信息")
    assert in_view(sheet, "s2twp") == ["的部落格", "部落格", "部落格，", "資訊"]


def test_an_orphan_is_converted_by_itself(sheet: Sheet) -> None:
    [orphan] = sheet.orphans
    assert replace(sheet, view="t2s").quote_in_view(orphan) == "已删去的一句。"


def test_a_paragraph_is_converted_once_and_only_if_it_is_quoted(
    sheet_on: SheetOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted: list[str] = []

    def counted(text: str, config: str) -> scripts.ScriptView:
        converted.append(text)
        return view(text, config)

    monkeypatch.setattr(scripts, "view", counted)
    sheet = quoting(sheet_on("皇后在。\n后来。\n头发发白。"), "皇", "后在", "在", "白")
    assert in_view(sheet, "s2tw") == ["皇", "后在", "在", "白"]
    assert converted == ["皇后在。", "头发发白。"]


@fixtures_are_pure
@given(
    st.text("皇后以头发博客软件里面干𠮷。\n", min_size=1, max_size=40),
    st.sampled_from(["s2tw", "s2twp", "t2s", "tw2sp", "s2hk", "t2jp"]),
    st.data(),
)
def test_it_is_what_the_view_of_the_article_shows_there(
    sheet_on: SheetOn, text: str, config: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    sheet = sheet_on(text)
    marked = replace(sheet, annotations=(replace(sheet.annotations[0], span=span),))
    whole = view(text, config)
    assert in_view(marked, config) == [whole.to_view(span).of(whole.text)]


def test_an_unknown_view_is_told_with_all_that_there_are(sheet: Sheet) -> None:
    with pytest.raises(InputError) as caught:
        in_view(sheet, "s2xx")
    assert caught.value.code == "config_unknown"
    assert caught.value.params["known"] == ", ".join(configs())


def test_the_claim_sheet_names_the_view_between_the_quotes(sheet: Sheet, english: Words) -> None:
    text = claim_sheet([replace(sheet, view="t2s")], english).decode()
    named = "OpenCC's Traditional → Simplified (OpenCC t2s):"
    assert f"> 銷量增長了12%。\n\n{named}\n\n> 销量增长了12%。\n\n- fact\n" in text
    assert "\n## 不一樣的戰略\n" in text
    assert "\n- Source: 招商證券\n" in text
    assert "> 已删去的一句。\n\n- fact\n- Source: the author (商業趨勢)\n- Note: 原文改了" in text


@pytest.mark.parametrize("language", ["zh_hant", "zh_hans"])
def test_the_claim_sheet_names_it_as_the_screen_does(sheet: Sheet, language: str) -> None:
    words = load(language)
    text = claim_sheet([replace(sheet, view="tw2sp")], words).decode()
    assert f"\n\n{words('view.tw2sp')}（OpenCC tw2sp）：\n\n> " in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_has_a_name(sheet: Sheet, language: str) -> None:
    words = load(language)
    named = [claim_sheet([replace(sheet, view=config)], words).decode() for config in configs()]
    assert len(named) == 16
    for config, text in zip(configs(), named, strict=True):
        assert text.count(f"OpenCC {config}") == len(sheet.annotations)


@pytest.mark.parametrize("text", ["# 题", "- 项", "1. 项", "```", "[x](y)", "<b>后</b>", "> 引"])
def test_no_view_becomes_markdown(sheet_on: SheetOn, english: Words, text: str) -> None:
    sheet = replace(sheet_on(text), view="s2tw")
    tokens = MarkdownIt("commonmark").parse(claim_sheet([sheet], english).decode())
    opened = [place for place, token in enumerate(tokens) if token.type == "blockquote_open"]
    # In each block quote one paragraph: opened, its words, closed.
    quoted = [[child.content for child in tokens[at + 2].children or []] for at in opened]
    assert ["".join(parts) for parts in quoted] == [text, view(text, "s2tw").text]
    assert [tokens[at + 4].type for at in opened] == ["blockquote_close"] * 2


def test_the_table_has_two_more_columns_at_its_end(sheet: Sheet, english: Words) -> None:
    table = rows(csv_file([replace(sheet, view="t2s")], english))
    assert tuple(table[0]) == (*COLUMNS, "quote_in_view", "view")
    assert [(row["quote"], cell_text(row["quote_in_view"])) for row in table[1:3]] == [
        ("銷量增長了12%。", "销量增长了12%。"),
        ("我認為*重點*不在此。", "我认为*重点*不在此。"),
    ]
    assert {row["view"] for row in table} == {"t2s"}
    assert table[3]["section"] == "不一樣的戰略"


def test_no_cell_of_a_view_is_a_formula(sheet: Sheet, english: Words) -> None:
    row = rows(csv_file([replace(sheet, view="t2s")], english))[3]
    assert row["quote_in_view"] == "'= 从何说起？"


def test_the_web_annotations_say_it_of_the_target(sheet: Sheet, english: Words) -> None:
    shown = replace(sheet, view="t2s")
    assert violations(json.loads(collection([shown], english))) == []
    target = items(shown, english)[1]["target"]
    assert target["meipi:quoteInView"] == "销量增长了12%。"
    assert target["meipi:view"] == "t2s"
    assert target["selector"][0]["exact"] == "銷量增長了12%。"


def test_a_view_changes_nothing_else(sheet: Sheet, english: Words) -> None:
    plain, shown = sheet, replace(sheet, view="t2s")
    before, after = items(plain, english), items(shown, english)
    for item in after:
        del item["target"]["meipi:quoteInView"], item["target"]["meipi:view"]
    assert after == before

    short = [list(row.values())[:-2] for row in rows(csv_file([shown], english))]
    assert short == [list(row.values()) for row in rows(csv_file([plain], english))]

    blocks = claim_sheet([shown], english).decode().split("\n\n")
    names = [place for place, block in enumerate(blocks) if "(OpenCC t2s)" in block]
    assert len(names) == len(sheet.annotations)
    added = {place + step for place in names for step in (0, 1)}
    kept = [block for place, block in enumerate(blocks) if place not in added]
    assert "\n\n".join(kept).encode() == claim_sheet([plain], english)


@pytest.mark.parametrize("name", FORMATS)
@fixtures_are_pure
@given(text=st.text(st.characters(exclude_categories=[]), min_size=1, max_size=30))
def test_no_control_character_of_a_view_comes_out(
    sheet_on: SheetOn, english: Words, name: str, text: str
) -> None:
    shown = replace(sheet_on(text), view="s2twp")
    data = bytes_of(FORMATS[name].write)([shown], english).decode("utf-8-sig")
    assert not any((ord(c) < 32 and c not in "\r\n\t") or 0x7F <= ord(c) <= 0x9F for c in data)
    assert not set(data) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
