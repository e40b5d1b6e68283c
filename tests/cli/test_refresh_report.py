"""What `meipi feeds refresh` tells of the articles that came in."""

import json

import pytest
from local_server import LocalServer

NEAR = "--allow-private"
BEFORE, AFTER = "圖書館停止夜間開放", "圖書館：沒有停止夜間開放"
TEXT = "<p>市立圖書館說，閱覽室夜裡照常開放，自修室也一樣。</p><p>館長王大明請讀者放心。</p>"
SHARE = "<p><a href='https://news.example/2'>延伸閱讀：舊館整修</a></p>"


def rss(title: str, text: str = TEXT, author: str = "") -> bytes:
    said = f"<author>{author}</author>" if author else ""
    return (
        "<rss version='2.0'><channel><title>城南報</title><item><guid isPermaLink='false'>1</guid>"
        f"<title>{title}</title>{said}<description><![CDATA[{text}]]></description>"
        "</item></channel></rss>"
    ).encode()


@pytest.fixture
def corrected(run, server: LocalServer) -> None:
    """A feed whose only article has another headline by now, and another author."""
    url = server.page("/rss", rss(BEFORE))
    assert run("feeds", "add", url, NEAR).exit_code == 0
    server.page("/rss", rss(AFTER, author="陳小文"))


def test_a_headline_that_was_corrected_is_told_with_both_titles(run, corrected: None) -> None:
    result = run("feeds", "refresh", "--force", NEAR)
    assert result.stdout.splitlines() == [
        "城南報: new 0, changed 1",
        f"    “{BEFORE}” → “{AFTER}”",
        f"    “{AFTER}”: authors – → 陳小文",
    ]
    told = run("changes", AFTER).stdout
    assert f"it was “{BEFORE}”, it is “{AFTER}”" in told


def test_programs_get_both_titles_too(run, corrected: None) -> None:
    result = run("feeds", "refresh", "--force", "--json", NEAR)
    (outcome,) = json.loads(result.stdout)
    (head,) = outcome["heads"]
    assert head["title"] == AFTER
    assert head["published"]["title"] == {"from": BEFORE, "to": AFTER}
    assert run("show", head["article"]).exit_code == 0


def test_lines_that_were_left_out_are_counted(run, server: LocalServer) -> None:
    url = server.page("/rss", rss(BEFORE, TEXT + SHARE))
    result = run("feeds", "add", url, NEAR)
    assert result.stdout.splitlines() == ["城南報: new 1, changed 0", "    lines left out: 1"]
    server.page("/rss", rss(BEFORE, TEXT + "<p>夜間有警衛巡邏，借書也照舊。</p>" + SHARE))
    (outcome,) = json.loads(run("feeds", "refresh", "--force", "--json", NEAR).stdout)
    assert (outcome["changed"], outcome["left_out"], outcome["heads"]) == (1, 1, [])


def test_what_did_not_change_is_not_counted_again(run, server: LocalServer) -> None:
    url = server.page("/rss", rss(BEFORE, TEXT + SHARE))
    run("feeds", "add", url, NEAR)
    assert run("feeds", "refresh", "--force", NEAR).stdout == ""


def page(title: str) -> bytes:
    text = "".join(
        f"<p>市立圖書館第{n}次說明，閱覽室夜裡照常開放，自修室也一樣，讀者不必擔心。</p>"
        for n in "一二三"
    )
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


def test_a_page_that_is_added_again_tells_both_titles(run, server: LocalServer) -> None:
    url = server.page("/library", page(BEFORE), Content_Type="text/html")
    assert run("add", url, NEAR).exit_code == 0
    server.page("/library", page(AFTER), Content_Type="text/html")
    added = run("add", url, NEAR)
    assert f"“{BEFORE}” → “{AFTER}”" in added.stdout
    server.page("/library", page(BEFORE), Content_Type="text/html")
    (again,) = json.loads(run("add", url, "--json", NEAR).stdout)
    assert again["published"] == {"title": {"from": AFTER, "to": BEFORE}}


DELETED = "<title>提示</title><h2>該內容已被發布者刪除</h2>".encode()
HTML = {"Content_Type": "text/html; charset=utf-8"}


def linked(link: str, text: str) -> bytes:
    return rss(BEFORE, text).replace(
        b"<title>" + BEFORE.encode(), f"<link>{link}</link><title>{BEFORE}".encode()
    )


def test_a_page_that_was_taken_down_is_told_with_its_article(run, server: LocalServer) -> None:
    link = server.page("/2025/1.html", page(BEFORE), **HTML)
    url = server.page("/rss", linked(link, "<p>摘要一句。</p>"))
    run("feeds", "add", url, "--full-text", NEAR)
    server.page("/2025/1.html", DELETED, **HTML)
    server.page("/rss", linked(link, "<p>摘要兩句。</p>"))
    told = run("feeds", "refresh", "--force", NEAR).stdout
    assert told.splitlines() == [
        "城南報: new 0, changed 0",
        f"    “{BEFORE}”: its page says that it was taken down; the text here stays",
    ]
    only = run("changes", BEFORE)
    assert only.exit_code == 1
    assert f"the article's page said that it was taken down ({link})" in only.stdout
    assert json.loads(run("changes", BEFORE, "--json").stdout)["fate"]["what"] == "page_deleted"


def test_adding_the_address_again_says_whose_page_is_gone(run, server: LocalServer) -> None:
    link = server.page("/2025/1.html", page(BEFORE), **HTML)
    run("add", link, NEAR)
    server.page("/2025/1.html", "<p>您要找的網頁不存在。</p>".encode(), **HTML)
    again = run("add", link, NEAR)
    assert again.exit_code == 2
    assert f"no longer shows “{BEFORE}”: the page says that it was not found" in again.stderr
    assert "照常開放" in run("show", BEFORE).stdout
    fresh = run("add", server.page("/2025/2.html", DELETED, **HTML), NEAR)
    assert (fresh.exit_code, "was taken down" in fresh.stderr) == (2, True)
