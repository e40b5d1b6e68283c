"""What a line is follows from its place and form on the page, not from words that it shares."""

import pytest

from reader.ingest.html import extract
from reader.ingest.html.fragment import read_fragment
from reader.model import Role
from reader.text.structure import parse
from reader.text.structure.markdown_writer import as_markdown
from tests.ingest.html.own_pages import PROSE, page_of

PICTURE = '<div class="img"><img src="a.jpg"></div>'


def _role(*around: str, text: str) -> Role:
    article = extract(page_of(*PROSE, *around, *PROSE).encode())
    assert parse(as_markdown(article)) == article
    return next(p.role for p in article.paragraphs if p.text == text)


@pytest.mark.parametrize("before", ["", PICTURE])
@pytest.mark.parametrize(
    "sentence",
    [
        "鄰里的麵包店也表示，樂意提供場地。",
        "這台相機很輕，適合長時間拍攝。",
        "開發者可以用手機直接呼叫新的API。",
        "他在倫敦的工作室裡專心攝影。",
        "工程在下個月動工，市府今天表示。",
        "照片由誰拍攝，至今沒有人知道。",
    ],
)
def test_a_sentence_is_body_whatever_its_words(before: str, sentence: str) -> None:
    assert _role(before, f"<p>{sentence}</p>", text=sentence) is Role.BODY


@pytest.mark.parametrize(
    "caption",
    [
        "工人鋪設新的人行道。（林大同攝）",
        "工人鋪設新的人行道。記者林大同攝",
        "▲工人鋪設新的人行道。",
        "新的人行道寬三公尺。（圖：市府提供）",
        "（資料圖片）",
        "圖片來源：市府",
        "工務局長（左）在工地。",
        "工人在路口",
    ],
)
def test_credits_and_places_under_a_picture_make_captions(caption: str) -> None:
    assert _role(PICTURE, f"<p>{caption}</p>", text=caption) is Role.CAPTION


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<p><span class="art-h3">路口的燈，指尖的光</span></p>', "路口的燈，指尖的光"),
        ("<p>2</p>", "2"),
        ("<p>二、</p>", "二、"),
        ("<p><strong>5月3日：</strong></p>", "5月3日："),
        ("<p><b>店家怎麼說</b></p>", "店家怎麼說"),
    ],
)
def test_headings_are_headings_under_a_picture_too(markup: str, text: str) -> None:
    assert _role(PICTURE, markup, text=text) is Role.HEADING


@pytest.mark.parametrize("said", ["“我等這條路，等了二十年。”", "「我等這條路，等了二十年。」"])
def test_a_bold_quote_of_a_sentence_is_body(said: str) -> None:
    assert _role(f"<p><strong>{said}</strong></p>", text=said) is Role.BODY


def test_a_line_of_code_is_body_and_an_agency_alone_is_an_attribution() -> None:
    code = "<pre><code>while True:<br>    break<br>}</code></pre>"

    assert _role(code, text="break") is Role.BODY
    assert _role("<p>星河社記者</p>", text="星河社記者") is Role.ATTRIBUTION


def test_a_line_under_a_picture_whose_caption_is_empty_is_body() -> None:
    slot = '<div><img src="a.jpg"><p class="img-caption"></p></div>'

    assert _role(slot, "<p>票價三元，可以刷卡</p>", text="票價三元，可以刷卡") is Role.BODY


def test_a_short_line_is_no_heading_where_many_lines_end_without_a_mark() -> None:
    lines = "".join(f"<p>渡輪上的每一個人都在等{sign}班船開進港口</p>" for sign in "一二三四")

    assert _role(lines, "<p>這麼高的浪頭</p>", text="這麼高的浪頭") is Role.BODY


def test_the_same_holds_for_what_a_feed_carries() -> None:
    page = read_fragment(
        f"<p>{'市府今天表示，新的人行道工程將在下個月動工。' * 2}</p><p>3</p>{PROSE[0]}"
    )

    assert [block.role for block in page.blocks] == [Role.BODY, Role.HEADING, Role.BODY]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<blockquote>我沒有拿過那筆錢</blockquote>", "我沒有拿過那筆錢"),
        ("<blockquote><p>路燈壞了半年</p></blockquote>", "路燈壞了半年"),
        ("<p><b>「我們沒有拿過那筆錢」</b></p>", "「我們沒有拿過那筆錢」"),
        ("<p>記者：你什麼時候知道的？</p>", "記者：你什麼時候知道的？"),
        ("<p>編輯：「標題不能改。」</p>", "編輯：「標題不能改。」"),
        ("<p>來源：倉庫，數量：不明，單上這樣寫。</p>", "來源：倉庫，數量：不明，單上這樣寫。"),
        ("<p>圖為假，字為真，鑑定書這樣說。</p>", "圖為假，字為真，鑑定書這樣說。"),
    ],
)
def test_what_is_quoted_or_asked_is_body(markup: str, text: str) -> None:
    assert _role(markup, text=text) is Role.BODY
