"""`X` on the page: what of a web page was left out, looked at and taken back."""

from pathlib import Path

from sitting import sit_down

from reader.library import open_library
from reader.library.intake.offers import accept, offer_text
from reader.model import Tag

LINK = "延伸閱讀：渡輪加開夜班"
PAGE = f"""<html><head><title>河濱公園增設廁所</title></head><body><article>
<h1>河濱公園增設廁所</h1>
<p>市府表示，河濱公園今年要增設十二座廁所，預計九月底以前全部完工，經費來自公園基金。</p>
<p>附近居民認為，與其增設廁所，不如先修好去年就壞了的路燈，否則晚上沒有人敢去那裡散步。</p>
<p><a href="/2">{LINK}</a></p>
<p>園方回應，路燈的修繕已經發包，承商因為缺工延誤，最快要等到下個月才能夠進場施作。</p>
</article></body></html>"""


async def test_a_line_is_taken_back_and_marks_stay(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    accept(library, offer_text(PAGE.encode()))
    library.close()
    async with sit_down(tmp_path) as sitting:
        await sitting.until(lambda: sitting.message == "頁面上略去 1 行（X 看）")
        await sitting.press("f")
        await sitting.until(lambda: len(sitting.stored()) == 1)
        await sitting.press("X")
        assert LINK in "\n".join(sitting.rows)
        assert LINK not in sitting.session.text
        await sitting.press(" ", "enter")
        await sitting.until(lambda: LINK in sitting.session.text)
        (mark,) = sitting.stored()
        assert mark.tag is Tag.FACT
        assert mark.exact.startswith("市府表示")
    async with sit_down(tmp_path) as sitting:
        assert LINK in sitting.session.text
        assert sitting.message == ""
        await sitting.press("X")
        assert LINK in "\n".join(sitting.rows)
        await sitting.press("escape")
        assert LINK in sitting.session.text


async def test_without_such_lines_it_says_so(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("X")
        assert sitting.message == "頁面上沒有略去什麼"
