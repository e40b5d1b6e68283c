"""JSON-LD: valid in the W3C model, exact in its offsets, and nothing private in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from exchange_data import mark
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from w3c_model import violations
from written import bytes_of

from reader.exchange import web_annotation
from reader.exchange.sheet import Sheet
from reader.words import Words

write = bytes_of(web_annotation.write)

fixtures_are_pure = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def exported(sheets: list[Sheet], words: Words) -> dict[str, Any]:
    return json.loads(write(sheets, words))


def items(sheets: list[Sheet], words: Words) -> dict[str, dict[str, Any]]:
    return {it["id"][-1]: it for it in exported(sheets, words)["first"]["items"]}


def test_the_musts_of_the_model_hold(sheet: Sheet, english: Words) -> None:
    assert violations(exported([sheet], english)) == []


def test_a_library_without_annotations_has_no_page(sheet: Sheet, english: Words) -> None:
    collection = exported([replace(sheet, annotations=())], english)
    assert violations(collection) == []
    assert collection["total"] == 0
    assert "first" not in collection


def test_an_article_without_address_or_uuid_has_a_urn(sheet: Sheet, english: Words) -> None:
    head = replace(sheet.head, url="not an address", id="car")
    collection = exported([replace(sheet, head=head)], english)
    assert violations(collection) == []
    assert collection["first"]["items"][0]["target"]["source"].startswith("urn:uuid:")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda it: it.pop("target"),
        lambda it: it.update(motivation="tagged"),
        lambda it: it.update(created="yesterday"),
        lambda it: it.update(id="12"),
        lambda it: it["target"]["selector"][1].update(start=-1),
        lambda it: it["target"].update(source="example.org"),
        lambda it: it["body"][0].pop("value"),
        lambda it: it.update(unsure=True),
    ],
)
def test_the_validator_sees_what_is_wrong(
    sheet: Sheet, english: Words, spoil: Callable[[dict[str, Any]], object]
) -> None:
    collection = exported([sheet], english)
    spoil(collection["first"]["items"][1])
    assert len(violations(collection)) == 1


def test_what_was_said_stands_in_bodies_with_a_purpose(sheet: Sheet, english: Words) -> None:
    item = items([sheet], english)["1"]
    said = {(body["purpose"], body.get("value") or body.get("source")) for body in item["body"]}
    assert said == {
        ("classifying", "fact"),
        ("tagging", "數字"),
        ("tagging", "預測"),
        ("commenting", "哪一份報告？\n# 要查"),
        ("questioning", "to_check"),
        ("linking", "https://example.org/report"),
        ("describing", "javascript:alert(1) 別點"),
        ("describing", "電話詢問"),
    }
    assert item["meipi:attributedTo"] == "招商證券"
    assert item["creator"]["name"] == "林記者"


def test_unsure_and_highlight_are_kept(sheet: Sheet, english: Words) -> None:
    item = items([sheet], english)["2"]
    assert item["meipi:unsure"] is True
    assert item["meipi:highlight"] == "yellow"
    assert item["motivation"] == ["classifying", "highlighting"]


def test_an_orphan_has_its_quote_but_no_position(sheet: Sheet, english: Words) -> None:
    target = items([sheet], english)["5"]["target"]
    assert [it["type"] for it in target["selector"]] == ["TextQuoteSelector"]
    assert target["selector"][0]["exact"] == "已刪去的一句。"


def test_the_private_one_is_left_out_without_a_word(sheet: Sheet, english: Words) -> None:
    data = write([sheet], english)
    assert "陳先生" not in data.decode()
    assert "leftOut" not in data.decode()
    assert sheet.left_out == 1


def test_a_sheet_refuses_private_annotations(sheet: Sheet) -> None:
    with pytest.raises(ValueError, match="private"):
        replace(sheet, annotations=(mark(9, 1, private=True),))


def test_the_same_annotations_give_the_same_bytes(sheet: Sheet, english: Words) -> None:
    assert write([sheet], english) == write([sheet], english)


@fixtures_are_pure
@given(st.data())
def test_offsets_are_code_points(
    sheet_on: Callable[..., Sheet], english: Words, data: st.DataObject
) -> None:
    text = data.draw(st.text("一二。「」𠮷😀a\u0301\n", min_size=1, max_size=60))
    sheet = sheet_on(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    annotation = sheet.annotations[0]
    moved = replace(annotation, span=type(annotation.span)(start, end))
    collection = exported([replace(sheet, annotations=(moved,))], english)
    quote, position = collection["first"]["items"][0]["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert text[: position["start"]].endswith(quote["prefix"])
    assert text[position["end"] :].startswith(quote["suffix"])
    assert violations(collection) == []


@fixtures_are_pure
@given(st.text(st.characters(exclude_categories=[]), min_size=1, max_size=40))
def test_no_control_character_and_nothing_lost(
    sheet_on: Callable[..., Sheet], english: Words, text: str
) -> None:
    data = write([sheet_on("一", note=text)], english).decode("utf-8")
    assert not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) <= 0x9F for c in data)
    assert not set(data) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert json.loads(data)["first"]["items"][0]["body"][0]["value"] == text


def test_words_that_changed_since_they_were_marked_are_kept(changed: Sheet, english: Words) -> None:
    collection = exported([changed], english)
    assert violations(collection) == []
    found = {
        it["meipi:anchor"]: it.get("meipi:originalQuote") for it in collection["first"]["items"]
    }
    assert found == {
        "changed": "銷量增長了21%。",
        "moved": "重點不在此處。",
        "manual": "從何談起？",
        "shifted": None,
        "orphan": None,
    }
