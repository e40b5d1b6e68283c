"""What cleaning takes out of a text, what it leaves, and how bytes become text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.text.cleaning import MARKS_PER_BASE, Repair, clean, decode
from tests.text.labelled import DATA, load

NEWS = load("labelled")[0].text


@pytest.mark.parametrize(
    ("dirty", "text", "kind"),
    [
        ("紅\x1b[31m字\x1b[0m", "紅字", "control"),
        ("題\x1b]52;c;aGk=\x07目", "題目", "control"),
        ("題\x1b]0;壞\x1b\\目", "題目", "control"),
        ("甲\x9b1m乙\x9d0;x\x9c丙", "甲乙丙", "control"),
        ("甲\x1b]沒有結尾", "甲沒有結尾", "control"),
        ("零\x00鈴\x07刪\x7f", "零鈴刪", "control"),
        ("甲\u202e乙\u2066丙\u2069\u200f\u061c", "甲乙丙", "bidi"),
        ("甲\u200b乙\ufeff丙\u2060丁\u00ad", "甲乙丙丁", "zero_width"),
        ("甲\U000e0041\U000e007f乙", "甲乙", "tag_character"),
        ("甲\ud83d乙", "甲乙", "surrogate"),
        ("甲\ufdd0\uffff\U0010ffff乙", "甲乙", "noncharacter"),
        ("x\ufe0f字\ufe0f", "x字", "variation"),
        ("e" + "\u0301" * 9, "e" + "\u0301" * MARKS_PER_BASE, "combining"),
        ("ก" + "\u0e47" * 9, "ก" + "\u0e47" * MARKS_PER_BASE, "combining"),
    ],
)
def test_what_could_harm_a_terminal_goes_and_is_counted(dirty, text, kind):
    cleaned = clean(dirty)

    assert cleaned.text == text
    assert [repair.kind for repair in cleaned.repairs] == [kind]
    assert cleaned.repairs[0].count >= 1


@pytest.mark.parametrize(
    "text",
    [
        "家庭👨\u200d👩\u200d👧、彩虹旗🏳\ufe0f\u200d🌈、心❤\ufe0f\u200d🔥",
        "鍵1\ufe0f\u20e3 膚色👍🏽",
        "葛\U000e0100城與辻\ufe00",
        "全形ＡＢＣ、㈱、①、ﬁ、①②與⺠",
        "Việt Nam e\u0301 が",
        "外字\ue000與未知\ufffd",
    ],
)
def test_what_means_something_stays(text):
    assert clean(text) == clean(clean(text).text)
    assert clean(text).text == text


def test_a_joiner_outside_an_emoji_goes():
    assert clean("甲\u200d乙👍\u200d丙").text == "甲乙👍丙"


def test_lines_end_in_lf_and_tabs_are_spaces_without_counting_as_repairs():
    cleaned = clean("一\r\n二\r三\x85四\u2028五\u2029六\x0b七\x0c八\t九")

    assert cleaned.text == "一\n二\n三\n四\n五\n六\n七\n八 九"
    assert cleaned.repairs == ()


@given(
    st.text(
        st.sampled_from(
            "甲a1👍❤🏳\x1b[]0m;\x07\x9b\x9d\x9c\r\n\t\u200d\ufe0f\ufe00\U000e0100\u0301\u20e3\u200b"
            "\u202e\ud800\udc00\ufffe\U000e0041"
        )
        | st.characters()
    )
)
def test_cleaning_twice_is_cleaning_once(text):
    once = clean(text).text

    assert clean(once).text == once
    assert clean(once).repairs == ()
    once.encode("utf-8")
    assert all(sign == "\n" or not (sign < " " or "\x7f" <= sign <= "\x9f") for sign in once)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
@pytest.mark.parametrize("length", [10, 60, 5000])
def test_chinese_files_are_read_in_their_encoding(encoding, length):
    text = NEWS[:length]
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.encoding == encoding
    assert decoded.repairs == ()


def test_hong_kong_characters_of_big5_are_read():
    text = next(article.text for article in load("labelled") if article.name == "hk_feature")

    assert decode(text.encode("big5hkscs")).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_one_bad_byte_spoils_one_character(encoding):
    text = (DATA / "seed_article.txt").read_text(encoding="utf-8")
    data = bytearray(text.encode(encoding))
    data[501] = 0xFF
    decoded = decode(bytes(data))

    assert decoded.encoding == encoding
    assert decoded.text[-500:] == text[-500:]
    assert decoded.repairs[0].kind == "replaced"
    assert decoded.repairs[0].count <= 3


def test_decoded_text_is_clean():
    decoded = decode("標題\x1b[2J\r\n內文\u202e".encode())

    assert decoded.text == "標題\n內文"
    assert decoded.repairs == (Repair("bidi", 1), Repair("control", 1))


def test_text_of_another_language_is_no_binary_file():
    assert decode("한국어 기사입니다.".encode()).text == "한국어 기사입니다."


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u200b\u3000".encode()])
def test_nothing_to_read_is_an_error(data):
    with pytest.raises(InputError) as failure:
        decode(data)
    assert failure.value.code == "file_empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"%PDF-1.7 some words",
        b"PK\x03\x04 word/document.xml",
        bytes(range(256)) * 8,
        b"\x00" * 200,
        b"\x7fELF\x02\x01\x01" + bytes(100),
    ],
)
def test_a_file_that_is_no_text_is_an_error(data):
    with pytest.raises(InputError) as failure:
        decode(data)
    assert failure.value.code == "file_binary"
