"""Of a page of a wiki the article is read, without references, boxes and links that edit."""

from reader.ingest.html import extract, read_page
from reader.ingest.html.fragment import read_fragment
from reader.model import Role
from tests.ingest.html.own_pages import page_of

REF = '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>'
EDIT = '<span class="mw-editsection">[<a href="/e">編輯</a>]</span>'
ONE = "星河線是星河市的一條輕軌路線，全長八公里，沿途設六個站，由星河市交通局在二〇二五年動工興建。"
TWO = "路線最早在一九九八年由市政府提出，當時的計畫包括三條支線，但因為經費不足而擱置了二十多年。"
THREE = "通車以後，沿線居民到市中心的時間預計由一小時縮短為二十五分鐘，票價則由市議會每年檢討一次。"
MARKUP = f"""<div id="mw-content-text"><div class="mw-parser-output">
<div class="hatnote">關於同名的電影，請見「星河線 (電影)」。</div>
<table class="infobox"><tr><th>全長</th><td>8公里</td></tr><tr><th>車站</th><td>6</td></tr></table>
<p>{ONE[:-1]}{REF}。</p><div class="toc"><ul><li>1 歷史</li><li>2 參考資料</li></ul></div>
<h2><span class="mw-headline">歷史</span>{EDIT}</h2><p>{TWO}{REF}</p>
<table class="wikitable"><tr><th>站</th><th>啟用{REF}</th></tr>
<tr><td>北站</td><td>2030</td></tr></table>
<p>{THREE}</p>
<h2>參考資料{EDIT}</h2><div class="reflist"><ol class="references"><li>
<span class="mw-cite-backlink">^</span>
《星河日報》，二〇二五年三月二日，星河市交通局公布三條新路線，預計五年之內完成。</li></ol></div>
<h2>外部連結</h2><ul><li><a href="/x">星河市交通局</a></li></ul></div></div>"""
TEXT = [ONE, "歷史", TWO, "站｜啟用", "北站｜2030", THREE]


def test_the_article_of_a_wiki_is_its_text() -> None:
    page = page_of(MARKUP).encode()
    article = extract(page)

    assert [p.text for p in article.paragraphs] == TEXT
    assert [s.heading for s in article.sections] == [None, "歷史"]
    left_out = [block.text for block in read_page(page).blocks if not block.taken]
    assert {"全長｜8公里", "參考資料", "外部連結"} <= set(left_out)


def test_the_same_holds_for_an_item_of_a_feed() -> None:
    blocks = read_fragment(MARKUP).blocks

    assert [block.text for block in blocks if block.taken] == TEXT
    assert next(block.role for block in blocks if block.text == "歷史") is Role.HEADING


def test_on_other_pages_such_names_leave_nothing_out() -> None:
    note = '<div class="infobox"><p>星河線全長八公里，是全市最長的一條路線。</p></div>'
    markup = page_of(f"<p>{ONE}{REF}</p>{note}<h2>參考資料</h2><p>{TWO}</p><p>{THREE}</p>")
    text = extract(markup.encode()).text

    assert f"{ONE}[1]" in text
    assert "星河線全長八公里，是全市最長的一條路線。" in text
    assert TWO in text


def test_the_words_that_read_out_and_edit_a_section_go_and_those_of_the_text_stay() -> None:
    beside = "<div class=t><h2>历史沿革</h2><span><span>播报</span></span><div>编辑</div></div>"
    markup = (
        f"<div class=J-lemma-content><p>{ONE}</p>{beside}<p>{TWO}</p>"
        f"<p><b>职业</b><span>编辑</span></p><p>{THREE}</p></div>"
    )
    lines = [block.text for block in read_page(page_of(markup).encode()).blocks if block.taken]

    assert lines == [ONE, "历史沿革", TWO, "职业编辑", THREE]
