"""Pictures in Markdown: what their alternative text says, and nothing that it does not."""

import pytest

from reader.model import Role
from reader.text.cleaning.alternative_texts import alternative
from reader.text.structure import parse

HEAD = "---\ntitle: 題\n---\n"


@pytest.mark.parametrize(
    "words",
    ["01.jpg", "IMG_2031", "3", "圖片", "图片", "北站 2024-03-01 下午3.22.png", "a-slug-of-words",
     "image", "Image 3", "圖 2", "https://x.example/a", "在這裏插入圖片描述", "https://x.example/a.webp?w=3"],
)  # fmt: skip
def test_a_name_of_a_file_is_no_caption(words):
    article = parse(f"{HEAD}市府宣布開工。\n\n![{words}](/a/b)\n\n局長說，工程分三段。")

    assert alternative(words) == ""
    assert [paragraph.text for paragraph in article.paragraphs] == [
        "市府宣布開工。",
        "局長說，工程分三段。",
    ]


@pytest.mark.parametrize("words", ["局長在會上", "圖為北站", "Tesla 工廠", "Tesla", "北站 2024"])
def test_what_says_something_is_a_caption(words):
    article = parse(f"{HEAD}市府宣布開工。\n\n![{words}](01.jpg)\n\n局長說，工程分三段。")

    assert [p.text for p in article.paragraphs if p.role is Role.CAPTION] == [words]


@pytest.mark.parametrize(
    "picture",
    [
        "![圖片](data:image/svg+xml,%3Csvg width='1px' transform='scale(2)'%3E%3C/svg%3E)",
        "![](data:image/png;base64," + "iVBORw0KGgo" * 4000 + ")",
        '<img src="data:image/png;base64,iVBO" alt="image.png">',
        "![[北站 1.png|300]]",
    ],
)
def test_a_picture_that_is_its_own_address_is_no_text(picture):
    assert parse(f"{HEAD}市府宣布開工。\n\n{picture}\n").text == "市府宣布開工。"
    assert parse(f"{HEAD}市府宣布{picture}開工。\n").text == "市府宣布開工。"


def test_the_caption_of_such_a_picture_stays():
    article = parse(f"{HEAD}市府宣布開工。\n\n![局長在會上](data:image/png;base64,iVBO)\n")

    assert article.text.endswith("局長在會上")
