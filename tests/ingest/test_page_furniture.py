"""Nothing of an article is left out for words that a button or a notice could have, too."""

from itertools import product

import pytest
from own_pages import PROSE, page_of

from reader.ingest.html import extract, read_page
from reader.ingest.html.fragment import read_fragment

WORDS = (
    "請耐心等待", "不得轉載", "不得複製", "提供", "閱讀全文", "继续阅读", "下載應用程式",
    "加入會員", "追蹤專頁", "版權所有", "禁止複製", "點擊連結", "分享", "立即訂閱", "掃描二維碼",
    "求助熱線", "請勿轉載", "延伸閱讀", "read more", "appeared first on",
)  # fmt: skip
FRAMES = (
    "承辦人在現場說，「{}」是他每天說得最多的話。",
    "新規定第三條寫著{}，店家認為不合理。",
    "請民眾{}，市府今天再次呼籲。",
    "他把{}四個字從招牌上拿掉了。",
    "您如果看到{}的字樣，警方提醒要多加小心。",
    "{}成為今年最多人查詢的詞，業者昨天公布。",
    "圖書館員表示，{}的告示貼了三年，沒有人理會！",
    "為什麼網站總要讀者{}？",
    "她問店員能不能{}，店員搖頭。",
    "記者實際試過{}，等了二十分鐘。",
)
MADE = [frame.format(words) for frame, words in product(FRAMES, WORDS)]


@pytest.mark.parametrize("words", WORDS)
def test_sentences_with_such_words_stay_in_pages_and_in_feeds(words: str) -> None:
    sentences = [sentence for sentence in MADE if words in sentence]
    markup = "".join(f"{PROSE[0]}<p>{sentence}</p>{PROSE[1]}" for sentence in sentences)
    page = extract(page_of(markup, PROSE[2]).encode())
    item = read_fragment(markup + PROSE[2])

    lines = [block.text for block in item.blocks if block.taken]
    assert [sentence for sentence in sentences if sentence not in page.text.split("\n")] == []
    assert [sentence for sentence in sentences if sentence not in lines] == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("市府下午會再說明。 閱讀全文", "市府下午會再說明。"),
        ("市府下午會再說明。阅读全文 »", "市府下午會再說明。"),
        ("市府下午會再說明…… 繼續閱讀 →", "市府下午會再說明……"),
        ("市府下午會再說明... [Read more]", "市府下午會再說明..."),
        ("市府下午會再說明。The post 人行道 appeared first on 星河日報.", "市府下午會再說明。"),
        (
            "市府下午會再說明。<a href='/'><span><i></i>返回星河，查看更多</span></a>",
            "市府下午會再說明。",
        ),
        ("市府下午會再說明<a href='/a'>閱讀全文</a>", "市府下午會再說明"),
    ],
)
def test_words_that_lead_on_are_cut_without_their_sentence(line: str, kept: str) -> None:
    markup = f"{''.join(PROSE)}<p>{line}</p>"
    page = read_page(page_of(markup).encode())
    for blocks in (page.blocks, read_fragment(markup).blocks):
        taken = [block.text for block in blocks if block.taken]
        out = [block.text for block in blocks if not block.taken]

        assert taken[-1] == kept
        assert any(text in line or text.startswith(("返回", "The post")) for text in out)


def test_publishers_notices_at_the_end_are_left_out() -> None:
    notices = ("本報版權所有，未經許可不得轉載。", "歡迎加入我們的粉絲專頁，掌握第一手消息！")
    text = extract(page_of(*PROSE, *(f"<p>{line}</p>" for line in notices)).encode()).text

    assert not any(line in text for line in notices)


def test_short_lines_at_both_ends_stay() -> None:
    lines = ("下週一，", "票價三元，可以刷卡", "請互相轉告，", "一路平安")
    first, *last = (f"<p>{line}</p>" for line in lines)
    said = [p.text for p in extract(page_of(first, *PROSE, *last).encode()).paragraphs]

    assert said[0] == lines[0]
    assert tuple(said[-3:]) == lines[1:]
