"""Where sentences end in Chinese text of every style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.sentences import bounds, split
from tests.text.labelled import DATA, load

CASES = [
    # Quotes that a colon or a speech verb introduces end their sentence.
    "她說：「明天見。」|說完便掛了電話。",
    "老师问：“懂了吗？”|没有人举手。",
    "教練大喊：「衝啊！」|全場沸騰。",
    "他低聲說，「我怕……」|燈就滅了。",
    "法官追問：「是你做的嗎？」|被告點頭。",
    # A speech verb after a quote that opens the sentence belongs to it.
    "「我們不會退讓。」發言人強調。|會議隨即結束。",
    "“太贵了！”顾客抱怨说。",
    "「怎麼辦呢？」老闆問道，「錢都花光了。」|大家沉默。",
    "“他一定会回来的。”香港中文大学新闻与传播学院教授李某说。|众人点头。",
    "「加油！」|「加油！」場邊的人喊著。",
    # A quoted mark inside a sentence does not end it.
    "在「誰來買單？」的質疑聲中，法案通過了。",
    "墙上写着“禁止吸烟！”几个大字。|没有人理会。",
    "高呼「還我公道！還我真相！」的群眾包圍了大樓。",
    "所謂「努力就會成功。」的說法，他不信。",
    "電影《你好嗎？我很好。》下週上映。|票已售罄。",
    # Brackets.
    "該法案（又稱「逃犯條例」。詳見第3頁）引發爭議。|各界回應不一。",
    "公司(成立於2001年.總部在台北)上市了。",
    "研討會圓滿結束。|（記者王小明）",
    "大家都笑了。[1]|然後散會。",
    # Ellipses, dashes and piled marks.
    "這個……我不知道。|真的嗎？！|不會吧？！……",
    "他想了很久⋯⋯還是沒有開口。",
    "「學而時習之，不亦說乎？」——《論語》",
    "真正的問題——誰來付錢？——沒有人回答。",
    "去吧！——他這樣想著，卻沒有動，一直坐到天亮，直到第一班電車開過門前，才站起來。",
    # Numbers, addresses and Latin text.
    "股價報12.5元，跌0.3%。|成交額達1.2億元。",
    "版本3.0.1已於20:30發布，請見www.example.com/a.html?x=1!y。|謝謝。",
    "請電郵至news.desk@example.com.hk查詢。|逾期不候。",
    "Dr. Chan說，U.S. Steel的收購案仍在審理。|結果未明。",
    "He said no.| Then he left.| 他走了。",
    "雅虎（Yahoo!）與OpenAI合作推出GPT-4.5。|用戶反應熱烈。",
    'He asked, "Why?" she recalled.| Nobody knew.',
    "今天天氣很好.| 我們去公園玩吧.",
    "Don't worry!|他用英文說。",
    "Yahoo!奇摩今天改版。",
    # Marks that do not belong together.
    "他說：「我不知道。|但是我會去查。",
    "價格（不含稅的部分。|另計。",
    "第一段結束。」|第二段開始。",
    "「第一句。|第二句！|第三句？」",
    # Straight quotes.
    '他說："我不去。"|然後離開了。',
    '"我不去。"他說。|沒有人意外。',
    "標語寫著'小心！'兩個字。|路人繞道。",
    # Other stops.
    "ﾊﾟﾝ｡|終わり｡",
    "第一項；第二項；第三項。",
    "1. 先洗手。|2. 再吃飯。",
    "一、先洗手；二、再吃飯。",
]


def _sentences(text):
    return [span.of(text) for span in split(text)]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_a_reader_would_end_it(case):
    expected = [part.strip() for part in case.split("|")]

    assert _sentences(case.replace("|", "")) == expected


def test_the_seed_has_its_78_sentences():
    text = (DATA / "seed_article.txt").read_text(encoding="utf-8")
    expected = (DATA / "seed_sentences.txt").read_text(encoding="utf-8").splitlines()

    assert _sentences(text) == expected
    assert len(expected) == 78


@pytest.mark.parametrize("article", load("labelled"), ids=lambda article: article.name)
def test_sentences_of_news_from_three_places(article):
    assert _sentences(article.text) == article.sentences


def test_a_line_end_always_ends_a_sentence():
    text = "「沒有關上的引號\n（也沒有關上的括號\r\n第三行\u2028第四行"

    assert _sentences(text) == ["「沒有關上的引號", "（也沒有關上的括號", "第三行", "第四行"]


def test_indents_and_blank_lines_belong_to_no_sentence():
    assert _sentences("　　第一句。　第二句。 \n\n \n　") == ["第一句。", "第二句。"]


def test_bounds_stay_inside_the_range_they_are_given():
    text = "前文。中間一句。中間二句。後文。"

    assert [text[a:b] for a, b in bounds(text, 3, 13)] == ["中間一句。", "中間二句。"]


TEXT = st.text(
    st.sampled_from("。！？!?.…，、：:；「」『』“”‘’\"'（）()《》【】—[]1a 　\n\r\u2028說問的他字")
    | st.characters(codec="utf-8")
)


@given(TEXT)
def test_sentences_hold_every_character_once(text):
    spans = split(text)
    held = [offset for span in spans for offset in range(span.start, span.end)]

    assert held == sorted(set(held))
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert not "".join(sign for offset, sign in enumerate(text) if offset not in set(held)).strip()


@given(TEXT)
def test_no_sentence_crosses_a_line(text):
    assert all(len(span.of(text).splitlines()) == 1 for span in split(text))


def test_pathological_lines_come_back_whole():
    for text in ("（" * 100_000, "「" * 50_000 + "甲！" + "」" * 50_000, "甲。」" * 50_000):
        assert "".join(_sentences(text)) == text
