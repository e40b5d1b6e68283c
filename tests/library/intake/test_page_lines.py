"""What of a page is left out is kept with it, and what a person decides about it stands."""

from dataclasses import replace

from reader.library import Library
from reader.library.health.doctor import examine
from reader.library.intake.offers import Offer, accept, offer_again, offer_text
from reader.model import PageLine, Span, Tag
from reader.model.page_content import PageContent
from reader.text.structure.markdown_writer import as_markdown
from reader.text.structure.page_conversion import article_of, page_of

ADDRESS = "https://news.example.org/1"
PAGE = """<html><head><title>河濱公園增設廁所</title></head><body><article>
<h1>河濱公園增設廁所</h1>
<p>市府表示，河濱公園今年要增設十二座廁所，預計九月底以前全部完工，經費來自公園基金。</p>
<p>附近居民認為，與其增設廁所，不如先修好去年就壞了的路燈，否則晚上沒有人敢去那裡散步。</p>
{more}
<p>園方回應，路燈的修繕已經發包，承商因為缺工延誤，最快要等到下個月才能夠進場施作。</p>
<p><a href="/2">延伸閱讀：渡輪加開夜班</a></p>
<p>市議員說，他會在下個會期要求市府報告公園基金的用途，並且公布每一筆支出的明細資料。</p>
</article></body></html>"""
LINK = "延伸閱讀：渡輪加開夜班"
FIRST_LINE = "市府表示，河濱公園今年要增設十二座廁所，預計九月底以前全部完工，經費來自公園基金。"
FIRST = "市府表示，河濱公園今年要增設十二座廁所"


def fetched(more: str = "") -> Offer:
    """The page as it is fetched."""
    offer = offer_text(PAGE.format(more=more).encode())
    return replace(offer, page=replace(offer.page, url=ADDRESS))


def decided(offer: Offer, text: str, *, taken: bool) -> Offer:
    """An offer with a line of which somebody said whether it is in the article."""
    blocks = tuple(
        replace(block, taken=taken, decided=True) if block.text == text else block
        for block in offer.page.blocks
    )
    assert blocks != offer.page.blocks
    return replace(offer, page=replace(offer.page, blocks=blocks))


def test_what_is_left_out_is_kept_with_the_revision(library: Library) -> None:
    kept = accept(library, fetched())
    assert LINK not in library.open(kept.article).text
    (line,) = library.page_lines(kept.article)
    assert (line.text, line.taken, line.decided) == (LINK, False, False)
    again = offer_again(library, kept.article).page
    _, *lines = fetched().page.blocks  # the first one is the title
    assert [(it.text, it.taken) for it in again.blocks] == [(it.text, it.taken) for it in lines]


def test_what_is_taken_back_stands_where_it_stood_and_marks_stay(library: Library) -> None:
    kept = accept(library, fetched())
    text = library.open(kept.article).text
    start = text.index("市議員")
    library.submit(lambda edits: edits.become("王")).result()
    library.submit(
        lambda edits: edits.edit(kept.article, Span(start, start + 3), tag=Tag.FACT)
    ).result()
    again = accept(library, decided(offer_again(library, kept.article), LINK, taken=True))
    assert (again.article, again.what) == (kept.article, "changed")
    document = library.open(kept.article)
    lines = document.text.split("\n\n")
    assert lines.index(LINK) == len(lines) - 2
    (mark,) = document.annotations
    assert mark.span is not None
    assert mark.span.of(document.text) == "市議員"
    assert document.to_review == 0
    back = accept(library, decided(offer_again(library, kept.article), LINK, taken=False))
    assert back.what == "changed"
    assert library.open(kept.article).text == text
    library.close()
    assert examine(library.root).in_order


def test_it_stands_when_the_page_comes_again(library: Library) -> None:
    first = accept(library, decided(fetched(), LINK, taken=True))
    assert LINK in library.open(first.article).text
    assert accept(library, fetched()).what == "same"
    news = "<p>警方昨天呼籲民眾晚間結伴同行，並且加派了兩組警員在公園裡來回巡邏到午夜。</p>"
    assert accept(library, fetched(news)).what == "changed"
    text = library.open(first.article).text
    assert LINK in text
    assert "警方昨天" in text
    without = decided(offer_again(library, first.article), LINK, taken=False)
    accept(library, without)
    accept(library, fetched())
    assert LINK not in library.open(first.article).text


def test_what_is_left_out_by_hand_stays_out(library: Library) -> None:
    offer = fetched()
    (body,) = [block.text for block in offer.page.blocks if block.text.startswith(FIRST)]
    kept = accept(library, decided(offer, body, taken=False))
    news = "<p>警方昨天呼籲民眾晚間結伴同行，並且加派了兩組警員在公園裡來回巡邏到午夜。</p>"
    assert accept(library, fetched(news)).what == "changed"
    assert FIRST not in library.open(kept.article).text
    accept(library, decided(offer_again(library, kept.article), body, taken=True))
    assert library.open(kept.article).text.startswith(FIRST)


def test_an_edited_file_keeps_what_was_decided(library: Library) -> None:
    kept = accept(library, decided(fetched(), LINK, taken=True))
    path = library.root / library.open(kept.article).head.path
    path.write_text(path.read_text("utf-8").replace("九月底", "十月底"), "utf-8")
    assert library.sync() == []
    assert [it.text for it in library.page_lines(kept.article) if it.taken] == [LINK]
    blocks = offer_again(library, kept.article).page.blocks
    assert [it.text for it in blocks if it.decided] == [LINK]


def test_a_line_without_a_page_is_none() -> None:
    page = PageContent("題", blocks=page_of(article_of(fetched().page)).blocks)
    article = article_of(page)
    assert article.page_lines == (PageLine(3, LINK),)
    assert LINK not in as_markdown(article)


def renamed_line(old: str, new: str) -> Offer:
    """The page after its publisher corrected a line."""
    html = PAGE.format(more="")
    assert old in html
    offer = offer_text(html.replace(old, new).encode())
    return replace(offer, page=replace(offer.page, url=ADDRESS))


def test_a_line_that_was_taken_back_stays_when_it_is_corrected(library: Library) -> None:
    kept = accept(library, decided(fetched(), LINK, taken=True))
    text = library.open(kept.article).text
    start = text.index("渡輪加開")
    library.submit(lambda edits: edits.become("王")).result()
    library.submit(
        lambda edits: edits.edit(kept.article, Span(start, start + 4), tag=Tag.FACT)
    ).result()
    for now in ("延伸閱讀：渡輪加開夜班兩班", "延伸閱讀：渡輪加開早班兩班"):
        accept(library, renamed_line(LINK, now))
        document = library.open(kept.article)
        assert now in document.text
        assert [(it.text, it.taken) for it in library.page_lines(kept.article)] == [(now, True)]
        (mark,) = document.annotations
        assert mark.span is not None


def test_another_line_is_not_taken_for_one_that_was(library: Library) -> None:
    kept = accept(library, decided(fetched(), LINK, taken=True))
    accept(library, renamed_line(LINK, "延伸閱讀：市場整修攤商抗議"))
    assert "攤商" not in library.open(kept.article).text


def test_what_a_reader_switched_is_no_change_of_the_publisher(library: Library) -> None:
    kept = accept(library, fetched())
    accept(library, decided(offer_again(library, kept.article), LINK, taken=True))
    accept(library, decided(offer_again(library, kept.article), FIRST_LINE, taken=False))
    new, middle, old = library.revisions(kept.article)
    assert library.changes(kept.article, old.id, middle.id).changed == ()
    assert library.changes(kept.article, middle.id, new.id).changed == ()
