"""Short pages that speak of themselves instead of showing an article."""

import pytest

from reader.errors import InputError
from reader.ingest.html import read_page


def page(headline: str, *lines: str, row: str = "") -> bytes:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<title>南灣新聞</title><header><a href=/>首頁</a></header><main><h1>{headline}</h1>"
        f"{row}{text}</main>"
    ).encode()


@pytest.mark.parametrize(
    ("headline", "said", "what"),
    [
        ("主機搬遷中", "本網站正在搬遷主機，預計今晚十時恢復，造成不便，敬請見諒。", "page_notice"),
        ("太快了", "您訪問得太快了，請稍候片刻再試。", "page_notice"),
        ("Oops", "Something went wrong on our server. Please come back later.", "page_notice"),
        ("讀者專區", "本區只供會員瀏覽，請先登入。", "page_login"),
        ("提示", "该内容因侵犯他人权益被举报，已被平台屏蔽。", "page_deleted"),
        ("走錯路", "您要的這一頁已移到新網站，請由首頁尋找。", "page_missing"),
    ],
)
def test_a_page_that_only_speaks_to_its_visitor_is_no_article(
    headline: str, said: str, what: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_page(page(headline, said))
    assert caught.value.code == what
    assert said in caught.value.params.get("said", said)


@pytest.mark.parametrize(
    "said",
    [
        "船公司宣布，訂票系統今晚維護到明天清晨，請旅客改用電話或者到碼頭排隊。",
        "訂票網站昨晚故障三小時，旅客只看到「請稍後再試」，至今沒有人出來說明。",
        "平台說，這些內容違反規定，已經全部刪除，一共一千七百篇，不會再恢復。",
    ],
)
def test_news_of_such_pages_is_an_article(said: str) -> None:
    assert [block.text for block in read_page(page("訂票", said)).blocks if block.taken] == [said]


def test_a_notice_that_says_when_it_appeared_is_an_article() -> None:
    said = "本館網站將於三月底搬遷主機，預計停止服務兩天，造成不便，敬請見諒。"
    assert read_page(page("搬遷公告", said, row="<p>發布日期：2025-10-02</p>")).date == "2025-10-02"


def test_a_page_that_leaves_out_head_and_body_is_read() -> None:
    said = "船公司宣布，夜班渡輪十月起加開，由中環開往梅窩，平日三班，週末五班。"
    page = f"<title>渡輪</title><header>南灣</header><article><h1>渡輪</h1><p>{said}</p></article>"
    assert [block.text for block in read_page(page.encode()).blocks if block.taken] == [said]


@pytest.mark.parametrize(
    "lines",
    [
        ("系統說請先登入，我才發現密碼已經換了三次。",),
        ("櫃檯的人表示，要領號碼牌請先登入，長輩都搖頭。", "她把手機交給孫子。"),
    ],
)
def test_a_short_column_about_logging_in_is_an_article(lines: tuple[str, ...]) -> None:
    taken = [block.text for block in read_page(page("請先登入", *lines)).blocks if block.taken]

    assert taken == list(lines)


def test_what_a_page_asks_of_its_visitor_is_no_article() -> None:
    with pytest.raises(InputError) as refused:
        read_page(page("讀者專區", "本文供會員閱讀，請先登入或加入會員。"))

    assert refused.value.code == "page_login"
