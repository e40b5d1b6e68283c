"""Settings: what the file may say, and what happens when it says something else."""

import os
from dataclasses import fields
from pathlib import Path

import pytest

from reader.config import Config, config_path, language_from, load, words_language
from reader.errors import InputError


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_no_file_means_the_defaults(settings: Path) -> None:
    assert load(settings) == Config()
    assert Config().measure == 76


def test_every_key_can_be_set(settings: Path) -> None:
    settings.write_text(
        'language = "zh-Hant"\ntheme = "paper"\nambiguous_width = 2\nmeasure = 60\n'
        'spacing = "tight"\nautospace = false\nstrict = false\nadvance = false\nhints = true\n'
        'annotator = "林記者"\nbackups = 9\n[keymap]\n"mark.fact" = "f,1"\n',
        encoding="utf-8",
    )
    assert load(settings) == Config(
        language="zh-Hant",
        theme="paper",
        ambiguous_width=2,
        measure=60,
        spacing="tight",
        autospace=False,
        strict=False,
        advance=False,
        hints=True,
        annotator="林記者",
        backups=9,
        keymap={"mark.fact": "f,1"},
    )


def test_a_byte_order_mark_is_no_error(settings: Path) -> None:
    settings.write_bytes(b"\xef\xbb\xbfmeasure = 50\r\n")
    assert load(settings).measure == 50


@pytest.mark.parametrize(
    ("line", "key", "expected"),
    [
        ("ambiguous_width = 3", "ambiguous_width", "1 | 2"),
        ("ambiguous_width = true", "ambiguous_width", "1 | 2"),
        ("measure = 5", "measure", "20 … 200"),
        ('measure = "76"', "measure", "20 … 200"),
        ("measure = true", "measure", "20 … 200"),
        ('language = "fr"', "language", '"auto" | "en" | "zh-Hant" | "zh-Hans"'),
        ('advance = "yes"', "advance", "true | false"),
        ('theme = ""', "theme", '"ink" | "paper" | "…"'),
        ("annotator = 7", "annotator", '"…"'),
        ('hooks.x = "echo hello"', "hooks", '[hooks]  name = ["program", "argument"]'),
        ("hooks.x = []", "hooks", '[hooks]  name = ["program", "argument"]'),
        (
            'hooks.x = {run = ["a"], shell = true}',
            "hooks",
            '[hooks]  name = ["program", "argument"]',
        ),
        ("backups = -1", "backups", "0 … 365"),
        ("backups = true", "backups", "0 … 365"),
        ('spacing = "wide"', "spacing", '"auto" | "open" | "tight"'),
        ("spacing = [1]", "spacing", '"auto" | "open" | "tight"'),
        ('keymap = "f"', "keymap", '[keymap]  id = "key,key"'),
        ("[keymap]\nmark = 1", "keymap", '[keymap]  id = "key,key"'),
    ],
)
def test_a_wrong_value_names_the_key_and_what_belongs_there(
    settings: Path, line: str, key: str, expected: str
) -> None:
    settings.write_text(line, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(settings)
    assert caught.value.code == "config_invalid"
    assert caught.value.params == {"path": settings, "key": key, "expected": expected}


def test_an_unknown_key_is_named_beside_the_known_ones(settings: Path) -> None:
    settings.write_text("mesure = 70", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(settings)
    assert caught.value.code == "config_unknown_key"
    assert caught.value.params["key"] == "mesure"
    assert "measure" in str(caught.value.params["known"])


@pytest.mark.parametrize("data", [b"measure 70", b"\xff\xfe\x00"])
def test_a_file_that_is_no_toml(settings: Path, data: bytes) -> None:
    settings.write_bytes(data)
    with pytest.raises(InputError) as caught:
        load(settings)
    assert caught.value.code == "config_syntax"


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert caught.value.code == "config_unreadable"


def test_the_environment_names_another_file(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text("measure = 44", encoding="utf-8")
    monkeypatch.setenv("MEIPI_CONFIG", str(settings))
    assert config_path() == settings
    assert load().measure == 44


def test_every_key_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert [f.name for f in fields(Config) if f"| `{f.name}` |" not in page] == []


@pytest.mark.parametrize(
    ("environ", "table"),
    [
        ({"LANG": "zh_TW.UTF-8"}, "zh_hant"),
        ({"LANG": "zh_HK"}, "zh_hant"),
        ({"LANG": "zh_MO.UTF-8"}, "zh_hant"),
        ({"LANG": "zh_Hant_CN"}, "zh_hant"),
        ({"LANG": "zh-Hant-TW"}, "zh_hant"),
        ({"LANG": "yue_HK.UTF-8"}, "zh_hant"),
        ({"LANG": "zh_CN.GB18030"}, "zh_hans"),
        ({"LANG": "zh_SG"}, "zh_hans"),
        ({"LANG": "zh_Hans_HK"}, "zh_hans"),
        ({"LANG": "zh"}, "zh_hans"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
        ({"LC_ALL": "en_GB", "LANG": "zh_TW"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh_hant"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], table: str) -> None:
    assert language_from(environ) == table


def test_a_setting_wins_over_the_locale() -> None:
    assert words_language("zh-Hans", {"LANG": "en_US"}) == "zh_hans"
    assert words_language("zh_hant", {"LANG": "en_US"}) == "zh_hant"
    assert words_language("auto", {"LANG": "zh_TW"}) == "zh_hant"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("x = " + "[" * 900, "config_nested"),
        ("x = [" + "\n[" * 20_000, "config_nested"),
        ("x = " + "1" * 20_000, "config_too_large"),
        ("x = " + "a." * 30_000 + "a = 1", "config_too_large"),
        ("a." * 30_000 + "a = 1", "config_too_large"),
        ("#\n" * 100_000, "config_too_large"),
        ("measure = " + "9" * 900, "config_invalid"),
    ],
    ids=lambda it: it[:10],
)
def test_settings_made_to_hurt_end_in_a_message(settings: Path, data: str, code: str) -> None:
    settings.write_text(data, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(settings)
    assert caught.value.code == code


def test_settings_are_read_from_plain_files_alone(tmp_path: Path) -> None:
    pipe, link, huge = tmp_path / "pipe", tmp_path / "link", tmp_path / "huge"
    os.mkfifo(pipe)
    link.symlink_to("link")
    with huge.open("wb") as file:
        file.truncate(1 << 40)
    for path in (pipe, link, tmp_path, Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(InputError, match="config_unreadable"):
            load(path)
    with pytest.raises(InputError, match="config_too_large"):
        load(huge)
    assert load(Path(os.devnull)) == Config()


def test_a_home_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEIPI_CONFIG", "~nobody-of-that-name/x.toml")
    assert config_path() == Path("~nobody-of-that-name/x.toml")
    assert load() == Config()
