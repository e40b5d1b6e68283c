"""Which view a choice means for a text, and articles shown in it piece by piece."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import InputError
from reader.model import Span
from reader.text.scripts import configs, view
from reader.text.scripts import script_characters as letters
from reader.text.scripts.view_choices import (
    REGIONS,
    STEPS,
    Script,
    chain_for,
    check,
    fitting,
    next_step,
    script_of,
)
from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from reader.text.typesetting.article_view import ArticleView
from tools import generate_letters

TAIPEI = "市府說，裡面的線路沿著河邊走。臺北的計程車司機說：「網路上的資訊不對。」"
HONG_KONG = "政府説，裏面的綫路沿着河邊走。的士司機説：「網上的資訊不對。」"
BEIJING = "市政府说，里面的线路沿着河边走。“网上的信息不对。”出租车司机说。"


@pytest.mark.parametrize(
    ("text", "lang", "script"),
    [
        (TAIPEI, "", Script.HANT),
        (HONG_KONG, "", Script.HANT),
        (BEIJING, "", Script.HANS),
        (BEIJING, "zh-Hant", Script.HANS),
        ("一人一票", "zh-Hans", Script.HANS),
        ("一人一票", "zh-TW", Script.HANT),
        ("一人一票", "", None),
        ("Beijing", "en", None),
        ("皇后在里面看著", "", None),  # all of them characters of both scripts
        ("", "", None),
    ],
)
def test_the_script_of_a_text(text: str, lang: str, script: Script | None) -> None:
    assert script_of(text, lang) is script


def test_the_tables_of_letters_are_what_opencc_says() -> None:
    written = Path(letters.__file__).read_text("utf-8")
    assert written == generate_letters.source(), "make variants"
    assert not set(letters.HANS) & set(letters.HANT)


def shown(text: str, choice: str, lang: str = "") -> str:
    article = parse(text)
    article_view = ArticleView(article.text, outline_of(article), choice, lang)
    return article_view.shown(Span(0, len(article.text)))


def test_each_region_reads_its_own_characters() -> None:
    assert "裡面的線路沿著" in shown(TAIPEI, "tw")
    assert "裏面的線路沿着" in shown(TAIPEI, "hk")
    assert "里面的线路沿着" in shown(TAIPEI, "cn")
    assert "裡面的線路沿著" in shown(HONG_KONG, "tw", "zh-HK")
    assert "裏面的綫路沿着" in shown(HONG_KONG, "hk", "zh-HK")
    assert "里面的线路沿着" in shown(HONG_KONG, "cn", "zh-HK")
    assert "裡面的線路沿著" in shown(BEIJING, "tw")
    assert "裏面的線路沿着" in shown(BEIJING, "hk")
    assert shown(BEIJING, "cn") == BEIJING


def test_only_vocabulary_views_change_words() -> None:
    assert "計程車" in shown(TAIPEI, "tw")
    assert "计程车" in shown(TAIPEI, "cn")
    assert "出租车" in shown(TAIPEI, "tw2sp")


def test_one_key_goes_round_the_regions() -> None:
    steps = [""]
    for _ in STEPS:
        steps.append(next_step(steps[-1]))
    assert steps == ["", *REGIONS, ""]
    assert next_step("s2twp") == ""


def test_a_choice_made_elsewhere_fits_itself_to_the_script() -> None:
    assert fitting("s2twp", Script.HANS) == "s2twp"
    assert fitting("s2twp", Script.HANT) == "tw"
    assert fitting("tw2sp", Script.HANS) == "cn"
    assert fitting("t2jp", Script.HANS) == ""
    assert fitting("hk", Script.HANS) == "hk"
    assert fitting("s2hkp", None) == "s2hkp"


def test_an_unknown_view_is_told_with_the_known_ones() -> None:
    for choice in ("", *REGIONS, *configs()):
        check(choice)
    with pytest.raises(InputError) as caught:
        check("s2xx")
    assert caught.value.code == "config_unknown"
    assert caught.value.params["known"] == ", ".join((*REGIONS, *configs()))


@pytest.mark.parametrize("config", configs())
def test_the_pieces_of_an_article_are_the_view_of_the_whole(config: str) -> None:
    text = f"{TAIPEI}\n\n## {HONG_KONG[:8]}\n\n{BEIJING}\n\n" + BEIJING * 90 + "\n"
    article = parse(text)
    article_view = ArticleView(article.text, outline_of(article), config)
    whole = view(article.text, config)
    assert article_view.shown(Span(0, len(article.text))) == whole.text
    for start in range(0, len(article.text), 7):
        span = Span(start, min(start + 5, len(article.text)))
        assert article_view.shown(span) == whole.to_view(span).of(whole.text)


def test_a_word_of_changed_length_is_found_from_inside() -> None:
    text = "在互联网上。\n\n在互联网上。\n"
    article = parse(text)
    article_view = ArticleView(article.text, outline_of(article), "s2twp")
    second = article.text.rindex("互联网")
    assert article_view.around(second + 1) == Span(second, second + 3)
    assert article_view.around(second + 2) == Span(second, second + 3)
    assert article_view.around(second) == Span(second, second)
    assert article_view.around(second + 3) == Span(second + 3, second + 3)


def test_notes_are_shown_by_their_own_script() -> None:
    article = parse(BEIJING)
    article_view = ArticleView(article.text, outline_of(article), "tw")
    assert article_view.regional("谁说的？数字可疑") == "誰說的？數字可疑"
    assert article_view.regional("皇后說了算") == "皇后說了算"
    assert article_view.regional("") == ""
    source = article_view.chosen("")
    assert source.regional("谁说的？") == "谁说的？"
    assert chain_for("", Script.HANT) == ()
