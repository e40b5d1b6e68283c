"""Lines that were wrapped at a fixed width are paragraphs; what is meant as lines stays so."""

import pytest

from reader.model import Role
from reader.text.structure import parse
from reader.text.structure.markdown_writer import as_markdown
from reader.text.structure.outline import outline_of, split_again
from reader.text.typesetting.article_layout import Layout, PageSetting

NEWS = (
    "市議會昨天三讀通過明年度的交通預算，北站的擴建工程因此可以在春天開工，預計三年完成。"
    "局長林小北在會後說，新的月台會比現在長一倍，旅客轉乘不必再走到地面。議員陳大安則認為，"
    "工程經費 4.2 億元估得太低，將來還要追加。",
    "擴建期間，B2 出口關閉，旅客請走 A1 出口。局裡會在現場派人引導，並且把末班車延後二十分鐘，"
    "讓加班的人也趕得上。",
)


def wrap(text, width, measure=lambda char: 1 if char.isascii() else 2):
    lines, line, used = [], "", 0
    for char in text:
        if used + measure(char) > width:
            lines, line, used = [*lines, line], "", 0
        line, used = line + char, used + measure(char)
    return "\n".join([*lines, line])


def told(text):
    return [paragraph.text for paragraph in parse(text).paragraphs]


@pytest.mark.parametrize("width", [40, 46, 60, 72, 80])
@pytest.mark.parametrize(
    "head", ["北站明年開工\n\n", "# 北站明年開工\n\n", "---\ntitle: 題\n---\n"]
)
@pytest.mark.parametrize("between", ["\n\n", "\n　　"])
def test_a_wrapped_paragraph_is_one_with_its_whole_sentences(width, head, between):
    wrapped = head + between.join(wrap(text, width) for text in NEWS) + "\n"
    article = parse(wrapped)
    outline = outline_of(article)

    bodies = [p for p in article.paragraphs if p.role is Role.BODY]
    assert ["".join(p.text.split()) for p in bodies] == ["".join(text.split()) for text in NEWS]
    assert all(article.text[p.start : p.end] == p.text for p in article.paragraphs)
    sentences = [outline.sentence(number) for number in range(len(outline.sentence_starts))]
    said = ["".join(span.of(article.text).split("\n")) for span in sentences]
    assert sum(sentence.endswith("。") for sentence in said) == 5
    assert split_again(outline, article.text) == outline
    assert parse(as_markdown(article)) == article


def test_a_line_end_inside_a_paragraph_takes_no_cell():
    article = parse("北站明年開工\n\n" + wrap(NEWS[0], 46) + "\n")
    plain = parse("北站明年開工\n\n" + NEWS[0] + "\n")
    wide = [
        [line.row.text for line in layout.lines(layout.start, 40) if line.row]
        for layout in (
            Layout(each.text, outline_of(each), PageSetting(width=64)) for each in (article, plain)
        )
    ]

    assert wide[0] == wide[1]


MEANT_AS_LINES = {
    "verse": "春江夜\n\n江上潮水連著海平\n海上明月共潮而生\n灩灩隨波一千萬里\n何處春江沒有月明\n",
    "long verse": "長句\n\n"
    "我在北站的月台上等一班不會來的列車帶走雨聲。\n"
    "你在南岸的橋頭數一盞一盞熄了的路燈與船燈。\n"
    "我們在地圖的兩端寫同一封沒有地址的信給春天。\n",
    "old verse": "送別\n\n"
    "與子同舟兮下江南，望斷北山兮路漫漫，歲云暮矣兮風雪寒，\n"
    "願為飛鳥兮共往還，一夜思君兮夢不安，天明獨坐兮淚闌干。\n",
    "list": "買的東西\n\n"
    "- 北站牌的鉛筆三打要削好的那一種不要太短\n"
    "- 南岸牌的簿子五本要有格線的那一種不要太厚\n"
    "- 東門牌的尺子一支要刻度清楚的那種不要太軟\n",
    "numbers": "辦法\n\n"
    "一、申請人應在每年三月底以前把表格交到北站的服務台\n"
    "二、服務台應在收到表格後的十五天以內通知申請人補件\n"
    "三、逾期沒有補件的申請人應在下一年度重新提出這項申請\n",
    "addresses": "連結\n\n"
    "https://news.example/2024/03/01/a-b-c-d-e-f\n"
    "https://news.example/2024/03/02/a-b-c-d-e-g\n"
    "https://news.example/2024/03/03/a-b-c-d-e-h\n",
    "news": "北站明年開工\n\n"
    "市議會昨天三讀通過明年度的交通預算，北站的擴建工程因此可以在春天開工。\n"
    "局長林小北在會後說，新的月台會比現在長一倍，旅客轉乘不必再走到地面。\n"
    "議員陳大安則認為，工程經費估得太低。\n",
    "dialogue": "訪談\n\n"
    "記者：北站什麼時候開工，預算又要從哪裡來\n"
    "局長：明年春天開工，預算由中央與市府各出一半\n"
    "記者：那麼議員說的追加是怎麼一回事，請說明\n",
    "table": "班次\n\n"
    "一號線   北站   河濱公園   06:00   23:30   每六分鐘\n"
    "二號線   南岸   東門市場   06:10   23:40   每八分鐘\n"
    "三號線   西湖   中山公園   06:20   23:50   每九分鐘\n",
    "byline": "北站明年開工\n\n"
    "某月台的夜景，旅客在等車。 林小北 攝\n"
    "知情者說，這類工程的毛利一向很低，真正的大頭是每一年的維修和人員的訓練。\n"
    "記者 林小北 實習生 陳大安\n",
}


@pytest.mark.parametrize("kind", MEANT_AS_LINES)
@pytest.mark.parametrize("head", ["", "---\ntitle: 題\n---\n\n"])
def test_what_is_meant_as_lines_stays_lines(kind, head):
    assert not [line for line in told(head + MEANT_AS_LINES[kind]) if "\n" in line]


def test_a_break_that_is_written_stays_in_markdown():
    head = "# 題\n\n"
    line = "市議會昨天三讀通過明年度的交通預算，北站的擴建工程因此可以，"

    assert told(f"{head}{line}\n在春天開工。")[1] == f"{line}\n在春天開工。"
    assert told(f"{head}{line}  \n在春天開工。")[1] == line
    assert told(f"{head}{line}\\\n在春天開工。")[1] == line
    assert told(f"{head}{line}<br>\n在春天開工。")[1] == line
    assert told(f"{head}{line} {{.body}}\n在春天開工。")[1] == line


def test_a_line_that_says_so_goes_on():
    assert told("# 題\n\n春天 {.wrapped}\n開工。")[1] == "春天\n開工。"
    article = parse("# 題\n\n春天 {.wrapped}\n開工。\n")
    assert parse(as_markdown(article)) == article


def test_links_stay_on_their_words():
    article = parse(
        "# 題\n\n市議會昨天三讀通過明年度的交通預算，北站的擴建工程[因此](http://a.example)可以，\n"
        "在[春天](http://b.example)開工。\n"
    )

    assert [article.text[link.start : link.end] for link in article.links] == ["因此", "春天"]
    assert parse(as_markdown(article)).links == article.links
