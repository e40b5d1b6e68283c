"""Nothing of an article is left out for words that a button or a notice could have, too."""

from itertools import product

import pytest

from reader.ingest.html import extract, read_page
from reader.ingest.html.fragment import read_fragment
from tests.ingest.html.own_pages import PROSE, page_of

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


TOLD = (
    "船長貼出的紙條寫著：請勿翻印。",
    "合約第三條寫明，乙方不得複製甲方的圖。",
    "版權歸船公司所有，畫家一毛也拿不到。",
    "遊客可掃描碼頭的二維碼查船班。",
    "他說：「閱讀全文，再來罵我。」",
    "標籤：有誤。",
    "推薦：三本書，都是他寫的。",
    "上一頁是空的。",
    "All rights reserved 這幾個字，他不認得。",
    "The post of pilot appeared first on the list of vacancies.",
    "He said: Read more.",
    "這張海報 appeared first on 一個粉絲社群，隨後被媒體引用。",
)
NOTICES = (
    "版權所有，未經授權請勿轉載。",
    "文章只是作者的意見，不代表本報立場。",
    "★南灣新聞提醒您：飲酒過量，有害健康！",
    "掃描QR Code，下載南灣App",
    "延伸閱讀：渡輪五十年",
    "上一篇：碼頭的貓",
    "閱讀全文",
)


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("place", [1, len(PROSE)])
def test_a_sentence_that_speaks_of_such_words_stays(told: str, place: int) -> None:
    lines = [*PROSE[:place], f"<p>{told}</p>", *PROSE[place:]]
    article = extract(page_of(*lines).encode())
    assert [p.text for p in article.paragraphs].count(told) == 1
    fragment = read_fragment("".join(lines))
    assert [block.text for block in fragment.blocks if block.taken].count(told) == 1


@pytest.mark.parametrize("notice", NOTICES)
def test_a_publishers_own_words_at_the_end_are_left_out_and_told(notice: str) -> None:
    page = read_page(page_of(*PROSE, f"<p>{notice}</p>").encode())
    assert [block.taken for block in page.blocks if block.text == notice] == [False]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (
            "<table><tr><th>船</th><th>班次</th></tr><tr><td>海星</td><td>三班</td></tr></table>",
            "海星",
        ),
        ("<ul><li>船長：續用</li><li>工會：罷工</li></ul>", "工會：罷工"),
        ("<dl><dt>票價</dt><dd>四十元</dd><dt>船程</dt><dd>一小時</dd></dl>", "一小時"),
        ("<pre>海星  三班\n海月  兩班</pre>", "海月"),
        ("<blockquote><p>船會老，人也會。</p><p>—— 陳大文</p></blockquote>", "陳大文"),
        ("<h2>班次</h2><ol><li>清晨</li><li>夜晚</li></ol>", "夜晚"),
    ],
)
def test_what_is_set_out_at_the_end_of_an_article_is_its_own(markup: str, said: str) -> None:
    article = extract(page_of(*PROSE, markup).encode())
    assert said in article.text


def test_a_row_of_links_in_a_table_of_data_stays() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{bid}</td></tr>"
        for name, bid in (("<a href=/a>港達</a>", "<a href=/b>四億</a>"), ("海通", "五億"))
    )
    table = f"<table><tr><th>公司</th><th>出價</th></tr>{rows}</table>"
    assert "港達" in extract(page_of(*PROSE[:2], table, *PROSE[2:]).encode()).text


@pytest.mark.parametrize("mark", ["b", "strong"])
@pytest.mark.parametrize(
    "told",
    [
        "版權所有的爭議，最終由法院裁定。",
        "合約第八條寫明：未經書面同意，不得複製或轉載本資料。",
        "轉載請註明出處，他在稿紙背面寫道。",
        "長按二維碼，他的錢就沒了。",
        "以上言論不代表本台立場，主持人急忙補充。",
    ],
)
def test_a_sentence_stays_that_is_bold_from_end_to_end(told: str, mark: str) -> None:
    page = page_of(*PROSE[:2], f"<p><{mark}>{told}</{mark}></p>", PROSE[2])
    assert told in extract(page.encode()).text.split("\n")


@pytest.mark.parametrize(
    "own", ["想看更多消息？請立即訂閱本報電子報。", "掃描二維碼，加入好友，每天都有好料送到手上！"]
)
def test_a_bold_call_in_the_middle_is_left_out_and_told(own: str) -> None:
    page = read_page(page_of(*PROSE[:2], f"<p><b>{own}</b></p>", PROSE[2]).encode())
    assert own in [block.text for block in page.blocks if page.leaves_out(block)]
