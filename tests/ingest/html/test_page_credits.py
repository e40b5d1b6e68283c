"""Credits, captions and names as portals set them: rows of works, wide names, dates below."""

import pytest

from reader.ingest.html import extract, read_page
from reader.model import Role
from tests.ingest.html.own_pages import PROSE, page_of

TEXT = "".join(PROSE)
CREDITS = "<p><img src=end.png> 本文來源：溪言日報 作者：林小溪 責任編輯：陳小文_NA1</p>"


def _page(*around: str, head: str = "") -> bytes:
    return page_of(*around, head=head).encode()


def _role(data: bytes, text: str) -> Role:
    return next(each.role for each in extract(data).paragraphs if each.text == text)


@pytest.mark.parametrize(
    "caption", ["工人鋪設新的人行道。", "新的路燈#南灣好日#今晚點亮，行人駐足", "人行道上的貓……"]
)
def test_a_line_that_shares_a_centred_paragraph_with_a_picture_is_its_caption(caption: str) -> None:
    data = _page(TEXT, f'<p class="f_center"><img src="a.jpg"><br>{caption}</p>', TEXT)
    assert _role(data, caption) is Role.CAPTION


def test_a_sentence_in_a_centred_part_with_others_is_body() -> None:
    said = "工務局局長回應，會在下個月動工。"
    data = _page(TEXT, f'<div class="center"><img src="a.jpg"><br>{said}<br>{said[4:]}</div>', TEXT)
    assert _role(data, said) is Role.BODY


def test_a_text_that_is_told_picture_by_picture_has_no_captions_for_that() -> None:
    told = [
        f"第{n}站是{place}" + ("，這裡的攤販清晨五點就開始忙碌。" if n % 2 else "的市場")
        for n, place in enumerate(
            ["南灣", "溪口", "港邊", "山腳", "橋頭", "車站", "學校", "廟口", "河岸", "公園"]
        )
    ]
    lines = "".join(f"<p><img src={n}.jpg></p><p>{line}</p>" for n, line in enumerate(told))
    article = extract(_page(*PROSE[:1], lines))
    roles = {each.text: each.role for each in article.paragraphs}
    assert [roles.get(line) for line in told].count(Role.CAPTION) == 0


def test_a_row_of_credits_under_the_last_picture_names_the_author_and_is_no_caption() -> None:
    article = extract(_page(TEXT, "<p>這樣的工程，在南灣還是第一次，市民都在等待。</p>", CREDITS))
    assert article.authors == ("林小溪",)
    assert all(each.role is not Role.CAPTION for each in article.paragraphs)


@pytest.mark.parametrize(
    "crew",
    [
        "作者 林小溪 陳小文",
        "編輯 林小溪 ｜ 排版 陳小文",
        "編輯 林小溪 校對 陳小文",
        "監 製：林小溪",
        "作者︱林小溪",
        "《 溪言日報 》（ 2024年05月10日 04 版）",
    ],
)
def test_works_and_full_names_alone_are_an_attribution(crew: str) -> None:
    article = extract(_page(TEXT, f"<p>{crew}</p>", TEXT))
    assert [each.role for each in article.paragraphs if each.text == crew] == [Role.ATTRIBUTION]


@pytest.mark.parametrize("said", ["編輯 林小溪 離開了報社", "作者林小溪是誰？"])
def test_a_line_that_tells_of_an_editor_is_none(said: str) -> None:
    assert _role(_page(TEXT, f"<p>{said}</p>", TEXT), said) is not Role.ATTRIBUTION


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("本報記者 林小溪 張 三", ("林小溪", "張三")),
        ("文／張　三　攝影／李　文", ("張三",)),
        ("記者張　三／南灣報導", ("張三",)),
        ("文｜溪言特約評論員 林小溪", ("林小溪",)),
        ("來源：溪言之家作者：阿溪責編：阿溪", ("阿溪",)),
        ("2024年5月6日 09:08 溪言報作者：溪言報", ()),
        ("管不餓 2024年5月6日 09:08", ()),
    ],
)
def test_names_set_wide_or_between_labels_are_read_whole(
    row: str, authors: tuple[str, ...]
) -> None:
    assert extract(_page(f"<p>{row}</p>", TEXT)).authors == authors


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("(文/圖 林小溪 陳小文)", ("林小溪", "陳小文")),
        ("（作者林小溪係南灣大學研究員）", ("林小溪",)),
    ],
)
def test_who_wrote_it_stands_in_brackets_at_the_end(end: str, authors: tuple[str, ...]) -> None:
    last = f"<p>這樣的工程，在南灣還是第一次，市民都在等待完工的那一天。{end}</p>"
    assert extract(_page(TEXT, last)).authors == authors


def test_a_medium_in_the_metadata_and_in_the_row_is_no_author() -> None:
    head = "<meta name=author content=溪言報><meta property=og:site_name content=南灣新聞>"
    row = "<div>2024年5月6日 09:08 溪言報</div>"
    assert extract(_page(row, TEXT, head=head)).authors == ()


def test_a_label_below_the_text_says_when_it_appeared() -> None:
    below = "<p>贊 0</p><p>分享</p><p>閱讀 539</p><p>收藏</p><p>發布日期：2024-05-06 14:34:05</p>"
    assert extract(_page(TEXT, below)).date.startswith("2024-05-06")


def test_the_name_goes_before_the_address_at_the_end_of_a_title() -> None:
    title = "人行道下月動工_南灣_電影網_nanwan.com"
    data = page_of(TEXT).replace("測試用的一則新聞標題</title>", f"{title}</title>")
    data = data.replace("<h1>測試用的一則新聞標題", "<h1>人行道下月動工")
    assert extract(data.encode()).source == "電影網"


def test_the_account_before_the_day_is_the_source_where_nothing_else_is() -> None:
    row = "<div><span>南灣人文</span> <span>2024-05-06 09:08:10</span></div>"
    assert extract(_page(row, TEXT)).source == "南灣人文"


def test_a_short_lead_above_the_text_is_kept() -> None:
    lead = "一看標題就知道是哪裡了……"
    data = _page(f'<div class="post_desc">{lead}</div><div id="endText">{TEXT}</div>')
    assert lead in extract(data).text


def test_the_text_below_a_list_of_related_articles_is_kept() -> None:
    links = "".join(
        f"<dd><a href=/{n}>南灣的另一則新聞之{n}，港務局去年已公布</a></dd>" for n in range(3)
    )
    data = _page(f"<div><dl><dt>相關報導</dt>{links}</dl>{TEXT}{TEXT}</div>")
    assert "工務局局長回應" in extract(data).text


@pytest.mark.parametrize(
    "line",
    [
        "1、回覆【公車】查看最新消息",
        "安裝南灣新聞客戶端第一時間接收資訊→【下載地址】",
        "Notice: The content above (including the pictures and videos if any) is uploaded and "
        "posted by a user of Nanwan, which is a social media platform and only provides "
        "information storage services.",
    ],
)
def test_a_call_or_a_notice_at_the_end_is_left_out_and_shown(line: str) -> None:
    page = read_page(
        _page(TEXT, "<p>這樣的工程，在南灣還是第一次，市民都在等待完工。</p>", f"<p>{line}</p>")
    )
    assert [block.taken for block in page.blocks if block.text == line] == [False]
