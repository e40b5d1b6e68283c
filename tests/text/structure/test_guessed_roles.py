"""What lines of plain text and Markdown are: by form, and by words only where these are sure."""

import pytest

from reader.model import Role
from reader.text.structure import parse

LONG = "港鐵公司今日宣布，明年度票價維持不變，為五年來首次凍結，市民普遍歡迎這個決定。"
OTHER = "有議員認為應該減價，以減輕基層的負擔，又要求當局交代往後三年的各項安排。"


def _role(line, text="{0}\n\n{1}\n\n{2}\n\n{0}\n\n{2}", *, markdown=None):
    article = parse(f"港鐵票價\n\n{text.format(LONG, line, OTHER)}", markdown=markdown)
    return next(p.role for p in article.paragraphs if p.text == line.strip("*").split("](")[0])


@pytest.mark.parametrize(
    "line",
    [
        "一家餐館的老闆後來站了出來，願意提供場所。",
        "新手機的鏡頭比去年好，可在拍攝過程中自由切換。",
        "完成後可以立即上線，也可以用 API 調用。",
        "明年度票價維持不變。",
        "山上有一片樹林（上圖），每年都有人去看。",
        "記者王大明攝製的短片得了獎。",
        '"那裏有一個女孩在做展示，看起來真有趣。"',
        "荷蘭警察局長古登在新聞發布會上說明案情",
        "官網截圖",
        "他寫過三本書，都賣得比前一本好",
        "督導你怎麼看這個改革方案？",
        "if (ready) { start(); }",
        "8月17日，市長和家人走出教堂",
        "2月8日送飯給醫院的餐廳",
        "「一步都不能退」",
        '"一步都不能退"',
        "為何加價？",
        "阿明：我不知道",
        "車長問：「門關好了嗎？」",
        "【廣告】",
        "記者：你們什麼時候知道的？",
        "記者：「您看過那份合約嗎？」",
        "編輯：「標題不能改。」",
        "翻譯：老師傅的話沒有人聽得懂",
        "責任編輯：由誰擔任，報社沒有說。",
        "文：一筆一畫都是她寫的。",
        "本文作者是誰，書上沒有寫。",
        "作者為何失蹤，警方還在查。",
        "轉載自對手電台的消息，後來證明有誤。",
        "來源：倉庫，數量：不明，單據上只有這幾個字。",
        "時間：七月七日。",
        "聲明：我沒有拿過這筆錢。",
        "聲明書：他在上面簽了名。",
        "記者工會昨天發動罷工",
        "記者 林小北 遭到起訴",
        "市民：我們受不了了",
        "相關報導：一篇也沒有，檢索系統這樣顯示。",
        "——他沒有再說下去",
        "按：這個鍵壞了。",
        "圖為假，字為真，鑑定書這樣說。",
        "圖／文不合的說明書，今年查出八十份。",
        "（左）傾的帽子戴了二十年。",
        "以上言論不代表本台立場，是主持人的口頭禪。",
        "不代表本刊立場的文章，占了一半篇幅。",
        "本文首發於的那個網站，去年已經關閉。",
        "– 捕獲的數據可以即時壓縮",
        "#渡輪夜班#",
        "#週末 #渡輪",
        "_播放視頻_",
    ],
)
def test_a_line_is_body_whatever_words_it_shares(line):
    assert _role(line, markdown=False) is Role.BODY


@pytest.mark.parametrize(
    "line",
    [
        "這是他最後一次登船。（完）",
        "船長生前最愛攝影。（續訪）",
        "船票以港元計。（節錄）",
        "他為何不走？不得而知。（一）",
        "來源：一份由三名前官員提供的備忘錄。",
        "來源：上游的水、降雨和融雪。",
        "時間：下午三時",
        "日期：十月第二個星期二",
        "▲代表上升，▼代表下跌。",
        "▼1.2%",
        "圖：為什麼他要在船上畫一條魚？",
        "勞工黨（左）與自由黨（右）的分歧越來越大。",
        "他說船票由工會提供",
        "住在梅窩的人每天花兩小時，佔去工餘的一半。（來源：運輸署，去年）",
    ],
)
@pytest.mark.parametrize("markdown", [True, False])
def test_a_sentence_with_a_bracket_behind_it_or_a_label_before_it_is_body(line, markdown):
    assert _role(line, markdown=markdown) is Role.BODY


@pytest.mark.parametrize(
    "line",
    [
        "照片由受訪者提供",
        "（網上圖片）",
        "渡輪班次（資料來源：運輸署）",
        "▲程太太講述經過",
        "圖：從局長手中接過獎項的林先生",
        "（局長出席會議。林小北攝）",
        "受訪者供圖",
        "雪中的市立醫院。中新社記者 林小北 攝",
        "廣場前的台階，放著鮮花，圖片來源：星河社",
        "林先生在家中，背後貼著地圖，拍攝：陳四格",
        "縣府大樓內的磁磚掉落。記者林小北傳真 114年6月12日",
        "張九勤（右）",
    ],
)
def test_signs_and_credits_make_captions(line):
    assert _role(line, markdown=False) is Role.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "—— 林小北",
        "-- 《運維的口述歷史》",
        "原文來自「星河觀察」：票價是怎麼定的",
        "文章來自微信 星河觀察",
        "責任編輯：林小北",
        "來源：新華社。",
        "時間：2025-10-14 09:30",
        "責任編輯：林小北 SF142",
        "文/本報記者　林小北",
        "—— 本報記者 麥斯威爾",
        "本文轉載自星河觀察-渡口為什麼停了",
        "編輯：林小北。",
        "（文：林小北，圖：陳四格）",
        "（記者林小北／南灣報導）",
        "記者林小北、陳四格 南灣報導 2025年3月4日",
        "來源：《星河日報》",
        "轉載自星河日報",
        "本文作者為南灣大學教授。",
        "聲明：本文不代表本站立場。",
        "相關新聞：票價為何又要漲？",
        "文章為作者獨立觀點，不代表星河網立場",
        "本文為作者評論意見，不代表本台立場，文責自負。",
        "05-ji-feng03.jpeg",
        "關門.jpg",
    ],
)
def test_who_said_it_and_where_it_is_from_are_attributions(line):
    assert _role(line, markdown=False) is Role.ATTRIBUTION


@pytest.mark.parametrize(
    "line",
    [
        "乘客反應",
        "乘客反應（上）",
        "三、加強檢查，通知乘客",
        "三問：誰來付錢？",
        "港務局：明年首季通航",
        "02",
        "【新聞】",
    ],
)
def test_short_lines_between_paragraphs_are_headings(line):
    assert _role(line, markdown=False) is Role.HEADING


def test_where_lines_end_without_a_mark_a_short_one_heads_nothing():
    loose = [
        f"第{each}條路線從北站到河濱公園全長八公里沿途設六個站票價不變" for each in "甲乙丙丁戊"
    ]
    text = "\n\n".join([LONG, *loose, "乘客反應", OTHER, "三、結論", LONG])
    roles = {p.text: p.role for p in parse(f"港鐵票價\n\n{text}", markdown=False).paragraphs}

    assert roles["乘客反應"] is Role.BODY
    assert roles["三、結論"] is Role.HEADING


def test_days_over_the_entries_of_a_chronicle_are_headings():
    text = f"港鐵票價\n\n{LONG}\n\n3月31日：\n\n{OTHER}\n\n4月1日：\n\n{LONG}\n\n2025年4月2日"
    roles = {p.text: p.role for p in parse(text, markdown=False).paragraphs}

    assert roles["3月31日："] is roles["4月1日："] is Role.HEADING
    assert roles["2025年4月2日"] is Role.ATTRIBUTION


def test_days_written_in_numbers_head_the_entries_of_a_chronicle():
    text = f"港鐵票價\n\n{LONG}\n\n2003-03-31\n\n{OTHER}\n\n2003-04-01\n\n{LONG}\n\n2003-05-02"
    roles = {p.text: p.role for p in parse(text, markdown=False).paragraphs}

    assert roles["2003-03-31"] is roles["2003-04-01"] is Role.HEADING
    assert roles["2003-05-02"] is Role.ATTRIBUTION


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{1}\n\n{0}\n\n{2}", "星河周刊"),
        ("{0}\n\n法律裡有一條罪名叫做：\n\n{1}\n\n{2}", "挪用特定款物罪"),
        ("{0}\n\n命令是這樣的：\n\n1\n\n{1}\n\n3\n\n{2}", "2"),
    ],
)
def test_a_short_line_heads_nothing_before_the_text_after_a_colon_or_in_a_count(text, line):
    assert _role(line, text, markdown=False) is Role.BODY


def test_who_wrote_a_book_that_is_told_of_is_body():
    text = "{0}\n\n《渡口》\n\n{1}\n\n譯者：陳四格\n\n出版社：南灣文化\n\n{2}"
    assert _role("作者：林小北", text, markdown=False) is Role.BODY


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("**乘客反應**", Role.HEADING),
        ("**「是您的到來，才讓我有了想法。」**", Role.BODY),
        ('**"我們反對加價！"**', Role.BODY),
    ],
)
def test_a_bold_line_heads_unless_it_is_said(line, role):
    assert _role(line, markdown=True) is role


def test_lines_of_code_are_body():
    article = parse(f"# 題\n\n{LONG}\n\n```\nnew handler\nstart\n```\n\n{OTHER}\n\n{LONG}")
    assert {p.role for p in list(article.paragraphs)[1:]} == {Role.BODY}


@pytest.mark.parametrize("line", ["為何加價？", "「一步都不能退」"])
def test_a_question_or_a_quote_heads_among_other_headings(line):
    text = "{0}\n\n乘客反應\n\n{2}\n\n{1}\n\n{0}\n\n路線調整\n\n{2}"
    assert _role(line, text, markdown=False) is Role.HEADING


def test_one_caption_makes_none_of_the_lines_that_say_something_again():
    text = "{0}\n\n市長王大明（左）與局長。\n\n{2}\n\n{1}\n\n{0}"
    assert _role("明年度票價維持不變。", text, markdown=False) is Role.BODY
