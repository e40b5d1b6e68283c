"""Pictures in Markdown: what their alternative text says, and nothing that it does not."""

import pytest

from reader.model import Role
from reader.text.cleaning.alternative_texts import alternative
from reader.text.structure import parse

HEAD = "---\ntitle: 題\n---\n"


@pytest.mark.parametrize(
    "words",
    ["01.jpg", "IMG_2031", "3", "圖片", "图片", "北站 2024-03-01 下午3.22.png", "a-slug-of-words",
     "image", "Image 3", "圖 2", "https://x.example/a", "在這裏插入圖片描述", "https://x.example/a.webp?w=3",
     "Screenshot 2024-03-01 at 10.22.33", "截屏2024-03-01 10.22.33", "截圖 2024-03-01 上午10.22.33",
     "螢幕快照 2024-03-01 下午3.22.10 (2)", "微信图片_20240301102233", "截圖",
     "CleanShot 2024-03-01 at 10.22.33@2x", "WhatsApp Image 2024-03-01 at 10.22.33"],
)  # fmt: skip
def test_a_name_of_a_file_is_no_caption(words):
    article = parse(f"{HEAD}市府宣布開工。\n\n![{words}](/a/b)\n\n局長說，工程分三段。")

    assert alternative(words) == ""
    assert [paragraph.text for paragraph in article.paragraphs] == [
        "市府宣布開工。",
        "局長說，工程分三段。",
    ]


@pytest.mark.parametrize(
    "words", ["局長在會上", "圖為北站", "Tesla 工廠", "Tesla", "北站 2024", "官網截圖"]
)
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


@pytest.mark.parametrize(
    ("line", "paragraphs"),
    [
        ('{{< figure src="a.jpg" caption="渡口的清晨" >}}', [("caption", "渡口的清晨")]),
        ("{{% figure src='a.jpg' title='渡口的清晨' %}}", [("caption", "渡口的清晨")]),
        ('{{< figure src="a.jpg" alt="IMG_2031" >}}', []),
        ('{% include image.html caption="渡口的清晨" %}', [("caption", "渡口的清晨")]),
        ("{{< youtube aB3 >}}", []),
        ('渡口{{< ref "a.md" >}}停航。', [("body", "渡口停航。")]),
        ("{{% notice %}}\n停航三天。\n{{% /notice %}}", [("body", "停航三天。")]),
        ("\\{{< youtube >}} 是一個短代碼。", [("body", "{{< youtube >}} 是一個短代碼。")]),
    ],
)
def test_a_shortcode_is_no_text_but_a_figure_has_its_caption(line, paragraphs):
    article = parse(f"{HEAD}市府宣布開工。\n\n{line}\n\n局長說，工程分三段。")
    assert [(p.role, p.text) for p in article.paragraphs][1:-1] == paragraphs


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("==渡口停航。==", "渡口停航。"),
        ("==渡口==停航，==三天==。", "渡口停航，三天。"),
        ("若 a==b 且 c==d 則停航。", "若 a==b 且 c==d 則停航。"),
        ("`==a==` 是標記。", "==a== 是標記。"),
    ],
)
def test_highlighting_signs_are_no_words(line, text):
    article = parse(f"{HEAD}市府宣布開工。\n\n{line}\n\n局長說，工程分三段。")
    assert [p.text for p in article.paragraphs][1] == text
