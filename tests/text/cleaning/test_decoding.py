"""What a declared encoding is worth: a hint that is widened, and overruled by the bytes."""

import pytest

from reader.text.cleaning import decode
from reader.text.cleaning.decoding import named

TEXT = "市府今天表示，新的人行道工程將在下個月動工，預計需要一百二十天才能完成。"
SIMPLE = "市政府今天表示，新的人行道工程将在下个月动工，预计需要一百二十天才能完成。"


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("x-gbk", "gb18030"),
        ("Big5", "big5hkscs"),
        ("big5-hkscs", "big5hkscs"),
        ('"utf8"', "utf-8"),
        ("ISO-8859-1", "cp1252"),
        ("utf-16", "utf-16-le"),
        ("rot13", ""),
        ("unicode_escape", ""),
        ("", ""),
    ],
)
def test_a_declared_name_is_widened_or_unknown(declared: str, name: str) -> None:
    assert named(declared) == name


@pytest.mark.parametrize("declared", ["", "utf-8", "gbk", "big5", "shift_jis", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_the_bytes_overrule_a_wrong_declaration(declared: str, encoding: str) -> None:
    text = SIMPLE if encoding == "gb18030" else TEXT
    decoded = decode(text.encode(encoding), declared)

    assert decoded.text == text
    assert decoded.encoding == encoding


def test_a_declaration_decides_where_the_bytes_say_little() -> None:
    data = "カタカナ".encode("cp932")

    assert decode(data, "shift_jis").text == "カタカナ"
